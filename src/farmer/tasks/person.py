"""Finding the one person a name means, or refusing with everybody it could mean."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

from farmer.errors import Ambiguous, Unknown
from farmer.handles import all_in, any_handle
from farmer.ids import Id, is_id, parse_id
from farmer.model import Handle
from farmer.people.meant import (
    Person,
    find_bare,
    find_people,
    find_same_name,
    is_bare,
    near_people,
    slip_for,
)
from farmer.shell import quoted_or_id
from farmer.tasks.desk import Desk
from farmer.text import clean_name, fold, is_tag
from farmer.wording import say_list, say_some

if TYPE_CHECKING:
    from farmer.details import Former
    from farmer.ledger.reader import Reader

# More names than these are a number.
SHOWN = 3


class Named(NamedTuple):
    """A person as results name them: the id to type (``c7``) and the name."""

    id: str
    name: str

    @classmethod
    def of(cls, person: Person) -> Self:
        """The short form of a person of the ledger."""
        return cls.by_id(person.id, person.name)

    @classmethod
    def by_id(cls, contact_id: int, name: str) -> Self:
        """The short form of somebody whose number in the ledger is known."""
        return cls(str(Id("c", contact_id)), name)


def word_for(person: Named, namesakes: Container[str]) -> str:
    """A person as one word of a command that means nobody else: by name, else by id.

    `namesakes` are the folded names that several people have.
    """
    if fold(person.name) in namesakes or is_id(person.name) or is_tag(person.name):
        return person.id
    return quoted_or_id(person.name, person.id)


def find_person(
    who: str, people: Sequence[Person], *, region: str | None, parts: bool = False
) -> Person:
    """The one person that `who` means; `parts` of words may find them for commands that read.

    Phone numbers written nationally are read as those of `region`.

    Raises:
        Ambiguous: where several answer to it.
        Unknown: where nobody does, with near names.
    """
    found = match_person(who, people, region=region, parts=parts)
    if found is None:
        raise unknown_people([who], people)
    return found


def look_up(reader: Reader, who: str, *, region: str | None) -> Person:
    """The one person of the ledger that `who` means, or part of a word of it, without addresses.

    The same as `find_person` finds among everybody, of whom as few as possible are read.

    Raises:
        Ambiguous, Unknown: as `find_person` does.
    """
    if is_id(who) or any_handle(who):
        return _by_id(reader, who) or find_person(who, reader.people(), region=region, parts=True)
    likely, name = reader.people_like(who), clean_name(who)
    if not is_bare(name):  # as it stands; or it may be anybody's, written in another way
        found = [person for person in likely if fold(person.name) == fold(name)]
        one = only_one(who, found)
        return one or find_person(who, reader.people(), region=region, parts=True)
    if one := only_one(who, find_bare(name, likely, parts=True, region=region)):
        return one
    everybody = reader.people(addresses=False)
    if one := only_one(who, find_same_name(name, everybody)):
        return one
    raise unknown_people([who], everybody)


def _by_id(reader: Reader, who: str) -> Person | None:
    one = parse_id(who, "c") if is_id(who) else None
    return reader.person(one.number) if one else None


def find_everyone(who: str, people: Sequence[Person], region: str | None) -> list[Person]:
    """Everybody whom `who` may mean: for lists, where several are no trouble.

    Raises:
        Unknown: where nobody answers to it, with near names.
    """
    found = find_people(clean_name(who), people, parts=True, region=region)
    if not found:
        raise unknown_people([who], people)
    return found


def match_person(
    who: str, people: Sequence[Person], *, region: str | None, parts: bool = False
) -> Person | None:
    """As `find_person`, but None where nobody answers to it.

    Raises:
        Ambiguous: where several do.
        InvalidValue: for what is no name as it stands, unless `parts` of words may find somebody.
    """
    if not parts:
        from farmer.tasks.new_name import check_typed

        check_typed(who, people)
    found = find_people(clean_name(who), people, parts=parts, region=region)
    return only_one(who, found)


def only_one(who: str, found: Sequence[Person]) -> Person | None:
    """The one of those `found` by what was typed; None of none.

    Raises:
        Ambiguous: of several.
    """
    if len(found) > 1:
        living_first = sorted(found, key=lambda person: person.archived)
        raise Ambiguous(who, {str(Id("c", person.id)): person.label for person in living_first})
    return found[0] if found else None


def other_names(past: Iterable[tuple[int, Former]]) -> dict[int, tuple[str, ...]]:
    """By whose they are, the names of the `past` that people had, or that are written otherwise."""
    from farmer.details import OTHER_NAMES

    found: dict[int, tuple[str, ...]] = {}
    for contact_id, former in past:
        if former.what in OTHER_NAMES:
            found[contact_id] = (*found.get(contact_id, ()), former.value)
    return found


def firms_before(past: Iterable[tuple[int, Former]]) -> dict[int, list[str]]:
    """By whose they are, the firms of the `past` that people were with."""
    found: dict[int, list[str]] = {}
    for contact_id, former in past:
        if former.what == "company":
            found.setdefault(contact_id, []).append(former.value)
    return found


def tell_namesake(desk: Desk, name: str, people: Sequence[Person]) -> None:
    """Mention in passing the one of `people` who has that name, or nearly."""
    labels = {known: person.label for person in people for known in person.names}
    namesake = slip_for(name, labels)
    if namesake is not None:
        desk.notify(f"There is also {labels[namesake]}.")


def tell_sharing(
    desk: Desk, who: Named, handles: Iterable[Handle], people: Sequence[Person]
) -> None:
    """Mention those of `people` who have one of the new `handles` of somebody too.

    Couples share an address, and so do two records of one person: which it is, the user knows.
    """
    region, wanted = desk.settings.region, set(handles)
    others = [
        person
        for person in people
        if Named.of(person) != who and not wanted.isdisjoint(all_in(region, person.handles))
    ]
    if others:
        names = say_some([person.label for person in others], "person", "people", most=SHOWN)
        desk.notify(
            f"An address of {who.name} is also that of {names}. If they are one person: "
            f"farmer merge {Named.of(others[0]).id} {who.id}"
        )


def mention_archived(desk: Desk, people: Iterable[Person | None]) -> None:
    """Say in passing who of `people` is archived: nothing is to be asked of them any more."""
    named = [person for person in people if person]
    told_of = [Named.of(person) for person in named if person.known_of]
    if told_of:
        names = say_some([each.name for each in told_of], "person", "people")
        whom = quoted_or_id(told_of[0].name, told_of[0].id) if len(told_of) == 1 else "NAME"
        desk.notify(f"{names}: only known of, so in no list. Who knows them: farmer reach {whom}")
    away = [person for person in named if person.archived and not person.known_of]
    if away:
        names = say_some([person.name for person in away], "person", "people")
        ids = " ".join(Named.of(person).id for person in away)
        desk.notify(
            f"{names}: archived, so in no list. To bring them back: farmer archive --back {ids}"
        )


def unknown_people(names: Sequence[str], people: Sequence[Person]) -> Unknown:
    """The refusal for names that nobody answers to, with whom each may be a slip for.

    Raises:
        NotFound: where one is an id or an address, which cannot be added as it stands.
        InvalidValue: where one is no name as it stands.
    """
    from farmer.tasks.new_name import NewName, check_nameable, check_order

    for name in names:
        check_nameable(name)
    near = {
        name: [person.label for person in near_people(name, people)]
        + [other for other in names[:index] if slip_for(name, [other])]
        for index, name in enumerate(names)
    }
    message = f"The ledger knows nobody called {say_list([f'“{name}”' for name in names], 'or')}."
    close = [label for labels in near.values() for label in labels]
    if close:
        return Unknown(message, f"Did you mean {say_list(close[:5], 'or')}?", near)
    check_order(names[0])
    return Unknown(message, f"Add them: {NewName.of(names[0]).command}", near)
