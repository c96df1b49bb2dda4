"""What colleagues of a team tell of a person, read from what came at the last sync.

Nobody is made one with anybody: a colleague's person is a person of this ledger, or the one who is
asked for, only for as long as the answer takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from math import floor
from typing import TYPE_CHECKING, Literal, NamedTuple

from farmer.handles import all_in
from farmer.model import LIVE, VERDICTS, Contact, Role, Verdict
from farmer.people.agreement import WHOLE, agreement, names_of
from farmer.people.companies import firm_key
from farmer.people.meant import Person, find_people
from farmer.scoring.constants import TOLERANCE
from farmer.tasks.asked import without_the_forgotten
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.team import place as places
from farmer.team.keys import name_token, token
from farmer.team.place import Place, ReceivedStanding
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.ids import Id
    from farmer.ledger.reader import Reader
    from farmer.team.telling import ToldStanding

_RANKS = tuple(VERDICTS)


class Keeper(NamedTuple):
    """Somebody of the team who knows a person, as they tell it; or you, of your own.

    Attributes:
        who: their name in the team; empty for you.
        name, company: of the person, as they write them.
        verdict, score: how they stand with them on the day that is asked about.
        spoke: when they last talked: a month as ``2026-05``, of your own a day; empty for never.
        by: what says that it is the same person: an address, the firm, or no more than the name.
    """

    who: str
    name: str
    company: str
    verdict: Verdict
    score: int
    spoke: str
    by: Literal["address", "firm", "name"]

    @property
    def is_sure(self) -> bool:
        """Whether more than a name says that it is the same person."""
        return self.by != "name"


def keepers_of(
    desk: Desk, reader: Reader, contact_id: int, role: Role, on: date
) -> tuple[Keeper, ...]:
    """Who of the team tells that they know somebody of the ledger, the best first."""
    return best_first(keeper for keeper, _ in tellings_of(desk, reader, contact_id, role, on))


def tellings_of(
    desk: Desk, reader: Reader, contact_id: int, role: Role, on: date
) -> list[tuple[Keeper, ReceivedStanding]]:
    """The same with what each of them tells, in any order, from each of their machines."""
    place = consulted(desk)
    contact = reader.contact(contact_id)
    if place is None or contact is None:
        return []
    handles = all_in(desk.settings.region, reader.handles(contact_id))
    tokens = {token(place.key, handle) for handle in handles}
    found = []
    for received, told in told_here(place):
        by = sign_of(contact, tokens, told)
        if by and (keeper := keeper_on(received, told, by, role, on)):
            found.append((keeper, received))
    return found


def keepers_called(desk: Desk, wanted: str, role: Role, on: date) -> tuple[Keeper, ...]:
    """Who of the team tells that they know the one person who is called so, the best first.

    Nobody, where those who are called so have several names. Whom the best keeper means, another
    does for sure only where an address or the firm says it.
    """
    return best_first(keeper for keeper, _ in tellings_called(desk, wanted, role, on))


def tellings_called(
    desk: Desk, wanted: str, role: Role, on: date
) -> list[tuple[Keeper, ReceivedStanding]]:
    """The same with what each of them tells, in any order, from each of their machines."""
    place = consulted(desk)
    told = [] if place is None else told_here(place)
    people = [Person(n, each.name, company=each.company) for n, (_, each) in enumerate(told)]
    found = [told[person.id] for person in find_people(wanted, people)]
    if len({fold(each.name) for _, each in found}) != 1:
        return []
    found.sort(key=lambda each: _rank_of(each[1], role, on), reverse=True)
    first = found[0][1]
    as_contact = Contact(first.name, company=first.company)
    keepers = []
    for received, each in found:
        by = "firm" if each is first else sign_of(as_contact, set(first.tokens), each) or "name"
        if keeper := keeper_on(received, each, by, role, on):
            keepers.append((keeper, received))
    return keepers


def own_keeper(reader: Reader, person: Person, verdict: Verdict, score: float, on: date) -> Keeper:
    """You, among those who know somebody of the ledger."""
    talk = reader.newest_touches(on, LIVE).get(person.id)
    spoke = talk.on.isoformat() if talk else ""
    shown = floor(score + TOLERANCE)
    return Keeper("", person.name, person.company, verdict, shown, spoke, "address")


def forgetting_in_team(desk: Desk, reader: Reader, one: Id) -> Callable[[], None]:
    """What makes the team's part of this machine forget somebody who is in the ledger still.

    What colleagues tell of them is deleted, and not kept when it comes again: they are known again
    by keyed digests of their name and addresses. What is told of them is taken back by a sync.
    """
    place = places.get(desk.ledger.place)
    contact = reader.contact(one.number)
    handles = all_in(desk.settings.region, reader.handles(one.number))
    name = contact.name if contact else ""
    digests = {name_token(place.key, fold(name)), *(token(place.key, each) for each in handles)}
    elsewhere = outside_ids(reader).name_of(one)

    def without(now: Place) -> Place:
        forgotten = frozenset((*now.forgotten, *digests))
        return replace(
            now,
            shares=tuple(each for each in now.shares if each.whom != elsewhere),
            withheld=tuple(each for each in now.withheld if each != elsewhere),
            sent=tuple(each for each in now.sent if each.person != elsewhere),
            given=tuple(each for each in now.given if each.person != elsewhere),
            forgotten=tuple(sorted(forgotten)),
        ).with_received(
            (each for each in now.received if not is_one_of(now, each, forgotten)), now.more
        )

    def forget() -> None:
        places.change(desk.ledger.place, lambda now: without_the_forgotten(without(now)))

    return forget


def is_one_of(place: Place, received: ReceivedStanding, forgotten: frozenset[str]) -> bool:
    """Whether what a colleague tells is of one of those who were forgotten."""
    told = received.told()
    if told is None or not forgotten:
        return False
    return not forgotten.isdisjoint((name_token(place.key, fold(told.name)), *told.tokens))


def consulted(desk: Desk) -> Place | None:
    """What is kept of a team; an assistant is told nothing of what colleagues tell you."""
    return None if desk.veiled is not None else places.find(desk.ledger.place)


def told_here(place: Place) -> list[tuple[ReceivedStanding, ToldStanding]]:
    """What colleagues tell, but for what only a newer farmer understands."""
    found = ((each, each.told()) for each in place.received)
    return [(each, told) for each, told in found if told is not None]


def sign_of(
    contact: Contact, tokens: set[str], told: ToldStanding
) -> Literal["address", "firm", "name"] | None:
    """What says that somebody is whom a colleague tells of; None where nothing does.

    As for files, names that plainly differ are two people's, whatever address they share.
    """
    agreed = agreement(names_of(contact), names_of(Contact(told.name)))
    if agreed and not tokens.isdisjoint(told.tokens):
        return "address"
    if agreed < WHOLE:
        return None
    firm = firm_key(contact.company)
    return "firm" if firm and firm == firm_key(told.company) else "name"


def keeper_on(
    received: ReceivedStanding,
    told: ToldStanding,
    by: Literal["address", "firm", "name"],
    role: Role,
    on: date,
) -> Keeper | None:
    """The colleague as they stand with that person on a day; None where they tell nothing of it."""
    step = told.standing[role].on(on)
    if step is None:  # told after that day, or more than a year before
        return None
    if not (step.score or told.spoke):  # a name in their address book and no more
        return None
    spoke = told.spoke
    return Keeper(received.keeper, told.name, told.company, step.verdict, step.score, spoke, by)


def best_first(found: Iterable[Keeper]) -> tuple[Keeper, ...]:
    """One line a colleague, who may tell of somebody from two machines; doubtful ones last."""
    best: dict[str, Keeper] = {}
    for keeper in sorted(found, key=_rank, reverse=True):
        best.setdefault(keeper.who, keeper)
    return tuple(best.values())


def _rank(keeper: Keeper) -> tuple[bool, int, int]:
    return keeper.is_sure, _RANKS.index(keeper.verdict), keeper.score


def _rank_of(told: ToldStanding, role: Role, on: date) -> tuple[int, int]:
    step = told.standing[role].on(on)
    return (_RANKS.index(step.verdict), step.score) if step else (-1, 0)
