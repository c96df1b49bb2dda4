"""Everybody whom a colleague tells of, each of them once: whoever is surely the same is one here.

As everywhere in a team nobody is made one for longer than the answer takes, and by no more than a
name nobody is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import floor
from typing import TYPE_CHECKING, Literal, NamedTuple

from farmer.handles import all_in
from farmer.model import LIVE, Contact, Role
from farmer.people.companies import firm_key
from farmer.scoring.constants import TOLERANCE
from farmer.scoring.score import verdict_of
from farmer.tasks.colleagues import Keeper, best_first, consulted, keeper_on, sign_of, told_here
from farmer.tasks.desk import Desk
from farmer.team.keys import token
from farmer.text import fold, words

if TYPE_CHECKING:
    from farmer.ledger.nouns import RollEntry
    from farmer.ledger.reader import Reader
    from farmer.scoring.tie import Tie
    from farmer.team.place import ReceivedStanding
    from farmer.team.telling import ToldStanding


class ToldBy(NamedTuple):
    """What one colleague tells of somebody, and what says that it is they."""

    received: ReceivedStanding
    told: ToldStanding
    by: Literal["address", "firm"]


class OurPerson(NamedTuple):
    """Somebody whom at least one colleague tells of.

    Attributes:
        name, company: as you write them, else as the first who tells of them does.
        own: your own number of them; None where you do not know them.
        tellings: what colleagues tell.
    """

    name: str
    company: str
    own: int | None
    tellings: tuple[ToldBy, ...]

    def is_of(self, firm: str) -> bool:
        """Whether anybody says that they are of that firm, or one with all words of it."""
        wanted = set(words(firm))
        firms = {self.company, *(each.told.company for each in self.tellings)} - {""}
        return bool(wanted) and any(
            firm_key(each) == firm_key(firm) or wanted <= set(words(each)) for each in firms
        )

    def keepers(
        self, role: Role, on: date, own: Tie[RollEntry] | None, spoke: str
    ) -> tuple[Keeper, ...]:
        """Who of the team knows them on that day, the best first; you by your `own` tie."""
        found = [
            keeper
            for each in self.tellings
            if (keeper := keeper_on(each.received, each.told, each.by, role, on))
        ]
        if own is not None and found:
            score = own.score(role, on)
            shown = floor(score + TOLERANCE)
            verdict = verdict_of(score)
            found.append(Keeper("", self.name, self.company, verdict, shown, spoke, "address"))
        return best_first(found)


def our_people(desk: Desk, reader: Reader) -> list[OurPerson]:
    """Everybody whom a colleague tells of, by name; nobody where the ledger is in no team."""
    place = consulted(desk)
    if place is None or not place.received:
        return []
    groups = _Groups()
    hidden = {person.id for person in reader.people(addresses=False) if person.archived}
    for contact, handles in reader.everybody():
        if contact.id not in hidden:
            tokens = {token(place.key, handle) for handle in all_in(desk.settings.region, handles)}
            groups.add(_Group(contact, contact.id, tokens, []))
    for received, told in told_here(place):
        groups.join(received, told)
    found = [
        OurPerson(each.contact.name, each.contact.company, each.own, tuple(each.tellings))
        for each in groups.all
        if each.tellings
    ]
    return sorted(found, key=lambda each: fold(each.name))


def own_ties(
    desk: Desk, reader: Reader, people: Iterable[OurPerson], on: date
) -> tuple[dict[int, Tie[RollEntry]], dict[int, str]]:
    """Your own ties with those whom you know too, and the days of your last talks, by number."""
    wanted = {each.own for each in people} - {None}
    entries = [entry for entry in reader.roll(on) if entry.id in wanted]
    ties = reader.ties(entries, on, desk.settings.cadence_days)
    talks = reader.newest_touches(on, LIVE)
    spoke = {one: talk.on.isoformat() for one, talk in talks.items() if one in wanted}
    return {tie.contact.id: tie for tie in ties}, spoke


class _Group(NamedTuple):
    """Somebody so far: how they are called first, and every address by which they were told of."""

    contact: Contact
    own: int | None
    tokens: set[str]
    tellings: list[ToldBy]


class _Groups:
    """Who is whom, found by an address or a name instead of by comparing all with all."""

    def __init__(self) -> None:
        self.all: list[_Group] = []
        self._by: dict[str, list[_Group]] = {}

    def add(self, group: _Group) -> None:
        self.all.append(group)
        for sign in (fold(group.contact.name), *group.tokens):
            self._by.setdefault(sign, []).append(group)

    def join(self, received: ReceivedStanding, told: ToldStanding) -> None:
        """With whom it is surely, or by themselves."""
        for sign in (*told.tokens, fold(told.name)):
            for group in self._by.get(sign, ()):
                by = sign_of(group.contact, group.tokens, told)
                if by == "address" or by == "firm":
                    group.tellings.append(ToldBy(received, told, by))
                    for new in set(told.tokens) - group.tokens:
                        group.tokens.add(new)
                        self._by.setdefault(new, []).append(group)
                    return
        first = ToldBy(received, told, "firm")
        self.add(_Group(Contact(told.name, company=told.company), None, {*told.tokens}, [first]))
