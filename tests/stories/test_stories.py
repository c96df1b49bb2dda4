"""Whole evenings and years, typed as a user types them."""

from __future__ import annotations

import shlex

import pytest

from tests.conftest import Farmer


def test_the_stranger_who_asks_for_branson(farmer: Farmer) -> None:
    """Misner's founding story: both sides fail, and the stranger is refused."""
    farmer('farmer add "Richard Branson" --company Virgin --cadence 180')
    for day in ("2024-07-15", "2025-05-11"):
        farmer(f'farmer log Richard --at "Gala" --minutes 15 --group 6 --by none --on {day}')
    farmer("farmer log Richard --kind meal --group 8 --by none --on 2026-04-16")

    unknown = farmer('farmer check "Joe Marsh" --to "Richard Branson"')
    assert unknown.status == 3
    assert "stranger" in unknown.err
    assert "not yet" in unknown.err

    farmer('farmer log "Joe Marsh" --kind event --group 2 --minutes 3 --depth 0 --by them --new')
    asked = farmer('farmer check "Joe Marsh" --to "Richard Branson" --json')
    assert asked.status == 11
    assert asked.data["verdict"] == "not yet"
    assert asked.data["weaker"] == "requester"
    target = asked.data["target"]["assessment"]
    assert [gate["id"] for gate in target["gates"] if gate["fired"]] == ["S1", "S2", "S6", "S8"]


def test_a_referral_partners_year(farmer: Farmer) -> None:
    """Monthly one-to-ones, services used, referrals both ways: farmed, and profitable."""
    farmer('farmer add "Cleo Brandt" --company "Brandt Print"')
    for month in range(1, 13):
        by = "me" if month % 2 else "them"
        farmer(f"farmer log Cleo --by {by} --on 2025-{month:02}-10")
    for what, day in (
        ("used", "2025-03-01"),
        ("used", "2025-09-01"),
        ("kept", "2025-04-01"),
        ("kept", "2025-06-01"),
        ("ref-out-good", "2025-07-01"),
        ("ref-in-good", "2025-08-01"),
        ("ref-in-good", "2025-10-01"),
    ):
        assert farmer(f"farmer mark Cleo {what} --on {day}").status == 0
    checked = farmer("farmer check Cleo --json", today="2026-01-05")
    assert checked.status == 0
    judged = checked.data["asker"]["assessment"]
    assert (judged["verdict"], judged["phase"], judged["level"]) == ("farmed", "P", 5)


def test_a_burst_at_a_conference_is_not_a_relationship(farmer: Farmer) -> None:
    """Four days of talk, every evening together: one week, so not yet."""
    for day in range(1, 5):
        farmer(
            f'farmer log "Dana Hsu" --at "Summit" --group 2 --minutes 120 --depth 3 --by both '
            f"--on 2026-06-0{day} --new --fact gave --fact got --fact seen"
        )
    checked = farmer("farmer check Dana")
    assert checked.status == 11
    assert "one burst is not a relationship" in checked.out


def test_a_friend_whose_work_you_do_not_know(farmer: Farmer) -> None:
    """Two years of lunches, and not a word about what they do: liking is not vouching."""
    farmer('farmer log "Emil Voss" --kind meal --by me --on 2024-06-20 --new')
    for month in range(24):
        day = f"{2024 + (month + 6) // 12}-{(month + 6) % 12 + 1:02}-20"
        if day < "2026-06-15":
            by = "me" if month % 2 else "them"
            farmer(f"farmer log Emil --kind meal --depth 2 --by {by} --on {day}")
    for day in ("2024-09-01", "2025-01-01", "2025-06-01"):
        farmer(f"farmer mark Emil kept --on {day}")
        farmer(f"farmer mark Emil gave --on {day}")
        farmer(f"farmer mark Emil got --on {day}")
    checked = farmer("farmer check Emil --json")
    assert checked.status == 11
    assert checked.data["score"] == 39
    assert checked.data["asker"]["plan"]["actions"] == ["see"]

    farmer("farmer mark Emil told")
    assert farmer("farmer check Emil").status == 10
    farmer("farmer mark Emil seen")
    assert farmer("farmer check Emil").status == 0


def test_a_chapter_seen_weekly_and_never_one_to_one(farmer: Farmer) -> None:
    """Half a year of meetings of twenty-six: visible, and no more."""
    farmer('farmer add "Finn Aldous"')
    for week in range(26):
        day = f"{week * 7} days ago"
        farmer(f'farmer log Finn --at "Chapter" --minutes 60 --group 26 --by none --on "{day}"')
    farmer("farmer mark Finn told")
    farmer('farmer mark Finn kept --on "30 days ago"')
    checked = farmer("farmer check Finn --json")
    assert checked.status in (10, 11)
    judged = checked.data["asker"]["assessment"]
    fired = {gate["id"] for gate in judged["gates"] if gate["fired"]}
    assert {"S2", "S4", "S6"} <= fired
    assert judged["phase"] == "V"


def test_log_today_and_look_again_in_sixty_days(farmer: Farmer) -> None:
    """What was warm when it was logged is due when the half of two turns has passed."""
    farmer('farmer log "Gwen Ito" --by me --new', today="2026-01-10")
    farmer("farmer log Gwen --by them", today="2026-02-10")
    assert farmer("farmer stale", today="2026-02-10").out == ""
    assert farmer("farmer stale --as-of 2026-04-11", today="2026-02-10").out == ""
    later = farmer("farmer stale --as-of 2026-05-11", today="2026-02-10")
    assert [row[1:4] for row in later.rows] == [["Gwen Ito", "due", "90"]]
    assert farmer("farmer stale --exit-code", today="2026-08-20").status == 12


def test_an_evening_of_two_taken_back_whole(farmer: Farmer) -> None:
    """One command, one event, a touchpoint and a note each; one undo."""
    logged = farmer(
        'farmer log "Ana Ruiz" "Bo Li" --at "Chamber mixer" --note "Ana: opening a second office" '
        '--note "Bo: knows the port" --new --json'
    )
    assert [touch["note"] for touch in logged.data["touchpoints"]] == [
        "opening a second office",
        "knows the port",
    ]
    assert logged.data["event_id"] == "e1"
    undone = farmer("farmer undo")
    assert "log event with Ana Ruiz and Bo Li at Chamber mixer" in undone.out
    assert farmer("farmer list").out == ""


def test_the_same_event_again_takes_its_minutes_and_group(farmer: Farmer) -> None:
    """A weekly meeting is described once."""
    farmer('farmer log "Ana Ruiz" --at "Chapter" --minutes 90 --group 26 --new --on 2026-06-01')
    again = farmer('farmer log Ana --at "chapter" --on 2026-06-08 --json')
    touch = again.data["touchpoints"][0]
    assert (touch["minutes"], touch["group"]) == (90, 26)


@pytest.mark.parametrize("name", ["Ana Ruix", "Anna Ruiz", "ana ruis"])
def test_a_slip_never_makes_a_second_person(farmer: Farmer, name: str) -> None:
    """“Ana Ruix” beside “Ana Ruiz” is refused, with or without --new; add makes a namesake."""
    farmer('farmer add "Ana Ruiz"')
    quoted = shlex.quote(name)
    assert farmer(f"farmer log {quoted}").status == 3
    assert farmer(f"farmer log {quoted} --new").status == 5
    assert len(farmer("farmer list").rows) == 1
    assert farmer(f"farmer add {quoted}").status == 0
    assert len(farmer("farmer list").rows) == 2
