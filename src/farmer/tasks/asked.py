"""What colleagues of a team ask of each other, as it lies on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict
from farmer.ids import Id
from farmer.referrals.states import ANSWERS, ASK_TARGET, StepTaken
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.team import place as places
from farmer.team.asking import Answering, ColleagueAsking
from farmer.team.keys import name_token
from farmer.text import fold
from farmer.wording import capitalised

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.team.place import Place
    from farmer.team.rows import PassedRow


class AskedOfMe(NamedTuple):
    """A colleague asks you for a yes.

    Attributes:
        id: of the question, in the team.
        asker: the colleague.
        number: of the request in their ledger, such as ``r7``, by which it is answered.
        on: when it was asked.
        who, company: for whom.
        to, person: whom they want to meet, and that one's id elsewhere where you told of them.
        need: what for.
        until: where you said *later*, the day from which it may be asked again.
    """

    id: str
    asker: str
    number: str
    on: date
    who: str
    company: str
    to: str
    person: str
    need: str
    until: date | None = None


def asked_of_me(desk: Desk) -> tuple[AskedOfMe, ...]:
    """What waits for your answer, the oldest first; also what you answered with *later*."""
    place = places.find(desk.ledger.place) if desk.veiled is None else None
    if place is None:
        return ()
    said = {(each.asker, each.id): Answering.read(each.body) for each in place.answers}
    found = []
    for row in place.passed:
        asking, mine = ColleagueAsking.read(row.body), said.get((row.keeper, row.id))
        if asking is None or asking.ended or (mine and mine.until is None):
            continue
        found.append(AskedOfMe(row.id, row.keeper, *asking[:7], until=mine.until if mine else None))
    return tuple(sorted(found, key=lambda each: (each.on, each.asker, each.number)))


def asked_today(desk: Desk) -> tuple[AskedOfMe, ...]:
    """The same but for what was put off to a later day."""
    on = desk.today
    return tuple(each for each in asked_of_me(desk) if not each.until or each.until <= on)


def asked_colleagues(desk: Desk, reader: Reader, requests: Iterable[str]) -> dict[str, str]:
    """By the id of a request, such as ``r7``, which colleague this machine asked for a yes to it.

    Of those `requests`, and without any for which nobody was asked.
    """
    asks = places.get(desk.ledger.place).asks
    return _by_request(reader, requests, {each.request: each.colleague for each in asks})


def answered_colleagues(desk: Desk, reader: Reader, requests: Iterable[str]) -> dict[str, str]:
    """The same of requests that came of a yes to a colleague's question: whose that was."""
    answers = places.get(desk.ledger.place).answers
    return _by_request(reader, requests, {each.request: each.asker for each in answers})


def check_is_mine(desk: Desk, reader: Reader, request_id: int, taken: StepTaken) -> None:
    """Refuse a step that is a colleague's to take.

    Raises:
        Conflict: for what the target is asked, or says, where a colleague was asked.
    """
    one = str(Id("r", request_id))
    if taken.step in (ASK_TARGET, *ANSWERS) and (asked := asked_colleagues(desk, reader, [one])):
        who = capitalised(asked[one])
        raise Conflict(
            f"That answer is {who}'s to give, who was asked for it.",
            f"The answer comes by farmer team sync. Without {who}: farmer request withdraw {one}",
        )


def passed_of(place: Place, rows: Iterable[PassedRow]) -> tuple[PassedRow, ...]:
    """What is kept here of what colleagues ask and answer: nothing of whom this ledger forgot."""
    forgotten = set(place.forgotten)
    return tuple(each for each in rows if forgotten.isdisjoint(_names(place, each)))


def without_the_forgotten(place: Place) -> Place:
    """The same without what is asked of one of them, and what was answered to that."""
    kept = passed_of(place, place.passed)
    gone = {(each.keeper, each.id) for each in place.passed if each not in kept}
    answers = tuple(each for each in place.answers if (each.asker, each.id) not in gone)
    return replace(place, passed=kept, answers=answers)


def _by_request(reader: Reader, requests: Iterable[str], who: Mapping[str, str]) -> dict[str, str]:
    """The colleagues `who` by the id of a request elsewhere, by its id here."""
    if not who:
        return {}
    elsewhere = outside_ids(reader)
    keys = {one: elsewhere.name_of(Id("r", int(one[1:]))) for one in requests}
    return {one: who[key] for one, key in keys.items() if key in who}


def _names(place: Place, row: PassedRow) -> list[str]:
    asking = ColleagueAsking.read(row.body)
    names = (asking.who, asking.to) if asking else ()
    return [name_token(place.key, fold(name)) for name in names]
