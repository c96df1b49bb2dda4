"""A week, counted: what was given and received, and whom one could help next."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer
from tests.tend.test_stats import YEAR


@pytest.fixture
def week(farmer: Farmer) -> Farmer:
    """Two talks of two, one in a group, one at an event, one too long ago; an introduction."""
    for day, command in (
        ("2026-06-07", 'farmer log "Ana Ruiz" --by me --new'),
        ("2026-06-08", "farmer log Ana --kind call --minutes 40 --by them"),
        ("2026-06-10", 'farmer log "Bo Li" --kind meal --by me --new'),
        ("2026-06-11", "farmer log Bo --group 5 --by me"),
        ("2026-06-12", "farmer log Ana Bo --at Mixer --by them"),
        ("2026-06-12", "farmer log Ana --kind message --by me"),
        ("2026-06-09", 'farmer request add Ana --to Bo --need "a talk"'),
        ("2026-06-09", "farmer request ask-target r1"),
        ("2026-06-10", "farmer request target-said r1 yes"),
        ("2026-06-10", 'farmer request introduce r1 --anyway "they know each other"'),
        ("2026-06-14", "farmer request outcome r1 business --amount 1200 --currency EUR"),
    ):
        assert farmer(command, day).status == 0, command
    return farmer


def test_a_week_is_counted(week: Farmer) -> None:
    found = week("farmer stats --week --json").data["week"]
    assert (found["since"], found["until"]) == ("2026-06-09", "2026-06-15")
    assert (found["one_to_ones"], found["given"], found["received"]) == (1, 1, 0)
    assert (found["closed"], found["farmed"], found["help"]) == ({"EUR": 120000}, [], None)


def test_monday_counts_the_seven_days_before_it(week: Farmer) -> None:
    """What is recorded on the Monday itself is in the next: no talk is in two, and each in one."""
    before = week("farmer stats --week --json", "2026-06-14").data["week"]
    assert week("farmer today --json").data["week"] == before
    week("farmer log Ana --by me --on 2026-06-15")
    counted = [
        week("farmer today --json", monday).data["week"]
        for monday in ("2026-06-08", "2026-06-15", "2026-06-22", "2026-06-29")
    ]
    assert [(w["since"], w["until"], w["one_to_ones"]) for w in counted] == [
        ("2026-06-01", "2026-06-07", 1),
        ("2026-06-08", "2026-06-14", 2),
        ("2026-06-15", "2026-06-21", 1),
        ("2026-06-22", "2026-06-28", 0),
    ]


def test_it_is_told_in_a_sentence_and_in_lines(week: Farmer) -> None:
    said = " ".join(week("farmer stats --week --plain").out.split())
    assert said == (
        "The week 9 to 15 Jun 2026: 1 one-to-one, 1 referral given and EUR 1,200.00 thanked for."
    )
    assert week("farmer stats --week").rows == [
        ["since", "2026-06-09", "2026-06-15"],
        ["one-to-ones", "1"],
        ["referrals", "1", "0"],
        ["closed", "EUR", "120000"],
    ]
    for today, days in (
        ("2026-07-03", "27 Jun to 3 Jul 2026"),
        ("2026-01-03", "28 Dec 2025 to 3 Jan 2026"),
    ):
        assert week("farmer stats --week --plain", today).out.startswith(f"The week {days}: ")
    quiet = week("farmer stats --week --plain", "2026-07-15").out
    assert "no one-to-ones and no referrals" in quiet


def test_who_became_farmed_in_it_is_named(farmer: Farmer) -> None:
    """Once, in the week in which it came to that."""
    for day, command in YEAR:
        farmer(command, day)
    assert _farmed(farmer, "2026-03-07") == []
    assert _farmed(farmer, "2026-03-12") == ["Ana Ruiz"]
    assert _farmed(farmer, "2026-03-17") == []


def _farmed(farmer: Farmer, today: str) -> list[str]:
    return [
        each["name"] for each in farmer("farmer stats --week --json", today).data["week"]["farmed"]
    ]


def test_whom_to_help_is_who_was_helped_least_lately(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" Cy Di --at Mixer --on 2026-06-01 --new')
    for name in ("Ana", "Bo", "Di"):
        farmer(f"farmer gains {name} --goals 'an office for {name}'")
    assert _helped(farmer) == ("Ana Ruiz", None)
    farmer("farmer mark Ana gave --on 2026-06-02")
    assert _helped(farmer) == ("Bo Li", None)
    farmer("farmer mark Bo gave --on 2026-06-01")
    farmer("farmer snooze Di")
    assert _helped(farmer) == ("Bo Li", "2026-06-01")
    said = " ".join(farmer("farmer stats --week --plain").out.split())
    assert "You could help Bo Li with: an office for Bo; you helped last on 1 Jun 2026." in said
    assert said.endswith("farmer prepare c2")
    assert farmer("farmer stats --week").rows[-1][:4] == ["help", "c2", "Bo Li", "an office for Bo"]


def _helped(farmer: Farmer) -> tuple[str, str | None]:
    found = farmer("farmer stats --week --json").data["week"]["help"]
    return found["person"]["name"], found["helped_on"]


def test_who_is_archived_or_was_never_met_is_not_to_be_helped(farmer: Farmer) -> None:
    farmer("farmer add Cy")
    farmer("farmer gains Cy --goals 'an office'")
    farmer("farmer log Di --by me --new")
    farmer("farmer gains Di --goals 'an office'")
    farmer("farmer archive Di")
    assert farmer("farmer stats --week --json").data["week"]["help"] is None


def test_a_week_has_its_own_days(farmer: Farmer) -> None:
    refused = farmer("farmer stats --week --since 2026-01-01")
    assert (refused.status, "Leave out --week or --since" in refused.err) == (2, True)
