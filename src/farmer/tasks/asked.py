"""What colleagues of a team ask of each other, as it lies on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from farmer.errors import Conflict
from farmer.ids import Id
from farmer.referrals.states import ANSWERS, ASK_TARGET, TARGET_YES, StepTaken
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.team import place as places
from farmer.team.asking import Answering, ColleagueAsking, ColleagueQuestion
from farmer.team.keys import name_token
from farmer.text import fold
from farmer.wording import capitalised

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedRequest
    from farmer.people.meant import Person
    from farmer.team.place import Place
    from farmer.team.rows import PassedOn, PassedRow

_Passed = TypeVar("_Passed", "PassedRow", "PassedOn")


@dataclass(frozen=True)
class AskedOfMe(ColleagueQuestion):
    """A colleague asks you for a yes, which is given by the number of the request.

    Attributes:
        id: of the question, in the team.
        asker: the colleague.
        until: where you said *later*, the day from which it may be asked again.
    """

    id: str
    asker: str
    until: date | None = None


def asked_of_me(desk: Desk) -> tuple[AskedOfMe, ...]:
    """What waits for your answer, the oldest first; also what you answered with *later*."""
    place = places.find(desk.ledger.place) if desk.veiled is None else None
    if place is None:
        return ()
    said = _answers(place)
    found = []
    for row in place.passed:
        asking, mine = ColleagueAsking.read(row.body), said.get((row.keeper, row.id), [])
        if asking is None or asking.ended or not all(each.until for each in mine):
            continue
        until = max((each.until for each in mine if each.until), default=None)
        found.append(AskedOfMe(**_question(asking), id=row.id, asker=row.keeper, until=until))
    return tuple(sorted(found, key=lambda each: (each.on, each.asker, each.number)))


def asked_today(desk: Desk) -> tuple[AskedOfMe, ...]:
    """The same but for what was put off to a later day."""
    on = desk.today
    return tuple(each for each in asked_of_me(desk) if not each.until or each.until <= on)


def asked_colleagues(desk: Desk, reader: Reader, requests: Iterable[str]) -> dict[str, str]:
    """By the id of a request, such as ``r7``, which colleague was asked for a yes to it.

    Of those `requests`, and without any for which nobody was asked, from this machine or another.
    """
    place = places.get(desk.ledger.place)
    here = {each.request: each.colleague for each in place.asks}
    return {
        **_asked_elsewhere(place, reader, requests),
        **_by_request(reader, requests, here),
    }


def answered_colleagues(desk: Desk, reader: Reader, requests: Iterable[str]) -> dict[str, str]:
    """The same of requests that came of a yes to a colleague's question: whose that was."""
    place = places.get(desk.ledger.place)
    here = {each.request: each.asker for each in place.answers}
    return {
        **_answered_elsewhere(place, reader, requests),
        **_by_request(reader, requests, here),
    }


def question_of(recorded: RecordedRequest, who: Person, *, told_of: str = "") -> ColleagueQuestion:
    """What a colleague is asked for a request, which is for `who`."""
    life = recorded.request
    return ColleagueQuestion(
        str(Id("r", recorded.id)),
        life.steps[0].on,
        who.name,
        who.company,
        life.target,
        told_of,
        recorded.need,
    )


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


def passed_of(place: Place, rows: Iterable[_Passed]) -> tuple[_Passed, ...]:
    """What is kept here of what is asked and answered: nothing of whom this ledger forgot."""
    forgotten = set(place.forgotten)
    return tuple(each for each in rows if forgotten.isdisjoint(_names(place, each)))


def without_the_forgotten(place: Place) -> Place:
    """The same without what is asked of one of them, and what was answered to that."""
    kept = passed_of(place, place.passed)
    gone = {(each.keeper, each.id) for each in place.passed if each not in kept}
    answers = tuple(each for each in place.answers if (each.asker, each.id) not in gone)
    elsewhere = passed_of(place, place.passed_elsewhere)
    elsewhere = tuple(each for each in elsewhere if (each.reader, each.id) not in gone)
    return replace(place, passed=kept, answers=answers, passed_elsewhere=elsewhere)


def _question(asking: ColleagueQuestion) -> dict[str, Any]:
    """What is asked, without what is known beside it."""
    return {field.name: getattr(asking, field.name) for field in fields(ColleagueQuestion)}


def _answers(place: Place) -> dict[tuple[str, str], list[Answering]]:
    """What was answered to a question of whom, of that id, from any machine of one's own."""
    here = [((each.asker, each.id), each.body) for each in place.answers]
    elsewhere = [((each.reader, each.id), each.body) for each in place.passed_elsewhere]
    found: dict[tuple[str, str], list[Answering]] = {}
    for key, body in (*here, *elsewhere):
        if said := Answering.read(body):
            found.setdefault(key, []).append(said)
    return found


def _asked_elsewhere(place: Place, reader: Reader, requests: Iterable[str]) -> dict[str, str]:
    """Which of the requests a colleague was asked for from another machine: known by what it says.

    Two copies of a ledger may number a request each in its own way.
    """
    read = ((each.reader, ColleagueAsking.read(each.body)) for each in place.passed_elsewhere)
    asked = {_gist(asking): colleague for colleague, asking in read if asking}
    found = {}
    for one, recorded in _recorded(reader, requests if asked else ()):
        person = reader.person(recorded.request.person_id or 0)
        if person is None:
            continue
        as_sent = ColleagueAsking.read(ColleagueAsking(**vars(question_of(recorded, person))).text)
        if as_sent and (colleague := asked.get(_gist(as_sent))):
            found[one] = colleague
    return found


def _answered_elsewhere(place: Place, reader: Reader, requests: Iterable[str]) -> dict[str, str]:
    """Which of the requests came of a yes that another machine gave to a colleague."""
    said = _answers(place)
    agreed = {}
    for row in place.passed:
        asking, mine = ColleagueAsking.read(row.body), said.get((row.keeper, row.id), [])
        for each in mine if asking else ():
            if asking and each.answer == TARGET_YES:
                agreed[min(asking.on, each.on), capitalised(row.keeper), asking.need] = row.keeper
    found = {}
    for one, recorded in _recorded(reader, requests if agreed else ()):
        key = (recorded.request.steps[0].on, recorded.via, recorded.need)
        if key in agreed:
            found[one] = agreed[key]
    return found


def _recorded(reader: Reader, requests: Iterable[str]) -> Iterator[tuple[str, RecordedRequest]]:
    for one in requests:
        recorded = reader.request(int(one[1:]))
        if recorded and recorded.request.steps:
            yield one, recorded


def _gist(asked: ColleagueQuestion) -> tuple[date, str, str, str]:
    """What a question says, however the two copies number it."""
    return asked.on, fold(asked.who), fold(asked.to), asked.need


def _by_request(reader: Reader, requests: Iterable[str], who: Mapping[str, str]) -> dict[str, str]:
    """The colleagues `who` by the id of a request elsewhere, by its id here."""
    if not who:
        return {}
    elsewhere = outside_ids(reader)
    keys = {one: elsewhere.name_of(Id("r", int(one[1:]))) for one in requests}
    return {one: who[key] for one, key in keys.items() if key in who}


def _names(place: Place, row: PassedRow | PassedOn) -> list[str]:
    asking = ColleagueAsking.read(row.body)
    names = (asking.who, asking.to) if asking else ()
    return [name_token(place.key, fold(name)) for name in names]
