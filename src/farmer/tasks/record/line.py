"""A line that tells of a talk (`farmer.lines`), as what is recorded of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from farmer.errors import InvalidValue
from farmer.facts import word_of
from farmer.lines.line import Line, OfOne
from farmer.lines.read import read_line, split_day
from farmer.people.meant import Person, find_people
from farmer.people.nameless import could_be_name
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.evening import parse_share, split_company
from farmer.tasks.record.guests import Share
from farmer.tasks.record.telling import Telling
from farmer.tasks.whom import Whom
from farmer.text import clean_name, is_tag, parse_tag
from farmer.wording import say_date

EXAMPLE = "yesterday: lunch with Ana and Bo, they called; Ana promised the lease by friday"
# What a line may tell as well as an option, and that option.
_OPTIONS = {"kind": "--kind", "by": "--by", "minutes": "--minutes", "at": "--at"}


def telling_in(desk: Desk, typed: str, told: Encounter, also: Whom) -> Telling | None:
    """What the one argument of ``log`` tells as a line; None where it is a name.

    Whatever somebody answers to is a name, and so is what does not read as a line.

    Raises:
        InvalidValue: where it can be neither, tells a thing twice or in two ways, or in another way
            than the options do.
    """
    if is_tag(typed) or len(typed.split()) == 1:
        return None
    region = desk.settings.region
    with desk.deciding() as reader:
        people = reader.people()
    if find_people(clean_name(typed), people, region=region):
        return None
    telling = read_telling(typed, people, told, also, today=desk.today, region=region)
    if telling is None and not could_be_name(typed.replace(" and ", " ")):
        raise InvalidValue(
            f"“{typed}” is nobody's name, and no line that farmer reads.",
            f"Write it as: farmer log {quoted(EXAMPLE)}",
        )
    return telling


def read_telling(
    text: str,
    people: Sequence[Person],
    told: Encounter,
    also: Whom,
    *,
    today: date,
    region: str | None,
) -> Telling | None:
    """What a line tells, which the options told besides; None where it is no line.

    Raises:
        InvalidValue: as `telling_in`.
    """
    on = told.on if told.on != today else None
    line = read_line(text, people, today, on=on, region=region)
    if line is not None:
        return _of_line(line, people, told, also, on_told=on) if _is_meant(line, people) else None
    day, rest = split_day(text, people, today, region=region)
    share = parse_share(rest) if ":" in rest else None
    if share is None or not (share.notes or share.kind or share.facts):
        return None
    return Telling(_on(told, day, on), (share,), also)


def _is_meant(line: Line, people: Sequence[Person]) -> bool:
    """Whether a line of nothing but names is one: Ana and Bo, both of whom are known."""
    if any(part.taken_for not in ("name", "said") for part in line.parts):
        return True
    return "," not in line.text and all(find_people(name, people) for name in line.names)


def _of_line(
    line: Line, people: Sequence[Person], told: Encounter, also: Whom, *, on_told: date | None
) -> Telling:
    said: dict[str, Any] = {
        name: _once(getattr(told, name), value, _OPTIONS[name])
        for name, value in (
            *(("kind", line.kind), ("by", line.by)),
            *(("minutes", line.minutes), ("at", line.event)),
        )
    }
    happened = replace(
        _on(told, line.on, on_told),
        **said,
        together=told.together or (line.together and len(line.names) + len(line.groups) > 0),
        facts=(*told.facts, *map(word_of, line.facts)),
        promised=(*told.promised, *line.promises),
        line=line.text,
    )
    groups = Whom.of(line.groups, [f"@{tag}" for tag in also.tags])
    return Telling(
        happened,
        tuple(_share(name, one) for name, one in line.names.items()),
        also._replace(tags=groups.tags),
        tuple(map(parse_tag, line.tags)),
    )


def _share(name: str, one: OfOne) -> Share:
    who, company = split_company(name)
    facts = tuple(map(word_of, one.facts))
    return Share(who, company, facts=facts, by=one.by, promised=one.promises)


def _on(told: Encounter, day: date | None, on_told: date | None) -> Encounter:
    on = _once(on_told and say_date(on_told), day and say_date(day), "--on")
    return replace(told, on=day) if on and day else told


def _once(told: Any, said: Any, option: str) -> Any:
    """What an option or the line tells.

    Raises:
        InvalidValue: where they tell different things.
    """
    if told and said and told != said:
        raise InvalidValue(
            f"The line says {said}, and {option} {told}.", f"Leave {option} out, or correct it."
        )
    return told or said
