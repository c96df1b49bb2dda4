"""Finding what was written: in notes, names, addresses, companies, events and GAINS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.clock import by_clock
from farmer.details import THEIRS
from farmer.errors import InvalidValue
from farmer.facts import word_of
from farmer.ids import Id
from farmer.ledger.findings import MARKS
from farmer.people.meant import Person, slip_for
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.tend.find_addresses import AddressFound, find_addresses, may_be_address
from farmer.text import clean

if TYPE_CHECKING:
    from farmer.ledger.findings import Hit
    from farmer.ledger.reader import Reader


class Match(NamedTuple):
    """One place where the words were found.

    Attributes:
        id: of the person, touchpoint, fact or event; for GAINS the person's.
        what: ``person``, ``event``, a kind of touch, a word of ``mark``, or a slot of GAINS.
        person: whom it is about; None for an event.
        on: its day; None for a person.
        excerpt: the text around the match.
        spans: where in the excerpt the matching words are, as pairs of start and end.
        archived: whether the person is archived, or only known of.
        known_of: whether they are only known of.
        other: of a link, the other of the two.
    """

    id: str
    what: str
    person: Named | None
    on: date | None
    excerpt: str
    spans: tuple[tuple[int, int], ...]
    archived: bool
    known_of: bool = False
    other: Named | None = None


class Found(NamedTuple):
    """The answer of ``find``, the best match first; `total` counts those beyond the limit."""

    wanted: str
    matches: tuple[Match, ...]
    total: int


class _Place(NamedTuple):
    """Where a hit is, without the text that matched; a link is about an `other_id`, too."""

    id: str
    what: str
    contact_id: int | None
    on: date | None
    other_id: int | None = None

    @property
    def about(self) -> Iterator[int]:
        """The ids of whom it is about."""
        return (one for one in (self.contact_id, self.other_id) if one is not None)


def find(desk: Desk, wanted: str, *, limit: int | None = None) -> Found:
    """Where every word of `wanted` occurs, or whose address it is, which comes first.

    Words between double quotes stand together.

    Raises:
        InvalidValue: where there is no word in it.
    """
    words = clean(wanted)
    if not any(letter.isalnum() for letter in words):
        raise InvalidValue(
            "There is no word to look for.", 'Type some: farmer find "second office"'
        )
    with desk.reading() as reader:
        everybody = reader.people() if may_be_address(words) else None
        shown = [
            _of_address(each)
            for each in find_addresses(words, everybody or (), desk.settings.region)
        ]
        most = None if limit is None else max(0, limit - len(shown))
        found, people, count = _known_still(reader, words, most, desk.today)
        total = len(shown) + count
        for hit, place in found:
            shown.append(_match(place, people, reader.excerpt(hit, words), desk.clock_day))
        if not total:
            lapsed = reader.lapsed(desk.today)
            everybody = [person for person in reader.people() if person.id not in lapsed]
    if not total and (near := _near(words, everybody or ())):
        desk.notify(f"Did you mean {near}?")
    return Found(words, tuple(shown[:limit]), total)


def _known_still(
    reader: Reader, words: str, most: int | None, on: date
) -> tuple[Sequence[tuple[Hit, _Place]], Mapping[int, Person], int]:
    """The best places, whom they are about, and how many there are.

    There is none about whoever is known of no longer.
    """
    found, people = _placed(reader, reader.search(words, most))
    if not _lapsed(reader, people, on):
        is_all = most is None or len(found) < most
        return found, people, len(found) if is_all else reader.how_many(words)
    # How many of those that are not shown are about them, only all of them tell.
    found, people = _placed(reader, reader.search(words))
    lapsed = _lapsed(reader, people, on)
    known = [each for each in found if lapsed.isdisjoint(each[1].about)]
    return known[:most], people, len(known)


def _placed(
    reader: Reader, hits: Iterable[Hit]
) -> tuple[list[tuple[Hit, _Place]], Mapping[int, Person]]:
    found = [(hit, _PLACES[hit.table](reader, hit.row_id)) for hit in hits]
    return found, reader.people_of({one for _, place in found for one in place.about})


def _lapsed(reader: Reader, people: Mapping[int, Person], on: date) -> set[int]:
    told_of = [person.id for person in people.values() if person.known_of]
    return {*reader.lapsed(on, told_of)} if told_of else set()


def _near(words: str, everybody: Iterable[Person]) -> str | None:
    return slip_for(words, [name for person in everybody for name in person.names])


def _match(
    place: _Place, people: Mapping[int, Person], excerpt: str, clock_day: date | None
) -> Match:
    person = people[place.contact_id] if place.contact_id is not None else None
    return Match(
        place.id,
        place.what,
        Named.of(person) if person else None,
        by_clock(place.on, clock_day) if place.on else None,
        *_marked(excerpt),
        archived=person.archived if person else False,
        known_of=person.known_of if person else False,
        other=Named.of(people[place.other_id]) if place.other_id is not None else None,
    )


def _of_address(found: AddressFound) -> Match:
    person = found.person
    named = Named.of(person)
    return Match(named.id, "person", named, None, found.value, (found.span,), person.archived)


def _marked(excerpt: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The excerpt as plain text, and where the matches are in it."""
    plain, spans, begun = "", [], 0
    begin, end = MARKS
    for letter in " · ".join(line for line in excerpt.split("\n") if line):
        if letter == begin:
            begun = len(plain)
        elif letter == end:
            spans.append((begun, len(plain)))
        else:
            plain += letter
    return plain, tuple(spans)


