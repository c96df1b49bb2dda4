"""Repeat business, an answer *later*, and what was asked before."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


@pytest.fixture
def introduced(farmer: Farmer) -> Farmer:
    """An introduction that somebody asked for."""
    farmer('farmer log "Joe Marsh" "Ana Ruiz" --new --on 2026-01-05')
    farmer('farmer request add Joe --to Ana --need "a lease for the mill" --on 2026-03-01')
    farmer("farmer request ask-target r1 --on 2026-03-02")
    return farmer


def _closed(farmer: Farmer) -> dict[str, int]:
    closed: dict[str, int] = farmer("farmer request list --all --json").data["closed"]
    return closed


@pytest.mark.parametrize("between", ["", "thanked", "reopen", "thanked reopen"])
def test_business_adds_up_however_it_went_on(introduced: Farmer, between: str) -> None:
    """In the list, the request and the year's figures; an undo takes back the last only."""
    introduced("farmer request target-said r1 yes --on 2026-03-03")
    introduced('farmer request introduce r1 --anyway "they asked" --on 2026-03-04')
    sold = "farmer request outcome r1 business --currency EUR"
    introduced(f"{sold} --amount 1200 --on 2026-04-01")
    for step in between.split():
        assert introduced(f"farmer request {step} r1 --on 2026-05-01").status == 0
    assert introduced(f"{sold} --amount 800 --on 2026-06-01").status == 0
    assert _closed(introduced) == {"EUR": 200_000}
    assert introduced("farmer request show r1 --json").data["closed"] == {"EUR": 200_000}
    assert introduced("farmer stats --json").data["closed"] == {"EUR": 200_000}
    since = introduced("farmer request list --since 2026-05-02 --json").data["closed"]
    assert since == {"EUR": 80_000}
    introduced("farmer undo")
    assert _closed(introduced) == {"EUR": 120_000}


def test_each_currency_adds_up_by_itself(introduced: Farmer) -> None:
    introduced("farmer request target-said r1 yes --on 2026-03-03")
    introduced('farmer request introduce r1 --anyway "they asked" --on 2026-03-04')
    for amount, code in ((10, "EUR"), (5, "USD"), (7, "EUR")):
        introduced(f"farmer request outcome r1 business --amount {amount} --currency {code}")
    assert _closed(introduced) == {"EUR": 1700, "USD": 500}
    assert introduced("farmer remove s5").status == 0
    assert _closed(introduced) == {"EUR": 700, "USD": 500}


def test_who_is_asked_later_comes_back_on_that_day(introduced: Farmer) -> None:
    """Until then nothing is to be done, however long it takes."""
    later = introduced(
        'farmer request target-said r1 later --until "1 sept" --on 2026-03-03 --json'
    )
    request = later.data["request"]
    assert (request["state"], request["until"]) == ("target later", "2026-09-01")
    due = "farmer today --json"
    assert introduced(due, "2026-08-31").data["requests"] == []
    [back] = introduced(due, "2026-09-01").data["requests"]
    assert "1 Sep 2026" in back["next"]
    assert introduced("farmer request ask-target r1 --on 2026-06-10").status == 0
    assert introduced("farmer request show r1 --json").data["until"] is None


@pytest.mark.parametrize(
    "words", ["later", "yes --until 2026-09-01", "later --until 2026-03-01", "later --until soon"]
)
def test_a_day_goes_with_later_and_later_with_a_day(introduced: Farmer, words: str) -> None:
    assert introduced(f"farmer request target-said r1 {words} --on 2026-03-03").status == 2


@pytest.mark.parametrize(
    "need",
    [
        "a lease for the mill",
        "A lease for the MILL!",
        "a lease for the mil",
        "mill lease, for the a",
    ],
)
def test_the_same_once_more_is_refused_unless_it_is_meant(introduced: Farmer, need: str) -> None:
    again = introduced(f'farmer request add Joe --to Ana --need "{need}" --json')
    assert (again.status, again.data if again.status == 0 else None) == (5, None)
    assert len(introduced("farmer request list").rows) == 1
    assert introduced(f'farmer request add Joe --to Ana --need "{need}" --anyway').status == 0
    assert len(introduced("farmer request list").rows) == 2


@pytest.mark.parametrize(
    ("who", "to", "need"),
    [
        ("Joe", "Ana", "a printer who does posters"),
        ("Joe", "Bo Lang", "a lease for the mill"),
        ("Ana", "Joe", "a lease for the mill"),
    ],
)
def test_something_else_is_recorded(introduced: Farmer, who: str, to: str, need: str) -> None:
    assert introduced(f'farmer request add {who} --to "{to}" --need "{need}"').status == 0


def test_what_was_answered_before_is_said(introduced: Farmer) -> None:
    introduced("farmer request target-said r1 no --on 2026-03-03")
    added = introduced('farmer request add Joe --to Ana --need "a lease for the mill" --json').data
    assert added["before"] == [
        {
            "id": "r1",
            "need": "a lease for the mill",
            "state": "target no",
            "on": "2026-03-03",
            "until": None,
        }
    ]
    assert ["before", "r1", "target no", "2026-03-03", "", "a lease for the mill"] in introduced(
        'farmer request add Joe --to Ana --need "a printer" '
    ).rows
