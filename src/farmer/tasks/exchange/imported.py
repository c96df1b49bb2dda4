"""What an import did, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from farmer.formats import Format, Skipped, Source
from farmer.tasks.exchange.deciding import Doubt, FileTally


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
    passed_over: Mapping[str, int]
    unsure: tuple[Doubt, ...]


class Imported(NamedTuple):
    """What an import did, or would do.

    Attributes:
        kind: the kind of the file, or of the files, joined by commas.
        new, updated, unchanged: people added, completed, and rows that say nothing new.
        touchpoints, facts: what was recorded of them.
        connections: new profile links among the touchpoints; none counts as a relationship.
        skipped: what was left out, with line and reason.
        passed_over: how much was left out because it is not about the user, or not about somebody
            known, by reason.
        unsure: who was added and may be somebody known: only the name says so.
        files: the same, file by file.
        backup: the ledger as it was before, or None where there was none or nothing was written.
        dry_run: whether nothing was written.
    """

    kind: str
    new: int
    updated: int
    unchanged: int
    touchpoints: int
    facts: int
    connections: int
    skipped: tuple[Skipped, ...]
    passed_over: Mapping[str, int]
    unsure: tuple[Doubt, ...]
    files: tuple[FileReport, ...]
    backup: str | None
    dry_run: bool


def reported(decided: Sequence[Decided], backup: str | None, *, dry_run: bool) -> Imported:
    """What all of the files came to."""
    files = tuple(map(_file_report, decided))
    passed_over: Counter[str] = Counter()
    for report in files:
        passed_over.update(report.passed_over)
    return Imported(
        kind=",".join(dict.fromkeys(report.kind for report in files)),
        new=sum(report.new for report in files),
        updated=sum(report.updated for report in files),
        unchanged=sum(report.unchanged for report in files),
        touchpoints=sum(report.touchpoints for report in files),
        facts=sum(report.facts for report in files),
        connections=sum(report.connections for report in files),
        skipped=tuple(skip for report in files for skip in report.skipped),
        passed_over=dict(passed_over),
        unsure=tuple(doubt for report in files for doubt in report.unsure),
        files=files,
        backup=backup,
        dry_run=dry_run,
    )


def _file_report(decided: Decided) -> FileReport:
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
        passed_over=dict(tally.passed_over),
        unsure=tuple(tally.doubts),
    )
