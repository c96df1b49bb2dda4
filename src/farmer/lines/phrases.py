"""Phrases of a line: at the Mixer, for two hours, on friday, about the lease, with Ana."""

from __future__ import annotations

import re
from typing import NamedTuple

from farmer.lines import words
from farmer.lines.front import day_of, take_on
from farmer.lines.reading import LineReading
from farmer.lines.spans import Stretch, outside

_BEGINS = re.compile(
    r"(?:^|(?<=\s))(?P<word>with|w/|to|from|at|for|about|on|over|by|via|in)\s+(?=\S)", re.IGNORECASE
)
# Whatever follows is said, to the end of the piece.
SAYING = ("about",)
_NAMING = ("with", "w/", "to", "from")


class Phrase(NamedTuple):
    """A phrase: its first word, what it is of, and how it is taken; ``names`` stay to be split."""

    word: str
    of: Stretch
    taken_for: str


def phrases_in(
    reading: LineReading, span: Stretch, *, naming: bool
) -> tuple[Stretch, list[Phrase]]:
    """What stands before the first phrase of a piece, and its phrases.

    A word that begins none belongs to what stands before it: ``at The Bell on the Hill`` is one.
    `naming` is whether names may still come, behind ``with``, ``to`` or ``from``.
    """
    before: int | None = None
    found: list[tuple[str, int, int, str]] = []  # word, where its matter begins and ends, form
    marks = list(outside(_BEGINS, span.text))
    for at, mark in enumerate(marks):
        ends = marks[at + 1].start() if at + 1 < len(marks) else len(span.text)
        word = mark["word"].casefold()
        form = _form(reading, word, span.cut(mark.end(), ends), naming=naming)
        if form is None and word not in _NAMING and not (found and found[-1][3] == "event"):
            form = "said"  # on the flyers
        if form is None:
            if found:
                found[-1] = (*found[-1][:2], ends, found[-1][3])
            continue
        before = mark.start() if before is None else before
        if word in SAYING:
            found.append((word, mark.end(), len(span.text), form))
            break
        found.append((word, mark.end(), ends, form))
        naming = naming and form != "names"
    return span.cut(0, before), [
        Phrase(word, span.cut(begin, end), form) for word, begin, end, form in found
    ]


def _form(reading: LineReading, word: str, of: Stretch, *, naming: bool) -> str | None:
    """What a phrase is taken for; None where it is no phrase."""
    if word in _NAMING:
        return "names" if naming else None
    if word in SAYING or word == "in":
        return "said"
    if word == "for" and _is(words.LASTED, of):
        return "minutes"
    if word == "at" and not _is(words.FILLER + words.HOW, of):
        return "said" if words.NO_EVENT.fullmatch(of.text) else "event"
    if _is(words.FILLER + words.HOW, of):
        return "kind"
    return "day" if word == "on" and day_of(reading, of.text) else None


def take_phrase(reading: LineReading, phrase: Phrase) -> None:
    """Note what a phrase tells, but for names.

    Raises:
        InvalidValue: where another has told something else of it.
    """
    of = phrase.of
    if phrase.taken_for == "event":
        reading.tells("the event", "event", re.sub(r"^(?:the|a|an)\s+", "", of.text), of)
    elif phrase.taken_for == "minutes":
        reading.tells("the length", "minutes", words.minutes_of(of.text), of)
    elif phrase.taken_for == "kind":
        take_how(reading, of)
    elif phrase.taken_for == "day":
        take_on(reading, of)
    else:
        reading.took("said", of)


def take_how(reading: LineReading, span: Stretch) -> None:
    """Note how you were in touch.

    Raises:
        InvalidValue: where something else was said before.
    """
    word = re.sub(f"^{words.FILLER}", "", span.text, flags=re.IGNORECASE)
    kind = words.kind_of(word)
    if kind is None:
        reading.took("how", span)
    else:
        reading.tells("the kind", "kind", kind, span)


def _is(form: str, span: Stretch) -> bool:
    return re.fullmatch(form, span.text, re.IGNORECASE) is not None
