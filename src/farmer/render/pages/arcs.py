"""Who knows whom as a drawing: names below each other, and an arc for each two."""

from __future__ import annotations

from typing import NamedTuple

from farmer.tasks.person import Named
from farmer.tasks.tend.report_links import WhoKnows

ARCS_WIDTH, NAMES_WIDTH, ROW_HIGH = 560, 260, 24
_LONGEST_NAME = 34


class Arcs(NamedTuple):
    """The drawing: how high it is, each name with where it stands, and the arcs."""

    height: int
    names: tuple[tuple[str, int], ...]
    paths: tuple[str, ...]


def arcs_of(who: WhoKnows) -> Arcs:
    """The names, and from the one to the other of each two an arc to the right."""
    at = {person: ROW_HIGH * place + ROW_HIGH // 2 for place, person in enumerate(who.people)}
    return Arcs(
        ROW_HIGH * len(at),
        tuple((_short(person.name), y) for person, y in at.items()),
        tuple(_arc(at[link.one], at[link.other]) for link in who.links),
    )


def _arc(above: int, below: int) -> str:
    high = (below - above) / 2
    wide = min(high, ARCS_WIDTH - NAMES_WIDTH - ROW_HIGH)
    return f"M{NAMES_WIDTH},{above}A{wide:g},{high:g} 0 0 1 {NAMES_WIDTH},{below}"


def known_by(who: WhoKnows) -> list[tuple[Named, list[tuple[str, str]]]]:
    """By person, whom they know and from where; each two once."""
    found: dict[Named, list[tuple[str, str]]] = {}
    for link in who.links:
        found.setdefault(link.one, []).append((link.other.name, link.how))
    return list(found.items())


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
