"""Tab-separated lines for pipes: nothing is cut, boxed or coloured."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from farmer.render import Cell, Row
from farmer.text import printable


def to_lines(rows: Iterable[Row]) -> Iterable[str]:
    """Each row as one line; cells cannot hold tabs or line ends."""
    for row in rows:
        yield "\t".join(_cell(cell) for cell in row)


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):  # as most are
        return printable(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return cell.isoformat() if isinstance(cell, date) else printable(str(cell))
