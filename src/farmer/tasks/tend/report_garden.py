"""The whole field at a glance: who is where in it, what happened, who led to whom, what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.facts import word_of
from farmer.ids import Id
from farmer.model import REQUESTER
from farmer.scoring.cold import Status
from farmer.scoring.score import Phase
from farmer.scoring.weights import is_counted
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.refer.request_list import requests_shown
from farmer.tasks.tend.list_ import ListedPerson, line_of
from farmer.tasks.tend.ties import RollTie, ties
from farmer.tasks.tend.today import Today, due_of

if TYPE_CHECKING:
    from farmer.ledger.outside import OutsideIds
    from farmer.ledger.reader import Reader

# Who is drawn, and told of: as many as an eye can tell apart, those who matter most.
DRAWN = 300
HAPPENINGS_TOLD = 6
LACKS_TOLD = 2
MONTHS = 12


class StoryLine(NamedTuple):
    """One thing that happened with somebody."""

    on: date
    what: str
    note: str


class Plant(NamedTuple):
    """One person of the field.

    Attributes:
        number: their id.
        anchor: the same in a page that stands beside another ledger's.
        warmth: from 0 to 1, beside the warmest of all.
        story: the latest of what happened, the newest first.
        lacks: why it is not farmed, the first reasons of `check`.
    """

    number: int
    anchor: str
    name: str
    company: str
    phase: Phase
    verdict: str
    score: float
    status: Status
    last_on: date
    elapsed_days: int
    warmth: float
    story: tuple[StoryLine, ...]
    lacks: tuple[str, ...]


class MonthCounts(NamedTuple):
    """What one month was made of; `first` is its first day."""

    first: date
    contacts: int
    facts: int
    requests: int


class Lead(NamedTuple):
    """Somebody whom you met through somebody else."""

    through: str
    person: str


class IntroductionLine(NamedTuple):
    """An introduction: who asked, for whom, and what came of it."""

    asker: str
    target: str
    need: str
    state: str
    since: date


class Task(NamedTuple):
    """Something that is due."""

    sort: str
    who: str
    what: str
    on: date | None


class Garden(NamedTuple):
    """The answer of ``report``.

    Attributes:
        plants: who is drawn, the highest score first.
        met: how many there was real contact with; `unmet` how many there was none with.
        redacted: whether names and words are left out.
    """

    as_of: date
    plants: tuple[Plant, ...]
    met: int
    unmet: int
    months: tuple[MonthCounts, ...]
    leads: tuple[Lead, ...]
    requests: tuple[IntroductionLine, ...]
    due: tuple[Task, ...]
    redacted: bool = False

    @property
    def undrawn(self) -> int:
        """How many there was contact with who are not drawn."""
        return self.met - len(self.plants)


def garden(desk: Desk) -> Garden:
    """Everybody and everything that the page shows, as it is today."""
    with desk.reading() as reader:
        everybody = ties(desk, reader, desk.today)
        lines = [(tie, line_of(tie, desk.today)) for tie in everybody]
        met = [(tie, line) for tie, line in lines if line.last_on is not None]
        met.sort(key=lambda pair: (-pair[1].score, pair[1].person.name))
        warmest = max((tie.silent(desk.today).warmth or 0.0 for tie, _ in met), default=1.0)
        ids = outside_ids(reader)
        plants = tuple(_plant(desk, reader, ids, *pair, warmest) for pair in met[:DRAWN])
        leads = _leads(reader)
        requests = requests_shown(reader, reader.requests(), reader.people(), desk.today)
        due = due_of(desk, reader)
    steps = [step.on for request in requests for step in request.steps]
    return Garden(
        as_of=desk.today,
        plants=plants,
        met=len(met),
        unmet=len(lines) - len(met),
        months=tuple(_months(everybody, steps, desk.today)),
        leads=leads,
        requests=tuple(
            IntroductionLine(
                request.person.name if request.person else "",
                request.target.name if request.target else request.target_words,
                request.need,
                request.state,
                request.waiting_since,
            )
            for request in requests
        ),
        due=tuple(_tasks(due)),
    )


def redacted(shown: Garden) -> Garden:
    """The same without anybody's name or words: for showing it around."""
    names: dict[str, str] = {"": ""}

    def other(name: str) -> str:
        return names.setdefault(name, f"Person {len(names)}")

    return shown._replace(
        plants=tuple(
            plant._replace(
                name=other(plant.name),
                company="",
                story=tuple(moment._replace(note="") for moment in plant.story),
                lacks=(),
            )
            for plant in shown.plants
        ),
        leads=tuple(Lead(other(lead.through), other(lead.person)) for lead in shown.leads),
        requests=tuple(
            each._replace(asker=other(each.asker), target=other(each.target), need="")
            for each in shown.requests
        ),
        due=tuple(task._replace(who=other(task.who), what="") for task in shown.due),
        redacted=True,
    )


