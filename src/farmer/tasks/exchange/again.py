"""Sources that are remembered, and read again by themselves: what changed in them comes in.

Each source is a change of its own: what one brought can be taken back while the others' stays, and
one that cannot be read keeps none of the others waiting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from farmer.errors import FarmerError, LedgerUnavailable, NotFound
from farmer.ledger.remembered import ReadFile, RememberedSource
from farmer.sources import LINES
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.import_ import Wish
from farmer.tasks.exchange.named_files import read_bytes
from farmer.tasks.exchange.remembering import kept_wish, kinds_of
from farmer.tasks.exchange.source_files import find_changed, place_of
from farmer.tasks.exchange.source_reading import (
    ReadingWay,
    SourceRead,
    SourceReading,
    said_of_trouble,
)
from farmer.tasks.exchange.told_lines import MOST_LINES_BYTES, lines_in, read_told_lines

_NONE_YET = (
    "No source is remembered, so there is nothing to read again.",
    "Name a file: farmer import FILE. With --remember it is read again by itself.",
)


class ReadAgain(NamedTuple):
    """What ``import`` without a file read, source by source."""

    sources: tuple[SourceRead, ...]
    dry_run: bool


def read_again(desk: Desk, reading: ReadingWay, only: Collection[str] | None = None) -> ReadAgain:
    """Bring in what changed in the sources that are remembered, or in those `only`, by path.

    A source that cannot be read is told of, and the others go on.

    Raises:
        NotFound: where no source is remembered.
        LedgerUnavailable: where the ledger cannot be read or written.
    """
    with desk.deciding() as reader:
        sources = [each for each in reader.remembered() if only is None or each.path in only]
        files = {each.id: {f.path: f for f in reader.read_files(each.id)} for each in sources}
        waits = any(line.text or line.undone for line in reader.read_lines())
    if not sources:
        raise NotFound(*_NONE_YET)
    found = [_read(desk, each, files[each.id], reading, waits=waits) for each in sources]
    return ReadAgain(tuple(found), reading.dry_run)


def preview(desk: Desk, typed: Sequence[str], wish: Wish, reading: ReadingWay) -> ReadAgain:
    """What would come of folders that are read and written, remembered or not; nothing is written.

    Raises:
        InvalidValue, UnreadableFile: as `remember`.
    """
    kinds = kinds_of(typed, wish)
    with desk.deciding() as reader:
        known = {each.path: each for each in reader.remembered()}
        files = {
            each.id: {f.path: f for f in reader.read_files(each.id)} for each in known.values()
        }
    found = []
    for path, kind in kinds.items():
        before = known.get(path, RememberedSource(0, path, kind, {}))
        source = before._replace(kind=kind, wish=kept_wish(wish))
        found.append(_read(desk, source, files.get(source.id, {}), reading, waits=False))
    return ReadAgain(tuple(found), reading.dry_run)


def read_once(desk: Desk, typed: Sequence[str], reading: ReadingWay) -> ReadAgain:
    """Read files of lines, which are not remembered.

    Raises:
        UnreadableFile: where one cannot be read.
        NoLedger: where there is no ledger yet, and nothing clear to begin it with.
    """
    paths = [place_of(each) for each in typed]
    lines = [
        line for path in paths for line in lines_in(path, read_bytes(Path(path), MOST_LINES_BYTES))
    ]
    told = read_told_lines(desk, lines, paths, dry_run=reading.dry_run)
    source = SourceRead(", ".join(paths), LINES, len(paths), lines=told)
    return ReadAgain((source,), reading.dry_run)


def _read(
    desk: Desk,
    source: RememberedSource,
    known: Mapping[str, ReadFile],
    reading: ReadingWay,
    *,
    waits: bool,
) -> SourceRead:
    read = SourceRead(source.path, source.kind)
    try:
        found = find_changed(source.path, known, asking=reading.consent is not None)
        told = [said_of_trouble(trouble) for trouble in found.troubles]
        at_work = SourceReading(desk, source, known, reading)
        if source.kind == LINES:
            read = at_work.read_lines(read, found, waits=waits)
        elif source.wish.get("two_way"):
            read = at_work.read_both_ways(read, found)
        else:
            read = at_work.read_files(read, found)
        read = read._replace(troubles=(*told, *read.troubles))
    except LedgerUnavailable:
        raise
    except FarmerError as trouble:
        read = read._replace(troubles=(*read.troubles, said_of_trouble(trouble)))
    return read
