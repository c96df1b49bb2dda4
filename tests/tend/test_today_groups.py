"""The morning's screen: by occasion, with what to type, late where it is late, never too long."""

from __future__ import annotations

import shlex

import pytest
from wcwidth import wcswidth

from farmer.render.palette import PALETTE
from tests.conftest import Farmer

FAIR = "2026-06-12"
GUESTS = tuple(f"{letter * 3} Guest" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY")
HOSTILE = (
    "Maximiliane von Oppenheim-Schwarzenberg X",
    "欧阳" * 20,
    "عبد الرحمن بن محمد الفارسي آل مكتوم الكبير",
    "한글이름이아주아주긴사람" * 2,
    "Li",
)


def met(farmer: Farmer, *names: str, at: str = "Spring fair", on: str = FAIR) -> None:
    """Those people at an event."""
    words = shlex.join(["farmer", "log", *names, "--by", "me", "--new", "--on", on])
    assert farmer(f"{words} --at '{at}'" if at else words, on).status == 0


def shown(farmer: Farmer, command: str = "farmer today", today: str = "2026-06-16") -> list[str]:
    """What a terminal shows, without spaces at the ends of lines."""
    return [line.rstrip() for line in farmer(f"{command} --plain", today).out.splitlines()]


def test_a_fair_with_25_people_is_three_lines(farmer: Farmer) -> None:
    met(farmer, *GUESTS)
    assert shown(farmer) == [
        "Follow up",
        "  Spring fair, 4 days ago: AAA and 24 more: write a personal line, 3 days late",
        "    farmer log e1 --kind message --by me",
    ]


@pytest.mark.parametrize(("columns", "named"), [(60, "25 people"), (140, "AAA, BBB, CCC")])
def test_as_many_are_named_as_there_is_room_for(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, columns: int, named: str
) -> None:
    met(farmer, *GUESTS)
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = shown(farmer)
    assert len(lines) == 3
    assert named in lines[1]


def test_the_command_of_a_group_records_it_of_the_group_alone(farmer: Farmer) -> None:
    """Who was written to already is left out of it, and who is archived."""
    met(farmer, *GUESTS)
    farmer("farmer archive 'YYY Guest'")
    farmer("farmer log 'AAA Guest' --kind message --by me --on 2026-06-13")
    note, connect = farmer("farmer today --json").data["together"]
    assert (note["step"], len(note["people"]), connect["step"]) == ("note", 23, "connect")
    assert note["command"] == "farmer log e1 --except c1 --kind message --by me"
    farmer(note["command"])
    (after,) = farmer("farmer today --json").data["together"]
    assert (after["step"], len(after["people"])) == ("connect", 24)
    assert "message" not in farmer("farmer show 'YYY Guest'").out


def test_few_are_named_and_most_of_a_crowd_is_what_the_others_are_left_out_of(
    farmer: Farmer,
) -> None:
    met(farmer, "Ana Ruiz", "Bo Li")
    (group,) = farmer("farmer today --json").data["together"]
    assert group["command"] == "farmer log 'Ana Ruiz' 'Bo Li' --kind message --by me"
    met(farmer, "Cy", "Di", "Ed", "Flo", "Ada", at="", on="2025-01-01")
    met(farmer, "Cy", "Di", "Ed", "Flo", "Ada", "Gus", "Hal", "Ivy", "Jo", at="Mixer")
    commands = [each["command"] for each in farmer("farmer today --json").data["together"]]
    assert "farmer log c8 c9 c10 c11 --kind message --by me" in commands


def test_who_was_met_at_no_event_is_a_line_of_their_own(farmer: Farmer) -> None:
    met(farmer, "Ana Ruiz", at="")
    assert shown(farmer) == [
        "Follow up",
        "  Ana Ruiz, met 4 days ago: write a personal line, 3 days late",
        "    farmer log 'Ana Ruiz' --kind message --by me",
    ]


def test_an_event_after_the_first_meeting_is_not_the_occasion(farmer: Farmer) -> None:
    met(farmer, "Ana Ruiz", at="", on="2026-06-11")
    met(farmer, "Ana Ruiz")
    assert farmer("farmer today --json").data["together"][0]["event"] == ""


def test_each_sort_is_bounded_and_says_how_much_is_left(farmer: Farmer) -> None:
    for number in range(8):
        farmer(f"farmer add 'Ana {'abcdefgh'[number] * 3}' --birthday '18 June'")
        farmer(f"farmer promise add c{number + 1} 'call the port' --mine --due {FAIR}", FAIR)
    lines = shown(farmer)
    assert len([line for line in lines if "You promised" in line]) == 5
    assert lines.count("  … and 3 more: --limit 0 shows all") == 2
    assert len([r for r in farmer("farmer today").rows if r[0] == "promise"]) == 8
    assert len([r for r in farmer("farmer today --limit 2").rows if r[0] == "promise"]) == 2
    few = farmer("farmer today --limit 2 --json").data
    assert (len(few["promises"]), few["left"]["promises"], few["total"]) == (2, 6, 16)
    whole = shown(farmer, "farmer today --limit 0")
    assert len([line for line in whole if "You promised" in line]) == 8
    assert "16 due" not in farmer("farmer today --one-line --limit 1").out
    assert "8 due, 8 birthdays" in farmer("farmer today --one-line --limit 1").out


def test_what_is_late_looks_late_and_every_line_has_its_command(farmer: Farmer) -> None:
    farmer("farmer add 'Ana Ruiz' --birthday '17 June'")
    met(farmer, "Bo Li", at="", on="2025-01-10")
    farmer(f"farmer promise add Ana 'call the port' --mine --due {FAIR}", FAIR)
    farmer("farmer promise add Bo 'send the lease' --due 2026-06-16", FAIR)
    farmer("farmer request add Bo --to Ana --need 'a talk'")
    farmer("farmer config set colours always")
    drawn = farmer("farmer today --pretty", "2026-06-16").out
    assert f"\x1b[1;38;5;{PALETTE['red']}m4 days late\x1b[0m" in drawn
    lines = shown(farmer)
    assert "  You promised Ana Ruiz: call the port, 4 days late" in lines
    assert "  Bo Li promised: send the lease, today; kept, or broken?" in lines
    commands = [line.partition("farmer ")[2] for line in lines if "farmer " in line]
    assert [command.split()[0] for command in commands] == [
        "promise", "promise", "request", "log", "draft",
    ]  # fmt: skip
    for command in commands:
        assert farmer(f"farmer {command}", "2026-06-16").status in (0, 11), command


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_every_line_fits_whatever_people_are_called(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    met(farmer, *HOSTILE)
    for number in range(1, 6):
        met(farmer, f"c{number}", at="", on="2026-06-13")
        farmer(f"farmer edit c{number} --birthday '18 June'")
        farmer(f"farmer promise add c{number} 'call the port' --mine --due {FAIR}", FAIR)
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in ("farmer today", "farmer today --week"):
        for day in ("2026-06-16", "2028-06-16"):
            lines = shown(farmer, command, day)
            assert len(lines) > 5
            assert max(map(wcswidth, lines)) <= columns


def test_a_week_ahead_is_looked_at(farmer: Farmer) -> None:
    met(farmer, "Ana Ruiz", at="", on="2026-03-22")
    farmer("farmer add 'Bo Li'")
    farmer("farmer promise add Bo 'send the lease' --due 2026-06-19")
    farmer("farmer promise add Bo 'call the port' --mine --due 2026-06-29")
    assert farmer("farmer today").out == ""
    rows = farmer("farmer today --week").rows
    assert [row[:3] for row in rows] == [
        ["promise", "p1", "Bo Li"],
        ["coming", "c1", "Ana Ruiz"],
    ]
    assert rows[1][3] == "2026-06-20"
    assert farmer("farmer stale --as-of 2026-06-19").out == ""
    assert len(farmer("farmer stale --as-of 2026-06-20").rows) == 1
    text = "\n".join(shown(farmer, "farmer today --week"))
    assert "send the lease, by 19 Jun 2026" in text
    assert "Ana Ruiz, from 20 Jun 2026" in text


def test_who_is_snoozed_does_not_come_up(farmer: Farmer) -> None:
    met(farmer, "Ana Ruiz", at="", on="2026-03-22")
    farmer("farmer snooze Ana")
    assert farmer("farmer today --week").out == ""


def test_as_of_another_day_it_says_what_was_due_then(farmer: Farmer) -> None:
    met(farmer, "Ana Ruiz", "Joe Marsh", at="", on="2026-01-10")
    farmer("farmer promise add Ana 'call the port' --mine --due 2026-02-01", "2026-01-10")
    farmer("farmer request add Joe --to Ana --need 'a talk'", "2026-02-02")
    farmer("farmer request decline r1 --note no", "2026-02-09")
    farmer("farmer promise kept p1", "2026-02-09")
    then = farmer("farmer today --as-of 2026-02-05 --json")
    assert then.envelope["as_of"] == "2026-02-05"
    assert [each["ended"] for each in then.data["promises"]] == [None]
    assert [each["state"] for each in then.data["requests"]] == ["asked"]
    earlier = farmer("farmer today --as-of 2026-01-20 --json").data
    assert (earlier["promises"], earlier["requests"]) == ([], [])
    assert farmer("farmer today --as-of 2026-02-10 --json").data["promises"] == []


def test_on_a_monday_the_week_is_counted_for_who_reads(farmer: Farmer) -> None:
    met(farmer, "Ana Ruiz", at="", on="2026-06-10")
    farmer("farmer gains Ana --goals 'a second office by May'", "2026-06-10")
    lines = shown(farmer, today="2026-06-15")
    assert "The week 8 to 14 Jun 2026: 1 one-to-one." in lines
    assert "You could help Ana Ruiz with: a second office by May." in lines
    assert "one-to-one" not in "\n".join(shown(farmer))
    assert "week" not in farmer("farmer today", "2026-06-15").out
    assert farmer("farmer today --json", "2026-06-15").data["week"]["one_to_ones"] == 1
    assert farmer("farmer today --json", "2026-06-16").data["week"] is None