def _plant(
    desk: Desk,
    reader: Reader,
    ids: OutsideIds,
    tie: RollTie,
    line: ListedPerson,
    warmest: float,
) -> Plant:
    number = tie.contact.id
    _, touchpoints, evidence = reader.history(number, desk.today)
    moments = [
        StoryLine(point.touch.on, point.touch.kind, point.touch.note) for point in touchpoints
    ]
    moments += [StoryLine(it.fact.on, word_of(it.fact.what), it.fact.note) for it in evidence]
    moments.sort(key=lambda moment: moment.on, reverse=True)
    judged = tie.judged(REQUESTER, desk.today)
    assert line.last_on is not None  # only who was met is drawn
    return Plant(
        number=number,
        anchor=f"c-{ids.of(Id('c', number))}",
        name=tie.contact.name,
        company=tie.contact.company,
        phase=line.phase,
        verdict=line.verdict,
        score=line.score,
        status=line.status,
        last_on=line.last_on,
        elapsed_days=line.elapsed_days or 0,
        warmth=(tie.silent(desk.today).warmth or 0.0) / (warmest or 1.0),
        story=tuple(moments[:HAPPENINGS_TOLD]),
        lacks=tuple(gate.sentence for gate in judged.failing[:LACKS_TOLD]),
    )


def _months(
    everybody: Sequence[RollTie], steps: Sequence[date], today: date
) -> Iterator[MonthCounts]:
    last = today.year * 12 + today.month - 1
    months = [date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]
    recent = (touch for tie in everybody for touch in tie.touches if touch.on >= months[0])
    contacts = Counter(touch.on.replace(day=1) for touch in recent if is_counted(touch))
    facts = Counter(fact.on.replace(day=1) for tie in everybody for fact in tie.facts)
    requests = Counter(on.replace(day=1) for on in steps)
    for first in months:
        yield MonthCounts(first, contacts[first], facts[first], requests[first])


def _leads(reader: Reader) -> tuple[Lead, ...]:
    known = reader.everybody()
    names = {contact.id: contact.name for contact, _ in known}
    return tuple(
        Lead(names[contact.met_through_id], contact.name)
        for contact, _ in known
        if contact.met_through_id is not None
    )


def _tasks(due: Today) -> Iterator[Task]:
    for step in due.follow_ups:
        yield Task("Follow up", step.person.name, step.sentence, step.due_on)
    for promise in due.promises:
        whose = "You promised" if promise.mine else "They promised"
        yield Task(whose, promise.person.name, promise.text, promise.due_on)
    for request in due.requests:
        asker = request.person.name if request.person else ""
        yield Task("Request", asker, request.next, request.waiting_since)
    for birthday in due.birthdays:
        yield Task("Birthday", birthday.person.name, "", birthday.on)
    for tie in due.ties:
        yield Task(
            "Going cold", tie.person.name, f"silent for {tie.elapsed_days} days", tie.last_on
        )
