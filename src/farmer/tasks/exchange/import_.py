"""Bringing in what somebody already has: people, and what passed between them and the user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from farmer import formats
from farmer.choices import Choices
from farmer.errors import UnreadableFile, WhoAreYou
from farmer.formats import Exchange, Format, How, Skipped, Source
from farmer.formats.incoming import Reading
from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.deciding import Deciding, Doubt, FileTally, Settle
from farmer.tasks.exchange.import_whole import import_whole, is_whole
from farmer.tasks.exchange.owner import NOT_YOURS, Owner, likely_owners
from farmer.wording import say_count, say_list

if TYPE_CHECKING:
    from farmer.ledger.writing import Writer

# Told how much is done, of how much.
Progress = Callable[[int, int], None]
# So many exchanges are enough to see who is in most of them.
_SAMPLE = 2_000
PREFERENCES: Choices[str] = Choices("--prefer", {"file": "it overwrites what is known"})


@dataclass(frozen=True, slots=True)
class Wish:
    """How an import is to be done.

    Attributes:
        as_kind: the kind of file, where its content does not tell.
        on: the day of what a file gives no date for.
        encoding: the encoding of texts, where they do not tell.
        columns: of any table, which of its columns holds what.
        region: the country of phone numbers written nationally, instead of the user's usual one.
        newcomers: bring in strangers from mails and calendars too.
        prefer_file: let a file's fields take the place of the ledger's.
        dry_run: write nothing.
    """

    as_kind: str | None = None
    on: date | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    region: str | None = None
    newcomers: bool = False
    prefer_file: bool = False
    dry_run: bool = False


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


def import_files(
    desk: Desk, sources: Sequence[Source], wish: Wish, *, progress: Progress, settle: Settle
) -> Imported:
    """Bring in everything of the files, as one change or not at all; a second time adds nothing.

    `settle` is asked whom somebody is of whom only the name is known.

    Raises:
        InvalidValue: for a kind or encoding nobody knows.
        UnreadableFile: where a file cannot be read, or nothing in any of them can.
        WhoAreYou: where messages, mails or meetings are to be read and none of them is the user's.
    """
    if any(is_whole(source) for source in sources):
        return _whole_ledger(desk, sources, wish)
    mapped = bool(wish.columns)
    known = [(source, formats.format_of(source, wish.as_kind, mapped=mapped)) for source in sources]
    how = How(desk.today, wish.on, wish.encoding, wish.columns)
    region = wish.region or desk.settings.region
    owner = Owner(desk.settings.me, region)
    answers = _Answers(settle)

    def decide(db: OpenLedger | None) -> tuple[Deciding, list[tuple[Source, Format, FileTally]]]:
        deciding = Deciding(
            db,
            today=desk.today,
            region=region,
            owner=owner,
            settle=answers,
            prefer_file=wish.prefer_file,
        )
        watch = _Watch(progress, sum(source.size for source in sources))
        tallies = [
            (
                source,
                each,
                deciding.decide(
                    source.name,
                    each.kind,
                    watch.over(formats.read(watch.opened(source), how, each)),
                    introduces=each.introduces or wish.newcomers,
                ),
            )
            for source, each in known
        ]
        return deciding, tallies

    with desk.deciding() as db:
        there = db is not None
        seen = reading.edition(db) if db is not None else reading.UNWRITTEN
        deciding, tallies = decide(db)
    for source, each, tally in tallies:
        _check_read(source, each, tally, how)
    backup = None
    if not wish.dry_run and (deciding.newcomers or deciding.gains):
        backup = _back_up(desk) if there else None
        words = say_list(list(dict.fromkeys(each.title for _, each in known)))
        with desk.changing(f"import of {words}") as change:
            if change.edition != seen:  # another command wrote since: what is new may not be
                deciding, tallies = decide(change.connection)
            _write(change, deciding)
    return _reported(tallies, backup, dry_run=wish.dry_run)


def _whole_ledger(desk: Desk, sources: Sequence[Source], wish: Wish) -> Imported:
    if len(sources) > 1:
        raise UnreadableFile(
            "A whole ledger cannot be imported with other files.",
            "Import it first, then the others.",
        )
    new, unchanged = import_whole(desk, sources[0], dry_run=wish.dry_run)
    report = FileReport(sources[0].name, "farmer", new, 0, unchanged, 0, 0, 0, (), {}, ())
    return Imported("farmer", new, 0, unchanged, 0, 0, 0, (), {}, (), (report,), None, wish.dry_run)


class _Answers:
    """What was said of each doubt: nobody is asked twice."""

    def __init__(self, settle: Settle) -> None:
        self._settle = settle
        self._said: dict[tuple[str, int, str], int | None] = {}

    def __call__(self, doubt: Doubt, ids: Sequence[int]) -> int | None:
        asked = (doubt.file, doubt.line, doubt.name)
        if asked not in self._said:
            self._said[asked] = self._settle(doubt, ids)
        return self._said[asked]


class _Watch:
    """How much of all files has been read."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._before = 0
        self._done: Callable[[], int] = lambda: 0

    def opened(self, source: Source) -> Source:
        """`source`, watched while it is read."""
        before, self._done = self._before, lambda: 0
        self._before += source.size

        def open_watched() -> BinaryIO:
            stream = source.open()
            self._done = lambda: before + (0 if stream.closed else stream.tell())
            return stream

        return replace(source, open=open_watched)

    def over(self, rows: Reading) -> Reading:
        """`rows`, telling how far they are."""
        for row in rows:
            self._progress(self._done(), self._total)
            yield row


def _check_read(source: Source, each: Format, tally: FileTally, how: How) -> None:
    """Refuse a file of which nothing could be read, with the commonest reason."""
    if tally.new or tally.updated or tally.unchanged or tally.touches:
        return
    if tally.passed_over:
        if set(tally.passed_over) == {NOT_YOURS}:
            raise _who_are_you(source, each, how)
        return
    if not tally.skipped:
        raise UnreadableFile(
            f"There is nobody in {source.name}.", "Export it again, or add people."
        )
    reasons = Counter(row.reason for row in tally.skipped)
    rows = say_count(len(tally.skipped), "entry", "entries")
    raise UnreadableFile(
        f"Nobody in {source.name} can be brought in: {rows} skipped "
        f"({reasons.most_common(1)[0][0]}).",
        "Export it again with names, or add people with farmer add.",
    )


def _who_are_you(source: Source, each: Format, how: How) -> WhoAreYou:
    rows = (row for row in formats.read(source, how, each) if isinstance(row, Exchange))
    candidates = likely_owners(islice(rows, _SAMPLE))
    return WhoAreYou(source.name, candidates)


def _back_up(desk: Desk) -> str:
    from farmer.ledger.backup import back_up

    return str(back_up(desk.ledger, "import", desk.today.isoformat()))


def _write(change: Writer, deciding: Deciding) -> None:
    from farmer.ledger.bulk import add_many, add_to_many

    newcomers = [gain.to_newcomer() for gain in deciding.newcomers]
    add_many(change, newcomers, deciding.today)
    for whose, gain in deciding.gains.items():
        if gain.fill:
            change.edit_contact(whose, gain.fill)
    add_to_many(change, [(whose, gain.to_newcomer()) for whose, gain in deciding.gains.items()])


def _reported(
    tallies: Sequence[tuple[Source, Format, FileTally]], backup: str | None, *, dry_run: bool
) -> Imported:
    files = tuple(_file_report(source, each, tally) for source, each, tally in tallies)
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


def _file_report(source: Source, each: Format, tally: FileTally) -> FileReport:
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
