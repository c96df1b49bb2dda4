"""How farmer says dates, counts and lists in its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from farmer.ids import Id

# What stands in the place of whoever was forgotten.
FORGOTTEN = "(forgotten)"
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# What else is, or was, true of somebody (`farmer.details.FORMER`), before the value.
FORMER_SAID = {
    "name": "former name",
    "spelling": "also written",
    "nickname": "once called",
    "company": "former company",
    "title": "former title",
    "birthday": "birthday, also told",
    "met_at": "met, also told",
}
_MONTHS = tuple(name[:3] for name in _MONTH_NAMES)
_SPELT = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
# Of too many to name, enough to see that they are those who are meant.
_FIRST_FEW = 3
# Within so many days a date without a year is no other year's.
_PLAINLY_NEAR_DAYS = 183


def say_date(day: date) -> str:
    """`day` as ``4 May 2026``, whatever the machine's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_month(day: date) -> str:
    """The month of `day` as ``March 2025``."""
    return f"{_MONTH_NAMES[day.month - 1]} {day.year}"


def say_label(contact_id: int, name: str, company: str) -> str:
    """A person where several could be meant: ``c7 Ana Ruiz (Voss & Co)``."""
    return f"{Id('c', contact_id)} {name}" + (f" ({company})" if company else "")


def say_count(number: int, noun: str, plural: str = "") -> str:
    """`number` with its noun: ``1 contact``, ``3 contacts``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def say_list(items: Sequence[str], last: str = "and") -> str:
    """`items` in a sentence: ``Ana, Bo and Cy``."""
    *some, final = items
    return f"{', '.join(some)} {last} {final}" if some else final


def say_some(items: Sequence[str], noun: str, plural: str = "", most: int = 9) -> str:
    """`items` in a sentence, or where there are too many, the first few and how many more."""
    if len(items) <= most:
        return say_list(items)
    shown = min(_FIRST_FEW, most - 1)
    return f"{', '.join(items[:shown])} and {len(items) - shown} more {plural or noun + 's'}"


class NameForms(NamedTuple):
    """A person in a sentence: ``Joe`` wrote, wrote to ``Joe``, ``Joe's`` letter."""

    who: str
    whom: str
    whose: str


THEY = NameForms("they", "them", "their")


def forms_of(name: str) -> NameForms:
    """Somebody by name."""
    return NameForms(name, name, f"{name}'s")


def say_day(day: date, today: date) -> str:
    """`day` as ``4 March``, with the year where it is not plainly the one near `today`."""
    said = f"{day.day} {_MONTH_NAMES[day.month - 1]}"
    return said if abs((day - today).days) <= _PLAINLY_NEAR_DAYS else f"{said} {day.year}"


def say_number(number: int) -> str:
    """`number` in a sentence: ``four``, ``13``."""
    return _SPELT[number] if number < len(_SPELT) else str(number)


def say_times(number: int) -> str:
    """How often: ``once``, ``twice``, ``three times``."""
    return {1: "once", 2: "twice"}.get(number, f"{say_number(number)} times")


def capitalised(sentence: str) -> str:
    """`sentence` with a capital at its beginning, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
