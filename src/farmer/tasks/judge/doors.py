"""Who can open the door to somebody, as the ledger knows it: the rule is `referrals.doors`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.ids import Id
from farmer.ledger.nouns import RollEntry
from farmer.model import TARGET, Verdict
from farmer.referrals.doors import Basis, Bond, Door, Footing, doors
from farmer.referrals.states import RECEIVED, WENT_BADLY, WENT_WELL
from farmer.scoring.score import verdict_of
from farmer.tasks.desk import Desk
from farmer.tasks.judge.hints import hints_of
from farmer.tasks.person import Named, word_for

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedLink
    from farmer.people.meant import Person

# So many ways to connectors who are not farmed are looked for; the others are named without.
_PLANNED = 3


class BondShown(NamedTuple):
    """What two people have with each other, and on what that rests.

    Attributes:
        basis: how strong it was said to be, or what the ledger knows by itself.
        how: from where they know each other, or the occasion or firm that they share.
        told_by: who told it; None where nobody in particular did, and of a hint.
        on: when it was told, or it went well; None where no day is known.
        id: of the link that was told; empty of a hint.
        times: of occasions, how many they shared.
    """

    person: Named
    other: Named
    basis: Basis
    how: str
    told_by: Named | None
    on: date | None
    id: str
    times: int


class DoorShown(NamedTuple):
    """A way to somebody: whom to ask, what each has with the next, and what is to be done.

    Attributes:
        connectors: whom to ask, and whom they would ask in turn, if anybody.
        word: the first as one word of a command.
        is_open: whether they may be asked.
        verdict, score: how you stand with the first, as one of whom something is asked.
        strength: of the path behind them, from 0 to 1.
        weakest: the weakest link: 0 is yours with the first, 1 what comes behind, and so on.
        review: of what you asked of the first before, how often it went well, and how often badly.
        plan: what would open it, in words; empty where it is open, or no way was looked for.
        farmed_on: the soonest day on which it can be open.
    """

    connectors: tuple[Named, ...]
    word: str
    is_open: bool
    verdict: Verdict
    score: float
    bonds: tuple[BondShown, ...]
    strength: float
    weakest: int
    review: tuple[int, int] = (0, 0)
    plan: str = ""
    farmed_on: date | None = None


def doors_to(
    desk: Desk, reader: Reader, wanted: Person, as_of: date, *, planned: int = _PLANNED
) -> tuple[DoorShown, ...]:
    """Every door to somebody, the best first; so many that are not open are `planned`.

    There is none to whoever is known of no longer.
    """
    if wanted.known_of and reader.lapsed(as_of, [wanted.id]):
        return ()
    links, found = _found(desk, reader, wanted, as_of)
    tellers = {link.link.told_by_id or 0 for link in links.values()}
    people = {wanted.id: wanted, **reader.people_of(tellers | _named(found))}
    namesakes = reader.namesakes([people[door.connectors[0]].name for door in found])
    firsts = {door.connectors[0] for door in found}
    reviews = {first: _review(reader, first, as_of) for first in firsts}
    closed = [door.connectors[0] for door in found if not door.is_open][:planned]
    plans = {first: _plan(desk, reader, people[first], as_of) for first in closed}
    return tuple(
        _shown(door, links, people, namesakes)._replace(
            review=reviews[door.connectors[0]], **plans.get(door.connectors[0], {})
        )
        for door in found
    )


def open_doors(
    desk: Desk, reader: Reader, wanted: Iterable[Person], as_of: date
) -> tuple[list[tuple[Person, DoorShown]], int]:
    """The open doors to any of several, the best first, and how many connectors are not farmed."""
    found: list[tuple[Person, DoorShown]] = []
    closed: set[str] = set()
    farmed: set[str] = set()
    for person in wanted:
        for door in doors_to(desk, reader, person, as_of, planned=0):
            (farmed if door.is_open else closed).add(door.connectors[0].id)
            if door.is_open:
                found.append((person, door))
    best = sorted(found, key=lambda each: (-each[1].strength, -each[1].score))
    return best, len(closed - farmed)


def _found(
    desk: Desk, reader: Reader, wanted: Person, as_of: date
) -> tuple[Mapping[int, RecordedLink], Sequence[Door]]:
    """The links about somebody, and the doors: backwards from them, two steps."""
    wanted_id = wanted.id
    near = reader.links_of([wanted_id], as_of)
    told = {each.beyond(wanted_id) for each in near if not each.link.denied}
    barred = _barred(reader, told, as_of)
    far = reader.links_of(told - barred, as_of) if told - barred else []
    links = {each.id: each for each in (*near, *far)}
    bonds = [
        _bond(each)
        for each in links.values()
        if not each.link.denied and barred.isdisjoint((each.contact_id, each.other_id))
    ]
    denied = {each.beyond(wanted_id) for each in near if each.link.denied}
    hints = [b for b in hints_of(reader, wanted, as_of) if b.beyond(wanted_id) not in denied]
    bonds += hints
    asked = {one for bond in bonds for one in (bond.one_id, bond.other_id)} - {wanted_id}
    return links, doors(wanted_id, bonds, footings(desk, reader, asked, as_of), as_of)


def _barred(reader: Reader, ids: Collection[int], as_of: date) -> set[int]:
    """Through whom no door leads: whom you archived, and who is known of no longer."""
    away = [one for one in reader.people_of(ids).values() if one.archived]
    told_of = [one.id for one in away if one.known_of]
    lapsed = reader.lapsed(as_of, told_of) if told_of else []
    return {one.id for one in away if not one.known_of}.union(lapsed)


def _bond(recorded: RecordedLink) -> Bond:
    told = recorded.link
    basis: Basis = told.strength or "met"
    return Bond(recorded.contact_id, recorded.other_id, basis, told.on, recorded.id, words=told.how)


def footings(
    desk: Desk, reader: Reader, ids: Collection[int], as_of: date
) -> Mapping[int, Footing]:
    """How you stand with those of them who may be asked: nobody archived, or only known of."""
    people = [person for person in reader.people_of(ids).values() if not person.archived]
    entries = [
        RollEntry(person.id, person.name, person.company, "", None, "", None, None)
        for person in people
    ]
    scores = {
        tie.contact.id: tie.score(TARGET, as_of)
        for tie in reader.ties(entries, as_of, desk.settings.cadence_days)
    }
    return {who: Footing(verdict_of(score), score) for who, score in scores.items()}


def _named(found: Iterable[Door]) -> set[int]:
    return {
        one
        for door in found
        for bond in door.bonds
        for one in (*door.connectors, bond.one_id, bond.other_id)
    }


def _review(reader: Reader, connector_id: int, as_of: date) -> tuple[int, int]:
    """How often what you asked of a connector went well, and how often badly."""
    asked = [each.request.up_to(as_of) for each in reader.requests_of(connector_id)]
    ends = [
        then.outcome.outcome
        for then in asked
        if then and then.direction == RECEIVED and then.person_id == connector_id and then.outcome
    ]
    return sum(each in WENT_WELL for each in ends), sum(each in WENT_BADLY for each in ends)


def _plan(desk: Desk, reader: Reader, connector: Person, as_of: date) -> dict[str, Any]:
    """What would open the door of a connector who is not farmed, as far as a way is found."""
    from farmer.people.naming import called
    from farmer.scoring.plan_words import say_plan
    from farmer.wording import forms_of

    tie = reader.history(connector.id, as_of).tie(desk.settings.cadence_days)
    plan = tie.judged(TARGET, as_of).plan
    if plan is None:
        return {}
    said = say_plan(plan, forms_of(called(connector.name, connector.nickname)))
    return {"plan": said, "farmed_on": as_of + timedelta(days=plan.days)}


def _shown(
    door: Door,
    links: Mapping[int, RecordedLink],
    people: Mapping[int, Person],
    namesakes: Collection[str],
) -> DoorShown:
    connectors = tuple(Named.of(people[each]) for each in door.connectors)
    bonds = [
        _bond_shown(bond, first, links, people)
        for first, bond in zip(door.connectors, door.bonds, strict=True)
    ]
    footing = door.footing
    word = word_for(connectors[0], namesakes)
    return DoorShown(
        connectors,
        word,
        door.is_open,
        footing.verdict,
        footing.score,
        tuple(bonds),
        door.strength,
        door.weakest,
    )


def _bond_shown(
    bond: Bond, first_id: int, links: Mapping[int, RecordedLink], people: Mapping[int, Person]
) -> BondShown:
    recorded = links.get(bond.link_id or 0)
    teller = people.get(recorded.link.told_by_id or 0) if recorded else None
    return BondShown(
        Named.of(people[first_id]),
        Named.of(people[bond.beyond(first_id)]),
        bond.basis,
        bond.words,
        Named.of(teller) if teller else None,
        bond.on,
        str(Id("k", bond.link_id)) if bond.link_id else "",
        bond.times,
    )
