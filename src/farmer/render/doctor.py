"""``doctor``: what is not as it should be, and what to do; or a report to paste."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from farmer.render import Row, View
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.keep.doctor import Examined, Salvaged
from farmer.wording import say_count

# So many files that are not whole are told of on a screen, one by one.
_FILES_SHOWN = 20
# By how a copy is that cannot be restored: a word, and what to do.
_STATES = {
    "damaged": (
        "damaged",
        "Save what can be read of it: farmer doctor --salvage new.db --ledger {file}",
    ),
    "altered": (
        "not made the way farmer makes a ledger",
        "Somebody changed more than its rows. See what is in it: farmer export --ledger {file}",
    ),
    "newer": ("written by a newer farmer", "Upgrade this one: pipx upgrade farmer-ledger"),
    "other-key": (
        "locked, and does not open with the key that is known",
        "Give its own key: farmer doctor --ledger {file}",
    ),
    "empty": ("empty", "There is nothing in it to restore."),
    "away": ("in the cloud", "Let the program that synchronises the folder fetch it."),
    "unread": ("not to be read now", "It may be in use, or not yours to open."),
}
# By the table, what a row of it is.
_RECORDS = {
    "contact": "contact",
    "handle": "address",
    "identifier": "id of a source",
    "detail": "detail",
    "tag": "tag",
    "gains": "GAINS",
    "event": "event",
    "touchpoint": "touchpoint",
    "fact": "fact",
    "promise": "promise",
    "request": "request",
    "request_step": "step of a request",
    "link": "link between two people",
    "not_same": "answer that two people are not the same",
    "forgotten": "digest of somebody forgotten",
}


def _lines(found: Examined) -> Iterator[Row]:
    for finding in found.findings:
        yield (finding.code, finding.sentence, finding.advice)
    for file in found.files:
        yield ("file", file.state, file.path, file.revision or "")


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
    _draw_files(found, screen)


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
    for table in done.unread:
        yield ("unread", table, "")
    for place in done.changed:
        yield ("changed", place, "")


def _draw_salvage(done: Salvaged, screen: Screen) -> None:
    saved = say_count(sum(done.came.values()), "record", "records")
    screen.say(f"What could be read is in {done.path}: {saved}.")
    for table in done.unread:
        at_most = f": up to {done.lost[table]} are lost" if table in done.lost else ""
        screen.say((f"No {_RECORDS[table]} could be read{at_most}.", "bold red"))
    rows = [
        [table.replace("_", " "), f"{done.came.get(table, 0)} came through", f"{lost} lost"]
        for table in dict.fromkeys([*done.came, *done.lost])
        if table not in done.unread
        for lost in (done.lost.get(table, 0),)
    ]
    screen.table(rows, keep=(0, 1, 2))
    if "contact" in done.unread:
        screen.say("What belongs to a person is lost with them.")
    for place in done.changed:
        screen.say((f"Something is not as it was written: {place}. Look through that.", "bold red"))
    screen.say(f"Look at it: farmer list --ledger {quoted(done.path)}")


def _draw_files(found: Examined, screen: Screen) -> None:
    copies = [file for file in found.files if file.path != found.path]
    if copies:
        whole = sum(file.state == "whole" for file in copies)
        screen.say(f"{whole} of {say_count(len(copies), 'backup', 'backups')} can be restored.")
    others = [file for file in copies if file.state != "whole"]
    for file in others[:_FILES_SHOWN]:
        screen.say((f"{Path(file.path).name} is {_STATES[file.state][0]}.", "bold"))
        screen.indent(_STATES[file.state][1].format(file=quoted(file.path)))
    if len(others) > _FILES_SHOWN:
        screen.say(f"… and {len(others) - _FILES_SHOWN} more: farmer doctor --all --json")


VIEW = View(_lines, _draw)
REPORT = View(_report_lines, _draw_report)
SALVAGED = View(_salvage_lines, _draw_salvage)
