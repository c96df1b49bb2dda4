"""What is noted of people, as columns of farmer's own table of them: ``address: home``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from farmer.details import DETAILS, Detail
from farmer.formats.incoming import kept

_COLUMN = re.compile(rf"({'|'.join(DETAILS)}): ?(.*)", re.DOTALL)


def detail_column(what: str, label: str) -> str:
    """What the column of that kind of detail is called."""
    return f"{what}: {label}"


def detail_of_column(column: str) -> tuple[str, str] | None:
    """The kind of detail and its label; None for a column of anything else."""
    found = _COLUMN.fullmatch(column.strip())
    return (found[1], kept(found[2])) if found else None


def one_cell(values: Iterable[str]) -> str:
    """Several values of one label: a line each."""
    return "\n".join(values)


def values_in(what: str, label: str, cell: str) -> Iterator[Detail]:
    """The details that a cell of such a column holds; days are read by `farmer.formats.noting`."""
    return (Detail(what, label, value) for line in cell.splitlines() if (value := kept(line)))
