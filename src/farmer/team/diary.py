"""What members who are named may be told beside a standing: what it rests on, and its words.

What comes from others is read with care: whatever is not as it should be is not told on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from farmer.errors import FarmerError
from farmer.model import AnyTouch, BareTouch, Fact, Touch
from farmer.team.telling import Unreadable
from farmer.text import clean

_FORM = 1
# The server takes a mebibyte; the newest that fit are told.
_MOST_BYTES = 1_000_000
# Made once: of a hundred thousand rows, making it takes longer than what it does.
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ToldNote(NamedTuple):
    """A note: its day, the kind of talk or the fact that it is of, and what it says."""

    on: date
    about: str
    words: str


class ToldDays(NamedTuple):
    """Touches and facts without a word, newest first; `earlier` of them were too many to tell."""

    touches: tuple[BareTouch, ...]
    facts: tuple[Fact, ...]
    earlier: int = 0


class ToldNotes(NamedTuple):
    """Notes, newest first; `earlier` of them were too many to tell."""

    notes: tuple[ToldNote, ...]
    earlier: int = 0


def days_to_text(touches: Iterable[AnyTouch], facts: Iterable[Fact]) -> str:
    """What travels: one line of JSON, the same for the same."""
    rows: list[Sequence[object]] = [
        *(["t", each.on.isoformat(), *_bare(each)[1:]] for each in touches),
        *(["f", each.on.isoformat(), each.what] for each in facts),
    ]
    return _to_text(rows)


def notes_to_text(notes: Iterable[ToldNote]) -> str:
    """The same of notes."""
    return _to_text(["n", each.on.isoformat(), each.about, each.words] for each in notes)


def days_from_text(text: str) -> ToldDays:
    """What was told.

    Raises:
        Unreadable: for what is not as `days_to_text` writes it, or is of a newer farmer.
    """
    touches, facts = [], []
    rows, earlier = _rows(text)
    try:
        for what, on, *rest in rows:
            day = date.fromisoformat(on)
            if what == "t":
                touches.append(_bare(Touch(day, *rest)))
            elif what == "f":
                facts.append(Fact(day, *rest))
            else:
                raise Unreadable
    except (ValueError, TypeError, AttributeError, FarmerError):
        raise Unreadable from None
    return ToldDays(tuple(touches), tuple(facts), earlier)


def notes_from_text(text: str) -> ToldNotes:
    """What was told.

    Raises:
        Unreadable: as `days_from_text`.
    """
    rows, earlier = _rows(text)
    try:
        notes = tuple(
            ToldNote(date.fromisoformat(on), clean(about), clean(words))
            for _, on, about, words in rows
        )
    except (ValueError, TypeError, AttributeError):
        raise Unreadable from None
    return ToldNotes(notes, earlier)


def _to_text(rows: Iterable[Sequence[object]]) -> str:
    newest = sorted(rows, key=lambda row: (row[1], repr(row)), reverse=True)
    kept, room = [], _MOST_BYTES
    for row in newest:
        said = _encoded(row)
        room -= len(said.encode()) + 1
        if room < 0:
            break
        kept.append(said)
    earlier = len(newest) - len(kept)
    return f'{{"form":{_FORM},"earlier":{earlier},"rows":[{",".join(kept)}]}}'


def _rows(text: str) -> tuple[list[Any], int]:
    try:
        said = json.loads(text)
        rows, earlier = said["rows"], said["earlier"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Unreadable from None
    is_known = said.get("form") == _FORM and isinstance(rows, list) and type(earlier) is int
    if not is_known:
        raise Unreadable
    return rows, earlier


def _bare(touch: AnyTouch) -> BareTouch:
    return BareTouch(touch.on, touch.kind, touch.by, touch.minutes, touch.group, touch.depth)
