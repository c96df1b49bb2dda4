"""Ticking whom one talked to on the list of those who were there: 1 3 5-7, or 3: what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from farmer.cli.prompts import ask_line
from farmer.cli.world import tell
from farmer.errors import InvalidValue
from farmer.ids import Id
from farmer.people.meant import Person
from farmer.tasks.desk import Desk
from farmer.tasks.record.attended import GuestsThere, attendees
from farmer.tasks.record.encounter import Encounter
from farmer.wording import say_count, say_date

# More would scroll away what is asked; whoever is not shown is typed by name.
MOST_LISTED = 60
# The highest number of the example of how to tick.
_IN_EXAMPLE = 7
_NUMBERS = re.compile(r"[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?")
_SEVERAL = re.compile(rf"{_NUMBERS.pattern}(?:[\s,]+{_NUMBERS.pattern})*")
_ONE = re.compile(r"(?P<number>[0-9]{1,4})\s*:\s*(?P<said>\S.*)")
# A name that a line reads as a name, whatever stands behind it.
_PLAIN = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")


def offer(at: Desk, told: Encounter) -> tuple[Encounter, tuple[Person, ...]]:
    """What is told, on the day of its event, and who of those that were there can be ticked.

    Where no day was told it may be the last event of that name, which is asked.
    """
    there = attendees(at, told.at, None if told.on == at.today else told.on) if told.at else None
    if there is None or not (there.people and (there.event.on == told.on or _is_that(there))):
        return told, ()
    _show(there)
    return replace(told, on=there.event.on), there.people


def _is_that(there: GuestsThere) -> bool:
    typed = ask_line(f"The one on {say_date(there.event.on)}? (Enter for yes; n: today) ")
    return typed.casefold() in ("", "y", "yes")


def _show(there: GuestsThere) -> None:
    """The list, numbered."""
    event, listed = there
    people = say_count(len(listed), "person was", "people were")
    tell(f"{people} at {event.name} on {say_date(event.on)}:")
    for number, person in enumerate(listed[:MOST_LISTED], 1):
        tell(f"{number}. {person.name}" + (f" ({person.company})" if person.company else ""))
    if len(listed) > MOST_LISTED:
        tell(f"… and {len(listed) - MOST_LISTED} more: type their names")


def explain(listed: Sequence[Person]) -> None:
    """How those on the list are ticked; nobody is asked for a number that it does not have."""
    numbers, one = ("1 3 5-7", 3) if len(listed) >= _IN_EXAMPLE else ("1", 1)
    tell(
        f"Whom did you talk to? Type {numbers}, or {one}: a new office; "
        "or the name of somebody else."
    )


def ticked(typed: str, listed: Sequence[Person]) -> list[str]:
    """The lines that `typed` stands for: one each of those ticked, or else itself.

    Raises:
        InvalidValue: for a number that nobody on the list has.
    """
    one = _ONE.fullmatch(typed)
    if listed and one:
        return [f"{_named(_numbered(int(one['number']), listed))}: {one['said']}"]
    if not (listed and _SEVERAL.fullmatch(typed)):
        return [typed]
    numbers: dict[int, None] = {}
    for each in _NUMBERS.findall(typed):
        first, *last = (int(part) for part in re.split(r"\s*[-–]\s*", each))
        numbers |= dict.fromkeys(range(first, (last or [first])[0] + 1))
    if not numbers:
        raise InvalidValue(f"“{typed}” ends before it begins.", "Type it as 5-7.")
    return [_named(_numbered(number, listed)) for number in numbers]


def _numbered(number: int, listed: Sequence[Person]) -> Person:
    if not 1 <= number <= len(listed):
        raise InvalidValue(
            f"There is no {number} on the list.", f"It goes from 1 to {len(listed)}."
        )
    return listed[number - 1]


def _named(person: Person) -> str:
    """A person as a line names them, and nobody else."""
    typed = str(Id("c", person.id))
    words = person.name.casefold().split()
    plain = _PLAIN.fullmatch(person.name) and not {"and", "with", "at", "by"} & {*words}
    return f"{person.name} ({typed})" if plain else typed
