"""The walk to the car: people asked for one after another, and notes read from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    terminal = walk(
        answers=[
            ("At which event?", "Chamber mixer"),
            ("Who?", "jose"),
            ("said:", "a new office"),
            ("kind [event]:", ""),
            ("fact:", "kept"),
            ("Who?", "Ana: the lease; gave; call"),
            ("Who?", "Zed Quill"),
            ("not in the ledger yet", ""),
            ("said:", ""),
            ("kind [event]:", "hug"),
            ("Choose from:", "meal"),
            ("fact:", ""),
            ("Who?", ""),
            ("about 3 people", "y"),
        ]
    )
    assert terminal.end() == 0
    assert known("farmer show José --json").data["history"][0]["note"] == "a new office"
    ana = known("farmer show Ana --json").data["history"]
    assert {(line["what"], line["note"]) for line in ana[:2]} == {
        ("call", "the lease"),
        ("gave", "the lease"),
    }
    zed = known("farmer show Zed --json").data
    assert (zed["history"][0]["what"], zed["met_at"]) == ("meal", "Chamber mixer")
    undone = known("farmer undo")
    assert undone.status == 0
    assert known("farmer show Zed").status == 3


def test_nothing_is_written_when_the_answer_is_no(known: Farmer) -> None:
    before = known("farmer where --json").data["counts"]
    terminal = walk(answers=[("event?", ""), ("Who?", "Ana: tea"), ("Who?", ""), ("about 1", "n")])
    assert terminal.end() == 2
    assert known("farmer where --json").data["counts"] == before


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_write_nothing(known: Farmer, keys: str) -> None:
    before = known("farmer where --json").data["counts"]
    terminal = walk(answers=[("event?", ""), ("Who?", "Ana: tea"), ("Who?", "")])
    # A question not asked before: its prompt is drawn once the terminal listens to keys.
    terminal.expect("corrects that line")
    terminal.type(keys)
    assert terminal.end() == 130
    assert "nothing was written" in terminal.plain
    assert known("farmer where --json").data["counts"] == before


def test_a_line_can_be_corrected_before_it_is_written(known: Farmer) -> None:
    terminal = walk(
        answers=[
            ("event?", ""),
            ("Who?", "Ana: tea"),
            ("Who?", "Bo: coffee"),
            ("Who?", ""),
            ("about 2", "1"),
            ("leaves this one out", ""),
            ("said:", " for two"),
            ("kind [meeting]:", "meal"),
            ("fact:", ""),
            ("about 2", "y"),
        ]
    )
    assert terminal.end() == 0
    line = known("farmer show Ana --json").data["history"][0]
    assert (line["what"], line["note"]) == ("meal", "tea for two")


def test_notes_are_read_and_the_rest_is_asked(known: Farmer, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(
        "# Mixer\nAna Ruiz (Voss & Co): second office; promised the lease\n"
        "who was that tall one with the hat?\nNiko Bell (Mill): kept\n",
        encoding="utf-8",
    )
    terminal = walk(
        "--from",
        str(notes),
        answers=[
            ("Line 3", "Bo"),
            ("near: c1 Ana Ruiz", "c1"),
            ("Niko Bell is not", ""),
            ("about 3 people", "y"),
        ],
    )
    assert terminal.end() == 0
    assert known("farmer show Niko --json").data["company"] == "Mill"
    assert known("farmer show Ana --json").data["company"] == ""
    line = known("farmer show Bo --json").data["history"][0]
    assert line["note"] == "who was that tall one with the hat?"


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
    ):
        notes.write_text(text, encoding="utf-8")
        refused = known(f"farmer log --from {notes}")
        assert (refused.status, said in refused.err) == (status, True), refused.err
    assert known("farmer where --json").data["counts"] == before
    notes.write_text("Ana: tea\nNiko Bell: gave; call\n", encoding="utf-8")
    assert known(f"farmer log --from {notes} --new").status == 0


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
        "Hugo Paz",
        "Ines Ortega: hosts next",
    ]
    answers = [("event?", "Summer mixer")]
    for line in lines:
        answers += [("Who?", line), ("not in the ledger yet", "")]
        if ":" not in line:
            answers += [("said:", "handshake"), ("kind", ""), ("fact:", "")]
    answers += [("Who?", ""), ("about 9 people", "y")]
    assert sum(len(typed) + 1 for _, typed in answers) < 2 * KEYS_A_MINUTE
    assert walk(answers=answers).end() == 0
    assert farmer("farmer where --json").data["counts"]["touchpoints"] == 9
    farmer("farmer undo")
    assert farmer("farmer where --json").data["counts"]["contacts"] == 0


def test_what_the_walk_asks_again_and_what_it_takes(known: Farmer) -> None:
    """A part of a name typed before, a semicolon for the colon, one more at the end."""
    terminal = walk(
        answers=[
            ("event?", ""),
            ("Who?", "Zed Quill (Mill); told"),
            ("not in the ledger yet", ""),
            ("Who?", "Zed: call him"),
            ("near: Zed Quill, named before", "-"),
            ("Who?", ""),
            ("about 1 person", "perhaps"),
            ("Type y, n, + or a number from 1 to 1", "+"),
            ("Who?", "Gita Roa"),
            ("not in the ledger yet", "Gita Rao (Rao Law)"),
            ("said:", ""),
            ("kind", ""),
            ("fact:", ""),
            ("about 2 people", "y"),
        ]
    )
    assert terminal.end() == 0
    zed = known("farmer show Zed --json").data
    assert zed["company"] == "Mill"
    assert {line["what"] for line in zed["history"]} == {"work:told", "meeting"}
    assert known("farmer show Gita --json").data["company"] == "Rao Law"


def test_new_means_no_question_about_whoever_is_near_nobody(known: Farmer, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Zed Quill: tea\nAna Ruis: tea\n", encoding="utf-8")
    terminal = walk(
        "--from", str(notes), "--new", answers=[("Ana Ruis is not", "Ana"), ("about 2", "y")]
    )
    assert terminal.end() == 0
    assert "Zed Quill is not" not in terminal.plain
