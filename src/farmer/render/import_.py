"""``import``: what was new, completed, known and skipped, with the reasons and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farmer.render import Row, View
from farmer.render.import_changed import (
    LINES_SHOWN,
    changed_lines,
    draw_changed,
    draw_merged,
    merged_lines,
)
from farmer.render.import_talks import draw_talks, talk_lines
from farmer.render.terminal import Screen
from farmer.tasks.exchange.doubts import Doubt
from farmer.tasks.exchange.imported import FileReport, Imported
from farmer.tasks.person import Named
from farmer.wording import say_count, say_list, say_some

# Of a whole ledger, what one of each list is called and several are; these beside people,
# touchpoints and facts.
_SAID = {
    "promises": ("promise",),
    "requests": ("request",),
    "requests.steps": ("step of requests", "steps of requests"),
    "events": ("event",),
    "contacts.handles": ("address", "addresses"),
    "contacts.tags": ("tag",),
    "contacts.gains": ("note of GAINS", "notes of GAINS"),
    "links": ("link between others", "links between others"),
    "not_same": ("pair that is not the same", "pairs that are not the same"),
}


def lines(imported: Imported) -> Iterator[Row]:
    """The counts, then a line for each who may be somebody known, and for each skip."""
    yield ("new", imported.new)
    yield ("updated", imported.updated)
    yield ("unchanged", imported.unchanged)
    yield ("touchpoints", imported.touchpoints)
    yield ("facts", imported.facts)
    yield ("skipped", len(imported.skipped))
    for name, count in _along(imported).items():
        yield (name, count)
    yield from talk_lines(imported.talks)
    if imported.forgotten:
        yield ("forgotten", imported.forgotten)
    for reason, count in imported.passed_over.items():
        yield ("passed-over", count, reason)
    for report in imported.files:
        for doubt in report.unsure:
            whom = " ".join(person.id or person.name for person in doubt.candidates)
            yield ("unsure", report.file, doubt.line, doubt.name, whom, ", ".join(doubt.reasons))
        yield from changed_lines(report.file, report.changed)
        yield from merged_lines(report.file, report.merged)
        yield from _left_lines(report)
    for name in imported.not_read:
        yield ("not-read", name)


def _left_lines(report: FileReport) -> Iterator[Row]:
    for skip in report.skipped:
        yield ("skip", report.file, skip.line, skip.reason)
    for cut in report.shortened:
        yield ("shortened", report.file, cut.line, cut.field)
    for each in report.unread:
        yield ("unread", report.file, each.line, each.field)
    for column in report.unused:
        yield ("unused", report.file, column)
    if report.read_as:
        sure = "sure" if report.read_as.sure else "unsure"
        yield ("encoding", report.file, report.read_as.encoding, sure)


def draw(imported: Imported, screen: Screen) -> None:
    """A sentence with the counts, what they mean, and what was left out, file by file."""
    verb = "Would import" if imported.dry_run else "Imported"
    screen.say(
        (verb, "green"),
        f" {say_count(imported.new, 'new person', 'new people')}; {imported.updated} updated, "
        f"{imported.unchanged} unchanged, {len(imported.skipped)} skipped.",
    )
    talks = imported.touchpoints - imported.connections
    came = [say_count(talks, "touchpoint")] if talks or imported.facts else []
    came += [say_count(imported.facts, "fact")] if imported.facts else []
    came += [say_count(count, *_SAID[name]) for name, count in _along(imported).items()]
    if came:
        screen.say(f"With them {say_list(came)}.")
    if imported.connections:
        screen.say(
            f"{say_count(imported.connections, 'connection')} came along; being connected is not "
            "a relationship."
        )
    draw_talks(imported.talks, screen)
    if imported.forgotten:
        screen.say(f"{imported.forgotten} left out because they were forgotten here.")
    for reason, count in imported.passed_over.items():
        screen.say(f"{count} left out: {reason}.")
    for report in imported.files:
        _draw_doubts(report, screen)
        if len(imported.files) > 1 and _says_anything(report):
            screen.say((report.file, "bold"))
        draw_changed(report.changed, screen)
        draw_merged(report.merged, screen)
        _draw_left(report, screen)
    if imported.not_read:
        files = say_some(imported.not_read, "file", most=LINES_SHOWN)
        hold = "it holds" if len(imported.not_read) == 1 else "they hold"
        screen.say(f"Not read, because {hold} nothing that farmer brings in: {files}.")


def _draw_doubts(report: FileReport, screen: Screen) -> None:
    """Who may be the same: neither a name alone nor an address alone makes two people one."""
    added = [doubt for doubt in report.unsure if not doubt.left_out]
    left_out = [doubt for doubt in report.unsure if doubt.left_out]
    _draw_some(
        f"{say_count(len(added), 'person', 'people')} of {report.file} may be "
        "there already, as somebody else. If they are the same: farmer duplicates",
        added,
        screen,
    )
    _draw_some(
        f"{say_count(len(left_out), 'person', 'people')} of {report.file} left out: they may "
        "be somebody known. If so, add that name of theirs: farmer edit NAME --also",
        left_out,
        screen,
    )


def _draw_some(sentence: str, doubts: Sequence[Doubt], screen: Screen) -> None:
    if not doubts:
        return
    screen.say(("Mind: ", "yellow"), sentence)
    for doubt in doubts[:LINES_SHOWN]:
        known = say_list([_called(person) for person in doubt.candidates], "or")
        why = say_list(doubt.reasons)
        screen.indent(f"line {doubt.line}: {doubt.name} may be {known}: {why}")
    if len(doubts) > LINES_SHOWN:
        screen.indent(f"… and {len(doubts) - LINES_SHOWN} more")


def _called(person: Named) -> str:
    return f"{person.name} ({person.id})" if person.id else person.name


def _along(imported: Imported) -> dict[str, int]:
    """What else of a whole ledger came, by list, in the order of its file."""
    return {name: n for name, n in imported.whole.items() if n and name in _SAID}


def _says_anything(report: FileReport) -> bool:
    """Whether something stands below the name of a file."""
    left = report.skipped or report.shortened or report.unread or report.unused
    told = left or report.changed or report.merged
    return bool(told or (report.read_as and report.read_as.sure))


def _draw_left(report: FileReport, screen: Screen) -> None:
    """A line a reason: a broken file has one for hundreds of its rows."""
    reasons: dict[str, list[str]] = {}
    for skip in report.skipped:
        reasons.setdefault(skip.reason, []).append(str(skip.line))
    for cut in report.shortened:
        reason = f"the {cut.field} is longer than farmer keeps, and was shortened"
        reasons.setdefault(reason, []).append(str(cut.line))
    for each in report.unread:
        reasons.setdefault(f"the {each.field} cannot be read", []).append(str(each.line))
    for reason, lines in reasons.items():
        where = f"line {lines[0]}" if len(lines) == 1 else f"{len(lines)} lines"
        which = "" if len(lines) == 1 else f" ({say_some(lines, 'line', most=LINES_SHOWN)})"
        screen.indent(f"{where}: {reason}{which}")
    if report.unused:
        screen.indent(f"not kept: {say_list(report.unused)}")
    if report.read_as and report.read_as.sure:
        screen.indent(
            f"read as {report.read_as.encoding}: the file does not say its encoding. If names look "
            "wrong, undo, and say it: --encoding NAME"
        )
    elif report.read_as:
        screen.say(("Mind: ", "yellow"), _doubt(report.file, report.read_as.encoding))


def _doubt(file: str, encoding: str) -> str:
    """What to know of a file whose letters may not be those that were read."""
    if encoding == "utf-8":
        return f"some letters of {file} are no UTF-8, as the others are; they were read as cp1252."
    return (
        f"{file} is in no encoding that farmer knows by its words, and was read as {encoding}. If "
        "names look wrong, undo, and say it, such as --encoding cp1250"
    )


VIEW = View(lines, draw)
