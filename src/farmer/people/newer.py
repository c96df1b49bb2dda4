"""Whose firm and title a file brings up to date: those that a file of the same kind brought.

What somebody typed stays. So does what another kind of file brought, which may only be another
spelling; and a file that says what was true before, and is not any more, is an old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from farmer.details import CHANGING, Former
from farmer.model import Contact
from farmer.text import fold


class Newer:
    """What files brought, and what was true before."""

    def __init__(
        self,
        brought: Mapping[tuple[int, str], str] | None = None,
        past: Iterable[tuple[int, Former]] = (),
    ) -> None:
        """`brought` has, by person and field, the kind of file that brought what there is now."""
        self.kind = ""
        self._brought = dict(brought or {})
        self._past = {(whose, each.what, fold(each.value)) for whose, each in past}

    def is_other(self, whose: int, known: Contact, told: Contact, field: str) -> bool:
        """Whether a file tells something else than what is known, and than what was before."""
        value = fold(getattr(told, field))
        other = bool(value) and value != fold(getattr(known, field))
        return other and (whose, field, value) not in self._past

    def is_newer(self, whose: int, known: Contact, told: Contact, field: str) -> bool:
        """Whether what the file at hand tells takes the place of what is known."""
        brought = self._brought.get((whose, field)) if field in CHANGING else None
        return brought == self.kind and self.is_other(whose, known, told, field)

    def told(self, whose: int, contact: Contact) -> None:
        """A row told of them: those that follow in the same import bring nothing newer."""
        for field in CHANGING:
            if getattr(contact, field):
                self._brought.pop((whose, field), None)
