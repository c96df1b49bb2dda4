"""A line that tells of a talk (`farmer.lines`), as what is recorded of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.errors import InvalidValue
from farmer.facts import word_of
from farmer.people.meant import Person, find_people
from farmer.people.nameless import could_be_name
from farmer.shell import quoted
from farmer.tasks.desk import Desk
from farmer.tasks.record.encounter import Encounter
from farmer.tasks.record.evening import NoteLine, parse_share, split_company
from farmer.tasks.record.guests import Share
from farmer.tasks.record.telling import LogEntry
from farmer.text import clean_name, is_tag, parse_tag
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.lines.line import Line, OfOne

EXAMPLE = "yesterday: lunch with Ana and Bo, they called; Ana promised the lease by friday"
# What a line may tell as well as an option, and that option.
_OPTIONS = {"kind": "--kind", "by": "--by", "minutes": "--minutes", "at": "--at"}


class SeenFrom(NamedTuple):
    """From where a line is seen: who is known, the day, and the country whose order ``9/3`` is."""

    people: Sequence[Person]
    today: date
    region: str | None


def telling_in(desk: Desk, typed: str, usual: LogEntry) -> LogEntry | None:
    """What the one argument of ``log`` tells as a line; None where it is a name.

    Whatever somebody answers to is a name, and so is what does not read as a line.

    Args:
        desk: where to work.
        typed: the argument.
        usual: what the options tell.

    Raises:
        InvalidValue: where it can be neither, tells a thing twice or in two ways, or in another way
            than the options do.
    """
    if is_tag(typed) or len(typed.split()) <= 1:
        return None
    region = desk.settings.region
    with desk.deciding() as reader:
        seen = SeenFrom(reader.people(), desk.today, region)
    if find_people(clean_name(typed), seen.people, region=region):
        return None
    telling = _talk(typed, usual, seen) or _noted(typed, usual, seen)
    if telling is None and not could_be_name(typed.replace(" and ", " ")):
        raise InvalidValue(
            f"“{typed}” is nobody's name, and no line that farmer reads.",
            f"Write it as: farmer log {quoted(EXAMPLE)}",
        )
    return telling


def telling_of(note: NoteLine, usual: LogEntry, seen: SeenFrom) -> LogEntry | None:
    """What a line of notes tells, with those below it; None where it says of nobody.

    It is a talk of its own where it begins with a day or says how it was; else somebody's share of
    what the options tell, if it can be that.

    Raises:
        InvalidValue: as `telling_in`.
    """
    from farmer.lines.read import begins_as_talk

    line = note.line
    first, second = _talk, _shared
    if not begins_as_talk(line, seen.people, seen.today, region=seen.region):
        first, second = _shared, _talk
    telling = first(line, usual, seen) or second(line, usual, seen)
    return _with_lines(telling, note.more) if telling else None


def _with_lines(telling: LogEntry, more: Sequence[str]) -> LogEntry:
    """The same, with the lines below it in the note."""
    if not more:
        return telling
    if telling.told.line:
        told = replace(telling.told, line="\n".join([telling.told.line, *more]))
        return telling._replace(told=told)
    (share,) = telling.shares
    said = "\n".join(["; ".join(share.notes), *more]).strip("\n")
    return telling._replace(shares=(share._replace(notes=(said,)),))


def _talk(text: str, usual: LogEntry, seen: SeenFrom) -> LogEntry | None:
    """What a line tells by its grammar, or one person's line with a day in front."""
    from farmer.lines.read import read_line, split_day

    told = usual.told
    on = told.on if told.on != seen.today else None
    line = read_line(text, seen.people, seen.today, on=on, region=seen.region)
    if line is not None:
        return _of_line(line, usual, on_told=on) if _is_meant(line, seen.people) else None
    day, rest = split_day(text, seen.people, seen.today, region=seen.region)
    share = _share_in(rest, seen) if day else None
    return usual._replace(told=_on(told, day, on), shares=(share,)) if share else None


def _shared(text: str, usual: LogEntry, seen: SeenFrom) -> LogEntry | None:
    """One person's share of what the options tell."""
    share = _share_in(text, seen)
    return usual._replace(shares=(share,)) if share else None


def _noted(text: str, usual: LogEntry, seen: SeenFrom) -> LogEntry | None:
    """The same of one argument, which has to say something beside the name."""
    share = _share_in(text, seen) if ":" in text else None
    told = share and (share.notes or share.kind or share.facts)
    return usual._replace(shares=(share,)) if share and told else None


def _share_in(text: str, seen: SeenFrom) -> Share | None:
    """One person's line, as `parse_share` reads it.

    Raises:
        InvalidValue: where it tells of somebody else, too: Ana: hi; Bo: tea.
    """
    share = parse_share(text)
    for note in share.notes if share else ():
        name, colon, said = note.partition(":")
        if not (colon and said.strip()):
            continue
        other = find_people(name, seen.people, region=seen.region)
        if other and share and not set(other) & set(_called(share, seen)):
            raise InvalidValue(
                f"A line tells of one talk, and “{note}” of somebody else.",
                "Write a line for each.",
            )
    return share


def _called(share: Share, seen: SeenFrom) -> list[Person]:
    return find_people(clean_name(share.name), seen.people, region=seen.region)


def _is_meant(line: Line, people: Sequence[Person]) -> bool:
    """Whether a line of nothing but names is one: Ana and Bo, both of whom are known."""
    if any(part.taken_for not in ("name", "said") for part in line.parts):
        return True
    return "," not in line.text and all(find_people(name, people) for name in line.names)


def _of_line(line: Line, usual: LogEntry, *, on_told: date | None) -> LogEntry:
    told = usual.told
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
        together=told.together or line.together,
        facts=(*told.facts, *map(word_of, line.facts)),
        promised=(*told.promised, *line.promises),
        line=line.text,
    )
    return LogEntry(
        happened,
        tuple(_share(name, one) for name, one in line.names.items()),
        usual.also._replace(tags=(*usual.also.tags, *map(parse_tag, line.groups))),
        tuple(map(parse_tag, line.tags)),
        line.said,
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
