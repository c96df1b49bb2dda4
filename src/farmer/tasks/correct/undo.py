"""What was done to the ledger, and stepping back and forward through it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from farmer.errors import Conflict
from farmer.ledger import history as log
from farmer.ledger.connect import OpenLedger
from farmer.ledger.findings import Change, Stepped
from farmer.people.meant import Person
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, look_up


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
    with desk.reading() as db:
        if db is None and who is None:
            return ChangeHistory(None, (), 0)
        person = _find(desk, who, db) if who is not None else None
        assert db is not None  # somebody was found in it, or it is there
        found = log.changes_of(db, person.id) if person else log.changes(db)
    steps = tuple(_step(change) for change in found[:limit])
    return ChangeHistory(Named.of(person) if person else None, steps, len(found))


def _find(desk: Desk, who: str, db: OpenLedger | None) -> Person:
    return look_up(db, who, region=desk.settings.region)


def undo(desk: Desk, *, past_forgetting: bool = False) -> Stepped:
    """Take back the newest change that still stands.

    Raises:
        Conflict: where there is nothing to take back, or the last thing done was to forget
            somebody, which nobody can take back: what was before it is only on purpose.
    """
    from farmer.ledger.undo import undo as take_back

    with desk.deciding() as db:
        last = log.last_standing(db) if db is not None else None
    if last is not None and not last.rows and not past_forgetting:
        raise Conflict(
            "The last thing done was to forget somebody, and that cannot be undone.",
            "To take back the change before it: farmer undo --past-forgetting",
        )
    return take_back(desk.ledger, desk.now, desk.notify)


def redo(desk: Desk) -> Stepped:
    """Do again what was taken back last.

    Raises:
        Conflict: where nothing was, or something was written since.
    """
    from farmer.ledger.undo import redo as do_again

    return do_again(desk.ledger, desk.notify)


def _step(change: Change) -> HistoryStep:
    return HistoryStep(change.words, change.at, change.undone_at, change.rows)
