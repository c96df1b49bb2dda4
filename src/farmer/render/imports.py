"""``import``: what was new, completed, known and skipped, with the reasons and their lines."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.imports import Imported
from farmer.wording import say_count, say_list, say_some

# More would scroll the summary away; a pipe or --json has them all.
LINES_SHOWN = 6


def lines(imported: Imported) -> Iterator[Row]:
    """The counts, then a line for each skip."""
    yield ("new", imported.new)
    yield ("updated", imported.updated)
    yield ("unchanged", imported.unchanged)
    yield ("skipped", len(imported.skipped))
    for person in imported.namesakes:
        yield ("namesake", person.id, person.name)
    for skip in imported.skipped:
        yield ("skip", skip.line, skip.reason)


def draw(imported: Imported, screen: Screen) -> None:
    """A sentence with the counts, what they mean, and the skips."""
    verb = "Would import" if imported.dry_run else "Imported"
    screen.say(
        (verb, "green"),
        f" {say_count(imported.new, 'new person', 'new people')}; {imported.updated} updated, "
        f"{imported.unchanged} unchanged, {len(imported.skipped)} skipped.",
    )
    if imported.connections:
        screen.say(
            f"{say_count(imported.connections, 'LinkedIn connection')} came along. Being connected "
            "is not a relationship: none of them counts as farmed."
        )
    if imported.namesakes:
        named = say_list([f"{person.name} ({person.id})" for person in imported.namesakes[:9]])
        screen.say(
            ("Mind: ", "yellow"),
            f"new people have the same name as {named}. A name alone is never merged; "
            "if they are the same, farmer undo, then give yours the address or company first.",
        )
    _draw_skips(imported, screen)


def _draw_skips(imported: Imported, screen: Screen) -> None:
    """A line a reason: a broken file has one for hundreds of its rows."""
    reasons: dict[str, list[str]] = {}
    for skip in imported.skipped:
        reasons.setdefault(skip.reason, []).append(str(skip.line))
    for reason, lines in reasons.items():
        where = f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} lines"
        which = "" if len(lines) == 1 else f" ({say_some(lines, 'line', most=LINES_SHOWN)})"
        screen.indent(f"{where}: {reason}{which}")


VIEW = View(lines, draw)
