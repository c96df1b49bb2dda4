"""Reading one source again: what changed in it comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import FarmerError, UnreadableFile
from farmer.formats import Source
from farmer.ledger.remembered import ReadFile, RememberedSource
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.caution import NOTHING_HELD, Held
from farmer.tasks.exchange.containers import unpacked
from farmer.tasks.exchange.doubts import Settle
from farmer.tasks.exchange.import_ import import_files
from farmer.tasks.exchange.imported import Imported
from farmer.tasks.exchange.named_files import read_bytes, source_at
from farmer.tasks.exchange.recognised import recognised
from farmer.tasks.exchange.remembering import wish_of
from farmer.tasks.exchange.source_files import FoundFiles, anybody_may_write, files_of
from farmer.tasks.exchange.told_lines import (
    MOST_LINES_BYTES,
    LinesRead,
    lines_in,
    read_told_lines,
)
from farmer.tasks.exchange.two_way import TwoWay
from farmer.tasks.exchange.two_way_report import TwoWayRead
from farmer.tasks.exchange.watch import Progress

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.remembered import Notes


class ReadingWay(NamedTuple):
    """How sources are read this time.

    Attributes:
        progress, settle: as `import_files` takes them.
        consent: asked about a source, by its path, whether what is held back may come; None where
            nobody can be asked.
        dry_run: write nothing.
    """

    progress: Progress
    settle: Settle
    consent: Callable[[str, Held], bool] | None = None
    dry_run: bool = False


class SourceRead(NamedTuple):
    """What came of one source.

    Attributes:
        path, kind: of the source.
        files: how many of its files had changed.
        imported: what they brought; several where one was in the others' way.
        lines: what came of its lines, where it has any.
        two_way: what came of both ways, where it is written too.
        troubles: why some of it could not be read.
    """

    path: str
    kind: str
    files: int = 0
    imported: tuple[Imported, ...] = ()
    lines: LinesRead | None = None
    two_way: TwoWayRead | None = None
    troubles: tuple[str, ...] = ()

    @property
    def came(self) -> dict[str, int]:
        """What came, by what it is; only what is more than nothing."""
        logged = self.lines.logged if self.lines else None
        both = self.two_way or TwoWayRead()
        counts = {
            "new": sum(each.new for each in self.imported),
            "updated": sum(each.updated for each in self.imported) + len(both.taken),
            "touchpoints": sum(each.touchpoints for each in self.imported)
            + (len(logged.touchpoints) if logged else 0),
            "facts": sum(each.facts for each in self.imported),
            "written": len(both.written),
            "conflicts": len(both.conflicts),
            "waiting": self.held + (len(self.lines.waiting) if self.lines else 0),
        }
        return {name: count for name, count in counts.items() if count}

    @property
    def held(self) -> int:
        """How much of it waits for somebody to say yes."""
        return sum(each.held.amount for each in self.imported)


def said_of_trouble(trouble: FarmerError) -> str:
    """Why something could not be read; what files there are is known to whoever remembered one."""
    is_file = isinstance(trouble, UnreadableFile)
    return trouble.message if is_file else f"{trouble.message} {trouble.hint}".strip()


class SourceReading:
    """One source while it is read."""

    def __init__(
        self,
        desk: Desk,
        source: RememberedSource,
        known: Mapping[str, ReadFile],
        reading: ReadingWay,
    ) -> None:
        self._desk = desk
        self._source = source
        self._known = known
        self._reading = reading
        self._at = desk.now.astimezone(UTC).isoformat(timespec="seconds")
        self._change_id: int | None = None
        self._foresee: Callable[[Reader], None] | None = None

    def read_lines(self, read: SourceRead, found: FoundFiles, *, waits: bool) -> SourceRead:
        """Read all files of lines together: one may be another's copy."""
        if not (found.changed or waits):
            self._note_same(found)
            return read
        paths = files_of(self._source.path)
        troubled, lines = [], []
        for path in paths:
            try:
                lines += lines_in(path, read_bytes(Path(path), MOST_LINES_BYTES))
            except FarmerError as trouble:
                troubled.append(said_of_trouble(trouble))
        lines = list({line.digest: line for line in lines}.values())
        told = read_told_lines(self._desk, lines, paths, dry_run=self._reading.dry_run)
        if told.is_news:
            read = read._replace(files=len(found.changed), lines=told)
        self._change_id = told.change_id
        if not self._reading.dry_run:
            with self._desk.ledger.noting() as notes:
                self._note_files(notes, found, found.changed)
                if told.is_news:
                    self._note_source(notes, read)
        return read._replace(troubles=() if found.troubles else tuple(troubled))

    def read_files(self, read: SourceRead, found: FoundFiles) -> SourceRead:
        """Import all files that changed at once, or where one is in the way, one by one."""
        files, troubles = [], []
        for file in found.changed:
            try:
                files.append((file, self._opened(file)))
            except FarmerError as trouble:
                troubles.append(said_of_trouble(trouble))
        read = read._replace(files=len(files), troubles=tuple(troubles))
        if not files:
            self._note_same(found)
            return read
        if len(files) > 1:
            with suppress(UnreadableFile):
                return self._import(read, found, files)
        for each in files:
            try:
                read = self._import(read, found, [each])
            except UnreadableFile as trouble:
                read = read._replace(
                    files=read.files - 1, troubles=(*read.troubles, said_of_trouble(trouble))
                )
        return read

    def read_both_ways(self, read: SourceRead, found: FoundFiles) -> SourceRead:
        """Import what is not known yet, then have the ledger and the cards agree.

        Raises:
            InvalidValue: where the folder may not be written any more.
        """
        both = TwoWay(self._desk, self._source, wish_of(self._source.wish))
        rest = both.as_any_other(found)
        if self._reading.dry_run:
            return self._foreseen(both, read, found, rest)
        read = self.read_files(read, rest)
        two_way, change_id = both.agree(found)
        known = len(found.changed) - len(rest.changed)
        read = read._replace(
            files=read.files + known,
            two_way=two_way,
            troubles=(*read.troubles, *two_way.troubles),
        )
        if two_way.is_news:
            self._change_id = self._change_id if change_id is None else change_id
            with self._desk.ledger.noting() as notes:
                self._note_source(notes, read)
        return read

    def _foreseen(
        self, both: TwoWay, read: SourceRead, found: FoundFiles, rest: FoundFiles
    ) -> SourceRead:
        """What would come both ways: of cards that are not linked yet, as the import links them."""
        told: list[TwoWayRead] = []
        with self._desk.deciding() as reader:
            if reader.exists:
                self._foresee = lambda then: told.append(both.foreseen(then, found))
        read = self.read_files(read, rest)
        if len(told) != 1:  # nothing is to be imported, or one file was in the others' way
            with self._desk.deciding() as reader:
                told = [both.foreseen(reader, found)]
        known = len(found.changed) - len(rest.changed)
        return read._replace(files=read.files + known, two_way=told[0])

    def _opened(self, file: ReadFile) -> list[Source]:
        """What is in a file, which is of the kind of its source.

        Raises:
            UnreadableFile: where it is not.
        """
        sources = unpacked([source_at(Path(file.path))])
        recognised(sources, self._source.kind, mapped=bool(self._source.wish.get("columns")))
        return sources

    def _import(
        self, read: SourceRead, found: FoundFiles, files: Sequence[tuple[ReadFile, list[Source]]]
    ) -> SourceRead:
        wish = replace(
            wish_of(self._source.wish), as_kind=self._source.kind, dry_run=self._reading.dry_run
        )
        changed = [file for file, _ in files]

        def note(notes: Notes, held: Held) -> None:
            self._change_id = notes.change_id
            self._note_files(notes, found, changed, held)

        imported = import_files(
            self._desk,
            [source for _, sources in files for source in sources],
            wish,
            progress=self._reading.progress,
            settle=self._reading.settle,
            consent=self._consent(),
            note=note,
            foresee=self._foresee,
        )
        read = read._replace(imported=(*read.imported, imported))
        if not self._reading.dry_run:
            with self._desk.ledger.noting() as notes:
                if self._change_id is None:
                    self._note_files(notes, found, changed, imported.held)
                self._note_source(notes, read)
        return read

    def _consent(self) -> Callable[[Held], bool] | None:
        path, asked = self._source.path, self._reading.consent
        if not anybody_may_write(path):
            return None
        return lambda held: asked is not None and asked(path, held)

    def _note_same(self, found: FoundFiles) -> None:
        """Keep the times of files whose content is as it was, and let go of those that are gone."""
        if (found.same or found.gone) and not self._reading.dry_run:
            with self._desk.ledger.noting() as notes:
                self._note_files(notes, found, ())

    def _note_files(
        self,
        notes: Notes,
        found: FoundFiles,
        changed: Sequence[ReadFile],
        held: Held = NOTHING_HELD,
    ) -> None:
        for path in found.gone:
            notes.drop_file(self._source.id, path)
        for file in found.same:
            notes.note_file(self._source.id, file)
        for file in changed:
            before = self._known.get(file.path)
            stands = before.change_id if before and not before.undone else None
            came = self._change_id if self._change_id is not None else stands
            now = file._replace(held=held.amount, change_id=came)
            notes.note_file(self._source.id, now)

    def _note_source(self, notes: Notes, read: SourceRead) -> None:
        notes.note_source(
            self._source._replace(read_at=self._at, came=read.came, change_id=self._change_id)
        )
