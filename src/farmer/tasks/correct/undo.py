"""What was done to the ledger, and stepping back and forward through it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from farmer.errors import Conflict, NoLedger
from farmer.ledger.findings import CARRIED_WORDS, SYNC_WORDS, Change, Stepped
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, look_up

# What a change is called that brought in what colleagues of a team answered.
ANSWERED_WORDS = "what colleagues answered"
# What others tell is there still when it was taken back here: by what it comes again.
_COMES_AGAIN = {
    CARRIED_WORDS: "farmer team sync",
    SYNC_WORDS: "farmer sync",
    ANSWERED_WORDS: "farmer team sync",
}


class HistoryStep(NamedTuple):
    """One change: its words, the instants (UTC) it was made and, where it was, undone."""

    words: str
    changed_at: datetime
    undone_at: datetime | None
    rows: int


class ChangeHistory(NamedTuple):
    """The answer of ``history``: changes, newest first; `total` counts those beyond the limit."""

    person: Named | None
    changes: tuple[HistoryStep, ...]
    total: int


def history(desk: Desk, who: str | None = None, *, limit: int | None = None) -> ChangeHistory:
    """What was changed, or what of it touched the person `who`.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    with desk.reading() as reader:
        person = look_up(reader, who, region=desk.settings.region) if who is not None else None
        found = reader.changes_of(person.id) if person else reader.changes()
    steps = tuple(_step(change) for change in found[:limit])
    return ChangeHistory(Named.of(person) if person else None, steps, len(found))


def undo(desk: Desk, *, past_forgetting: bool = False, only: int | None = None) -> Stepped:
    """Take back the newest change that still stands; with `only`, where it is that one.

    Raises:
        NoLedger: where there is none.
        Conflict: where there is nothing to take back, or the last thing done was to forget
            somebody, which nobody can take back: what was before it is only on purpose.
        NotNewest: where something else was changed since.
    """
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
        last = reader.last_standing()
    if last is not None and not last.rows and not past_forgetting:
        raise Conflict(
            "The last change was to forget somebody. That cannot be undone.",
            "To take back the change before it: farmer undo --past-forgetting",
        )
    undone = desk.ledger.undo(desk.now, only)
    for words, command in _COMES_AGAIN.items():
        if undone.words.startswith(words):
            desk.notify(f"The next {command} brings it again.")
            break
    return undone


def redo(desk: Desk) -> Stepped:
    """Do again what was taken back last.

    Raises:
        NoLedger: where there is none.
        Conflict: where nothing was, or something was written since.
    """
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
    return desk.ledger.redo()


def _step(change: Change) -> HistoryStep:
    return HistoryStep(change.words, change.at, change.undone_at, change.rows)
