"""How farmer duplicates is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.ids import ids_of
from farmer.render.phrases import whole
from farmer.render.terminal import Screen
from farmer.tasks.correct.duplicates import Duplicates


def pair_lines(found: Duplicates) -> Iterator[Row]:
    """A line a pair: the likelihood in percent, both ids and names, the reasons."""
    for pair in found.pairs:
        one, other = pair.one, pair.other
        reasons = ", ".join(pair.reasons)
        yield (whole(100 * pair.likelihood), one.id, one.name, other.id, other.name, reasons)


def draw_pairs(found: Duplicates, screen: Screen) -> None:
    """Two lines a pair: who and why, and what to type."""
    if not found.total:
        screen.say("Nobody seems to be recorded twice.")
    for pair in found.pairs:
        screen.say(
            f"{whole(100 * pair.likelihood)} %  ",
            (pair.one.name, "bold"),
            f" ({pair.one.id}) and ",
            (pair.other.name, "bold"),
            f" ({pair.other.id}): {', '.join(pair.reasons)}",
        )
        screen.indent(pair.command, by=6)
    left = found.total - len(found.pairs)
    if left:
        screen.say(f"… and {left} more; show them with --limit {found.total}.")
    if found.pairs:
        first = found.pairs[0]
        screen.say(f"Two people after all: farmer merge {first.one.id} {first.other.id} --not-same")


PAIRS = View(pair_lines, draw_pairs)
IDS: View[Duplicates] = ids_of(
    lambda found: [who.id for pair in found.pairs for who in (pair.one, pair.other)]
)
