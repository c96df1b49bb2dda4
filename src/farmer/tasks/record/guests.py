"""Who was there: the people named in a log, and which note is about whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from farmer.errors import Conflict, InvalidValue, Unknown
from farmer.facts import FACTS
from farmer.ids import Id, is_id
from farmer.model import KINDS, Promise
from farmer.people.meant import Person, find_people, slip_for
from farmer.shell import quoted
from farmer.tasks.new_name import NewName, check_firm, check_new, check_typed
from farmer.tasks.person import only_one, unknown_people
from farmer.text import clean_name, clean_note, fold, words
from farmer.wording import say_list


class Share(NamedTuple):
    """One person's share of an encounter, as it was told.

    Attributes:
        name: as typed.
        company: whom they work for, where that was said: it tells namesakes apart.
        kind: how you were in touch; None is as with everybody else.
        notes, facts: what was said with them alone; evidence, in the words of ``mark``.
        by: who began it with them; None is as with everybody else.
        promised: what they promised, or you promised them.
    """

    name: str
    company: str = ""
    kind: str | None = None
    notes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    by: str | None = None
    promised: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was there: known to the ledger, or to be added by their name."""

    share: Share
    person: Person | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def new_name(self) -> NewName:
        """What they will be known by, where nobody is."""
        return NewName.of(self.share.name, self.share.company)

    @property
    def name(self) -> str:
        """The name they are known by, or will be."""
        return self.person.name if self.person else self.new_name.name

    @property
    def key(self) -> int | str:
        """What is the same for two names of one person."""
        return self.person.id if self.person else fold(self.new_name.label)

    @property
    def settled(self) -> Share:
        """Their share under a name that can only be them."""
        return self.share._replace(name=str(Id("c", self.person.id))) if self.person else self.share


def find_guests(
    shares: Sequence[Share],
    people: Sequence[Person],
    *,
    also: Iterable[Person] = (),
    region: str | None,
) -> list[Guest]:
    """Everybody named, and those `also` there, once each; who is new is to be checked.

    Raises:
        Ambiguous: where several people answer to a name.
        NotFound: for an id or address that nobody has.
        InvalidValue: for an empty name, or somebody about whom two lines were written.
    """
    guests: dict[int | str, Guest] = {}
    for share in shares:
        name = clean_name(share.name)
        if not name:
            raise InvalidValue("A name is empty.", "Leave it out, or type the name.")
        person = _match(share, people, region)
        if person is None:
            check_new(name)
        guest = Guest(share, person, [clean_note(note) for note in share.notes])
        if guest.key in guests and guests[guest.key].share != share and _tells(share):
            raise InvalidValue(
                f"{guest.name} is there twice, with something different each time.",
                "Put it on one line.",
            )
        guests.setdefault(guest.key, guest)
    for person in also:
        guests.setdefault(person.id, Guest(Share(person.name), person))
    return list(guests.values())


def check_newcomers(
    guests: Iterable[Guest], people: Sequence[Person], *, new: bool, slips_seen: bool
) -> None:
    """Refuse whoever nobody knows, unless they are to be added as they stand.

    Raises:
        Unknown: for names nobody answers to, unless `new`.
        Conflict: for a new name that looks like a slip for somebody known, unless `slips_seen`.
    """
    unknown = list({guest.key: guest for guest in guests if guest.person is None}.values())
    if unknown and not new:
        raise _unknown([guest.share.name for guest in unknown], people)
    if not slips_seen:
        _refuse_slips([guest.new_name for guest in unknown], people)


def _match(share: Share, people: Sequence[Person], region: str | None) -> Person | None:
    """Whom a share is about; with a company, nobody of that name who is not known to work there.

    Raises:
        Ambiguous: where several answer to it.
        InvalidValue: for what is no name as it stands.
        Conflict: for an id with a company that is not known of them.
    """
    check_typed(share.name, people)
    found = [] if share.company else find_people(clean_name(share.name), people, region=region)
    if found:
        return only_one(share.name, found)
    new = NewName.of(share.name, share.company)
    company = fold(new.company)
    named = find_people(new.name, people, region=region)
    colleagues = [person for person in named if fold(person.company) == company]
    if company and not colleagues and is_id(new.name):
        check_firm(new, named)
    return only_one(share.name, colleagues if company else named)


