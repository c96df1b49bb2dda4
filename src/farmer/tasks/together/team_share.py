"""What is told to a team: of whom, and to whom. Nothing is until somebody says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, InvalidValue
from farmer.ids import Id
from farmer.model import NEVER_SHARED
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.person import Named
from farmer.tasks.whom import Whom, members
from farmer.team import place as places
from farmer.team.place import Place, Sharing
from farmer.team.rows import EVIDENCE, STANDING, WORDS
from farmer.text import parse_tag
from farmer.wording import say_list

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.people.meant import Person

# To whom something is told that everybody in the team may read.
EVERYBODY_IN_IT = "*"


class TellingOf(NamedTuple):
    """What is told of one person, or of everybody with a tag.

    Attributes:
        whom: the tag with its @, or the person's name.
        id: of the person, such as ``c7``; empty for a tag.
        people: of how many people something is told by it.
        audience: to whom; empty for everybody in the team.
        evidence, words: to which members more is told: what it rests on, and the notes.
    """

    whom: str
    id: str
    people: int
    audience: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class SharingChanged(NamedTuple):
    """The answer of ``team share``: what was asked for, and what is told now, of how many.

    Attributes:
        asked: the names and tags.
        audience: to whom; empty for everybody in the team.
        stopped: whether it is told no more.
        more: what it is about beside the standing: evidence, words.
        tellings, people: everything that is told now, and of how many people.
        never: who is told of to nobody from now on, because they asked so.
    """

    asked: tuple[str, ...]
    audience: tuple[str, ...]
    stopped: bool
    tellings: tuple[TellingOf, ...]
    people: int
    never: tuple[Named, ...] = ()
    more: tuple[str, ...] = ()


def share(
    desk: Desk,
    whom: Whom,
    audience: Sequence[str],
    *,
    stop: bool = False,
    more: Sequence[str] = (),
) -> SharingChanged:
    """Tell the team how you stand with somebody, or with everybody who has a tag; or `stop` it.

    The `audience` are some members, or none for everybody in the team. `more` is what they are told
    beside it, of `EVIDENCE` and `WORDS`; where it is stopped, only that is.

    Raises:
        NoTeam: where the ledger is in none.
        Unknown, Ambiguous, NotFound: for a name that nobody or several have, a tag that nobody has.
        InvalidValue: for a member that there is not; for more that is told to nobody by name.
        Conflict: for whom nobody may be told of.
    """
    place = places.get(desk.ledger.place)
    audience = _checked(place, audience)
    if not stop:
        _check_by_name(whom, audience, more)
    with desk.reading() as reader:
        people = _meant(desk, reader, whom)
        ids = outside_ids(reader)
        by_id = {ids.name_of(Id("c", person.id)): person for person in people}
        tags = [f"@{tag}" for tag in whom.tags]
        wanted = [*tags, *by_id]
        if not stop:
            _check_may(desk, reader, tags, people)

        def changed(now: Place) -> Place:
            if not stop:
                return _begun(now, wanted, audience, more)
            now = _stopped(now, wanted, audience, more)
            if audience or more:
                return now
            told = everybody_told(desk, reader, now)
            still = [key for key, person in by_id.items() if person.id in told]
            return replace(now, withheld=tuple(dict.fromkeys((*now.withheld, *still))))

        place = places.change(desk.ledger.place, changed)
        told = everybody_told(desk, reader, place)
        tellings = sharing(reader, place, told)
    asked = (*tags, *(person.name for person in people))
    return SharingChanged(asked, tuple(audience), stop, tellings, len(told), more=tuple(more))


def everybody_told(
    desk: Desk, reader: Reader, place: Place, part: str = STANDING
) -> dict[int, frozenset[str]]:
    """Of whom that is told, and to whom: to `EVERYBODY_IN_IT`, or to the members named.

    Nobody is who asked not to be, has the private tag, is archived, or is only known of.
    """
    if not place.shares:
        return {}
    people, keys = _everybody(reader)
    hidden = _hidden(desk, reader)
    withheld = {keys[key] for key in place.withheld if key in keys}
    found: dict[int, set[str]] = {}
    for each in place.shares:
        for number in _whom(reader, each, keys) if each.part == part else ():
            person = people[number]
            if not (number in hidden or number in withheld or person.archived or person.known_of):
                found.setdefault(number, set()).add(each.audience)
    everybody = frozenset((EVERYBODY_IN_IT,))
    return {
        number: everybody if EVERYBODY_IN_IT in audience else frozenset(audience)
        for number, audience in found.items()
    }


def sharing(reader: Reader, place: Place, told: Collection[int]) -> tuple[TellingOf, ...]:
    """What is told, a line for each tag and each person, in the order in which it was said.

    Of `told`, who are all of whom something is told.
    """
    people, keys = _everybody(reader)
    audiences: dict[str, dict[str, list[str]]] = {}
    for each in place.shares:
        audiences.setdefault(each.whom, {}).setdefault(each.part, []).append(each.audience)
    found = []
    for whom, parts in audiences.items():
        audience = parts.get(STANDING, [])
        numbers = [n for n in _whom(reader, Sharing(whom, ""), keys) if n in told]
        if whom.startswith("@"):
            name, one = whom, ""
        elif whom in keys:
            named = Named.of(people[keys[whom]])
            name, one = named.name, named.id
        else:  # who was merged into another, or is in a ledger that was put aside
            continue
        named_only = () if EVERYBODY_IN_IT in audience else tuple(sorted(audience))
        more = (tuple(sorted(parts.get(part, ()))) for part in (EVIDENCE, WORDS))
        found.append(TellingOf(name, one, len(numbers), named_only, *more))
    return tuple(found)


def _hiding(desk: Desk) -> tuple[str, ...]:
    """The tags of whom nobody is told, whatever else is said."""
    return NEVER_SHARED, parse_tag(desk.settings.private)


def _hidden(desk: Desk, reader: Reader) -> set[int]:
    return {number for tag in _hiding(desk) for number in reader.tagged(tag)}


def _everybody(reader: Reader) -> tuple[dict[int, Person], dict[str, int]]:
    """The people of the ledger by their number, and their numbers by their ids elsewhere."""
    people = {person.id: person for person in reader.people(addresses=False)}
    ids = outside_ids(reader)
    return people, {ids.name_of(Id("c", number)): number for number in people}


def _whom(reader: Reader, each: Sharing, keys: Mapping[str, int]) -> list[int]:
    if each.whom.startswith("@"):
        return reader.tagged(parse_tag(each.whom))
    return [keys[each.whom]] if each.whom in keys else []


def _meant(desk: Desk, reader: Reader, whom: Whom) -> list[Person]:
    """The people who are named, themselves and not by a tag; a tag that nobody has is refused."""
    everybody, region = reader.people(), desk.settings.region
    members(whom, reader, everybody, region)
    by_name = whom._replace(tags=())
    return members(by_name, reader, everybody, region) if by_name.names else []


def _checked(place: Place, audience: Iterable[str]) -> list[str]:
    """The members who are named, each of whom was in the team at the last sync."""
    named = [name.strip().casefold() for name in audience]
    others = [member for member in place.members if member != place.me]
    for name in named:
        if name not in others:
            known = f"The others are: {say_list(others)}." if others else "Nobody else is in it."
            raise InvalidValue(
                f"Nobody else in the team is called “{name}”.", f"{known} farmer team sync asks."
            )
    return list(dict.fromkeys(named))


def _check_may(desk: Desk, reader: Reader, tags: Sequence[str], people: Sequence[Person]) -> None:
    hiding = _hiding(desk)
    for tag in hiding:
        if f"@{tag}" in tags:
            raise Conflict(f"Nobody is told of @{tag}.", "Share another tag, or somebody by name.")
    for person in people:
        theirs = next((tag for tag in hiding if tag in reader.tags_of(person.id)), None)
        if theirs is not None:
            raise Conflict(
                f"{person.name} is @{theirs}, so nobody is told of them.",
                f"If they may be told of: farmer tag {Named.of(person).id} @{theirs} --remove",
            )
        if person.known_of:
            raise Conflict(
                f"You only know of {person.name}: there is no standing to tell.",
                f"Once you have talked: farmer log {Named.of(person).id}",
            )
        if person.archived:
            raise Conflict(
                f"{person.name} is archived, so nobody is told of them.",
                f"To bring them back: farmer archive --back {Named.of(person).id}",
            )


def _check_by_name(whom: Whom, audience: Sequence[str], more: Sequence[str]) -> None:
    if more and not audience:
        raise InvalidValue(
            "More than the standing is told to members by name.",
            f"Say to whom: farmer team share NAME --to MEMBER --{more[0]}",
        )
    if WORDS in more and whom.tags:
        raise InvalidValue(
            f"Notes are told of people by name, not of @{whom.tags[0]}.",
            "Name them: farmer team share NAME --to MEMBER --words",
        )


def _begun(
    place: Place, wanted: Sequence[str], audience: Sequence[str], more: Sequence[str]
) -> Place:
    """With what is to be told; to everybody takes the place of to some."""
    shares = list(place.shares)
    for whom in wanted:
        shares += [Sharing(whom, name, part) for part in more for name in audience]
        to_all = Sharing(whom, EVERYBODY_IN_IT)
        if to_all in shares:
            continue
        if not audience:
            shares = [each for each in shares if each.whom != whom or each.part != STANDING]
        shares += [Sharing(whom, name) for name in audience or (EVERYBODY_IN_IT,)]
    withheld = tuple(key for key in place.withheld if key not in wanted)
    return replace(place, shares=tuple(dict.fromkeys(shares)), withheld=withheld)


def _stopped(
    place: Place, wanted: Sequence[str], audience: Sequence[str], more: Sequence[str]
) -> Place:
    """Without it, or only without `more`: for everybody, or for those members."""
    if (
        audience
        and not more
        and any(Sharing(whom, EVERYBODY_IN_IT) in place.shares for whom in wanted)
    ):
        raise Conflict(
            "That is told to everybody in the team.",
            "Stop it for all, then tell some: farmer team share NAME --stop, and --to MEMBER",
        )
    shares = tuple(
        each
        for each in place.shares
        if each.whom not in wanted
        or (audience and each.audience not in audience)
        or (more and each.part not in more)
    )
    return replace(place, shares=shares)
