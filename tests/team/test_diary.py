"""What is told by name arrives as it was told; what is not as it should be is not told on."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.model import BareTouch, Fact, Touch
from farmer.team.diary import (
    ToldNote,
    days_from_text,
    days_to_text,
    notes_from_text,
    notes_to_text,
)
from farmer.team.telling import Unreadable
from tests.strategies import History, mixed_histories

DAY = date(2026, 5, 12)


def bare(touch: Touch | BareTouch) -> BareTouch:
    return BareTouch(touch.on, touch.kind, touch.by, touch.minutes, touch.group, touch.depth)


@given(mixed_histories())
def test_days_arrive_as_they_were_told_and_no_word_does(history: History) -> None:
    told = days_from_text(days_to_text(history.touches, history.facts))
    assert sorted(map(repr, told.touches)) == sorted(repr(bare(each)) for each in history.touches)
    assert sorted((f.on, f.what, f.note) for f in told.facts) == sorted(
        (f.on, f.what, "") for f in history.facts
    )
    assert [each.on for each in told.touches] == sorted(
        (each.on for each in history.touches), reverse=True
    )


def test_a_word_does_not_slip_into_what_is_told_of_days() -> None:
    said = days_to_text([Touch(DAY, "meal", note="Zanzibar")], [Fact(DAY, "gave", "Zanzibar")])
    assert "Zanzibar" not in said
    assert len(days_from_text(said).facts) == 1


def test_notes_arrive_as_they_were_told() -> None:
    notes = [ToldNote(DAY, "meal", "She “needs” a crèche"), ToldNote(DAY, "gave", "a book")]
    told = notes_from_text(notes_to_text(notes))
    assert sorted(told.notes) == sorted(notes)
    assert told.earlier == 0


def test_what_is_too_much_to_tell_is_the_oldest_and_is_counted() -> None:
    notes = [ToldNote(DAY - timedelta(days=n), "call", "x" * 1_000) for n in range(2_000)]
    said = notes_to_text(notes)
    told = notes_from_text(said)
    assert len(said.encode()) < 1 << 20
    assert told.notes == tuple(notes[: len(told.notes)])
    assert len(told.notes) + told.earlier == 2_000
    assert len(told.notes) > 900


def rows(*said: object, form: int = 1) -> str:
    return json.dumps({"form": form, "earlier": 0, "rows": said})


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[]", "null", "7", "[" * 5_000, '{"rows": [], "earlier": "x", "form": 1}'),
        rows(form=2),
        rows(["t", "2026-05-12", "duel", None, None, None, 1]),
        rows(["t", "2026-05-12", "meal", "nobody-known", None, None, 1]),
        rows(["t", "2026-05-12", "meal", None, -5, None, 1]),
        rows(["t", "May", "meal", None, None, None, 1]),
        rows(["t", "2026-05-12", "meal", None, None, None, 1, "note", "09:30", "more"]),
        rows(["f", "2026-05-12", "adored"]),
        rows(["x", "2026-05-12", "gave"]),
        rows(["t"]),
        rows(7),
    ],
)
def test_what_is_not_as_it_should_be_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        days_from_text(text)


def test_what_is_as_it_should_be_is_read() -> None:
    """So that the table above fails for what it says, and not for all."""
    text = rows(["t", "2026-05-12", "meal", "me", 60, 2, 1], ["f", "2026-05-12", "gave"])
    told = days_from_text(text)
    assert told.touches == (BareTouch(DAY, "meal", "me", 60, 2, 1),)
    assert told.facts == (Fact(DAY, "gave"),)


@pytest.mark.parametrize("said", [["n", "2026-05-12", "meal"], ["n", "May", "meal", "x"], 7])
def test_a_note_that_is_none_is_unreadable(said: object) -> None:
    with pytest.raises(Unreadable):
        notes_from_text(rows(said))


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (days_from_text, notes_from_text):
        with suppress(Unreadable):
            read(text)


def test_what_steers_a_terminal_does_not_get_through() -> None:
    (note,) = notes_from_text(rows(["n", "2026-05-12", "meal", "a\x1b[2Jb\x07"])).notes
    assert "\x1b" not in note.words
    assert "\x07" not in note.words
