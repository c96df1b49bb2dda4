"""An evening written down in one line."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Farmer


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


@pytest.mark.parametrize(
    "before",
    [
        'farmer log "Ana Ruiz" --at Chapter --minutes 90 --group 26 --depth 3 --by them',
        'farmer log "Ana Ruiz" --at Chapter --kind meal --minutes 240 --group 2 --by both',
        'farmer log "Bo Li" --at Chapter --minutes 90 --group 2 --by me',
        'farmer log "Ana Ruiz" "Bo Li" --at Chapter --kind call --minutes 5 --group 40 --depth 0',
    ],
)
@pytest.mark.parametrize("day", ["2026-06-01", "2026-06-08"])
def test_nothing_of_one_talk_is_taken_over_by_another(
    farmer: Farmer, before: str, day: str
) -> None:
    """Neither from the last event of that name nor from the same one: what is not said is not."""
    farmer(f"{before} --on 2026-06-01 --new")
    again = farmer(f'farmer log "Ana Ruiz" --at "chapter" --on {day} --new --json')
    (touch,) = again.data["touchpoints"]
    told = [touch[name] for name in ("kind", "minutes", "group", "depth", "by")]
    assert told == ["event", None, None, 1, None]


def both_know(farmer: Farmer, who: str = "Ana") -> list[tuple[str, str]]:
    """Whom `prepare` says that you both know, and how."""
    mutual = farmer(f"farmer prepare {who} --json").data["mutual"]
    return [(line["person"]["name"], line["how"]) for line in mutual]


@pytest.mark.parametrize("kind", ["meeting", "meal", "call", "message", "letter", "card", "like"])
@pytest.mark.parametrize("where", ["", '--place "Café X"'])
def test_several_in_one_command_did_not_meet_each_other(
    farmer: Farmer, kind: str, where: str
) -> None:
    """A talk with each, in its own place where one is told, and nobody they both know."""
    logged = farmer(f'farmer log "Ana Ruiz" "Bo Li" --kind {kind} {where} --new --json')
    assert [touch["group"] for touch in logged.data["touchpoints"]] == [None, None]
    assert logged.data["event_id"] is None
    assert ("--together" in logged.err) == (kind in ("meeting", "meal", "call"))
    assert both_know(farmer) == []
    assert farmer("farmer where --json").data["counts"]["events"] == (2 if where else 0)


def test_lines_of_notes_without_an_event_are_talks_of_their_own(
    farmer: Farmer, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Ana Ruiz: the port; kept\nBo Li: a boat; call\nCy Day\n", encoding="utf-8")
    logged = farmer(f"farmer log --from {notes} --new --json").data
    assert [(t["kind"], t["group"]) for t in logged["touchpoints"]] == [
        ("meeting", None),
        ("call", None),
        ("meeting", None),
    ]
    assert both_know(farmer) == both_know(farmer, "Cy") == []


@pytest.mark.parametrize(
    ("how", "group", "known"),
    [
        ("--together", 3, "at a get-together"),
        ("--together --kind call", 3, "at a get-together"),
        ("--together --group 9", 9, "at a get-together"),
        ('--together --place "Café X"', 3, "at a get-together"),
        ('--at "Mixer"', None, "at Mixer"),
        ('--at "Mixer" --kind meal', 3, "at Mixer"),
        ('--at "Mixer" --kind card', None, "at Mixer"),
    ],
)
def test_who_met_each_other_both_know_each_other(
    farmer: Farmer, how: str, group: int | None, known: str
) -> None:
    """Where you say that they were together, or name the event."""
    logged = farmer(f'farmer log "Ana Ruiz" "Bo Li" {how} --new --json')
    assert [touch["group"] for touch in logged.data["touchpoints"]] == [group, group]
    assert (both_know(farmer), logged.err) == ([("Bo Li", known)], "")
    assert both_know(farmer, "Bo") == [("Ana Ruiz", known)]


@pytest.mark.parametrize("kind", ["message", "email", "comment", "connect", "attempt"])
def test_who_was_only_written_to_was_at_no_event(farmer: Farmer, kind: str) -> None:
    """Neither by a line of their own, nor where all of it was writing."""
    farmer('farmer log "Ana Ruiz" --at Mixer --new')
    farmer(f'farmer log "Bo Li" --at Mixer --kind {kind} --new')
    assert both_know(farmer) == both_know(farmer, "Bo") == []


def test_who_was_called_from_an_event_was_not_at_it(farmer: Farmer, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Ana Ruiz: the port\nBo Li: call\nCy Day: meal\n", encoding="utf-8")
    farmer(f"farmer log --from {notes} --at Mixer --new")
    assert both_know(farmer) == [("Cy Day", "at Mixer")]
    assert [farmer(f"farmer show {who} --json").data["met_at"] for who in ("Bo", "Cy")] == [
        "",
        "Mixer",
    ]


@pytest.mark.parametrize("kind", ["message", "letter", "card", "attempt"])
def test_nobody_meets_by_writing(farmer: Farmer, kind: str) -> None:
    refused = farmer(f'farmer log "Ana Ruiz" "Bo Li" --kind {kind} --together --new')
    assert (refused.status, f"by {kind}" in refused.err) == (2, True)
    assert farmer("farmer list").out == ""


def test_the_same_evidence_told_twice_is_there_twice(farmer: Farmer, tmp_path: Path) -> None:
    """And once where a line says of one what was said of all."""
    notes = tmp_path / "notes.txt"
    notes.write_text("Ana Ruiz: broken; broken; gave\nBo Li: kept\n", encoding="utf-8")
    logged = farmer(f"farmer log --from {notes} --fact broken --fact kept --new --json").data
    assert [sorted(touch["facts"]) for touch in logged["touchpoints"]] == [
        ["broken", "broken", "gave", "kept"],
        ["broken", "kept"],
    ]


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


def test_a_note_is_bound_by_id_and_by_address(farmer: Farmer) -> None:
    """“c1: …” is for c1, not for whoever was named first."""
    farmer('farmer add "Ana Ruiz" --email ana@ruiz.example')
    farmer('farmer add "Bo Li"')
    logged = farmer('farmer log c2 c1 --note "c1: secret" --note "c2: plain" --json').data
    assert {t["person"]["id"]: t["note"] for t in logged["touchpoints"]} == {
        "c1": "secret",
        "c2": "plain",
    }
    again = farmer('farmer log Bo ana@ruiz.example --note "ana@ruiz.example: hello" --json').data
    assert [touch["note"] for touch in again["touchpoints"]] == ["", "hello"]


@pytest.mark.parametrize(
    "note", ["10:30 start", "https://example.org/a:b", "Re: the lease", "met: Bo and his team"]
)
def test_a_colon_that_names_nobody_is_only_a_colon(farmer: Farmer, note: str) -> None:
    """Times, addresses and headings are about everybody."""
    logged = farmer(f'farmer log "Ana Ruiz" --note "{note}" --new --json').data
    assert logged["touchpoints"][0]["note"] == note


def test_a_note_for_somebody_who_was_not_there_is_refused(farmer: Farmer) -> None:
    """Carla is known, but was not named."""
    farmer('farmer add "Carla Voss"')
    assert farmer('farmer log "Ana Ruiz" --note "Carla: hello" --new').status == 2
    assert len(farmer("farmer list").rows) == 1


def test_two_commands_at_once_add_one_person(farmer: Farmer, ledger: Path) -> None:
    """Whoever comes second finds whom the first has added."""
    command = [sys.executable, "-m", "farmer", "log", "Ana Ruiz", "--new"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    counts = farmer("farmer where --json").data["counts"]
    assert (counts["contacts"], counts["touchpoints"]) == (1, 4)


def test_somebody_new_named_twice_was_there_once(farmer: Farmer) -> None:
    """In another letter case too."""
    logged = farmer('farmer log "José Pérez" "jose perez" --new --json').data
    assert len(logged["touchpoints"]) == 1


def test_a_place_is_kept_with_or_without_an_event_name(farmer: Farmer) -> None:
    """An unnamed event has it, and a named one gets it later."""
    assert farmer('farmer log "Ana Ruiz" --place "Café X" --new --json').data["event_id"] == "e1"
    first = farmer("farmer log Ana --at Mixer --json").data["event_id"]
    assert farmer("farmer log Ana --at mixer --place Hall --json").data["event_id"] == first
    other = farmer("farmer log Ana --at mixer --place Harbour --json").data["event_id"]
    assert other != first


def test_a_new_name_that_is_part_of_another_is_refused(known: Farmer) -> None:
    refused = known('farmer log "Zed Quill" Zed --new')
    assert (refused.status, "“Zed Quill” is nearly the same" in refused.err) == (5, True)


@pytest.mark.parametrize(
    ("typed", "minutes"), [("90", 90), ("90m", 90), ("1h", 60), ("1h30", 90), ("1.5h", 90)]
)
def test_minutes_are_typed_in_hours_too(farmer: Farmer, typed: str, minutes: int) -> None:
    """When logged, and when corrected."""
    farmer('farmer log "Ana Ruiz" --new')
    logged = farmer(f"farmer log Ana --minutes {typed} --json").data
    assert logged["touchpoints"][0]["minutes"] == minutes
    assert farmer(f"farmer edit t1 --minutes {typed}").status == 0
    history = farmer("farmer show Ana --json").data["history"]
    assert [line["minutes"] for line in history] == [minutes, minutes]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "out of range"),
        ("25h", "out of range"),
        ("soon", "not how long it lasted"),
        ("1:30", "not how long it lasted"),
    ],
)
def test_no_time_at_all_is_refused(farmer: Farmer, typed: str, said: str) -> None:
    refused = farmer(f'farmer log "Ana Ruiz" --minutes {typed} --new')
    assert (refused.status, said in refused.err) == (2, True), refused.err
    assert farmer("farmer list").out == ""


def test_a_day_in_numbers_is_in_the_order_of_the_users_country(farmer: Farmer) -> None:
    """And a question where that is not known, with both days to choose from."""
    farmer('farmer add "Ana Ruiz"')
    for command in ("log Ana --on 5/6", "mark Ana kept --on 5/6/2026", "edit c1 --met-on 5/6"):
        refused = farmer(f"farmer {command}")
        assert (refused.status, "5 Jun" in refused.err, "6 May" in refused.err) == (2, True, True)
    days = []
    for region in ("US", "GB"):
        farmer(f"farmer config set region {region}")
        days.append(farmer("farmer log Ana --on 5/6 --json").data["touchpoints"][0]["on"])
        assert farmer("farmer edit c1 --met-on 5/6").status == 0
        days.append(farmer("farmer show Ana --json").data["met_on"])
    assert days == ["2026-05-06", "2026-05-06", "2026-06-05", "2026-06-05"]


@pytest.mark.parametrize("day", ["16 June", "June 16", "the 16th", "tomorrow", "16.6.", "next tue"])
def test_tomorrow_is_asked_about_and_no_day_of_last_year(farmer: Farmer, day: str) -> None:
    refused = farmer(f'farmer log "Ana Ruiz" --new --on "{day}"')
    assert (refused.status, refused.out) == (2, "")
    assert farmer("farmer list").out == ""


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("lunch", "meal"),
        ("Coffee", "meeting"),
        ("zoom", "video"),
        ("phoned", "call"),
        ("wrote", "message"),
        ("bumped into", "event"),
    ],
)
def test_a_kind_is_typed_as_people_say_it(farmer: Farmer, word: str, kind: str) -> None:
    """When logged, confirmed or corrected."""
    farmer('farmer add "Ana Ruiz"')
    logged = farmer(f'farmer log Ana --kind "{word}" --json').data
    assert logged["touchpoints"][0]["kind"] == kind
    farmer("farmer edit t1 --kind letter")
    assert farmer(f'farmer edit t1 --kind "{word}"').status == 0
    assert farmer("farmer show Ana --json").data["history"][0]["what"] == kind


@pytest.mark.parametrize(("word", "option"), [("lunch", "--kind"), ("kept", "--fact")])
def test_a_word_of_the_lists_is_nobodys_name_unless_it_is_written_as_one(
    farmer: Farmer, word: str, option: str
) -> None:
    farmer('farmer add "Ana Ruiz"')
    for more, status in (("", 3), ("--new", 5)):
        refused = farmer(f"farmer log Ana {word} {more}")
        assert (refused.status, f"{option} {word}" in refused.err) == (status, True), refused.err
    assert len(farmer("farmer list").rows) == 1
    assert farmer(f"farmer log Ana {word.title()} --new").status == 0
    assert farmer(f"farmer log {word}").status == 0
