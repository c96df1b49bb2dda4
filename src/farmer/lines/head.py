"""The first piece of a line: how you were in touch, with whom, where and how long."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farmer.errors import InvalidValue
from farmer.lines import words
from farmer.lines.front import day_of, take_day, take_day_behind, take_on
from farmer.lines.names import split_names
from farmer.lines.phrases import SAYING, Phrase, phrases_in, take_how, take_phrase
from farmer.lines.reading import LineReading
from farmer.lines.spans import Stretch, outside
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
# What may stand between two talks of one line, and what of it may stand before the second.
_JOINT = re.compile(r"(?:[,，、،/.&+]|(?:^|(?<=\s))(?:and|then|but)(?=\s))\s*", re.IGNORECASE)
_AND_THEN = re.compile(
    r"(?:(?:(?:and|but|then|also|later|afterwards|after\s+that|before\s+that)\b"
    r"|in\s+the\s+(?:morning|afternoon|evening)\b|at\s+(?:noon|night)\b)[\s,]*)+",
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
    _refuse_joined_talk(reading, span)
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


def take_phrases(reading: LineReading, phrases: Iterable[Phrase]) -> None:
    """Note what phrases tell, but for names.

    Raises:
        InvalidValue: where another has told something else of it, or another talk goes on in one.
    """
    for phrase in phrases:
        if phrase.word not in SAYING:
            _refuse_joined_talk(reading, phrase.of)
        take_phrase(reading, phrase)


def refuse_another_talk(reading: LineReading, span: Stretch) -> None:
    """Refuse a piece that would be a talk if it stood in a line of its own.

    Raises:
        InvalidValue: saying which line that is.
    """
    joining = _AND_THEN.match(span.text)
    text = span.text[joining.end() :] if joining else span.text
    own = reading.anew(text)
    if _is_talk(own):
        day = next((part.span.text for part in reading.parts if part.taken_for == "day"), "")
        alone = f"{day}: {text}" if day and not own.on else text
        raise InvalidValue(
            f"A line tells of one talk, and “{text}” is another.",
            f"Write a line of its own: “{alone}”. Put a colon before what was only said.",
        )


def _refuse_joined_talk(reading: LineReading, span: Stretch) -> None:
    """Refuse names or a place behind which another talk goes on: Ana and dinner with Bo."""
    for joint in outside(_JOINT, span.text):
        refuse_another_talk(reading, span.cut(joint.end()))


def _is_talk(own: LineReading) -> bool:
    """Whether a text by itself says how, or with whom else, you were in touch.

    “Met resistance” and “saw pictures” do so only of somebody who is known, or is written as a name
    is.
    """
    if not words.MAY_SAY_HOW.search(own.text):
        return False
    try:
        head = take_day(own, Stretch(0, own.text))
        if not take_head(own, head):
            return False
    except InvalidValue:  # it is to come, was cancelled, or is no talk: coffee with milk and sugar
        return False
    told = own.together or any(part.taken_for in ("kind", "how") for part in own.parts)
    return told and bool(own.names) and (words.says_how_with(head.text) or _are_people(own))


def _are_people(own: LineReading) -> bool:
    return all(
        not name[:1].islower() or find_people(name, own.people, region=own.region)
        for name in own.names
    )


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
            take_phrases(reading, [phrase])
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
    take_phrases(reading, phrases)
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
    take_phrases(reading, phrases)
    reading.open = not (phrases or came)
    return True
