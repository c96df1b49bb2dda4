"""Whom to bring together: a match that both thank you for, and nobody who is not to be asked."""

from __future__ import annotations

from html import unescape

import pytest

from tests.conftest import Farmer

MONTHS = ("2025-05-05", "2025-07-07", "2025-09-08", "2025-11-10", "2026-01-12", "2026-03-16")


@pytest.fixture
def farmed(farmer: Farmer) -> Farmer:
    """Ana, who looks for an office at the harbour, and Bo, who lets some: both farmed both ways."""
    for who in ("Ana Ruiz", "Bo Li"):
        for day in (*MONTHS, "2026-05-04"):
            farmer(f"farmer log '{who}' --new --kind meeting --by both --on {day}")
        for day in ("2025-08-01", "2025-11-03", "2026-02-02"):
            for fact in ("gave", "got", "kept", "used"):
                farmer(f"farmer mark '{who}' {fact} --on {day}")
    farmer("farmer gains Ana --goals 'a second office at the harbour'")
    farmer("farmer gains Bo --skills 'lets offices and sheds' --networks 'harbour master'")
    return farmer


def pairs(farmer: Farmer, typed: str = "") -> list[tuple[str, str]]:
    """Who is to meet whom."""
    found = farmer(f"farmer suggest {typed} --json").data["suggestions"]
    return [(each["requester"]["name"], each["target"]["name"]) for each in found]


def test_story_of_a_match_that_both_thank_you_for(farmed: Farmer) -> None:
    (match,) = farmed("farmer suggest --json").data["suggestions"]
    assert (match["requester"]["name"], match["target"]["name"]) == ("Ana Ruiz", "Bo Li")
    assert match["need"] == "a second office at the harbour"
    assert match["words"] == ["office", "harbour"]
    assert farmed(match["command"]).status == 0
    for step in ("ask-target r1", "target-said r1 yes", "introduce r1 --level 4", "met r1"):
        assert farmed(f"farmer request {step}").status == 0, step
    assert farmed("farmer request outcome r1 good").status == 0
    assert farmed("farmer request thanked r1").status == 0
    assert pairs(farmed) == []  # they know each other now


def test_page_before_a_meeting_has_whom_to_bring_together_with_them(farmed: Farmer) -> None:
    (told,) = farmed("farmer prepare Bo --json").data["together"]
    page = unescape(farmed("farmer report Bo -o -").out)
    need, has = told["need"], told["has"]
    assert f"Ana Ruiz wants {need}; Bo Li has, by {told['what']}, {has}. Ask Bo Li first" in page
    assert told["command"] in page


@pytest.mark.parametrize(
    "done",
    [
        "archive Bo",
        "tag Bo @private",
        "snooze Bo --until 2026-12-01",
        "link Ana Bo",
        "link Bo Ana --strength close",
        "gains Bo --skills baking --networks cooks",
    ],
)
def test_who_is_not_to_be_brought_together_is_not(farmed: Farmer, done: str) -> None:
    assert len(pairs(farmed)) == 1
    assert farmed(f"farmer {done}").status == 0
    assert pairs(farmed) == []


@pytest.mark.parametrize(
    "done",
    [
        ("edit Ana Bo --company 'Mill Works'",),
        ("edit Bo --through Ana",),
        ("edit Ana --set 'spouse=Bo Li'",),
        ("edit Bo --set 'spouse=Ana Ruiz'",),
        tuple(f"log Ana Bo --at 'Mixer {n}' --kind meeting --on 2026-05-0{n}" for n in (1, 2, 3)),
    ],
)
def test_who_is_seen_to_know_each_other_is_not_proposed_unless_told_otherwise(
    farmed: Farmer, done: tuple[str, ...]
) -> None:
    for words in done:
        assert farmed(f"farmer {words}").status == 0, words
    assert pairs(farmed) == []
    farmed("farmer link Ana Bo --not")
    assert pairs(farmed) == [("Ana Ruiz", "Bo Li")]


def test_command_of_a_suggestion_stands_on_a_line_of_its_own(farmed: Farmer) -> None:
    drawn = farmed("farmer suggest --pretty").out.splitlines()
    (asked,) = [number for number, line in enumerate(drawn) if "Ask Bo Li first" in line]
    assert drawn[asked].rstrip().endswith("welcome:")
    assert drawn[asked + 1].startswith("      farmer request add 'Ana Ruiz' --to 'Bo Li'")


def test_two_strangers_who_would_meet_are_no_number(farmed: Farmer) -> None:
    farmed("farmer log 'Cy Ode' 'Di Moss' --new --kind meeting --on 2026-05-01")
    farmed("farmer gains Cy --goals 'a bakery'")
    farmed("farmer gains Di --skills 'owns a bakery'")
    assert farmed("farmer suggest --json").data["not_yet"] == 0


def test_who_is_not_farmed_is_a_number(farmed: Farmer) -> None:
    farmed("farmer log 'Cy Ode' --new --kind meeting --on 2026-05-01")
    farmed("farmer gains Cy --skills 'builds offices'")
    answer = farmed("farmer suggest")
    assert "Cy" not in answer.out
    assert answer.rows[-1] == ["not-yet", "1"]


def test_suggest_for_one_has_those_in_which_they_have_a_part(farmed: Farmer) -> None:
    farmed("farmer log 'Di Moss' --new")
    assert pairs(farmed, "Ana") == pairs(farmed, "Bo") == [("Ana Ruiz", "Bo Li")]
    assert pairs(farmed, "Di") == []


def test_open_request_for_a_kind_of_person_is_a_need(farmed: Farmer) -> None:
    farmed("farmer gains Ana --goals sailing")
    assert pairs(farmed) == []
    farmed("farmer request add Ana --to 'somebody who lets sheds' --need 'storage'")
    (match,) = farmed("farmer suggest --json").data["suggestions"]
    assert (match["need_from"], match["words"]) == ("r1", ["lets", "sheds"])
    assert farmed(match["command"]).status == 0


def test_field_of_your_own_meets_a_need(farmed: Farmer) -> None:
    farmed("farmer gains Bo --skills '' --networks ''")
    assert pairs(farmed) == []
    farmed("farmer edit Bo --set 'lets=offices by the water'")
    (match,) = farmed("farmer suggest --json").data["suggestions"]
    assert (match["what"], match["has"]) == ("lets", "offices by the water")


def test_for_one_there_is_what_there_is_of_them_for_everybody(farmed: Farmer) -> None:
    """Though only their own needs and what they have are looked for."""
    farmed("farmer gains Bo --goals 'somebody who audits ships'")
    farmed("farmer edit Ana --company 'Ruiz Ship Auditors'")
    farmed("farmer log 'Di Moss' --new")
    farmed("farmer gains Di --goals 'an audit' --skills 'office chairs'")
    whole = farmed("farmer suggest --json").data
    assert whole["not_yet"] > 0
    for who in ("Ana Ruiz", "Bo Li", "Di Moss"):
        own = farmed(f"farmer suggest '{who}' --json").data
        of_them = [
            each
            for each in whole["suggestions"]
            if who in (each["requester"]["name"], each["target"]["name"])
        ]
        assert own["suggestions"] == of_them
