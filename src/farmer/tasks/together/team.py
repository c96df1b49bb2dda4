"""A team: making its book, joining and leaving it, and what is told there to whom."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from farmer.errors import Conflict, FarmerError, InvalidValue
from farmer.tasks.desk import Desk
from farmer.tasks.keep.keychain import drop_password
from farmer.tasks.person import Named
from farmer.tasks.together.driver import driver, joined_book
from farmer.tasks.together.team_carry import carry_no_more, check_can_carry, holding
from farmer.tasks.together.team_never import never_shared
from farmer.tasks.together.team_share import TellingOf, everybody_told, sharing
from farmer.team import place as places
from farmer.team.keys import key_digest, new_key, parse_key
from farmer.team.place import Place
from farmer.team.refusals import BookRefuses, BookUnreachable, NoMember
from farmer.team.schema import script

_ALONE = "Where it is gone for good, or lets you in no more: farmer team leave --here"


class TeamMade(NamedTuple):
    """The answer of ``team create``.

    Attributes:
        address: of the database.
        members: who was made a member.
        script: the SQL for whoever runs the server.
        ran: whether it ran there.
    """

    address: str
    members: tuple[str, ...]
    script: str
    ran: bool


class Joined(NamedTuple):
    """The answer of ``team join``.

    Attributes:
        me: one's own name in the team.
        members: everybody in it.
        new_key: the team's key, where this member made it; else empty.
        carries: whether the book carries the whole ledger to one's other machines from now on.
        was_in: whether this ledger was in the team before, and only that is new.
    """

    me: str
    members: tuple[str, ...]
    new_key: str
    carries: bool = False
    was_in: bool = False


class Left(NamedTuple):
    """The answer of ``team leave``.

    Attributes:
        me: who left.
        here: whether on this machine alone.
    """

    me: str
    here: bool


class TeamShown(NamedTuple):
    """The answer of ``team``.

    Attributes:
        me: one's own name in it.
        address: of the book.
        members: who was in it at the last sync.
        tellings: what you tell, of whom, to whom.
        people: how many people that are.
        never: of whom nobody is told because they asked so.
        received: by colleague, of how many people they told you.
        unread: of how many only a newer farmer could say anything.
        synced_on: the day of the last sync, as ``2026-05-12``; empty before the first one.
        key: the team's key, where it is asked for.
        carries_since: since which day the book carries the whole ledger between one's own machines;
            empty where it does not.
        holding: how many machines' sealed files there may hold somebody who was forgotten here.
    """

    me: str
    address: str
    members: tuple[str, ...]
    tellings: tuple[TellingOf, ...]
    people: int
    never: tuple[Named, ...]
    received: dict[str, int]
    unread: int
    synced_on: str
    key: str = ""
    carries_since: str = ""
    holding: int = 0


def create(address: str, members: Sequence[str], *, run: bool, insecure: bool) -> TeamMade:
    """The SQL that makes a team's book and its members, and where it is to `run`, running it.

    Raises:
        NoDriver: where what talks to PostgreSQL is not installed.
        InvalidValue: for an address, or a member's name, that is none.
        BookUnreachable, BookRefuses: where it does not run.
    """
    book = driver()
    from farmer.team.connection import check_address

    check_address(address)
    said = script(members)
    if run:
        book.create(address, members, insecure=insecure)
    return TeamMade(address, tuple(dict.fromkeys(members)), said, run)


def join(
    desk: Desk,
    address: str,
    ask_key: Callable[[], str],
    *,
    insecure: bool,
    carries: bool = False,
) -> Joined:
    """Join the team whose book is at that address; `ask_key` gives the key that a member has.

    The first member makes the key. Where the book is to carry the whole ledger as well
    (`carries`), one who is in that team already only adds this.

    Raises:
        Conflict: where the ledger is in a team.
        NoDriver, InvalidValue, BookUnreachable, BookRefuses: as `create`.
    """
    book = driver()
    place = places.find(desk.ledger.place)
    if place and carries and not place.carries_since and place.address == address:
        return _carries_too(desk, place)
    _check_free(desk)
    since = desk.today.isoformat() if carries else ""
    with book.open_book(address, insecure=insecure) as opened:
        if carries:
            check_can_carry(opened)
        members, me = tuple(opened.members()), opened.me
        book_id, digest = opened.id, opened.key_digest
    key = _right_key(ask_key(), digest) if digest else new_key()
    machine = secrets.token_hex(8)
    place = Place(
        address, insecure, book_id, me, key, machine, members=members, carries_since=since
    )
    # A key that the book knows and nobody has could not be mended: it is kept here first.
    places.keep(desk.ledger.place, place)
    if not digest:
        try:
            _set_key(place)
        except FarmerError:
            places.drop(desk.ledger.place)
            raise
    return Joined(me, members, "" if digest else key, carries=carries)


def leave(desk: Desk, *, here: bool = False) -> Left:
    """Take back everything that one told, from every machine, and leave the team.

    Where it is only `here`, no server is asked, and what it has stays there.

    Raises:
        NoTeam: where the ledger is in none.
        NoDriver, BookUnreachable, BookRefuses: as `create`; nothing is left then.
    """
    place = places.get(desk.ledger.place)
    if not here:
        _take_back(place)
    carry_no_more(desk)
    places.drop(desk.ledger.place)
    drop_password(place.address)
    return Left(place.me, here)


def _take_back(place: Place) -> None:
    """Take back what one told; another machine may have, or whoever runs it let one go."""
    try:
        with (
            suppress(NoMember),
            driver().open_book(place.address, insecure=place.insecure) as opened,
        ):
            if opened.id == place.book:
                opened.leave()
    except BookUnreachable as refusal:
        refusal.hint = f"Type it again once it can. {_ALONE}"
        raise
    except BookRefuses as refusal:
        refusal.hint = f"{refusal.hint} {_ALONE}"
        raise


def overview(desk: Desk, *, key: bool = False) -> TeamShown:
    """Who is in the team, what you tell them, and what they told you; without a network.

    Raises:
        NoTeam: where the ledger is in none.
    """
    place = places.get(desk.ledger.place)
    with desk.reading_of_us() as reader:
        told = everybody_told(desk, reader, place)
        tellings = sharing(reader, place, told)
        never = never_shared(reader)
    received: dict[str, int] = {}
    for each in place.received:
        received[each.keeper] = received.get(each.keeper, 0) + 1
    return TeamShown(
        place.me,
        place.address,
        place.members,
        tellings,
        len(told),
        never,
        received,
        sum(each.told() is None for each in place.received),
        place.synced_on,
        place.key if key else "",
        place.carries_since,
        holding(desk) if place.carries_since else 0,
    )


def _carries_too(desk: Desk, place: Place) -> Joined:
    with joined_book(place) as opened:
        check_can_carry(opened)
        members = tuple(opened.members())
    since = desk.today.isoformat()
    places.change(desk.ledger.place, lambda now: replace(now, carries_since=since))
    return Joined(place.me, members, "", carries=True, was_in=True)


def _set_key(place: Place) -> None:
    with driver().open_book(place.address, insecure=place.insecure) as opened:
        if not opened.set_key(key_digest(place.key)):
            raise Conflict("Another member joined just now.", "Type the same again.")


def _check_free(desk: Desk) -> None:
    place = places.find(desk.ledger.place)
    if place is not None:
        raise Conflict(
            f"This ledger is in a team already, as {place.me}.",
            "Leave that one first: farmer team leave",
        )
    with desk.deciding():
        pass  # a locked ledger's key is asked for before the server is


def _right_key(typed: str, digest: str) -> str:
    key = parse_key(typed)
    if key_digest(key) != digest:
        raise InvalidValue(
            "That is not the key of this team.",
            "Ask a member for it: farmer team --key shows it to them.",
        )
    return key
