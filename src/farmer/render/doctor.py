"""``doctor``: what is not as it should be, and what to do; or a report to paste."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.keep.doctor import Examined, Salvaged


def _lines(found: Examined) -> Iterator[Row]:
    for finding in found.findings:
        yield (finding.code, finding.sentence, finding.advice)


def _draw(found: Examined, screen: Screen) -> None:
    if not found.exists:
        screen.say("There is no ledger yet.")
    elif not found.findings:
        screen.say("The ledger is well.")
    for finding in found.findings:
        screen.say((finding.sentence, "bold red" if finding.damaged else "bold"))
        screen.indent(finding.advice)
    if found.exists and not found.backups:
        screen.say("There is no backup beside it. Make one: farmer backup")


def _report_lines(found: Examined) -> Iterator[Row]:
    yield from found.report.items()


def _draw_report(found: Examined, screen: Screen) -> None:
    for name, value in found.report.items():
        screen.say(f"{name}: {value}")


def _salvage_lines(done: Salvaged) -> Iterator[Row]:
    yield ("salvaged", done.path)
    for word, counts in (("came", done.came), ("lost", done.lost)):
        for table, count in counts.items():
            yield (word, table, count)


def _draw_salvage(done: Salvaged, screen: Screen) -> None:
    screen.say(f"What could be read is in {done.path}")
    rows = [
        [table.replace("_", " "), f"{done.came.get(table, 0)} came through", f"{lost} lost"]
        for table in dict.fromkeys([*done.came, *done.lost])
        for lost in (done.lost.get(table, 0),)
    ]
    screen.table(rows, keep=(0, 1, 2))
    screen.say(f"Look at it: farmer list --ledger {quoted(done.path)}")


VIEW = View(_lines, _draw)
REPORT = View(_report_lines, _draw_report)
SALVAGED = View(_salvage_lines, _draw_salvage)
