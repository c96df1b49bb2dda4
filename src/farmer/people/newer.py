"""Whose firm, title and name a file brings up to date: what a file of the same kind brought.

What somebody typed stays. So does what another kind of file brought, which may only be another
spelling; and a file that says what was true before, and is not any more, is an old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from farmer.details import CHANGING, Former
from farmer.model import Contact
from farmer.people.companies import firm_key, fuller_firm, same_firm
from farmer.text import fold

_NAME = "name"
# What a later file may bring up to date.
UPDATED = (*CHANGING, "nickname", "birthday")
# What else it may say otherwise, which is only told: a note is too dear to give way unasked.
COMPARED_FIELDS = (*UPDATED, "notes")
_BIT = {field: 1 << at for at, field in enumerate((*UPDATED, _NAME))}
_TITLES = re.compile(r", | and ")


def _is_same(value: str, now: str) -> bool:
    return fold(value) == fold(now)


def _is_same_firm(value: str, now: str) -> bool:
    return _is_same(value, now) or same_firm(value, now)


def _is_same_day(value: str, now: str) -> bool:
    """Whether a birthday is the one known; that its year is not told says nothing else."""
    return value == now or (value.startswith("--") and value[-5:] == now[-5:])


def _has_note(value: str, now: str) -> bool:
    """Whether each line of a note is in the one known, whatever else is in that."""
    words = f" {' '.join(fold(now).split())} "
    return all(f" {' '.join(fold(line).split())} " in words for line in value.split("\n"))


def _key(field: str, value: str) -> str:
    """By what what was before is compared: firms without their legal form."""
    return firm_key(value) if field == "company" else fold(value)


_SAME = {"company": _is_same_firm, "birthday": _is_same_day, "notes": _has_note}


class Newer:
    """What files brought, and what was true before."""

    def __init__(
        self,
        brought: Mapping[tuple[int, str], str] | None = None,
        past: Iterable[tuple[int, Former]] = (),
    ) -> None:
        """`brought` has, by person and field, the kind of file that brought what there is now.

        Of what a file changed later it has the titles of those that were imported together.
        """
        self.kind = self.title = ""
        self._brought = brought or {}
        # Whose fields a row told, as many bits as there are fields.
        self._told: dict[int, int] = {}
        self._past = {(whose, each.what, _key(each.what, each.value)) for whose, each in past}

    def is_other(self, whose: int, known: Contact, told: Contact, field: str) -> bool:
        """Whether a file tells something else than what is known, and than what was before."""
        value, now = getattr(told, field), getattr(known, field)
        if not value or _SAME.get(field, _is_same)(value, now):
            return False
        return (whose, field, _key(field, value)) not in self._past

    def is_newer(self, whose: int, known: Contact, told: Contact, field: str) -> bool:
        """Whether what the file at hand tells takes the place of what is known."""
        changing = field in UPDATED and self.has_brought(whose, field)
        return changing and self.is_other(whose, known, told, field)

    def is_fuller(self, whose: int, known: Contact, told: Contact, field: str) -> bool:
        """Whether the file spells in full the firm that a file of any kind brought."""
        now, then = known.company, told.company
        came = whose < 0 or (whose, field) in self._brought
        return (
            field == "company" and came and same_firm(now, then) and fuller_firm(now, then) != now
        )

    def has_brought(self, whose: int, field: str) -> bool:
        """Whether a file of the kind at hand brought what is known now, and no row told it yet."""
        told = self._told.get(whose, 0) & _BIT[field]
        by = "" if told else self._brought.get((whose, field), "")
        return bool(self.kind) and (by == self.kind or self.title in _TITLES.split(by))

    def told(self, whose: int, contact: Contact) -> None:
        """A row told of them: those that follow in the same import bring nothing newer."""
        now = sum(bit for field, bit in _BIT.items() if getattr(contact, field))
        self._told[whose] = self._told.get(whose, 0) | now
