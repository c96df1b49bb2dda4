"""A text file to which a telephone appends lines, each of which tells of a talk as `log` takes it.

What is clear is recorded, once: a line is known by its words, however often, in whatever order and
in whichever copy of the file it is read. What is not clear waits. Nothing is guessed: a day has to
be one that does not depend on when the line is read, everybody has to be known, and a line that may
be another one edited is asked about.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, InvalidValue
from farmer.formats.decoding import to_text
from farmer.ids import parse_id
from farmer.ledger.newcomers import Origin
from farmer.ledger.remembered import ReadLine
from farmer.sources import LINES
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.clear_lines import LineSorting, LineToRead
from farmer.tasks.record.log import Logged, log

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.remembered import Notes
    from farmer.tasks.record.telling import LogEntry

# A line a talk: more than this is no such file.
MOST_LINES_BYTES = 4_000_000


class LinesRead(NamedTuple):
    """What came of the lines of a file.

    Attributes:
        logged: what was recorded; None where nothing was.
        waiting: the lines that wait, with their reasons.
        known: how many were read before.
        dry_run: whether nothing was written.
        change_id: the change by which it was recorded; None where nothing was.
        is_news: whether anything is as it was not before.
    """

    logged: Logged | None
    waiting: tuple[ReadLine, ...]
    known: int
    dry_run: bool = False
    change_id: int | None = None
    is_news: bool = True


class ToldMeanwhile(Conflict):
    """A line that another command recorded since this one looked."""


def lines_in(path: str, data: bytes) -> list[LineToRead]:
    """The lines of a file that tell something, each once; those that begin with # do not.

    Raises:
        InvalidValue: where it is larger than such a file is.
    """
    if len(data) > MOST_LINES_BYTES:
        raise InvalidValue(f"{path} is too large to be a file of lines.", "Name another file.")
    text = unicodedata.normalize("NFC", to_text(data).replace("\ufeff", ""))
    found = [
        LineToRead(path, number, " ".join(line.split()))
        for number, line in enumerate(text.replace("\0", "").splitlines(), 1)
    ]
    told = [line for line in found if line.text and not line.text.startswith("#")]
    return list({line.digest: line for line in reversed(told)}.values())[::-1]


def read_told_lines(
    desk: Desk, lines: Sequence[LineToRead], paths: Sequence[str], *, dry_run: bool = False
) -> LinesRead:
    """Record what is clear of the lines of files, as one change; the others wait.

    Args:
        desk: where to work.
        lines: all lines of those files.
        paths: of the files: what waited there and is not in them any more waits no longer.
        dry_run: write nothing.
    """
    while True:
        with suppress(ToldMeanwhile):
            return _read(desk, lines, paths, dry_run=dry_run)


def _read(
    desk: Desk, lines: Sequence[LineToRead], paths: Sequence[str], *, dry_run: bool
) -> LinesRead:
    with desk.deciding() as reader:
        known = {line.digest: line for line in reader.read_lines()}
        open_ = [line for line in lines if not is_settled(known.get(line.digest))]
        sorting = LineSorting(desk, reader, lines)
        sorting.sort(open_)
    clear, waiting = sorting.clear, sorting.waiting
    there = {line.digest for line in lines}
    gone = [
        each.digest
        for each in known.values()
        if each.text and each.path in paths and each.digest not in there
    ]
    read = len(lines) - len(open_) + len(sorting.recorded)
    if dry_run:
        return LinesRead(None, tuple(waiting), read, dry_run=True)

    news = [line for line in (*waiting, *sorting.recorded) if known.get(line.digest) != line]

    def note(notes: Notes) -> None:
        for line in news:
            notes.note_line(line)
        for digest in gone:
            notes.drop_line(digest)

    def beside(change: Writer, written: Sequence[Sequence[str]]) -> None:
        settle_lines(change, [each.line for each in clear], written)
        note(change.notes)
        changes.append(change.notes.change_id)

    logged = None
    changes: list[int | None] = [None]
    if clear:
        logged = log(desk, [each.entry for each in clear], beside=beside)
    elif gone or news:
        with desk.ledger.noting() as notes:
            note(notes)
    is_news = bool(clear or gone or news)
    return LinesRead(logged, tuple(waiting), read, change_id=changes[-1], is_news=is_news)


def settle_lines(
    change: Writer, lines: Sequence[LineToRead], written: Sequence[Sequence[str]]
) -> None:
    """Keep that lines are recorded by those touchpoints, so that they never are a second time.

    Raises:
        ToldMeanwhile: where another command recorded one of them.
    """
    notes = change.notes
    settled = {line.digest for line in change.now.read_lines() if is_settled(line)}
    if any(line.digest in settled for line in lines):
        raise ToldMeanwhile("Another command recorded the line.", "See what waits: farmer today")
    for line, ids in zip(lines, written, strict=True):
        notes.note_line(ReadLine(line.digest, line.path, line.number, change_id=notes.change_id))
        for typed in ids:
            one = parse_id(typed, "t")
            if one is not None:
                change.write_origin(one.number, Origin(LINES, line.digest))


def record_line(desk: Desk, line: ReadLine, entry: LogEntry) -> Logged:
    """Record a line that waited, of people who are settled; it waits no longer."""
    read = LineToRead(line.path, line.number, line.text)

    def beside(change: Writer, written: Sequence[Sequence[str]]) -> None:
        settle_lines(change, [read], written)

    return log(desk, [entry], new=True, slips_seen=True, beside=beside)


def leave_out(desk: Desk, line: ReadLine) -> None:
    """Never ask about a line again, and record nothing of it."""
    with desk.ledger.noting() as notes:
        notes.note_line(line._replace(text="", reason="left out", change_id=None))


def is_settled(line: ReadLine | None) -> bool:
    """Whether nothing is to be done about a line any more."""
    return line is not None and not line.text and not line.undone
