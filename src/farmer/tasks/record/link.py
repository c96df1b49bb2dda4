"""Noting who knows whom: what two others have with each other, or that they have nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue, NotFound, Unknown
from farmer.ids import Id
from farmer.links import KNOWN_DAYS, STRENGTHS, Link, Strength
from farmer.model import Contact
from farmer.people.meant import Person
from farmer.sources import LINK
from farmer.tasks.desk import Desk
from farmer.tasks.new_name import NewName, check_firm, check_new
from farmer.tasks.person import Named, find_person, match_person, tell_namesake, unknown_people
from farmer.text import clean, fold

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedLink


class LinkTold(NamedTuple):
    """A link as it is told.

    Attributes:
        who, other: the two.
        how: from where they know each other; empty where that is not said.
        strength: of ``STRENGTHS``, as typed; empty where it is not said.
        told_by: who told it; empty where that is not said.
        on: the day on which it was told.
        denied: that they do not know each other.
    """

    who: str
    other: str
    how: str = ""
    strength: str = ""
    told_by: str = ""
    on: date | None = None
    denied: bool = False


class LinkShown(NamedTuple):
    """A link as results show it; its two in the order in which it was asked about."""

    id: str
    person: Named
    other: Named
    how: str
    strength: Strength | None
    denied: bool
    told_by: Named | None
    on: date


class Linked(NamedTuple):
    """What ``link`` noted.

    Attributes:
        known_of: the one of the two who is only known of, if either is.
        added: whether they are since now.
        until: the day until which they stay known of, unless a link to them is told again.
    """

    link: LinkShown
    known_of: Named | None
    added: bool
    until: date | None


def link(desk: Desk, told: LinkTold, *, new: bool = False, namesake: bool = False) -> Linked:
    """Note what two people have with each other; what is not said of it stays as it was noted.

    Whoever the ledger does not have becomes known of: never met, and in no list. `new` adds them
    also where somebody is called nearly so, `namesake` where somebody is called the same.

    Raises:
        Unknown: where nobody answers to `other`, and somebody is called nearly so, unless `new`.
        NotFound: where nobody answers to `who` or to `told_by`, or to `other` of a denial.
        Ambiguous: where several people answer to a name.
        InvalidValue: where both are the same person, or for how strong nothing is.
    """
    if told.denied and told.strength:
        raise InvalidValue("--not and --strength do not go together.", "Leave one out.")
    strength = STRENGTHS.parse(told.strength) if told.strength else None
    region = desk.settings.region
    with desk.deciding() as reader:
        people = reader.people()
        one = _known(told.who, people, region)
        teller = _known(told.told_by, people, region) if told.told_by else None
        others = [p for p in people if not (namesake and _is_called(p, told.other))]
        other = match_person(told.other, others, region=region)
        if other is None:
            _check_may_be_new(told, people, new=new or namesake)
        if other == one:
            raise InvalidValue(f"{one.name} is on both sides of that.", "Name two people.")
        before = reader.link_between(one.id, other.id) if other else None
    noted = Link(
        told.on or desk.today,
        clean(told.how),
        strength,
        told.denied,
        teller.id if teller else None,
    )
    newcomer = Person(0, NewName.of(told.other).name, company=NewName.of(told.other).company)
    words = f"link {one.name} {'not ' * told.denied}with {(other or newcomer).name}"
    with desk.changing(words) as change:
        other_id = other.id if other else change.add_contact(_known_of(newcomer, desk), (), LINK)
        link_id = change.write_link(one.id, other_id, _with_before(noted, before))
        recorded = change.now.link(link_id)
    assert recorded is not None  # it was written just now
    if other is None and namesake:
        tell_namesake(desk, newcomer.name, people)
    both = (one, other or newcomer._replace(id=other_id, archived=True, known_of=True))
    only_told = next((each for each in both if each.known_of), None)
    return Linked(
        link_shown(recorded, one.id, {person.id: person for person in (*people, *both)}),
        Named.of(only_told) if only_told else None,
        other is None,
        known_until(recorded.link.on) if only_told else None,
    )


def known_until(told_on: date) -> date:
    """The day until which somebody stays known of, by the link to them that was told last."""
    return told_on + timedelta(days=KNOWN_DAYS)


def link_shown(recorded: RecordedLink, first_id: int, people: Mapping[int, Person]) -> LinkShown:
    """A link, with the one of that id first."""
    ids = (recorded.contact_id, recorded.other_id)
    one, other = (people[each] for each in (ids if ids[0] == first_id else ids[::-1]))
    told = recorded.link
    teller = people.get(told.told_by_id or 0)
    return LinkShown(
        str(Id("k", recorded.id)),
        Named.of(one),
        Named.of(other),
        told.how,
        told.strength,
        told.denied,
        Named.of(teller) if teller else None,
        told.on,
    )


def _is_called(person: Person, typed: str) -> bool:
    """Whether somebody has the name that was typed, not only answers to it."""
    return fold(NewName.of(typed).name) == fold(person.name)


def _known(who: str, people: Sequence[Person], region: str | None) -> Person:
    """Somebody of the ledger: nobody is added for being named first, or for telling."""
    try:
        return find_person(who, people, region=region)
    except Unknown as unknown:
        raise NotFound(unknown.message, unknown.hint) from None


def _check_may_be_new(told: LinkTold, people: Sequence[Person], *, new: bool) -> None:
    """Refuse to add somebody who may be one whom the ledger has, or is only denied."""
    name = told.other
    check_new(name)
    check_firm(NewName.of(name), people)
    unknown = unknown_people([name], people)
    if unknown.near[name] and not new:
        raise unknown
    if told.denied:
        raise NotFound(unknown.message, "There is nothing to deny: --not is of two whom it knows.")


def _known_of(newcomer: Person, desk: Desk) -> Contact:
    return Contact(newcomer.name, company=newcomer.company, archived=True, added_on=desk.today)


def _with_before(noted: Link, before: RecordedLink | None) -> Link:
    """What is told now, and where that says nothing, what was told before of the same."""
    if before is None or before.link.denied != noted.denied:
        return noted
    was = before.link
    return noted._replace(
        how=noted.how or was.how,
        strength=noted.strength or was.strength,
        told_by_id=noted.told_by_id or was.told_by_id,
    )


def links_of_person(reader: Reader, person: Person, on: date) -> tuple[LinkShown, ...]:
    """What was told up to a day of whom somebody knows, and whom they do not."""
    found = reader.links_of([person.id], on)
    if not found:
        return ()
    ids = {one for each in found for one in (each.contact_id, each.other_id)}
    people = reader.people_of(ids | {each.link.told_by_id or 0 for each in found})
    return tuple(link_shown(each, person.id, people) for each in found)
