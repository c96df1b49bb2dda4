"""What the rules have to know of a table: whose its rows are, whom they name, what is one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

PERSON_TABLE = "contact"


class TableShape(NamedTuple):
    """One table.

    Attributes:
        registers: by name, the columns that change together.
        owners: the columns that name what a row cannot be without.
        links: the columns that name another row, the owners' included; each the first of its
            register.
        keeps: of those the ones whose row is there for as long as one that names it is.
        key: the columns by which a row is known instead of a name of its own.
    """

    registers: Mapping[str, tuple[str, ...]]
    owners: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    def is_said_by(self, name: str) -> bool:
        """Whether a register says something of the row itself, and not only whom it names."""
        return not set(self.registers.get(name, ())) <= set(self.links)


TableShapes = Mapping[str, TableShape]
