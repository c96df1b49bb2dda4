"""How farmer says dates, counts and lists in its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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


def say_date(day: date) -> str:
    """`day` as ``4 May 2026``, whatever the machine's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_month(day: date) -> str:
    """The month of `day` as ``March 2025``."""
    return f"{_MONTH_NAMES[day.month - 1]} {day.year}"


def say_count(number: int, noun: str, plural: str = "") -> str:
    """`number` with its noun: ``1 contact``, ``3 contacts``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def say_list(items: Sequence[str], last: str = "and") -> str:
    """`items` in a sentence: ``Ana, Bo and Cy``."""
    *some, final = items
    return f"{', '.join(some)} {last} {final}" if some else final


def say_some(items: Sequence[str], noun: str, plural: str = "", most: int = 9) -> str:
    """`items` in a sentence, or where there are too many, the first and how many more."""
    if len(items) <= most:
        return say_list(items)
    rest = len(items) - most + 1
    return f"{', '.join(items[: most - 1])} and {rest} more {plural or noun + 's'}"
