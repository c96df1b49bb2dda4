"""The walk to the car: people asked for one after another, and notes read from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from farmer.cli.prompts import completions
from farmer.cli.ticking import ticked
from farmer.errors import InvalidValue
from farmer.people.meant import Person
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer


@pytest.fixture
def known(farmer: Farmer) -> Farmer:
    """A ledger with three people and an event."""
    farmer('farmer log "Ana Ruiz" "José Núñez" "Bo Li" --at "Chamber mixer" --on 2026-05-01 --new')
    return farmer


def walk(*words: str, answers: list[tuple[str, str]]) -> Terminal:
    """Answers each question, once it is asked, with what is to be typed."""
    # A pseudo-terminal does not say where its cursor is.
    terminal = Terminal("log", *words, PROMPT_TOOLKIT_NO_CPR="1")
    for question, typed in answers:
        terminal.expect(question)
        terminal.shown = ""
        terminal.type(f"{typed}\r")
    return terminal


def test_people_are_asked_for_and_shown_before_anything_is_written(known: Farmer) -> None:
    """How it goes is said first; who began it is asked once, for all."""
    terminal = walk(
        answers=[
            ("An empty line ends", ""),
            ("Who began it?", "they"),
            ("Who?", "jose: a new office; kept"),
            ("Who?", "Ana: the lease; gave; call"),
            ("Who?", "Zed Quill; lunch"),
            ("Who?", "Bo"),
            ("Who?", ""),
            ("New in the ledger: Zed Quill.", ""),
        ]
    )
    assert terminal.end() == 0
    jose = known("farmer show José --json").data["history"][0]
    assert (jose["what"], jose["by"], jose["note"]) == ("meeting", "them", "a new office")
    ana = known("farmer show Ana --json").data["history"]
    assert {(line["what"], line["note"]) for line in ana[:2]} == {
        ("call", "the lease"),
        ("gave", "the lease"),
    }
    zed = known("farmer show Zed --json").data
    assert (zed["history"][0]["what"], zed["history"][0]["note"]) == ("meal", "lunch")
    undone = known("farmer undo")
    assert undone.status == 0
    assert known("farmer show Zed").status == 3


def test_everybody_of_an_event_was_at_it(known: Farmer) -> None:
    terminal = walk(
        answers=[
            ("At which event?", "Chamber mixer"),
            ("Who began it?", ""),
            ("Who?", "Zed Quill"),
            ("Who?", ""),
            ("about 1 person", "y"),
        ]
    )
    assert terminal.end() == 0
    zed = known("farmer show Zed --json").data
    assert (zed["history"][0]["what"], zed["met_at"]) == ("event", "Chamber mixer")


def test_whom_you_talked_to_is_ticked_on_the_list_of_an_event(
    known: Farmer, tmp_path: Path
) -> None:
    """What was attended becomes the talk; whoever is not ticked stays on the list."""
    guests = tmp_path / "guests.csv"
    guests.write_text("Name,Email\nDi Fox,di@x.example\nEve Ode,eve@x.example\nGus,gus@x.example\n")
    known(f"farmer import {guests} --at 'Spring fair' --on 2026-06-12")
    terminal = walk(
        "--at",
        "spring fair",
        answers=[
            ("The one on 12 Jun 2026?", ""),
            ("Who began it?", "me"),
            ("Who?", "1"),
            ("Who?", "2: a new office"),
            ("Who?", "9"),
            ("no 9 on the list", "Bo"),
            ("Who?", ""),
            ("about 3 people", ""),
        ],
    )
    assert terminal.end() == 0
    touches = json.loads(known("farmer export").out)["touchpoints"][-4:]
    assert [(each["on"], each["kind"], each["note"]) for each in touches] == [
        ("2026-06-12", "event", ""),
        ("2026-06-12", "event", "a new office"),
        ("2026-06-12", "attended", ""),
        ("2026-06-12", "event", ""),
    ]
    assert len({each["event_id"] for each in touches}) == 1


@pytest.mark.parametrize(
    ("guests", "how"), [(2, "Type 1, or 1: a new office"), (7, "Type 1 3 5-7, or 3: a new office")]
)
def test_how_to_tick_is_said_when_ticks_are_asked_for(
    guests: int, how: str, known: Farmer, tmp_path: Path
) -> None:
    """Not before another question, and with no number that the list does not have."""
    listed = tmp_path / "guests.csv"
    rows = (f"Guest {letter},{letter}@x.example\n" for letter in "abcdefg"[:guests])
    listed.write_text("Name,Email\n" + "".join(rows))
    known(f"farmer import {listed} --at Breakfast --on 2026-06-15")
    terminal = walk("--at", "Breakfast", answers=[])
    terminal.expect("Who began it?")
    assert "Guest b" in terminal.shown
    assert "Whom did you talk to?" not in terminal.shown
    terminal.type("\r")
    terminal.expect("Who?")
    assert f"Whom did you talk to? {how}" in " ".join(terminal.shown.split())
    terminal.type("\x03")
    assert terminal.end() != 0


def test_a_new_evening_of_the_same_name_is_not_the_last_one(known: Farmer, tmp_path: Path) -> None:
    guests = tmp_path / "guests.csv"
    guests.write_text("Name,Email\nDi Fox,di@x.example\n")
    known(f"farmer import {guests} --at Breakfast --on 2026-06-08")
    terminal = walk(
        "--at",
        "Breakfast",
        answers=[
            ("The one on 8 Jun 2026?", "n"),
            ("Who began it?", ""),
            ("Who?", "Bo"),
            ("Who?", ""),
            ("about 1 person", ""),
        ],
    )
    assert terminal.end() == 0
    assert known("farmer show Bo --json").data["history"][0]["on"] == "2026-06-15"


PEOPLE = [Person(7, "Ana Ruiz"), Person(8, "Ruiz, Bo"), Person(9, "Cy Doe"), Person(10, "Di Fox")]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("1", ["Ana Ruiz (c7)"]),
        ("2 4", ["c8", "Di Fox (c10)"]),
        ("1, 3-4, 3", ["Ana Ruiz (c7)", "Cy Doe (c9)", "Di Fox (c10)"]),
        ("3: a new office; kept", ["Cy Doe (c9): a new office; kept"]),
        ("Ana: 3 offices", ["Ana: 3 offices"]),
        ("4x4", ["4x4"]),
    ],
)
def test_what_is_typed_of_a_list(typed: str, lines: list[str]) -> None:
    assert ticked(typed, PEOPLE) == lines
    assert ticked(typed, []) == [typed]


@pytest.mark.parametrize("typed", ["0", "5", "3-5", "4-2", "9: hello", "1-9999"])
def test_a_number_that_is_not_on_the_list_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        ticked(typed, PEOPLE)


def test_nothing_is_written_when_the_answer_is_no(known: Farmer) -> None:
    before = known("farmer where --json").data["counts"]
    terminal = walk(
        answers=[
            ("event?", ""),
            ("Who began", ""),
            ("Who?", "Ana: tea"),
            ("Who?", ""),
            ("about 1", "n"),
        ]
    )
    assert terminal.end() == 2
    assert known("farmer where --json").data["counts"] == before


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_write_nothing(known: Farmer, keys: str) -> None:
    before = known("farmer where --json").data["counts"]
    terminal = walk(answers=[("event?", ""), ("Who began", ""), ("Who?", "Ana: tea"), ("Who?", "")])
    # A question not asked before: its prompt is drawn once the terminal listens to keys.
    terminal.expect("corrects that line")
    terminal.type(keys)
    assert terminal.end() == 130
    assert "nothing was written" in terminal.plain
    assert known("farmer where --json").data["counts"] == before


def test_a_line_is_corrected_as_it_was_typed(known: Farmer) -> None:
    """What was typed is there to be changed; what cannot be read is asked about again."""
    terminal = walk(
        "--by",
        "me",
        answers=[
            ("event?", ""),
            ("Who?", "Ana: tea"),
            ("Who?", "Bo: coffee"),
            ("Who?", ""),
            ("about 2", "1"),
            ("leaves this one out", " for two; meal"),
            ("about 2", "2"),
            ("leaves this one out", "; referred to us by her, was he?" + "\x15"),
            ("about 1", ""),
        ],
    )
    assert terminal.end() == 0
    line = known("farmer show Ana --json").data["history"][0]
    assert (line["what"], line["note"]) == ("meal", "tea for two")
    assert len(known("farmer show Bo --json").data["history"]) == 1


def test_notes_are_read_and_the_rest_is_asked(known: Farmer, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(
        "# Mixer\nAna Ruiz (Voss & Co): second office; promised the lease\n"
        "who was that tall one with the hat?\nNiko Bell (Mill): kept\n"
        "called José, 20 minutes\n",
        encoding="utf-8",
    )
    terminal = walk(
        "--from",
        str(notes),
        answers=[
            ("Line 3", "Bo"),
            ("(near: c1 Ana Ruiz)", "1"),
            ("leaves this one out", "\x15c1: second office"),
            ("about 4 people", ""),
        ],
    )
    assert terminal.end() == 0
    assert known("farmer show Niko --json").data["company"] == "Mill"
    assert known("farmer show Ana --json").data["company"] == ""
    line = known("farmer show Bo --json").data["history"][0]
    assert line["note"] == "who was that tall one with the hat?"
    jose = known("farmer show José --json").data["history"][0]
    assert (jose["what"], jose["by"], jose["minutes"]) == ("call", "me", 20)


def test_notes_in_a_script_are_refused_where_they_are_not_understood(
    known: Farmer, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    before = known("farmer where --json").data["counts"]
    for text, status, said in (
        ("Ana: tea\nand then that other one came along again\n", 2, "Line 2"),
        ("Ana: tea\nNiko Bell: tea\n", 3, "Niko Bell"),
        ("Ana: tea\nAna: coffee\n", 2, "twice"),
        ("# nobody\n", 2, "nobody in these notes"),
        ("@chapter: tea\n", 2, "Line 1"),
        ("Ana: tea\nlunch with Niko Bell\n", 3, "Niko Bell"),
        ("Ana: tea\ntomorrow: lunch with Bo\n", 2, "future"),
    ):
        notes.write_text(text, encoding="utf-8")
        refused = known(f"farmer log --from {notes}")
        assert (refused.status, said in refused.err) == (status, True), refused.err
    assert known("farmer where --json").data["counts"] == before
    notes.write_text("Ana: tea\nNiko Bell: gave; call\n", encoding="utf-8")
    assert known(f"farmer log --from {notes} --new").status == 0


def test_notes_tell_of_talks_of_their_own_too(known: Farmer, tmp_path: Path) -> None:
    """Each line that says how it was is one talk, the others share what the options tell."""
    notes = tmp_path / "notes.txt"
    notes.write_text(
        "Ana: tea\nyesterday: lunch with José and Zed Quill; kept\n  at the port\n"
        "Bo: a boat\nfriday: Zed Quill: a pier\n",
        encoding="utf-8",
    )
    logged = known(f"farmer log --from {notes} --at Mixer --new --json").data
    assert [
        (t["person"]["name"], t["on"], t["kind"], t["note"]) for t in logged["touchpoints"]
    ] == [
        ("Ana Ruiz", "2026-06-15", "event", "tea"),
        ("Bo Li", "2026-06-15", "event", "a boat"),
        *(
            (
                name,
                "2026-06-14",
                "meal",
                "yesterday: lunch with José and Zed Quill; kept\n  at the port",
            )
            for name in ("José Núñez", "Zed Quill")
        ),
        ("Zed Quill", "2026-06-12", "event", "a pier"),
    ]
    assert [person["name"] for person in logged["added"]] == ["Zed Quill"]
    assert known("farmer undo").status == 0
    assert known("farmer show Zed").status == 3


@pytest.mark.parametrize(
    ("typed", "first"),
    [("an", "Ana Ruiz"), ("li", "Lina Ek"), ("ruiz", "Ana Ruiz"), ("JO", "José Núñez"), ("", None)],
)
def test_what_was_typed_is_completed_at_its_beginning_first(typed: str, first: str | None) -> None:
    names = ["Bo Anders", "Bo Li", "Ana Ruiz", "Lina Ek", "José Núñez", "Jan Jordan"]
    found = completions(typed, names)
    assert (found[0] if found else None) == first
    assert set(found) <= set(names)


def test_tab_takes_the_name_that_begins_as_was_typed(known: Farmer) -> None:
    """And not Bo Anders, who stands before Ana in the ledger."""
    known('farmer add "Bo Anders"')
    terminal = walk("--kind", "coffee", answers=[("Who began", "")])
    terminal.expect("Who?")
    terminal.type("an")
    terminal.expect("Bo Anders")
    terminal.type("\t")
    terminal.expect("Ana Ruiz")
    terminal.type("\r")
    terminal.shown = ""
    terminal.expect("Who?")
    terminal.type("\r")
    terminal.expect("corrects that line")
    assert "1. Ana Ruiz (c1): meeting" in terminal.plain
    terminal.type("\r")
    assert terminal.end() == 0


def test_of_several_the_likeliest_is_proposed_and_another_can_be_meant(known: Farmer) -> None:
    """Who was at that event before, or with those who are named, or was met last."""
    known('farmer log "Cy Ek" Ana --at Dinner --on 2026-05-02 --new')
    known('farmer log "Cy Day" --on 2026-06-01 --new')
    known('farmer log "Cy Ade" Bo --at Fair --on 2026-03-01 --new')
    for line, proposed, answer, name in (
        ("lunch with Cy", 1, "", "Cy Day"),
        ("lunch with Ana and Cy", 2, "", "Cy Ek"),
        ("lunch with Bo and Cy", 3, "", "Cy Ade"),
        ("tea at the Fair with Cy", 3, "1", "Cy Ek"),
    ):
        terminal = Terminal("log", line, PROMPT_TOOLKIT_NO_CPR="1")
        terminal.expect(f"[{proposed}]")
        terminal.type(f"{answer}\r")
        terminal.expect("corrects that line")
        assert f"{name} (c" in terminal.plain
        terminal.type("\r")
        assert terminal.end() == 0


def test_a_line_is_shown_and_asked_about_once(known: Farmer) -> None:
    before = known("farmer where --json").data["counts"]
    line = "yesterday: lunch with Ana and Zed Quill, they called; Ana promised it by friday @golf"
    terminal = Terminal("log", line, columns=200, PROMPT_TOOLKIT_NO_CPR="1")
    terminal.expect("corrects that line")
    for said in (
        "Ana Ruiz (c1) and Zed Quill (new): 14 Jun 2026 — meal — together — begun by them",
        "Ana Ruiz: promised: it, due 19 Jun 2026 — tagged @golf",
        "New in the ledger: Zed Quill.",
    ):
        assert said in terminal.plain
    assert known("farmer where --json").data["counts"] == before
    terminal.type("\r")
    assert terminal.end() == 0
    assert known("farmer tags").rows == [["@golf", "2", "Ana Ruiz, Zed Quill"]]


# Forty words a minute, as people type on a laptop in a car park.
KEYS_A_MINUTE = 200


def test_nine_people_are_written_down_in_under_two_minutes(farmer: Farmer) -> None:
    lines = [
        "Ana Ruiz: second office; kept",
        "Bo Li: port director",
        "Cleo Brandt: flyers",
        "Dana Hsu: needs an accountant",
        "Emil Voss: sails; call",
        "Femi Ade: our fees?",
        "Gita Rao: a client; gave",
        "Hugo Paz: handshake",
        "Ines Ortega: hosts next",
    ]
    answers = [("event?", "Summer mixer"), ("Who began", ""), *(("Who?", line) for line in lines)]
    answers += [("Who?", ""), ("about 9 people", "")]
    assert keys(answers) < 1.25 * KEYS_A_MINUTE
    assert walk(answers=answers).end() == 0
    assert farmer("farmer where --json").data["counts"]["touchpoints"] == 9
    farmer("farmer undo")
    assert farmer("farmer where --json").data["counts"]["contacts"] == 0


NINE = (
    *("Ana Ruiz", "Bo Li", "Cleo Brandt", "Dana Hsu", "Emil Voss", "Femi Ade", "Gita Rao"),
    *("Hugo Paz", "Ines Ortega"),
)


def keys(answers: list[tuple[str, str]]) -> int:
    """How many keys are pressed for the answers, each with its Enter."""
    return sum(len(typed) + 1 for _, typed in answers)


def test_nine_names_take_a_hundred_keys(farmer: Farmer) -> None:
    """All of them new, at an event that is new: 94."""
    answers = [("event?", "Mixer"), ("Who began", ""), *(("Who?", name) for name in NINE)]
    answers += [("Who?", ""), ("about 9 people", "")]
    assert keys(answers) <= 100
    assert walk(answers=answers).end() == 0
    assert farmer("farmer where --json").data["counts"]["contacts"] == 9


def test_six_people_in_one_line_take_a_hundred_and_twenty_keys(farmer: Farmer) -> None:
    line = "lunch at Mixer with Ana Ruiz, Bo Li, Cleo Brandt, Dana Hsu, Emil Voss, Femi Ade"
    typed = f"farmer log '{line}'"
    assert len(typed) + 1 + 1 <= 120  # Enter, and Enter again for yes
    terminal = Terminal("log", line, PROMPT_TOOLKIT_NO_CPR="1")
    terminal.expect("about 6 people")
    terminal.expect("corrects that line")
    terminal.type("\r")
    assert terminal.end() == 0
    assert farmer("farmer where --json").data["counts"]["touchpoints"] == 6


def test_what_the_walk_asks_again_and_what_it_takes(known: Farmer) -> None:
    """A part of a name typed before, a semicolon for the colon, one more at the end."""
    terminal = walk(
        answers=[
            ("event?", ""),
            ("Who began", "perhaps"),
            ("Choose from", "me"),
            ("Who?", "Zed Quill (Mill); told"),
            ("Who?", "Zed: call him"),
            ("Who?", "Ruiz, Ana; she: he?!"),
            ("Who?", ""),
            ("Zed (near: Zed Quill)", "2"),
            ("leaves this one out", "\x15"),
            ("about 2 people", "perhaps"),
            ("or a number from 1 to 2", "+"),
            ("Who?", "Gita Rao (Rao Law)"),
            ("about 3 people", ""),
        ]
    )
    assert terminal.end() == 0
    zed = known("farmer show Zed --json").data
    assert zed["company"] == "Mill"
    assert {line["what"] for line in zed["history"]} == {"work:told", "meeting"}
    assert known("farmer show Gita --json").data["company"] == "Rao Law"


def test_whom_a_new_name_is_near_is_said_before_it_is_added(known: Farmer, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Zed Quill: tea\nAna Ruis: tea\n", encoding="utf-8")
    terminal = walk("--from", str(notes), answers=[("(near: c1 Ana Ruiz)", "n")])
    assert terminal.end() == 2
    terminal = walk("--from", str(notes), answers=[("Ana Ruis (near: c1 Ana Ruiz)", "")])
    assert terminal.end() == 0
    assert len(known("farmer list").rows) == 5


def test_what_answers_another_question_is_no_event_and_nobody(known: Farmer) -> None:
    """It is said, and asked again; nothing is called so behind one's back."""
    terminal = walk(
        answers=[
            ("event?", "y"),
            ("is not an event", "?"),
            ("is not an event", "back"),
            ("is not an event", "Gala"),
            ("Who began", ""),
            ("Who?", "no"),
            ("is not a name", "Ana: tea"),
            ("Who?", ""),
            ("about 1 person", ""),
        ]
    )
    assert terminal.end() == 0
    assert known("farmer show Ana --json").data["history"][0]["event"] == "Gala"


def test_of_several_each_is_told_by_firm_and_last_talk(known: Farmer) -> None:
    known('farmer add "Bo Ek" --company Mill')
    terminal = walk(answers=[("event?", ""), ("Who began", ""), ("Who?", "Bo: tea")])
    terminal.expect("c3 Bo Li, last talk 1 May 2026")
    terminal.expect("c4 Bo Ek (Mill), no talk recorded")
    terminal.expect("Number")
    terminal.insist("\x03", "nothing was written")
    assert terminal.end() == 130
