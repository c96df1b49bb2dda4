"""Bringing in the people somebody already has, from a file of another program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from farmer import formats
from farmer.errors import UnreadableFile
from farmer.formats.incoming import Incoming, Skipped
from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.ledger.records import Newcomer, SourcedTouch
from farmer.matching.myself import Myself
from farmer.matching.same import Decision, Known
from farmer.names import fold
from farmer.phones import all_in
from farmer.tasks.desk import Desk
from farmer.tasks.who import Named
from farmer.wording import say_count

if TYPE_CHECKING:
    from farmer.ledger.writing import Writer

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        kind: the format that was recognised.
        new, updated, unchanged: people added, completed, and already known in full.
        skipped: what was left out, with line and reason.
        connections: new profile links; none of them counts as a relationship.
        namesakes: known people whose name a new one has too; a name alone is never merged.
        dry_run: whether nothing was written.
    """

    kind: str
    new: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    connections: int
    namesakes: tuple[Named, ...]
    dry_run: bool


@dataclass(frozen=True, slots=True)
class _Gain:
    """What somebody known gains from a file."""

    contact_id: int
    decision: Decision
    touches: tuple[SourcedTouch, ...]


@dataclass(slots=True)
class _Decided:
    """What is to be written, and what the report counts."""

    newcomers: list[Newcomer] = field(default_factory=list)
    gains: list[_Gain] = field(default_factory=list)
    namesakes: dict[Named, None] = field(default_factory=dict)
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def updated(self) -> int:
        """How many known people gain something."""
        return len({gain.contact_id for gain in self.gains})


def read_bytes(path: Path) -> bytes:
    """The content of the file at `path`.

    Raises:
        UnreadableFile: where there is none, or it may not be read.
    """
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise UnreadableFile(f"{path} is a folder.", "Name a file in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        raise UnreadableFile(f"{path} cannot be read: {reason}.", "Check the path.") from None


def import_file(desk: Desk, data: bytes, *, dry_run: bool, progress: Progress) -> Imported:
    """Bring in everybody of a file; the same file twice adds nothing.

    One change, wholly written or not at all. `progress` is told how much is done, of how much.

    Raises:
        UnreadableFile: where nothing in it can be read; nothing is written then.
    """
    kind, found = formats.read(data)
    region = desk.settings.region
    rows = [_dialled(row, region) for row in _watched(found, data.count(b"\n") + 1, progress)]
    with desk.deciding() as db:
        seen = reading.edition(db) if db is not None else ""
        decided = _decide(rows, kind, desk, db)
    if not (decided.newcomers or decided.gains or decided.unchanged):
        raise _nobody(decided.skipped)
    if not dry_run:
        with desk.changing(f"import of {formats.find_format(kind).title}") as change:
            if change.edition != seen:  # another command wrote since: what is new may not be
                decided = _decide(rows, kind, desk, change.connection)
            _write(change, decided)
    return Imported(
        kind=kind,
        new=len(decided.newcomers),
        updated=decided.updated,
        unchanged=decided.unchanged,
        skipped=tuple(decided.skipped),
        connections=sum(len(newcomer.touches) for newcomer in decided.newcomers),
        namesakes=tuple(decided.namesakes),
        dry_run=dry_run,
    )


def _watched(rows: formats.Reading, total: int, progress: Progress) -> formats.Reading:
    for row in rows:
        progress(row.line, total)
        yield row


def _dialled(row: Incoming | Skipped, region: str | None) -> Incoming | Skipped:
    """`row` with phone numbers written nationally read as those of `region`."""
    return row if isinstance(row, Skipped) else replace(row, handles=all_in(region, row.handles))


def _decide(
    rows: Iterable[Incoming | Skipped], kind: str, desk: Desk, db: OpenLedger | None
) -> _Decided:
    """What each row means for the ledger, without writing anything."""
    sources = reading.sources(db, kind) if db is not None else {}
    everybody = reading.everybody(db) if db is not None else []
    region = desk.settings.region
    known = Known([(contact, all_in(region, handles)) for contact, handles in everybody], sources)
    myself = Myself(desk.settings.me, region)
    called = {fold(contact.name): Named(f"c{contact.id}", contact.name) for contact, _ in everybody}
    seen = set(sources)
    decided = _Decided()
    for row in rows:
        if isinstance(row, Skipped):
            decided.skipped.append(row)
        elif myself.is_meant(row.contact, row.handles):
            decided.skipped.append(Skipped(row.line, "that is you"))
        elif any(sourced.touch.on > desk.today for sourced in row.touches):
            decided.skipped.append(Skipped(row.line, "its date is in the future"))
        else:
            _place(row, kind, desk, known, seen, decided)
    names = (fold(newcomer.contact.name) for newcomer in decided.newcomers)
    decided.namesakes = {called[name]: None for name in names if name in called}
    return decided


def _place(
    row: Incoming, kind: str, desk: Desk, known: Known, seen: set[str], decided: _Decided
) -> None:
    """Decide one person: new, or somebody of the ledger, or of an earlier row of this file."""
    source_ids = [sourced.source_id for sourced in row.touches]
    decision = known.decide(row.contact, row.handles, row.key, source_ids)
    touches = tuple(
        SourcedTouch(sourced.touch, kind, sourced.source_id)
        for sourced in row.touches
        if sourced.source_id not in seen
    )
    seen.update(source_ids)
    whose = decision.contact_id
    if whose is None:
        # Newcomers have no id yet: until they are written they go by negative numbers.
        whose = -len(decided.newcomers) - 1
        contact = replace(row.contact, added_on=desk.today)
        decided.newcomers.append(Newcomer(contact, decision.new_handles, touches))
    elif whose < 0:
        decided.newcomers[-whose - 1] = _joined(decided.newcomers[-whose - 1], decision, touches)
        decided.unchanged += 1
    elif decision.changes or touches:
        decided.gains.append(_Gain(whose, decision, touches))
    else:
        decided.unchanged += 1
    known.accept(whose, row.contact, row.handles, row.key, source_ids)


def _joined(newcomer: Newcomer, decision: Decision, touches: tuple[SourcedTouch, ...]) -> Newcomer:
    return Newcomer(
        replace(newcomer.contact, **decision.fill),
        newcomer.handles + decision.new_handles,
        newcomer.touches + touches,
    )


def _write(change: Writer, decided: _Decided) -> None:
    from farmer.ledger.bulk import add_many

    add_many(change, decided.newcomers)
    for gain in decided.gains:
        change.fill_contact(gain.contact_id, gain.decision.fill)
        change.add_handles(gain.contact_id, gain.decision.new_handles)
        for sourced in gain.touches:
            change.add_touch(
                gain.contact_id, sourced.touch, None, sourced.source, sourced.source_id
            )


def _nobody(skipped: list[Skipped]) -> UnreadableFile:
    if not skipped:
        return UnreadableFile("There is nobody in that file.", "Export it again, or add people.")
    reasons = Counter(row.reason for row in skipped)
    why = f" ({reasons.most_common(1)[0][0]})" if reasons else ""
    rows = say_count(len(skipped), "entry", "entries")
    return UnreadableFile(
        f"Nobody in that file can be brought in: {rows} skipped{why}.",
        "Export it again with names, or add people with farmer add.",
    )
