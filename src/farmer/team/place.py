"""What of a team lies on this machine: a file beside the ledger, as private as that.

It has the address and the key, what is to be told to whom, and what others told last, so that it
can be read without a network. It is no part of the ledger: nothing of others' is in a backup, an
export or a search.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, Self

from farmer.errors import LedgerUnavailable
from farmer.files import alone_in, wipe
from farmer.ledger import FileLedger
from farmer.team import path_of
from farmer.team.given import GivenStanding
from farmer.team.refusals import NoTeam
from farmer.team.rows import STANDING, PassedOn, PassedRow
from farmer.team.telling import ToldStanding, Unreadable, from_text

_FORM = 1


class Sharing(NamedTuple):
    """Something that is told: of whom (a tag with its @, or an id elsewhere), to whom, what."""

    whom: str
    audience: str
    part: str = STANDING


class Sent(NamedTuple):
    """A standing as it was sent last, so that it need not be worked out again.

    Attributes:
        person, audience: of whom, by their id elsewhere, and to whom.
        digest: of the row.
        basis: a digest of all that it rests on.
        until: the last day that it foretells, as 2027-05-12.
    """

    person: str
    audience: str
    digest: str
    basis: str
    until: str


class ReceivedStanding(NamedTuple):
    """What a colleague tells of a person, as it came: from which machine, in which row."""

    keeper: str
    machine: str
    person: str
    digest: str
    body: str

    def told(self) -> ToldStanding | None:
        """What it says; None of what only a newer farmer understands."""
        with suppress(Unreadable):
            return from_text(self.body)
        return None


class AskedOfColleague(NamedTuple):
    """A question of one's own: by its id, to which colleague, of which request (an id elsewhere).

    `person` is the id, in the colleague's ledger, of whom the colleague told.
    """

    id: str
    colleague: str
    request: str
    person: str


class Answered(NamedTuple):
    """An answer of one's own: to which question of whom, what is said, and of which request.

    `body` is what travels; `request` is empty but for a yes.
    """

    id: str
    asker: str
    body: str
    request: str


class ReceivedMore(NamedTuple):
    """What a colleague tells this member by name, beside a standing of the same person."""

    keeper: str
    machine: str
    person: str
    part: str
    digest: str
    body: str


@dataclass(frozen=True)
class Place:
    """Everything that is kept of a team here.

    Attributes:
        address: of the book, without a password.
        insecure: whether the server need not prove who it is.
        book: the id of the book that was joined.
        me: one's own login.
        key: the team's key.
        machine: what tells this machine's rows from those of another of the same member.
        shares: what is told.
        withheld: whom nobody is told of, though a tag says so: ids elsewhere.
        members: who was in it at the last sync.
        synced_on: the day of that, as 2026-05-12; empty before the first one.
        sent: the standings that were sent, as of the last sync.
        received: what colleagues tell.
        more: what they tell beside it, to this member by name.
        forgotten: keyed digests of whom this ledger forgot, whose standings are not kept.
        asks, answers: what is asked of colleagues from this machine, and answered to them.
        passed: what colleagues ask, and answer.
        passed_elsewhere: what is asked and answered from one's other machines.
        given: to whom something was given from this machine, also those taken back.
        carries_since: since which day the book carries the whole ledger between one's own machines;
            empty where it does not.
    """

    address: str
    insecure: bool
    book: str
    me: str
    key: str
    machine: str
    shares: tuple[Sharing, ...] = ()
    withheld: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    synced_on: str = ""
    sent: tuple[Sent, ...] = ()
    received: tuple[ReceivedStanding, ...] = ()
    more: tuple[ReceivedMore, ...] = ()
    forgotten: tuple[str, ...] = ()
    given: tuple[GivenStanding, ...] = ()
    asks: tuple[AskedOfColleague, ...] = ()
    answers: tuple[Answered, ...] = ()
    passed: tuple[PassedRow, ...] = ()
    passed_elsewhere: tuple[PassedOn, ...] = ()
    carries_since: str = ""

    @property
    def has_told(self) -> bool:
        """Whether anything was to be told from here: there was a ledger then."""
        return bool(self.shares or self.sent or self.given or self.asks or self.answers)

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        """As it was written."""
        told = {name: said[name] for name in cls.__dataclass_fields__ if name in said}
        for name in ("withheld", "members", "forgotten"):
            told[name] = tuple(told.get(name, ()))
        for name, one in _ROWS.items():
            told[name] = tuple(one(*each) for each in told.get(name, ()))
        return cls(**told)

    def with_received(
        self, received: Iterable[ReceivedStanding], more: Iterable[ReceivedMore]
    ) -> Place:
        """With that in the place of what was received; nothing more of whom no standing is kept."""
        standings = tuple(received)
        of = {each[:3] for each in standings}
        return replace(
            self, received=standings, more=tuple(each for each in more if each[:3] in of)
        )


_ROWS: Mapping[str, Callable[..., tuple[str, ...]]] = {
    "shares": Sharing,
    "sent": Sent,
    "received": ReceivedStanding,
    "more": ReceivedMore,
    "given": GivenStanding,
    "asks": AskedOfColleague,
    "answers": Answered,
    "passed": PassedRow,
    "passed_elsewhere": PassedOn,
}


def find(ledger: str) -> Place | None:
    """What is kept beside the ledger; None where it is in no team.

    Raises:
        LedgerUnavailable: where it cannot be read.
    """
    path = path_of(ledger)
    try:
        said = json.loads(FileLedger(Path(ledger)).read_beside())
        if said["form"] != _FORM:
            raise LedgerUnavailable(f"{path} is of a newer farmer.", "Update farmer.")
        return Place.read(said)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise LedgerUnavailable(f"{path} cannot be read: {reason}.", _mend(path)) from None
    except (ValueError, TypeError, KeyError):
        raise LedgerUnavailable(f"{path} is damaged.", _mend(path)) from None


def get(ledger: str) -> Place:
    """The same.

    Raises:
        NoTeam: where the ledger is in none.
        LedgerUnavailable: where it cannot be read.
    """
    place = find(ledger)
    if place is None:
        raise NoTeam
    return place


def change(ledger: str, how: Callable[[Place], Place]) -> Place:
    """Write what `how` makes of it, and no other command writes meanwhile; what is there now.

    Raises:
        NoTeam: where the ledger is in none.
        LedgerUnavailable: where it cannot be read or written; what was there is as it was.
    """
    with _alone_at(ledger):
        before = get(ledger)
        after = how(before)
        if after != before:
            _write(ledger, after)
    return after


def keep(ledger: str, place: Place) -> None:
    """Write it, whole or not at all.

    Raises:
        LedgerUnavailable: where it cannot be written; what was there is as it was.
    """
    with _alone_at(ledger):
        _write(ledger, place)


def _write(ledger: str, place: Place) -> None:
    said = json.dumps({"form": _FORM, **asdict(place)}, ensure_ascii=False)
    FileLedger(Path(ledger)).write_beside(said.encode())


@contextmanager
def _alone_at(ledger: str) -> Iterator[None]:
    """To write there while no other command does.

    Raises:
        LedgerUnavailable: where the disk refuses.
    """
    path = path_of(ledger)
    try:
        with alone_in(path.parent):
            yield
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise LedgerUnavailable(
            f"{path} cannot be written: {reason}.", "Make room there, and try again."
        ) from None


def drop(ledger: str) -> None:
    """Keep nothing of a team any more.

    Raises:
        LedgerUnavailable: where it cannot be deleted.
    """
    path = path_of(ledger)
    try:
        wipe(path)
    except OSError as error:
        reason = (error.strerror or "it is in use").lower()
        raise LedgerUnavailable(f"{path} cannot be deleted: {reason}.", "Delete it.") from None


def _mend(path: Path) -> str:
    return f"Move {path.name} away, and join again: farmer team join ADDRESS"
