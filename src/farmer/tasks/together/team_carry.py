"""One's own whole ledger between one's own machines, sealed, by the team's book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from farmer.ledger.refusals import LedgerLocked, NobodyHere, WrongKey
from farmer.tasks.desk import Desk
from farmer.tasks.keep.sync_folder import Exchanged, exchange
from farmer.tasks.together.driver import joined_book
from farmer.team import carried_folder
from farmer.team import place as places
from farmer.team.carrier import Carrier, carrier_at, mark_of
from farmer.team.place import Place

if TYPE_CHECKING:
    from farmer.team.book import TeamBook

BOTH_EXTRAS = "Install both extras: pipx install --force 'farmer-ledger[team,encrypted]'"


class Carrying(NamedTuple):
    """How the ledger is carried.

    Attributes:
        ask_new: asks for the passphrase that the first machine gives.
        doing: told what is done now.
        keyring: whether the system's keyring is to keep the key.
    """

    ask_new: Callable[[str], str]
    doing: Callable[[str], None]
    keyring: bool = False


def _nobody(_place: str) -> str:
    raise NobodyHere("Nobody is here to type a passphrase.")


def _untold(_doing: str) -> None:
    pass


# Of a sync that nobody watches, and whose passphrase is at hand or not needed.
UNWATCHED = Carrying(_nobody, _untold)


class Carried(NamedTuple):
    """What came from one's own other machines, and went to them.

    Attributes:
        received: how many records they brought, or changed.
        exchanged: all of it; None where there was nothing new here or there.
        holding: how many machines' sealed files there may hold somebody who was forgotten here.
    """

    received: int
    exchanged: Exchanged | None
    holding: int


def carry(desk: Desk, place: Place, carrying: Carrying) -> Carried:
    """Take in what one's other machines sent by the book, and send what is new here.

    What is in the book is brought beside the ledger first, then farmer sync does what it does in
    any folder, and what that wrote is brought into the book: whatever is cut off, the next sync
    does. Where nothing changed since, no file is opened and no passphrase asked.

    Raises:
        NoDriver, BookUnreachable, BookRefuses, AnotherBook: as a team's sync.
        LedgerLocked, WrongKey: where the passphrase cannot be had, or is another one.
        LedgerUnavailable: where the ledger or what lies beside it cannot be read or written.
    """
    folder = carried_folder(desk.ledger.place)
    with carrier_at(folder) as carrier:
        with joined_book(place) as book:
            check_can_carry(book)
            if carrier.mark and carrier.mark == _mark(desk, book):
                return Carried(0, None, holding(desk))
            carrier.fetch(book, _own_machine(desk, folder))
        done = _exchanged(desk, folder, carrying)
        with joined_book(place) as book:
            there = carrier.put(book)
        is_left = done.waiting or done.went_back or done.newer
        carrier.settle(there, "" if is_left else mark_of(there, desk.file.folder_mark()))
    taken = done.taken
    count = sum(taken.came.values()) + sum(taken.removed.values())
    received = count + taken.changed + taken.merged + taken.forgotten
    return Carried(received, done, done.holding)


def is_carried(desk: Desk) -> bool:
    """Whether a team's book carries this ledger."""
    place = places.find(desk.ledger.place)
    return place is not None and bool(place.carries_since)


def check_can_carry(book: TeamBook) -> None:
    """Refuse where nothing can be sealed, or the book carries no ledger.

    Raises:
        LedgerLocked, BookRefuses: then.
    """
    from farmer.team.pieces import check_carries

    try:
        import cryptography  # noqa: F401
    except ImportError:
        raise LedgerLocked("What seals your ledger is not installed.", BOTH_EXTRAS) from None
    check_carries(book)


def carry_no_more(desk: Desk) -> None:
    """Keep nothing of what one's machines sent by the book."""
    folder = carried_folder(desk.ledger.place)
    if folder.is_dir():
        if _is_in(desk, folder):
            desk.file.leave_folder()
        Carrier(folder).drop()


def holding(desk: Desk) -> int:
    """How many machines' sealed files there may still hold somebody who was forgotten here."""
    state = desk.file.folder_state()
    folder = carried_folder(desk.ledger.place)
    return state.holding if state and Path(state.path) == folder else 0


def _mark(desk: Desk, book: TeamBook) -> str:
    from farmer.team.pieces import files_in

    return mark_of(files_in(book), desk.file.folder_mark())


def _exchanged(desk: Desk, folder: Path, carrying: Carrying) -> Exchanged:
    ask_new, doing, keyring = carrying
    try:
        return exchange(desk, folder, ask_new, doing, keyring=keyring)
    except NobodyHere:
        raise NobodyHere(
            "What the book carries for you is sealed, and nobody is here to type the passphrase.",
            "Set FARMER_KEY_COMMAND to a program that prints it, or in a terminal: "
            "farmer team sync --keyring",
        ) from None
    except WrongKey:
        raise WrongKey(
            "That passphrase does not open what your other machine sent by the team's book.",
            "Each of your machines takes the same one. Try again with it.",
        ) from None


def _is_in(desk: Desk, folder: Path) -> bool:
    state = desk.file.folder_state()
    return state is not None and Path(state.path) == folder


def _own_machine(desk: Desk, folder: Path) -> str:
    """What this machine is called there; empty where nothing of it is."""
    state = desk.file.folder_state()
    return state.machines[0].name if state and Path(state.path) == folder else ""
