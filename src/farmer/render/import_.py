"""``import``: what was new, completed, known and skipped, with the reasons and their lines."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.tasks.exchange.imported import FileReport, Imported
from farmer.wording import say_count, say_list, say_some

# More would scroll the summary away; a pipe or --json has them all.
LINES_SHOWN = 6


def lines(imported: Imported) -> Iterator[Row]:
    """The counts, then a line for each who may be somebody known, and for each skip."""
    yield ("new", imported.new)
    yield ("updated", imported.updated)
    yield ("unchanged", imported.unchanged)
    yield ("touchpoints", imported.touchpoints)
    yield ("facts", imported.facts)
    yield ("skipped", len(imported.skipped))
    if imported.forgotten:
        yield ("forgotten", imported.forgotten)
    for reason, count in imported.passed_over.items():
        yield ("passed-over", count, reason)
    for report in imported.files:
        for doubt in report.unsure:
            ids = " ".join(person.id for person in doubt.candidates)
            yield ("unsure", report.file, doubt.line, doubt.name, ids)
        for skip in report.skipped:
            yield ("skip", report.file, skip.line, skip.reason)


def draw(imported: Imported, screen: Screen) -> None:
    """A sentence with the counts, what they mean, and what was left out, file by file."""
    verb = "Would import" if imported.dry_run else "Imported"
    screen.say(
        (verb, "green"),
        f" {say_count(imported.new, 'new person', 'new people')}; {imported.updated} updated, "
        f"{imported.unchanged} unchanged, {len(imported.skipped)} skipped.",
    )
    talks = imported.touchpoints - imported.connections
    if talks or imported.facts:
        facts = f" and {say_count(imported.facts, 'fact')}" if imported.facts else ""
        screen.say(f"With them {say_count(talks, 'touchpoint')}{facts}.")
    if imported.connections:
        screen.say(
            f"{say_count(imported.connections, 'connection')} came along. Being connected "
            "is not a relationship: none of them counts as farmed."
        )
    if imported.forgotten:
        screen.say(f"{imported.forgotten} left out who was forgotten.")
    for reason, count in imported.passed_over.items():
        screen.say(f"{count} left out: {reason}.")
    for report in imported.files:
        _draw_doubts(report, screen)
        if len(imported.files) > 1 and report.skipped:
            screen.say((report.file, "bold"))
        _draw_skips(report, screen)


def _draw_doubts(report: FileReport, screen: Screen) -> None:
    """Who may be the same: a name alone is never merged."""
    if not report.unsure:
        return
    screen.say(
        ("Mind: ", "yellow"),
        f"{say_count(len(report.unsure), 'person', 'people')} of {report.file} may be known "
        "already, by the name alone. If they are the same: farmer duplicates",
    )
    for doubt in report.unsure[:LINES_SHOWN]:
        known = say_list([f"{person.name} ({person.id})" for person in doubt.candidates], "or")
        screen.indent(f"line {doubt.line}: {doubt.name} may be {known}")
    if len(report.unsure) > LINES_SHOWN:
        screen.indent(f"… and {len(report.unsure) - LINES_SHOWN} more")


def _draw_skips(report: FileReport, screen: Screen) -> None:
    """A line a reason: a broken file has one for hundreds of its rows."""
    reasons: dict[str, list[str]] = {}
    for skip in report.skipped:
        reasons.setdefault(skip.reason, []).append(str(skip.line))
    for reason, lines in reasons.items():
        where = f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} lines"
        which = "" if len(lines) == 1 else f" ({say_some(lines, 'line', most=LINES_SHOWN)})"
        screen.indent(f"{where}: {reason}{which}")


VIEW = View(lines, draw)
