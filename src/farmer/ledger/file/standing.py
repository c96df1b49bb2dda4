"""How it stands between the machines that keep one ledger, as far as this one knows."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from pathlib import Path

from farmer.ledger.file.exchange import FolderUnavailable, sealed_sizes
from farmer.ledger.refusals import refusing
from farmer.ledger.sqlite.opening import open_to_read, open_to_write
from farmer.ledger.sqlite.schema.steps import HEAD
from farmer.ledger.sqlite.sync import machines
from farmer.ledger.sqlite.sync.machines import OtherState
from farmer.ledger.sqlite.transaction import transaction
from farmer.ledger.upkeep import FolderState, Machine


def folder_state(path: Path) -> FolderState | None:
    """The folder of the ledger at `path`; None where it is in none. No file of it is opened.

    Raises:
        LedgerUnavailable: where the ledger cannot be read.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        own = machines.own_state(db)
        if own is None or not own.edition:
            return None
        others = machines.other_states(db)
        unsent = machines.unsent(db, own)
        newest = machines.newest_forgotten(db)
        is_holding = newest > own.sent_forgotten
    try:
        sizes: dict[str, int] | None = sealed_sizes(Path(own.path))
    except FolderUnavailable:
        sizes = None
    there = sizes or {}
    forgot = newest > 0
    first = Machine(
        own.machine, True, own.written_at, 0, own.machine in there, is_holding=is_holding
    )
    rest = tuple(
        _other(name, others.get(name), there.get(name), forgot=forgot, since=is_holding)
        for name in sorted((others.keys() | there.keys()) - {own.machine})
    )
    return FolderState(own.path, sizes is not None, unsent, (first, *rest))


def folder_mark(path: Path) -> str:
    """A digest of how the ledger at `path` stands to its folder: another one once either writes.

    Raises:
        LedgerUnavailable: where the ledger cannot be read.
    """
    with refusing(path), closing(open_to_read(path)) as db:
        own = machines.own_state(db)
        standing = (
            *(HEAD, own, own is not None and machines.was_taken_back(db, own)),
            *(sorted(machines.other_states(db).values()), machines.newest_image(db)),
            machines.newest_forgotten(db),
        )
    return sha256(repr(standing).encode()).hexdigest()


def leave_folder(path: Path) -> None:
    """Have the ledger at `path` be in no folder any more.

    Raises:
        LedgerUnavailable: where the ledger cannot be written.
    """
    with refusing(path), closing(open_to_write(path)) as db, transaction(db):
        machines.leave(db)


def _other(
    name: str, known: OtherState | None, frames: int | None, *, forgot: bool, since: bool
) -> Machine:
    read = known.frames if known else 0
    return Machine(
        name,
        False,
        known.written_at if known else None,
        max((frames or 0) - read, 0),
        frames is not None,
        is_holding=forgot and (since or known is None or known.holding > 0),
    )