def _tells(share: Share) -> bool:
    return bool(share.kind or share.notes or share.facts or share.by or share.promised)


def bind_notes(
    notes: Iterable[str], guests: Sequence[Guest], people: Sequence[Person]
) -> list[str]:
    """Give each note that begins with a guest's name to them; return those about everybody.

    Raises:
        InvalidValue: for a note that could be for several of them, or is for somebody else.
    """
    # Whoever is new has no id yet, and must not be taken for somebody who has one.
    whose = {
        guest.person.id if guest.person else -number: guest
        for number, guest in enumerate(guests, 1)
    }
    pool = [guest.person or Person(number, guest.name) for number, guest in whose.items()]
    general = []
    for note in map(clean_note, notes):
        name, colon, said = note.partition(":")
        bound = bool(colon and said.strip()) and "\n" not in name
        meant = find_people(name, pool) if bound else []
        if len(meant) > 1:
            raise InvalidValue(
                f"The note for “{name}” may be for {say_list([p.name for p in meant], 'or')}.",
                "Write the full name before the colon.",
            )
        if meant:
            whose[meant[0].id].notes.append(said.strip())
        elif bound and find_people(name, people):
            raise InvalidValue(
                f"There is a note for “{name}”, who is not among the people logged.",
                "Name them too, or take the name out of the note.",
            )
        elif note:
            general.append(note)
    return general


def _unknown(names: list[str], people: Sequence[Person]) -> Unknown:
    refusal = unknown_people(names, people)
    if any(refusal.near.values()):
        refusal.hint += " If they are new, add --new."
    else:
        refusal.hint = "Add --new to add them as new people."
    refusal.hint += "".join(map(_word_for, names))
    return refusal


def _word_for(name: str) -> str:
    """What to type where `name` is a word for how you were in touch, or for evidence."""
    option = "--kind" if KINDS.find(name) else "--fact" if FACTS.may_mean(name) else ""
    return f" If “{name}” is not a name: {option} {quoted(name)}" if option else ""


def _refuse_slips(new: Sequence[NewName], people: Sequence[Person]) -> None:
    """A new name one slip of the fingers from a known one is asked about, never just added.

    So is one that is part of another new name: “Ana” beside “Ana Ruiz”.
    """
    known = {name: f"{name}, now {p.label}" for p in people for name in p.also}
    known |= {person.name: person.label for person in people}
    names = [each.name for each in new]
    _refuse_two_firms(new)
    for each in new:
        _refuse_word(each)
        check_firm(each, people)
        close = slip_for(each.name, known) or part_of(each.name, names)
        if close is not None:
            raise Conflict(
                f"“{each.label}” is not in the ledger, but “{known.get(close, close)}” is "
                "nearly the same.",
                f"Correct it, or add a namesake on purpose first: {each.command}",
            )
        known[each.name] = each.label


def _refuse_two_firms(new: Sequence[NewName]) -> None:
    """One new name with a company here, and without it or with another there, may be two people."""
    first: dict[str, NewName] = {}
    for each in new:
        one = first.setdefault(fold(each.name), each)
        if fold(one.company) != fold(each.company):
            raise Conflict(
                f"“{one.label}” and “{each.label}” may be one new person, or two.",
                "If they are one, write both in the same way. If they are two, add them first, and "
                f"type their ids: {one.command}",
            )


def _refuse_word(new: NewName) -> None:
    """A word for how you were in touch is no new name, unless it is written as one: Lunch."""
    if new.name.islower() and (instead := _word_for(new.name)):
        raise Conflict(
            f"“{new.name}” is not in the ledger, and may be no name.",
            f"Somebody called so is added first: {new.command}.{instead}",
        )


def part_of(name: str, others: Iterable[str]) -> str | None:
    """The one of `others` that has every word of `name` and more, or None."""
    wanted = set(words(name))
    return next((other for other in others if wanted and wanted < set(words(other))), None)
