"""``duplicates`` and ``merge``: who may be one, and what two records became."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.phrases import whole
from farmer.render.terminal import Screen
from farmer.tasks.duplicates import Duplicates
from farmer.tasks.merge import Merged
from farmer.wording import say_count, say_list

_WHOSE = {"kept": "", "other": "from the other", "both": "of both"}
_THINGS = {
    "handle": ("address", "addresses"),
    "touchpoint": ("touchpoint", "touchpoints"),
    "fact": ("fact", "facts"),
    "tag": ("tag", "tags"),
    "gains": ("slot of GAINS", "slots of GAINS"),
    "promise": ("promise", "promises"),
    "request": ("request", "requests"),
}


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


def merged_lines(merged: Merged) -> Iterator[Row]:
    """Who remains and who is gone; a line a field and a line a sort of thing that moved."""
    yield ("kept", merged.kept.id, merged.kept.name)
    yield ("not-same" if merged.not_same else "gone", merged.gone.id, merged.gone.name)
    for field in merged.fields:
        yield ("field", field.field, field.value, field.origin)
    for what, count in merged.moved.items():
        yield ("moved", what, count)


def draw_merged(merged: Merged, screen: Screen) -> None:
    """What they became, field by field."""
    if merged.not_same:
        screen.say(
            ("Remembered: ", "green"),
            f"{merged.kept.name} ({merged.kept.id}) and {merged.gone.name} ({merged.gone.id}) "
            "are two people.",
        )
        return
    verb = "Would merge " if merged.dry_run else "Merged "
    screen.say(
        (verb, "green"),
        f"{merged.gone.name} ({merged.gone.id}) into ",
        (merged.kept.name, "bold"),
        f" ({merged.kept.id}).",
    )
    rows = [
        (field.field.replace("_", " "), str(field.value), (_WHOSE[field.origin], "dim"))
        for field in merged.fields
    ]
    screen.table(rows, keep=(0,), by=2)
    moved = [say_count(count, *_THINGS[what]) for what, count in merged.moved.items() if count]
    if moved:
        screen.indent(f"With them {say_list(moved)} of {merged.gone.id}.")


PAIRS = View(pair_lines, draw_pairs)
MERGED = View(merged_lines, draw_merged)
