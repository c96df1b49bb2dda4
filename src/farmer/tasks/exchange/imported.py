"""What an import did, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from farmer.formats import Format, Skipped, Source
from farmer.formats.encodings import ReadAs
from farmer.formats.incoming import Unread
from farmer.tasks.exchange.caution import NOTHING_HELD, Held
from farmer.tasks.exchange.doubts import Doubt, named_by, with_ids
from farmer.tasks.exchange.tally import Changed, FileTally, MergedPair, Met, Shortened


class Decided(NamedTuple):
    """A file, what it is, and what it came to."""

    source: Source
    format: Format
    tally: FileTally


class FileReport(NamedTuple):
    """What one file came to; see `Imported`."""

    file: str
    kind: str
    new: int
    updated: int
    unchanged: int
    touchpoints: int
    facts: int
    connections: int
    skipped: tuple[Skipped, ...]
    changed: tuple[Changed, ...]
    merged: tuple[MergedPair, ...]
    shortened: tuple[Shortened, ...]
    unread: tuple[Unread, ...]
    unused: tuple[str, ...]
    read_as: ReadAs | None
    forgotten: int
    passed_over: Mapping[str, int]
    unsure: tuple[Doubt, ...]
    whole: Mapping[str, int]
    talks: TalkOutcomes


class Gathering(NamedTuple):
    """An occasion, and how many were there of whom it was not known."""

    event: str
    on: date
    people: int


class TalkOutcomes(NamedTuple):
    """What came of talks, beside those that are new.

    Attributes:
        planned: how many of the new ones are not known to have happened.
        moved, taken_back: how many on record were moved in a calendar, or called off.
        same: those that another source told of too.
        left: those that a calendar moved or called off, and that somebody corrected.
        attended: occasions of which nothing is known but who was there.
    """

    planned: int = 0
    moved: int = 0
    taken_back: int = 0
    same: tuple[Met, ...] = ()
    left: tuple[Met, ...] = ()
    attended: tuple[Gathering, ...] = ()


class Whole(NamedTuple):
    """What of a whole ledger came.

    Attributes:
        rows: how many of each list; none where the same ledger was there already.
        known, forgotten: how many people were there, and how many had been forgotten.
    """

    rows: Mapping[str, int]
    known: int
    forgotten: int


class Imported(NamedTuple):
    """What an import did, or would do.

    Attributes:
        kind: the kind of the file, or of the files, joined by commas.
        new, updated, unchanged: people added, completed, and rows that say nothing new.
        touchpoints, facts: what was recorded of them.
        connections: new profile links among the touchpoints; none counts as a relationship.
        skipped: what was left out, with line and reason.
        changed: firms, titles and names that the files tell otherwise, and whether theirs were
            taken.
        merged: who turned out to be one person, by what a file tells of both.
        shortened: what was longer than what is kept of it, with line and field.
        unread: what could not be read of rows that came all the same, with line and field.
        unused: columns of tables that hold something of which nothing was kept.
        forgotten: how many were left out who had been forgotten.
        passed_over: how much was left out because it is not about the user, or not about somebody
            known, by reason.
        unsure: who may be somebody known: only a name, or only an address, says so.
        whole: of a whole ledger, how many rows of each of its lists came.
        talks: what came of talks, beside those that are new.
        files: the same, file by file.
        backup: the ledger as it was before, or None where there was none or nothing was written.
        not_read: the files of archives and folders of which nothing was brought in.
        dry_run: whether nothing was written.
        held: what waits for somebody to say yes, of a file that anybody may have put there.
    """

    kind: str
    new: int
    updated: int
    unchanged: int
    touchpoints: int
    facts: int
    connections: int
    skipped: tuple[Skipped, ...]
    changed: tuple[Changed, ...]
    merged: tuple[MergedPair, ...]
    shortened: tuple[Shortened, ...]
    unread: tuple[Unread, ...]
    unused: tuple[str, ...]
    forgotten: int
    passed_over: Mapping[str, int]
    unsure: tuple[Doubt, ...]
    whole: Mapping[str, int]
    talks: TalkOutcomes
    files: tuple[FileReport, ...]
    backup: str | None
    not_read: tuple[str, ...]
    dry_run: bool
    held: Held = NOTHING_HELD


def reported(
    decided: Sequence[Decided],
    backup: str | None,
    new: Sequence[int],
    *,
    not_read: Sequence[str],
    dry_run: bool,
) -> Imported:
    """What all of the files came to; `new` are the ids of whom they brought."""
    files = tuple(_file_report(each, new) for each in decided)
    return _summed(files, backup, not_read=not_read, dry_run=dry_run)


def reported_whole(source: Source, came: Whole, *, dry_run: bool) -> Imported:
    """What a whole ledger came to."""
    rows = came.rows
    report = FileReport(
        file=source.name,
        kind="farmer",
        new=rows.get("contacts", 0),
        updated=0,
        unchanged=came.known,
        touchpoints=rows.get("touchpoints", 0),
        facts=rows.get("facts", 0),
        connections=0,
        skipped=(),
        changed=(),
        merged=(),
        shortened=(),
        unread=(),
        unused=(),
        read_as=None,
        forgotten=came.forgotten,
        passed_over={},
        unsure=(),
        whole=rows,
        talks=TalkOutcomes(),
    )
    return _summed((report,), None, not_read=(), dry_run=dry_run)


def _summed(
    files: Sequence[FileReport], backup: str | None, *, not_read: Sequence[str], dry_run: bool
) -> Imported:
    passed_over: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for report in files:
        passed_over.update(report.passed_over)
        whole.update(report.whole)
    return Imported(
        kind=",".join(dict.fromkeys(report.kind for report in files)),
        new=sum(report.new for report in files),
        updated=sum(report.updated for report in files),
        unchanged=sum(report.unchanged for report in files),
        touchpoints=sum(report.touchpoints for report in files),
        facts=sum(report.facts for report in files),
        connections=sum(report.connections for report in files),
        forgotten=sum(report.forgotten for report in files),
        skipped=tuple(skip for report in files for skip in report.skipped),
        changed=tuple(each for report in files for each in report.changed),
        merged=tuple(pair for report in files for pair in report.merged),
        shortened=tuple(cut for report in files for cut in report.shortened),
        unread=tuple(each for report in files for each in report.unread),
        unused=tuple(dict.fromkeys(each for report in files for each in report.unused)),
        passed_over=dict(passed_over),
        whole=dict(whole),
        talks=_all([report.talks for report in files]),
        unsure=tuple(doubt for report in files for doubt in report.unsure),
        files=tuple(files),
        backup=backup,
        not_read=tuple(not_read),
        dry_run=dry_run,
    )


def _file_report(decided: Decided, new: Sequence[int]) -> FileReport:
    source, each, tally = decided
    return FileReport(
        file=source.name,
        kind=each.kind,
        new=tally.new,
        updated=len(tally.updated),
        unchanged=tally.unchanged,
        touchpoints=tally.touches,
        facts=tally.facts,
        connections=tally.connections,
        skipped=tuple(tally.skipped),
        changed=tuple(sorted(tally.changed)),
        merged=tuple(
            MergedPair(named_by(*kept, new), named_by(*gone, new)) for kept, gone in tally.merged
        ),
        shortened=tuple(tally.shortened),
        unread=tuple(tally.unread),
        unused=tuple(tally.unused),
        read_as=tally.read_as,
        forgotten=len(tally.forgotten),
        passed_over=dict(tally.passed_over),
        unsure=tuple(with_ids(doubt, new) for doubt in tally.doubts),
        whole={},
        talks=TalkOutcomes(
            tally.planned,
            tally.moved,
            tally.taken_back,
            tuple(each for each in tally.met if each.outcome == "same"),
            tuple(each for each in tally.met if each.outcome == "left"),
            _gathered(Gathering(event.name, event.on, n) for event, n in tally.attended.items()),
        ),
    )


def _all(talks: Sequence[TalkOutcomes]) -> TalkOutcomes:
    return TalkOutcomes(
        sum(each.planned for each in talks),
        sum(each.moved for each in talks),
        sum(each.taken_back for each in talks),
        tuple(met for each in talks for met in each.same),
        tuple(met for each in talks for met in each.left),
        _gathered(gathering for each in talks for gathering in each.attended),
    )


def _gathered(told: Iterable[Gathering]) -> tuple[Gathering, ...]:
    """Each occasion once, the newest first."""
    people: Counter[tuple[date, str]] = Counter()
    for each in told:
        people[each.on, each.event] += each.people
    return tuple(Gathering(event, on, n) for (on, event), n in sorted(people.items(), reverse=True))
