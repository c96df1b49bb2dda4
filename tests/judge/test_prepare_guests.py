"""Before an evening, with a guest list: ``prepare --guests``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer

LIST = (
    "guest_id,name,email,approval_status,checked_in_at\n"
    "1,Ana Ruiz,ana@acme.example,approved,\n"
    "2,Bo Li,bo@east.example,approved,\n"
    "3,Joe Ash,joe@north.example,approved,\n"
    "4,Cy Doe,cy@west.example,approved,\n"
    "5,Di Fox,di@south.example,declined,\n"
    "6,Eve Ode,,approved,\n"
)


@pytest.fixture
def evening(farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Farmer:
    """A ledger with some of the guests, two requests, and the list."""
    monkeypatch.chdir(tmp_path)
    Path("guests.csv").write_text(LIST)
    for name, email in (("Ana Ruiz", "ana@acme"), ("Bo Li", "bo@east"), ("Joe Ash", "joe@north")):
        farmer(f"farmer add '{name}' --email {email}.example")
    farmer("farmer add 'Eve Ode' --email eve@other.example")
    farmer("farmer add 'Di Fox' --email di@south.example")
    farmer("farmer log Ana --on 2025-01-10 --note 'a new office'")
    farmer("farmer log Joe --on 2026-06-10")
    farmer("farmer request add Joe --to Ana --need 'a lease' --anyway")
    farmer("farmer request add Bo --to 'Cy Doe' --need 'a printer'")
    return farmer


def test_it_says_whom_you_know_who_goes_cold_and_who_asked_for_whom(evening: Farmer) -> None:
    page = evening("farmer prepare --guests guests.csv --at 'Spring fair' --json").data
    assert (page["event"], page["listed"], page["strangers"]) == ("Spring fair", 5, 1)
    assert [each["person"]["name"] for each in page["known"]] == ["Ana Ruiz", "Bo Li", "Joe Ash"]
    (cold,) = page["cold"]
    assert (cold["person"]["name"], cold["last_said"]) == ("Ana Ruiz", "a new office")
    (pair,) = page["introduce"]
    assert (pair["id"], pair["asker"]["name"], pair["target"]["name"], pair["verdict"]) == (
        *("r1", "Joe Ash", "Ana Ruiz"),
        "not yet",
    )
    (wanted,) = page["wanted"]
    assert (wanted["asker"], wanted["target"], wanted["known"]) == ("Bo Li", "Cy Doe", False)
    (like,) = page["perhaps"]
    assert (like["name"], like["candidates"][0]["name"]) == ("Eve Ode", "Eve Ode")


def test_nothing_is_written(evening: Farmer) -> None:
    before = evening("farmer export").out
    evening("farmer prepare --guests guests.csv --at 'Spring fair'")
    assert evening("farmer export").out == before
    assert evening("farmer undo").out.startswith("request of Bo Li")


def test_nobody_is_to_be_introduced_too_early(evening: Farmer) -> None:
    said = evening("farmer prepare --guests guests.csv --at 'Spring fair' --pretty").out
    assert "Joe Ash asked for Ana Ruiz (r1, “a lease”): not yet, too early" in said
    assert "Cy Doe, whom you do not know yet," in said


def test_a_long_list_is_bounded_to_a_screen(evening: Farmer) -> None:
    more = "".join(f"{n},G {n},g{n}@x.example,approved,\n" for n in range(60))
    Path("guests.csv").write_text(LIST + more)
    evening("farmer import guests.csv --new-invited --at Fair --on 2026-06-01")
    said = evening("farmer prepare --guests guests.csv --pretty").out
    assert len(said.splitlines()) <= 24


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Name one person, or a guest list."),
        ("Ana --guests guests.csv", "Name one person, or a guest list."),
        ("--guests nowhere.csv", "cannot be read"),
        ("--guests empty.csv", "There is nobody in empty.csv who is expected."),
    ],
)
def test_what_cannot_be_prepared_is_said(evening: Farmer, words: str, sentence: str) -> None:
    Path("empty.csv").write_text(LIST.splitlines()[0] + "\n7,Di,di@x.example,declined,\n")
    refused = evening(f"farmer prepare {words}")
    assert refused.status != 0
    assert sentence in refused.err
