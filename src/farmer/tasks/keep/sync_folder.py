"""One ledger on several machines, through a folder that something carries between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, InvalidValue, NoLedger, NotFound
from farmer.ledger.findings import CARRIED_WORDS
from farmer.tasks.desk import Desk
from farmer.tasks.keep.keychain import NoKeyring, keep_key
from farmer.tasks.keep.sync import Doing, Synced, forget_too, take_in
from farmer.team import carried_folder
from farmer.team import place as places

if TYPE_CHECKING:
    from farmer.ledger.upkeep import FolderState, Machine

AskSecret = Callable[[str], str]


class Exchanged(NamedTuple):
    """What ``sync`` did with a folder, or would do.

    Attributes:
        taken: what was taken in; its source is the folder.
        others: how many other machines' files were read.
        sent: how many records were sent, or would be.
        waiting: files of which something is not there yet.
        went_back: files that are older than what was read of them.
        newer: files that a newer farmer wrote.
        missing: files that were there, and are not any more.
        copies: what was a machine's file, and is called otherwise now.
        strange: what else is in the folder, and was left alone.
        holding: how many machines' files may still hold somebody who was forgotten here.
    """

    taken: Synced
    others: int
    sent: int
    waiting: tuple[str, ...]
    went_back: tuple[str, ...]
    newer: tuple[str, ...]
    missing: tuple[str, ...]
    copies: tuple[str, ...]
    strange: tuple[str, ...]
    holding: int


class FolderStanding(NamedTuple):
    """The answer of ``sync --status``.

    Attributes:
        folder: where the machines meet.
        by_book: whether a team's book carries that folder, so that nobody named it.
        is_there: whether it can be looked into.
        unsent: how many records were written here since the last sending.
        machines: this one first.
    """

    folder: str
    by_book: bool
    is_there: bool
    unsent: int
    machines: tuple[Machine, ...]


def folder_of(desk: Desk) -> Path:
    """The folder that the ledger was last in.

    Raises:
        InvalidValue: where it was never in one.
    """
    return Path(_state(desk).path)


def check_not_carried(desk: Desk) -> None:
    """Refuse a second way between the same machines: each would send all that came by the other.

    Raises:
        Conflict: where a team's book carries the ledger.
        LedgerUnavailable: where what is kept of a team cannot be read.
    """
    if _is_by_book(desk):
        raise Conflict(
            "Your team's book carries this ledger between your machines.",
            "Type: farmer team sync",
        )


def exchange(
    desk: Desk,
    folder: Path,
    ask_new: AskSecret,
    doing: Doing,
    *,
    dry_run: bool = False,
    keyring: bool = False,
) -> Exchanged:
    """Take in what other machines sent to `folder`, and send what was changed here.

    Args:
        desk: where the ledger is, or will be: a new machine begins one.
        folder: where the machines meet.
        ask_new: asks for the passphrase that the first of them gives.
        doing: told what is done now.
        dry_run: whether nothing is to be written.
        keyring: whether the system's keyring is to keep the key.

    Raises:
        NotFound: where there is no such folder; for a dry run also where there is no ledger.
        LedgerLocked, WrongKey: where the passphrase cannot be had, or is another one.
        LedgerUnavailable: where the ledger or the folder cannot be read or written.
    """
    if not folder.is_dir():
        raise NotFound(f"{folder} is not there.", "Plug it in, or make it; then run this again.")
    folder = folder.absolute()
    by_book = folder == carried_folder(desk.ledger.place)
    begin = partial(_begin, desk, dry_run=dry_run)
    with desk.file.gathering(folder, ask_new, begin) as others:
        if keyring:
            _keep(others.keep_key)
        doing("Comparing")
        united = others.compared()
        taken, united = take_in(
            desk,
            others,
            folder,
            united,
            doing,
            dry_run=dry_run,
            unseen=others.has_news,
            words=CARRIED_WORDS if by_book else "",
        )
        if not dry_run:
            others.learn_forgotten()
        forget_too(desk, taken, united, in_team_sync=by_book)
        doing("Sending")
        sent = others.unsent() if dry_run else others.send(desk.now)
        seen = others.seen
    state = desk.file.folder_state()
    return Exchanged(
        taken,
        seen.read,
        sent,
        seen.waiting,
        seen.went_back,
        seen.newer,
        seen.missing,
        seen.copies,
        seen.strange,
        state.holding if state else 0,
    )


def standing(desk: Desk) -> FolderStanding:
    """How it stands between the machines; nothing is read of their files.

    Raises:
        NoLedger: where there is no ledger yet.
        InvalidValue: where it was never in a folder.
    """
    state = _state(desk)
    by_book = Path(state.path) == carried_folder(desk.ledger.place)
    return FolderStanding(state.path, by_book, state.is_there, state.unsent, state.machines)


def _is_by_book(desk: Desk) -> bool:
    """Whether a team's book carries the ledger, or will from the next sync with the team on."""
    place = places.find(desk.ledger.place)
    return place is not None and bool(place.carries_since)


def _state(desk: Desk) -> FolderState:
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
    state = desk.file.folder_state()
    if state is None and _is_by_book(desk):
        raise InvalidValue(
            "Your team's book is to carry this ledger between your machines, and did not yet.",
            "Type: farmer team sync",
        )
    if state is None:
        raise InvalidValue(
            "This ledger was not in a folder between machines yet.",
            "Name one that all of them have: farmer sync FOLDER",
        )
    return state


def _begin(desk: Desk, *, dry_run: bool) -> None:
    with desk.deciding() as reader:
        if reader.exists:
            return
    if dry_run:
        raise NoLedger
    with desk.ledger.noting():
        pass


def _keep(keep: Callable[[Callable[[bytes, bytes], None]], None]) -> None:
    try:
        keep(keep_key)
    except NoKeyring as refusal:
        raise refusal.after("Nothing was sent.") from None
