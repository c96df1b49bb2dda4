"""Reading one line from its beginning to its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from farmer.errors import InvalidValue
from farmer.lines.clauses import is_promise, take_bound, taking, without_and
from farmer.lines.front import split_day_behind, take_day, take_on, take_tags
from farmer.lines.head import are_names, take_head, take_names
from farmer.lines.line import Line
from farmer.lines.reading import LineReading
from farmer.lines.spans import Segment, Stretch, segments
from farmer.lines.words import says_how
from farmer.people.meant import Person, find_people
from farmer.text import clean


def read_line(
    text: str,
    people: Sequence[Person],
    today: date,
    *,
    on: date | None = None,
    region: str | None = None,
) -> Line | None:
    """What a line tells; None where it names nobody, or tells nothing of one name.

    Args:
        text: the line, in any letter case.
        people: who is known: where names are cut depends on how people are called.
        today: the day it is read on, from which its day is seen.
        on: the day of it all where the line says none, from which promises are; else `today`.
        region: two letters of ISO 3166, the country whose order ``9/3`` is in.

    Raises:
        InvalidValue: for what may be two things, is told twice, or cannot be.
    """
    reading = LineReading(clean(text), people, today, region, on or today)
    pieces = list(segments(take_day(reading, Stretch(0, reading.text))))
    if not pieces or not take_head(reading, take_tags(reading, pieces[0].span, listed=False)):
        return None
    if len(pieces) > 1 and pieces[1].sign == ":" and _is_one_name(reading):
        return None  # Ana: a new office
    at = 1
    while at < len(pieces):
        at = _take_next(reading, pieces, at)
    line = reading.line()
    return line if _tells(line) else None


def split_day(
    text: str, people: Sequence[Person], today: date, *, region: str | None = None
) -> tuple[date | None, str]:
    """The day in front of a line, None where there is none, and the line behind it.

    Raises:
        InvalidValue: as `read_line`.
    """
    reading = LineReading(clean(text), people, today, region, today)
    rest = take_day(reading, Stretch(0, reading.text))
    return reading.on, rest.text


def begins_as_talk(
    text: str, people: Sequence[Person], today: date, *, region: str | None = None
) -> bool:
    """Whether a line begins with a day, or with how you were in touch, so that it is no name.

    Raises:
        InvalidValue: for a day that cannot be.
    """
    on, rest = split_day(text, people, today, region=region)
    return on is not None or says_how(rest)


def _take_next(reading: LineReading, pieces: Sequence[Segment], at: int) -> int:
    """Take the piece at a place, with those that belong to it; the place of the next one."""
    sign, whole = pieces[at]
    if sign == ":":
        said, following = _to_semicolon(reading, pieces, at)
        reading.open = False
        take_bound(reading, "", said)
        return following
    reading.open = reading.open and sign == ","
    span = without_and(take_tags(reading, whole, listed=reading.open))
    if not span.text:
        return at + 1
    if at + 1 < len(pieces) and pieces[at + 1].sign == ":" and reading.named(span.text):
        reading.took("name", span)
        said, following = _to_semicolon(reading, pieces, at + 1)
        take_bound(reading, reading.the_one(span.text), said)
        return following
    if not reading.open and at + 1 < len(pieces) and pieces[at + 1].sign == ":":
        _refuse_of_another(reading, span)
    following = at + 1
    if is_promise(span.text):
        span, following = _to_next_form(reading, pieces, at, span)
    take = taking(reading, span)
    if take:
        reading.open = False
        take()
    elif not (reading.open and _takes_more_names(reading, span)):
        reading.open = False
        reading.took("said", span)
    return following


def _refuse_of_another(reading: LineReading, span: Stretch) -> None:
    """Refuse what a line of one talk tells of somebody who was not there: Bo: tea."""
    if find_people(span.text, reading.people, region=reading.region):
        raise InvalidValue(
            f"The line tells something of “{span.text}”, who is not among those named.",
            "Name them too, or tell it of them in a line of its own.",
        )


def _takes_more_names(reading: LineReading, span: Stretch) -> bool:
    """Read names that go on behind a comma, and the day behind them; False for anything else."""
    names, day = split_day_behind(reading, span)
    if not are_names(reading, names):
        return False
    take_names(reading, names)
    if day:
        take_on(reading, day)
        reading.open = False
    return True


def _to_semicolon(reading: LineReading, pieces: Sequence[Segment], at: int) -> tuple[Stretch, int]:
    """All from a piece to the next semicolon, without its tags; the place behind it."""
    end = next((i for i in range(at + 1, len(pieces)) if pieces[i].sign == ";"), len(pieces))
    whole = _joined(reading, pieces[at].span, pieces[end - 1].span)
    return take_tags(reading, whole, listed=False), end


def _to_next_form(
    reading: LineReading, pieces: Sequence[Segment], at: int, span: Stretch
) -> tuple[Stretch, int]:
    """A promise with what follows it behind commas, as far as that is of no form itself."""
    following = at + 1
    while following < len(pieces) and pieces[following].sign == ",":
        more = take_tags(reading, pieces[following].span, listed=False)
        if more.text and taking(reading, without_and(more)):
            break
        span = _joined(reading, span, more) if more.text else span
        following += 1
    return span, following


def _joined(reading: LineReading, first: Stretch, last: Stretch) -> Stretch:
    return Stretch(first.start, reading.text[first.start : last.end])


def _is_one_name(reading: LineReading) -> bool:
    return len(reading.names) == 1 and all(p.taken_for in ("name", "day") for p in reading.parts)


def _tells(line: Line) -> bool:
    """Whether there is more to it than one name."""
    more = any(part.taken_for not in ("name", "said") for part in line.parts)
    return bool(line.names or line.groups) and (more or len(line.names) + len(line.groups) > 1)
