"""Evidence is marked, by the day it is of."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


def test_a_fact_counts_from_its_day_on(farmer: Farmer) -> None:
    """With its note; before that day nothing is known of it."""
    farmer('farmer log "Ana Ruiz" --by them --on 2026-03-01 --new')
    marked = farmer('farmer mark Ana used --on 2026-05-04 --note "did our lease" --json').data
    assert (marked["on"], marked["note"]) == ("2026-05-04", "did our lease")
    assert [fact["id"] for fact in marked["facts"]] == ["f1"]
    known = farmer("farmer check Ana --json").data["asker"]["facts"]
    assert [(fact["on"], fact["what"], fact["note"]) for fact in known] == [
        ("2026-05-04", marked["what"], "did our lease")
    ]
    assert farmer("farmer check Ana --as-of 2026-05-03 --json").data["asker"]["facts"] == []


def test_a_group_is_marked_at_once_and_taken_back_at_once(known: Farmer) -> None:
    marked = known("farmer mark --with @chapter gave --json").data
    assert {fact["person"]["name"] for fact in marked["facts"]} == {"Bo Li", "Ana Ruiz"}
    known("farmer undo")
    assert known("farmer where --json").data["counts"]["facts"] == 0


def test_what_is_no_evidence_is_refused_with_what_is(known: Farmer) -> None:
    refused = known("farmer mark Ana kepd")
    assert (refused.status, "kept" in refused.err) == (2, True)
    assert known("farmer mark Ana kept --on tomorrow").status == 2
    assert known("farmer where --json").data["counts"]["facts"] == 0


@pytest.mark.parametrize(
    ("words", "what", "who"),
    [
        ("seen Bo", "work:seen", ["Bo Li"]),
        ("Bo saw", "work:seen", ["Bo Li"]),
        ("used 'Bo Li' Ana", "work:used", ["Bo Li", "Ana Ruiz"]),
        ("Ana kept 'Bo Li'", "kept", ["Ana Ruiz", "Bo Li"]),
        ("put-right Ana", "made_right", ["Ana Ruiz"]),
        ("kept --with @golf", "kept", ["Bo Li", "Ana Ruiz"]),
    ],
)
def test_words_in_another_order_are_taken_as_they_can_only_be_meant(
    farmer: Farmer, words: str, what: str, who: list[str]
) -> None:
    farmer("farmer add 'Bo Li'")
    farmer("farmer add 'Ana Ruiz'")
    farmer("farmer tag Bo Ana @golf")
    marked = farmer(f"farmer mark {words} --json").data
    assert (marked["what"], [fact["person"]["name"] for fact in marked["facts"]]) == (what, who)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ana referred", ("ref-in-good", "ref-out-good")),
        ("referred Ana", ("ref-in-good", "ref-out-good")),
        ("helped Ana", ("gave", "got")),
        ("Ana lunch", ("“lunch” is a kind of contact, not a fact",)),
        ("Ana banquet", ("There is no fact “banquet”",)),
        ("kept used Ana", ("There is no fact “Ana”",)),
    ],
)
def test_what_may_be_meant_in_two_ways_is_said_and_not_taken(
    farmer: Farmer, words: str, said: tuple[str, ...]
) -> None:
    farmer("farmer add 'Ana Ruiz'")
    refused = farmer(f"farmer mark {words}")
    assert (refused.status, [word for word in said if word not in refused.err]) == (2, [])
    assert farmer("farmer where --json").data["counts"]["facts"] == 0


def test_somebody_called_as_a_fact_is_can_be_marked(farmer: Farmer) -> None:
    """The last word is the fact wherever it can be one."""
    farmer("farmer add Used")
    assert farmer("farmer mark Used kept --json").data["what"] == "kept"
    assert farmer("farmer mark Used used --json").data["what"] == "work:used"


@pytest.mark.parametrize(("typed", "example"), [("kept", "Ana kept"), ("Bo", "Bo kept")])
def test_the_example_has_what_is_missing(known: Farmer, typed: str, example: str) -> None:
    """A fact where a name was typed alone, a name where a fact was."""
    refused = known(f"farmer mark {typed}")
    assert (refused.status, refused.err.split("For example: ")[1].strip()) == (
        2,
        f"farmer mark {example}",
    )


@pytest.mark.parametrize(
    ("typed", "missing"),
    [("Bart", "What “Bart” did is missing."), ("kept", "Who is missing."), ("bart@x", "did is")],
)
def test_one_word_is_told_what_is_missing(farmer: Farmer, typed: str, missing: str) -> None:
    farmer('farmer add "Bartholomew Kim"')
    refused = farmer(f"farmer mark {typed}")
    assert (refused.status, missing in refused.err) == (2, True)
    assert farmer("farmer mark Bart kept").err.count("c1 Bartholomew Kim") == 1


def test_a_breach_says_how_it_is_lifted(farmer: Farmer) -> None:
    """With a command that does it."""
    farmer('farmer log "Ana Ruiz" --new')
    farmer("farmer mark Ana breach")
    checked = farmer("farmer check Ana --plain").out
    (typed,) = [line.partition("forgiven: ")[2] for line in checked.splitlines() if "lift" in line]
    assert farmer(typed).status == 0
    assert "broke your trust" not in farmer("farmer check Ana --plain").out