def _person(_reader: Reader, row_id: int) -> _Place:
    return _Place(str(Id("c", row_id)), "person", row_id, None)


def _former(reader: Reader, row_id: int) -> _Place:
    found = reader.former_of(row_id)
    assert found is not None  # the index holds only what there is
    contact_id, _ = found
    return _Place(str(Id("c", contact_id)), "person", contact_id, None)


def _detail(reader: Reader, row_id: int) -> _Place:
    found = reader.detail_of(row_id)
    assert found is not None
    contact_id, _ = found
    return _Place(str(Id("c", contact_id)), "person", contact_id, None)


def _touchpoint(reader: Reader, row_id: int) -> _Place:
    found = reader.touchpoint(row_id)
    assert found is not None
    return _Place(str(Id("t", row_id)), found.touch.kind, found.contact_id, found.touch.on)


def _fact(reader: Reader, row_id: int) -> _Place:
    found = reader.fact(row_id)
    assert found is not None
    return _Place(str(Id("f", row_id)), word_of(found.fact.what), found.contact_id, found.fact.on)


def _event(reader: Reader, row_id: int) -> _Place:
    found = reader.event(row_id)
    assert found is not None
    return _Place(str(Id("e", row_id)), "event", None, found.event.on)


def _gain(reader: Reader, row_id: int) -> _Place:
    found = reader.gain(row_id)
    assert found is not None
    contact_id, gain = found
    what = gain.slot if gain.whose == THEIRS else f"your {gain.slot}"
    return _Place(str(Id("c", contact_id)), what, contact_id, gain.on)


def _request(reader: Reader, row_id: int) -> _Place:
    found = reader.request(row_id)
    assert found is not None
    return _Place(
        str(Id("r", row_id)), "request", found.request.person_id, found.request.steps[0].on
    )


def _request_step(reader: Reader, row_id: int) -> _Place:
    request_id = reader.request_of_step(row_id)
    assert request_id is not None
    return _request(reader, request_id)


def _promise(reader: Reader, row_id: int) -> _Place:
    found = reader.promise(row_id)
    assert found is not None
    return _Place(str(Id("p", row_id)), "promise", found.contact_id, found.promise.made_on)


def _link(reader: Reader, row_id: int) -> _Place:
    found = reader.link(row_id)
    assert found is not None
    return _Place(str(Id("k", row_id)), "link", found.contact_id, found.link.on, found.other_id)


_PLACES: dict[str, Callable[[Reader, int], _Place]] = {
    "contact": _person,
    "former": _former,
    "detail": _detail,
    "touchpoint": _touchpoint,
    "fact": _fact,
    "event": _event,
    "gains": _gain,
    "request": _request,
    "request_step": _request_step,
    "promise": _promise,
    "link": _link,
}
