"""How farmer merge is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.correct.merge import Merged
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


MERGED = View(merged_lines, draw_merged)
