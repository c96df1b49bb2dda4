"""The pieces of a line behind the first: who began it, what was promised and seen, and the rest.

Each form of the grammar says how it takes a piece, or that it is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from farmer.errors import InvalidValue
from farmer.facts import FACTS
from farmer.lines import words
from farmer.lines.front import split_day_behind, take_on
from farmer.lines.head import refuse_another_talk, take_phrases
from farmer.lines.phrases import phrases_in, take_how
from farmer.lines.promises import parse_promise
from farmer.lines.reading import LineReading
from farmer.lines.spans import Stretch
from farmer.model import THEM
from farmer.people.nameless import could_be_name

# What a form of the grammar would do with a piece; None where it is none of that form.
Taking = Callable[[], None] | None

_AND = re.compile(r"(?:(?:and|but|then)\s+)+", re.IGNORECASE)
_BEGUN = re.compile(
    rf"(?P<who>.+?)\s+(?:both\s+)?(?P<how>{words.BEGAN})(?:\s+(?:it|me|us|first|back))*",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"(?P<who>.*?)\s*\b(?:(?:have|has|had|also)\s+)*promised\b"
    r"(?:\s+(?:me|us))?(?:\s+(?:to|that))?\s*(?P<what>.*)",
    re.IGNORECASE,
)
_HOW = re.compile(rf"{words.FILLER}(?P<how>{words.HOW})(?=\s|$)", re.IGNORECASE)
_LASTED = re.compile(
    rf"(?:(?:for|about|it\s+took|took|it\s+lasted)\s+)*(?P<time>{words.LASTED})", re.IGNORECASE
)
_DONE = re.compile(r"(?P<who>.+?)\s+(?P<what>\w+(?:\s\w+)?)")
_EVERYBODY = ("they", "both", "all", "everybody")


def without_and(span: Stretch) -> Stretch:
    """A piece without the word that only joins it to the one before."""
    found = _AND.match(span.text)
    return span.cut(found.end()) if found else span


def taking(reading: LineReading, span: Stretch) -> Taking:
    """How a piece behind the first is taken; None where it is only said.

    Raises:
        InvalidValue: where it may be two things, does not say of whom it is, or is another talk.
    """
    forms = (_promise, _fact, _lasted, _day, _begun, _not_another, _circumstances)
    return next(filter(None, (form(reading, span) for form in forms)), None)


def is_promise(text: str) -> bool:
    """Whether a piece has the form of a promise."""
    return _PROMISED.fullmatch(text) is not None


def take_bound(reading: LineReading, name: str, said: Stretch) -> None:
    """Take what stands behind ``Ana:``, or behind all names: evidence, or what is only said."""
    fact = words.fact_of(said.text)
    if fact:
        _take_fact(reading, said, fact, name)
    elif not (name or reading.kind) and words.kind_of(said.text):
        take_how(reading, said)
    else:
        reading.took("said", said)


def _promise(reading: LineReading, span: Stretch) -> Taking:
    found = _PROMISED.fullmatch(span.text)
    if found is None:
        return None
    who, what = " ".join(found["who"].casefold().split()), span.group(found, "what")
    if who in ("i", "we"):
        return lambda: _take_mine(reading, span, what)
    if not who:
        raise InvalidValue(
            f"“{span.text}” does not say who promised.", "Write “Ana promised” or “I promised”."
        )
    if _is_everybody(reading, who):
        return lambda: _take_promise(reading, span, what, "")
    if who in words.ONE or could_be_name(found["who"]):
        one = reading.the_one(found["who"])
        return lambda: _take_promise(reading, span, what, one)
    return None


def _is_everybody(reading: LineReading, who: str) -> bool:
    """Whether a word means all who are named: “she” does where there is one, and no group."""
    return who in _EVERYBODY or (who in words.ONE and len(reading.names) + len(reading.groups) == 1)


def _take_mine(reading: LineReading, span: Stretch, what: Stretch) -> None:
    """Note what you promised, and to whom: the name that may stand before it."""
    spaces = [found.start() for found in re.finditer(r"\s", what.text)]
    for end in reversed(spaces[:5]):
        named = reading.named(what.text[:end])
        if len(named) == 1:
            text = re.sub(r"^(?:to|that)\s+", "", what.cut(end).text)
            _take_promise(reading, span, what._replace(text=text), named[0], mine=True)
            return
    if len(reading.names) > 1:
        raise InvalidValue(
            f"“{span.text}” does not say to whom.", "Write the name: I promised Ana the flyers"
        )
    _take_promise(reading, span, what, "", mine=True)


def _take_promise(
    reading: LineReading, span: Stretch, what: Stretch, name: str, *, mine: bool = False
) -> None:
    on = reading.on or reading.usual_on
    given = parse_promise(what.text, on, mine=mine, region=reading.region)
    if name:
        reading.told_of(name, promises=(*reading.names[name].promises, given))
    else:
        reading.promises.append(given)
    reading.took("promise", span)


def _fact(reading: LineReading, span: Stretch) -> Taking:
    fact = words.fact_of(span.text)
    if fact:
        return lambda: _take_fact(reading, span, fact, "")
    found = _DONE.fullmatch(span.text)
    done = FACTS.find(found["what"]) if found else None
    if found is None or done is None:
        return None
    who = found["who"].casefold()
    theirs = done in words.THEIR_FACTS
    if (who in ("i", "we") and done in words.MY_FACTS) or (theirs and _is_everybody(reading, who)):
        return lambda: _take_fact(reading, span, done, "")
    if not theirs or not (who in words.ONE or reading.named(found["who"])):
        return None
    one = reading.the_one(found["who"])
    return lambda: _take_fact(reading, span, done, one)


def _take_fact(reading: LineReading, span: Stretch, fact: str, name: str) -> None:
    if name:
        reading.told_of(name, facts=(*reading.names[name].facts, fact))
    else:
        reading.facts.append(fact)
    reading.took("fact", span)


def _lasted(reading: LineReading, span: Stretch) -> Taking:
    found = _LASTED.fullmatch(span.text)
    if found is None:
        return None
    minutes = words.minutes_of(found["time"])
    return lambda: reading.tells("the length", "minutes", minutes, span)


def _day(reading: LineReading, span: Stretch) -> Taking:
    before, day = split_day_behind(reading, span)
    return (lambda: take_on(reading, day)) if day and not before.text else None


def _begun(reading: LineReading, span: Stretch) -> Taking:
    found = _BEGUN.fullmatch(span.text)
    if found is None:
        return None
    who = " ".join(found["who"].casefold().split())
    kind = words.kind_of(found["how"])
    if who in words.BEGINNER and (who not in words.ONE or _is_everybody(reading, who)):
        return lambda: _take_begun(reading, span, words.beginner_of(who), kind)
    if who not in words.ONE and not reading.named(found["who"]):
        return None
    if who not in words.ONE and len(reading.names) == 1:
        return lambda: _take_begun(reading, span, THEM, kind)
    one = reading.the_one(found["who"])
    return lambda: _take_begun_by(reading, span, one)


def _take_begun(reading: LineReading, span: Stretch, by: str, kind: str | None) -> None:
    """Note who began it; how they did is how you were in touch only where nothing else says it."""
    reading.tells("who began it", "by", by, span)
    reading.kind = reading.kind or (None if reading.event else kind)


def _take_begun_by(reading: LineReading, span: Stretch, name: str) -> None:
    reading.told_of(name, by=THEM)
    reading.took("who began it", span)


def _not_another(reading: LineReading, span: Stretch) -> Taking:
    """Nothing is taken so: it is only refused."""
    if not reading.is_somebody(span.text):
        refuse_another_talk(reading, span)
    return None


def _circumstances(reading: LineReading, span: Stretch) -> Taking:
    """Phrases alone, perhaps with how you were in touch before them: lunch at the Mill."""
    how = _HOW.match(span.text)
    rest = span.cut(how.end()) if how else span
    before, phrases = phrases_in(reading, rest, naming=False)
    if before.text or not (how or phrases):
        return None

    def take() -> None:
        if how:
            take_how(reading, span.group(how, "how"))
        take_phrases(reading, phrases)

    return take
