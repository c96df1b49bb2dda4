"""How farmer merge is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from farmer.people.merged import MergedField
from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.correct.merge import Merged
from farmer.wording import say_count, say_date, say_list

_WHOSE = {"kept": "", "other": "from the other", "both": "of both"}


_THINGS = {
    "handle": ("address", "addresses"),
    "touchpoint": ("touchpoint", "touchpoints"),
    "fact": ("fact", "facts"),
    "tag": ("tag", "tags"),
    "gains": ("slot of GAINS", "slots of GAINS"),
    "promise": ("promise", "promises"),
    "request": ("request", "requests"),
    "link": ("link with others", "links with others"),
}


def merged_lines(merged: Merged) -> Iterator[Row]:
    """Who remains and who is gone; a line a field and a line a sort of thing that moved.

    The line of a field ends in what gives way, where the two differ.
    """
    yield ("kept", merged.kept.id, merged.kept.name)
    yield ("not-same" if merged.not_same else "gone", merged.gone.id, merged.gone.name)
    for field in merged.fields:
        yield ("field", field.field, field.value, field.origin, field.other)
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
    rows = [_row(field) for field in merged.fields]
    screen.table(rows, keep=(0,), by=2)
    if any(field.other is not None for field in merged.fields):
        screen.indent("What gives way stays on record: farmer show, farmer find.")
    moved = [say_count(count, *_THINGS[what]) for what, count in merged.moved.items() if count]
    if moved:
        screen.indent(f"With them {say_list(moved)} of {merged.gone.id}.")


def _row(field: MergedField) -> tuple[str, str, tuple[str, str]]:
    whose = _WHOSE[field.origin]
    if field.other is not None:
        whose = f"{whose}; not {say_value(field.other)}".removeprefix("; ")
    return (field.field.replace("_", " "), say_value(field.value), (whose, "dim"))


def say_value(value: object) -> str:
    """A value of a person as it is read."""
    if isinstance(value, date):
        return say_date(value)
    return " · ".join(str(value).splitlines())


MERGED = View(merged_lines, draw_merged)
