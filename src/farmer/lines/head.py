"""The first piece of a line: how you were in touch, with whom, where and how long."""

from __future__ import annotations

import re

from farmer.errors import InvalidValue
from farmer.lines import words
from farmer.lines.front import day_of, take_day_behind, take_on
from farmer.lines.names import split_names
from farmer.lines.phrases import phrases_in, take_how, take_phrase
from farmer.lines.reading import LineReading
from farmer.lines.spans import Stretch
from farmer.model import LIVE, ME, THEM
from farmer.people.meant import find_people
from farmer.people.nameless import could_be_name, says_when

_BACK = re.compile(r"\s+back$", re.IGNORECASE)
_OPENINGS = (
    (words.OPENS_REACHED, ME),
    (words.OPENS_TOUCHED, None),
    (words.OPENS_WITH, None),
)
# They did, standing first: Ana called me.
_CAME = re.compile(
    rf"(?P<names>.+?)\s+(?P<how>{words.REACHED})(?:\s+(?:me|us|to\s+me|to\s+us|back))*",
    re.IGNORECASE,
)


def take_head(reading: LineReading, head: Stretch) -> bool:
    """Read the first piece of a line; False where it does not begin as one.

    Raises:
        InvalidValue: where it begins as one, and what stands for a name is none.
    """
    rest = take_day_behind(reading, head)
    if _takes_how(reading, rest):
        return True
    for form, by in _OPENINGS:
        found = form.match(rest.text)
        if found:
            return _takes_opened(reading, rest, found, by, together=form is words.OPENS_WITH)
    return _takes_names_first(reading, rest)


def take_names(reading: LineReading, span: Stretch) -> None:
    """Note each of the names in a list of them; the first may go on with the last before it.

    Raises:
        InvalidValue: for what is none.
    """
    if not are_names(reading, span):
        raise InvalidValue(
            f"“{span.text}” is not a name, or not only that.",
            "What was said stands behind a semicolon: lunch with Ana; she sails",
        )
    for name in split_names(span, reading.is_somebody):
        _refuse_when(reading, name.text)
        last = next(reversed(reading.names), "")
        joined = f"{last}, {name.text}"
        goes_on = bool(last) and reading.is_somebody(joined)  # Ruiz, Ana
        if goes_on:
            del reading.names[last]
        reading.add_name(name, joined if goes_on else name.text)


def _refuse_when(reading: LineReading, name: str) -> None:
    """Refuse a name with words of time in it, which nobody is called."""
    if says_when(name) and not reading.is_somebody(name):
        raise InvalidValue(
            f"“{name}” is not a name, or not only that.",
            "The day stands in front, or behind all names: yesterday: lunch with Ana",
        )


def are_names(reading: LineReading, span: Stretch) -> bool:
    """Whether a piece may be a list of names, groups, ids and addresses, and nothing else."""
    pieces = split_names(span, reading.is_somebody)
    return bool(pieces) and all(
        (could_be_name(piece.text) and not re.search(r"\s@|@\S+\s", piece.text))
        or find_people(piece.text, reading.people, region=reading.region)
        for piece in pieces
    )


def _takes_how(reading: LineReading, rest: Stretch) -> bool:
    """Read “a quick coffee with Ana at the Mill”; False for anything else."""
    found = words.OPENS_HOW.match(rest.text)
    if found is None:
        return False
    before, phrases = phrases_in(reading, rest.cut(found.end()), naming=True)
    if (before.text and not day_of(reading, before.text)) or not phrases:
        return False
    if before.text:
        take_on(reading, before)
    if found["lasted"]:
        span = rest.group(found, "lasted")
        reading.tells("the length", "minutes", words.minutes_of(span.text), span)
    take_how(reading, rest.group(found, "how"))
    for phrase in phrases:
        if phrase.taken_for != "names":
            take_phrase(reading, phrase)
            continue
        take_names(reading, phrase.of)
        reading.by = {"to": ME, "from": THEM}.get(phrase.word)
        reading.together = phrase.word in ("with", "w/") and (reading.kind or "meeting") in LIVE
    reading.open = phrases[-1].taken_for == "names"
    return True


def _takes_opened(
    reading: LineReading, rest: Stretch, found: re.Match[str], by: str | None, *, together: bool
) -> bool:
    """Read what stands behind “called” or “met”; False where that names nobody."""
    names, phrases = phrases_in(reading, rest.cut(found.end()), naming=False)
    back = _BACK.search(names.text)  # called Ana back
    names = names.cut(0, back.start()) if back else names
    if not names.text:
        return False
    if found.groupdict().get("how"):
        take_how(reading, rest.group(found, "how"))
    take_names(reading, names)
    reading.by, reading.together = by, together
    for phrase in phrases:
        take_phrase(reading, phrase)
    reading.open = not phrases
    return True


def _takes_names_first(reading: LineReading, rest: Stretch) -> bool:
    """Read “Ana called me at noon”, or names alone; False where there is no name."""
    names, phrases = phrases_in(reading, rest, naming=False)
    came = _CAME.fullmatch(names.text)
    said = names.group(came, "names") if came else names
    if reading.on and words.says_only_how(said.text) and not reading.is_somebody(said.text):
        raise InvalidValue(
            f"“{reading.text}” does not say with whom.", f"Write the name: {said.text} with Ana"
        )
    if not are_names(reading, said):
        return False
    if came:
        reading.by = THEM
        take_how(reading, names.group(came, "how"))
    take_names(reading, said)
    for phrase in phrases:
        take_phrase(reading, phrase)
    reading.open = not (phrases or came)
    return True
