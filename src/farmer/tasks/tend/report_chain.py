"""Who led to whom, and the requests of both directions: by person, never by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import REQUESTER
from farmer.referrals.states import INTRODUCE, RECEIVED, Direction
from farmer.scoring.score import verdict_of
from farmer.tasks.person import Named
from farmer.tasks.refer.request_list import requests_shown
from farmer.tasks.refer.request_shown import closed_by
from farmer.tasks.tend.ties import RollTie, named
from farmer.tasks.tend.today import request_then

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedRequest
    from farmer.model import Contact


class Lead(NamedTuple):
    """One person of a tree that is told from its roots on, each before those they led you to.

    Attributes:
        verdict, score: what became of it so far; None where they are archived.
        closed: by currency, business of theirs that somebody's introduction closed for you.
        leads: whether those they led you to come next.
        closes: how many branches end with them.
    """

    person: Named
    verdict: str | None
    score: float | None
    closed: Mapping[str, int]
    leads: bool
    closes: int


class IntroductionLine(NamedTuple):
    """An introduction: whose wish, whom they are to meet, and what came of it.

    Attributes:
        direction: ``given``, where `person` asked you; ``received``, where you asked them.
        person: who asked or was asked; None once forgotten.
        target: whom it is to; None where the ledger has only `target_words`.
    """

    direction: Direction
    person: Named | None
    target: Named | None
    target_words: str
    need: str
    state: str
    since: date


def requests_up_to(reader: Reader, on: date) -> list[RecordedRequest]:
    """Every request as it stood at the end of a day, those left out that were asked later."""
    found = (request_then(each, on) for each in reader.requests())
    return [each for each in found if each is not None]


def introductions(
    reader: Reader, found: Sequence[RecordedRequest], on: date
) -> tuple[IntroductionLine, ...]:
    """Those requests, the one that waits longest first."""
    if not found:
        return ()
    return tuple(
        IntroductionLine(
            request.direction,
            request.person,
            request.target,
            request.target_words,
            request.need,
            request.state,
            request.waiting_since,
        )
        for request in requests_shown(reader, found, reader.people(), on)
    )


def leads(
    reader: Reader,
    ties: Mapping[int, RollTie],
    found: Sequence[RecordedRequest],
    on: date,
) -> tuple[Lead, ...]:
    """Who led to whom, as trees; `ties` are those with whoever is not archived, by number."""
    met = reader.met_through()
    known = _known(reader, ties, _of_trees(met, found), on)
    through: dict[int, int] = {}
    closed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for each in found:
        life = each.request
        if life.direction == RECEIVED and life.target_id in known:
            closed[life.target_id].update(closed_by(life))
            if life.person_id in known and any(step.step == INTRODUCE for step in life.steps):
                through[life.target_id] = life.person_id
    for contact in met:
        by_then = contact.met_on is None or contact.met_on <= on
        if by_then and contact.id in known and contact.met_through_id in known:
            through[contact.id] = contact.met_through_id

    def lead(number: int, branches: bool, closes: int) -> Lead:
        score = ties[number].score(REQUESTER, on) if number in ties else None
        return Lead(
            known[number],
            None if score is None else verdict_of(score),
            score,
            dict(closed[number]),
            branches,
            closes,
        )

    return tuple(lead(*each) for each in trees_of(through))


def _of_trees(met: Iterable[Contact], found: Iterable[RecordedRequest]) -> set[int]:
    """The numbers of whoever may stand in a tree."""
    numbers = {each.request.person_id for each in found}
    numbers |= {each.request.target_id for each in found}
    numbers |= {contact.id for contact in met} | {contact.met_through_id for contact in met}
    return {number for number in numbers if number is not None}


def _known(
    reader: Reader, ties: Mapping[int, RollTie], numbers: Iterable[int], on: date
) -> dict[int, Named]:
    """Those of the `numbers` who are in the ledger's story on that day, archived ones too.

    Whoever is only known of is not: you never met.
    """
    wanted = sorted(numbers)
    people = reader.people_of([number for number in wanted if number not in ties])
    found = {}
    for number in wanted:
        person = people.get(number)
        if number in ties:
            found[number] = named(ties[number].contact)
        elif person and person.archived and not person.known_of:
            contact = reader.contact(number)
            if contact and (contact.added_on is None or contact.added_on <= on):
                found[number] = Named.by_id(number, contact.name)
    return found


def trees_of(through: Mapping[int, int]) -> Iterator[tuple[int, bool, int]]:
    """Everybody of the trees, with whether somebody comes below them and how many branches end.

    Who led to each other in a circle begins with the lowest number.
    """
    below: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(through):
        below[through[number]].append(number)
    told: set[int] = set()
    for begin in [*sorted(below.keys() - through.keys()), *sorted(through)]:
        if begin in told:
            continue
        start = _first_of_circle(begin, through) if begin in through else begin
        waiting = [(start, 0)]
        while waiting:
            number, ends = waiting.pop()
            told.add(number)
            next_ = [each for each in below[number] if each not in told]
            told.update(next_)
            yield number, bool(next_), 0 if next_ else ends
            # The last of a branch ends it, and whatever its own end would have ended.
            waiting += reversed([(each, ends + 1 if each == next_[-1] else 0) for each in next_])


def _first_of_circle(number: int, through: Mapping[int, int]) -> int:
    """The lowest number of the circle in which it ends whoever led to whom."""
    climbed: list[int] = []
    while number not in climbed:
        climbed.append(number)
        number = through[number]
    return min(climbed[climbed.index(number) :])
