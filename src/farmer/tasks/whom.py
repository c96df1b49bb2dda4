"""Several people in one breath: by name, by tag, and who is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

from farmer.errors import Ambiguous, InvalidValue, NotFound
from farmer.ids import Id, parse_id
from farmer.people.meant import Person
from farmer.tasks.desk import Desk
from farmer.tasks.person import find_person, match_person
from farmer.text import clean_name, fold, is_tag, parse_tag
from farmer.wording import say_date, say_list

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class Whom(NamedTuple):
    """The people whom a command names.

    Attributes:
        names: as typed, each of them one person.
        tags: groups, everybody in them who is not archived.
        without: people left out after all, as typed.
        without_tags: groups left out.
        events: the numbers of events, everybody who was there and is not archived.
        archived: whether those of the groups are meant who are archived, instead of the others.
    """

    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    events: tuple[int, ...] = ()
    archived: bool = False

    @classmethod
    def of(
        cls, names: Iterable[str], tags: Iterable[str] = (), without: Iterable[str] = ()
    ) -> Self:
        """Whom the words mean, as typed: whatever begins with @ is a tag.

        Raises:
            InvalidValue: for one of `tags` that is none.
        """
        named, left_out = list(names), list(without)
        return cls(
            names=tuple(name for name in named if not is_tag(name)),
            tags=tuple(parse_tag(tag) for tag in [*filter(is_tag, named), *tags]),
            without=tuple(name for name in left_out if not is_tag(name)),
            without_tags=tuple(parse_tag(tag) for tag in filter(is_tag, left_out)),
        )

    @property
    def at_events(self) -> Self:
        """The same, where an event's id among the names, such as e1, means who was there."""
        found = {name: parse_id(name, "e") for name in self.names}
        return self._replace(
            names=tuple(name for name in self.names if found[name] is None),
            events=(*self.events, *(one.number for one in found.values() if one)),
        )

    @property
    def has_groups(self) -> bool:
        """Whether anybody is named by a group."""
        return bool(self.tags or self.events)

    @property
    def to_settle(self) -> list[str]:
        """Every name of a single person in it."""
        return [*self.names, *self.without]

    def settled(self, names: Sequence[str]) -> Self:
        """The same, each name of `to_settle` replaced by the one at its place."""
        count = len(self.names)
        return self._replace(names=tuple(names[:count]), without=tuple(names[count:]))


EVERYBODY = Whom()


def members(
    whom: Whom, reader: Reader, people: Sequence[Person], region: str | None
) -> list[Person]:
    """Everybody named, once each: those named first, in their order.

    Phone numbers written nationally are read as those of `region`.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to a name.
        NotFound: for a tag that nobody has.
        InvalidValue: where nobody is left.
    """
    named = [find_person(name, people, region=region) for name in whom.names]
    found = {**{person.id: person for person in named}, **in_groups(whom, reader, people)}
    for person in left_out(whom, reader, people, region):
        found.pop(person.id, None)
    if not found:
        left = "is left" if named or whom.has_groups else "was named"
        raise InvalidValue(f"Nobody {left}.", "Name somebody, or a group such as @chapter.")
    return list(found.values())


def in_groups(whom: Whom, reader: Reader, people: Sequence[Person]) -> dict[int, Person]:
    """Everybody in the groups that are named, by id.

    Raises:
        NotFound: for a tag that nobody has, or an event at which nobody was.
    """
    groups = [_tagged(tag, reader, people, archived=whom.archived) for tag in whom.tags]
    groups += [_guests(one, reader, people, archived=whom.archived) for one in whom.events]
    return {person.id: person for group in groups for person in group}


def by_name_of_event(whom: Whom, reader: Reader, people: Sequence[Person], desk: Desk) -> Whom:
    """The same, where a name that nobody has and an event has means who was there.

    Raises:
        Ambiguous: where several people, or no person and several events, are called so.
    """
    region = desk.settings.region
    unknown = [name for name in whom.names if match_person(name, people, region=region) is None]
    known = [name for name in whom.names if name not in unknown]
    found: list[int] = []
    for name in unknown:
        held = [event for event in reader.events(desk.today) if fold(event.name) == fold(name)]
        if len(held) > 1:
            dated = {str(Id("e", e.id or 0)): f"{e.name}, {say_date(e.on)}" for e in held}
            labels = {one: f"{one} {label}" for one, label in dated.items()}
            raise Ambiguous(name, labels, "events")
        found += [event.id for event in held if event.id is not None]
        known += [] if held else [name]
    return whom._replace(names=tuple(known), events=(*whom.events, *found))


def left_out(
    whom: Whom, reader: Reader, people: Sequence[Person], region: str | None
) -> list[Person]:
    """Everybody left out; a name means somebody in its groups before others.

    Raises:
        Ambiguous: where several people answer to a name.
        NotFound: for a name or tag that nobody has: nobody is added to be left out.
    """
    inside = list(in_groups(whom, reader, people).values())
    alone = [_left_out(name, inside, people, region) for name in whom.without]
    groups = (_tagged(t, reader, people, archived=whom.archived) for t in whom.without_tags)
    return alone + [person for group in groups for person in group]


def _left_out(
    name: str, inside: Sequence[Person], people: Sequence[Person], region: str | None
) -> Person:
    person = match_person(name, inside, region=region) or match_person(name, people, region=region)
    if person is None:
        raise NotFound(
            f"Nobody is called “{clean_name(name)}”, so --except leaves nobody out.",
            "Correct the name after --except.",
        )
    return person


def _tagged(tag: str, reader: Reader, people: Sequence[Person], *, archived: bool) -> list[Person]:
    ids = set(reader.tagged(tag, archived=archived))
    if not ids:
        raise _nobody(tag, reader, archived=archived)
    return [person for person in people if person.id in ids]


def _guests(
    number: int, reader: Reader, people: Sequence[Person], *, archived: bool
) -> list[Person]:
    occasion, one = reader.event(number), Id("e", number)
    if occasion is None:
        raise NotFound(f"The ledger has no event {one}.", 'Find it: farmer find "spring fair"')
    there = set(occasion.contact_ids)
    found = [p for p in people if p.id in there and p.archived == archived]
    if not found:
        raise NotFound(f"Of those at {one}, nobody is left who is not archived.", "Name somebody.")
    return found


def _nobody(tag: str, reader: Reader, *, archived: bool) -> NotFound:
    known = list(reader.tags())
    if not known:
        return NotFound(f"Nobody is tagged @{tag}.", f"Tag somebody first: farmer tag NAME @{tag}")
    if tag in known:
        said = f"Nobody tagged @{tag} is archived." if archived else f"@{tag} is all archived."
        return NotFound(said, "See who: farmer list --archived")
    listed = say_list([f"@{other}" for other in known], "or")
    return NotFound(f"Nobody is tagged @{tag}.", f"The tags there are: {listed}.")
