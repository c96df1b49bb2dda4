"""What goes between two colleagues at a sync: questions, answers, and how it turned out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from farmer.ids import Id
from farmer.ledger.recorded import RecordedRequest, RecordedStep
from farmer.referrals.states import Request, StepTaken
from farmer.tasks.asked import question_of
from farmer.tasks.correct.undo import ANSWERED_WORDS
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.team.asking import TOLD_ON, Answering, ColleagueAsking
from farmer.team.place import AskedOfColleague, Place
from farmer.team.rows import PassedRow

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

_ENDED = ("declined", "withdrawn")


def to_pass(desk: Desk, reader: Reader, place: Place) -> dict[str, tuple[str, str]]:
    """By the id of a question, who is asked or answered, and what is said.

    A question whose request is gone from the ledger, or whose asker was forgotten, is taken back.
    """
    if not (place.asks or place.answers):
        return {}
    requests = _requests(reader)
    people = {person.id: person for person in reader.people(addresses=False)}
    found: dict[str, tuple[str, str]] = {}
    for asked in place.asks:
        recorded = requests.get(asked.request)
        person = people.get(recorded.request.person_id or 0) if recorded else None
        if recorded and person and recorded.request.target:
            life = recorded.request
            question = question_of(recorded, person, told_of=asked.person)
            asking = ColleagueAsking(
                **vars(question), steps=_told_on(life), ended=life.state in _ENDED
            )
            found[asked.id] = (asked.colleague, asking.text)
    for answered in place.answers:
        said = Answering.read(answered.body)
        if said is not None:
            recorded = requests.get(answered.request)
            steps = _told_on(recorded.request) if recorded else ()
            found[answered.id] = (answered.asker, said._replace(steps=steps).text)
    return found


def take_in(desk: Desk, place: Place, rows: Sequence[PassedRow]) -> int:
    """Record what colleagues answered, and how it went on; of how many requests something came."""
    news = _news(place, rows)
    if not news:
        return 0
    with desk.reading() as reader:
        requests = _requests(reader)
    wanted = [
        (requests[key].id, steps)
        for key, told in news
        if key in requests and (steps := _new_steps(requests[key].request, told))
    ]
    if wanted:
        with desk.changing(ANSWERED_WORDS) as change:
            for number, steps in wanted:
                for step in steps:
                    change.add_step(number, RecordedStep(step))
    return len(wanted)


def _news(place: Place, rows: Sequence[PassedRow]) -> list[tuple[str, list[StepTaken]]]:
    """What colleagues say of which request, answers to questions of this machine's only."""
    news: list[tuple[str, list[StepTaken]]] = []
    for asked in place.asks:
        if steps := _answered(asked, rows):
            news.append((asked.request, steps))
    said = {(row.keeper, row.id): row.body for row in rows}
    for answered in place.answers:
        asking = ColleagueAsking.read(said.get((answered.asker, answered.id), ""))
        if asking is not None and answered.request:
            news.append((answered.request, list(asking.steps)))
    return news


def _answered(asked: AskedOfColleague, rows: Sequence[PassedRow]) -> list[StepTaken]:
    """What was answered to a question, each answer from any machine of the colleague's."""
    mine = [row.body for row in rows if (row.keeper, row.id) == (asked.colleague, asked.id)]
    said = [answer for answer in map(Answering.read, mine) if answer is not None]
    said.sort(key=lambda answer: (answer.on, answer.until is None))
    steps = []
    for answer in said:
        steps += [StepTaken(answer.answer, answer.on, answer.note, until=answer.until)]
        steps += answer.steps
    return steps


def _requests(reader: Reader) -> dict[str, RecordedRequest]:
    """The requests of the ledger by their ids elsewhere."""
    ids = outside_ids(reader)
    return {ids.name_of(Id("r", each.id)): each for each in reader.requests()}


def _told_on(life: Request) -> tuple[StepTaken, ...]:
    return tuple(step for step in life.steps if step.step in TOLD_ON)


def _new_steps(life: Request, told: Iterable[StepTaken]) -> list[StepTaken]:
    """Those that can come now, one after the other; of outcomes the first that anybody told."""
    new = []
    for step in told:
        later = replace(step, on=max(step.on, life.last_on))
        is_known = any((each.step, each.until) == (step.step, step.until) for each in life.steps)
        if is_known or step.step not in life.allowed:
            continue
        new.append(later)
        life = replace(life, steps=(*life.steps, later))
    return new
