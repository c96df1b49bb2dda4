"""The whole field at a glance: whom to tend now, who is where in it, what happened, what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from farmer.model import LIVE
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.tend.list_ import tags_by_person
from farmer.tasks.tend.report_chain import (
    IntroductionLine,
    Lead,
    introductions,
    leads,
    requests_up_to,
)
from farmer.tasks.tend.report_links import LinkOnPage, WhoKnows, who_knows
from farmer.tasks.tend.report_plants import OnPage, standing_of
from farmer.tasks.tend.report_year import Year, year_of
from farmer.tasks.tend.ties import RollTie, named, ties
from farmer.tasks.tend.today import Today, due_of

# As many groups can be chosen from as there is room for in a line or two.
TAGS_OFFERED = 8
# Of each sort of thing that is due, as a terminal has of `today`.
DUE_TOLD = 5
UNNAMED = Named("", "")
_SOMEBODY = "somebody"


class Task(NamedTuple):
    """Something that is due."""

    sort: str
    who: Named
    what: str
    on: date | None


class Reached(NamedTuple):
    """How many people you have talked to, have only written to, and have had no contact with."""

    talked: int
    written: int
    unmet: int


class Garden(NamedTuple):
    """The answer of ``report``.

    Attributes:
        people: how many there are.
        due: the first few of each sort; `due_left` how many more there are.
        tags: the largest groups, the largest first.
        redacted: whether names and words are left out.
    """

    as_of: date
    people: int
    reached: Reached
    standing: OnPage
    year: Year
    leads: tuple[Lead, ...]
    requests: tuple[IntroductionLine, ...]
    due: tuple[Task, ...]
    due_left: int
    tags: tuple[str, ...]
    redacted: bool = False
    knows: WhoKnows = WhoKnows((), (), 0)


def garden(desk: Desk) -> Garden:
    """Everybody and everything that the page shows, as it is on the desk's day."""
    on = desk.today
    with desk.reading() as reader:
        everybody = ties(desk, reader, on)
        tags = tags_by_person(reader)
        standing = standing_of(desk, reader, everybody, tags)
        requests = requests_up_to(reader, on)
        chain = leads(reader, {tie.contact.id: tie for tie in everybody}, requests, on)
        introduced = introductions(reader, requests, on)
        known = who_knows(reader, {tie.contact.id: named(tie.contact) for tie in everybody}, on)
        due = due_of(desk, reader, cold=0)
    tasks, due_left = _first_of_each(_tasks(due))
    steps = [step.taken.on for request in requests for step in request.steps]
    in_group = Counter(tag for tie in everybody for tag in tags.get(tie.contact.id, ()))
    return Garden(
        as_of=on,
        people=len(everybody),
        reached=_reached(everybody, on),
        standing=standing,
        year=year_of(everybody, steps, on),
        leads=chain,
        requests=introduced,
        knows=known,
        due=tasks,
        due_left=due_left,
        tags=tuple(tag for tag, _ in in_group.most_common(TAGS_OFFERED)),
    )


def _reached(everybody: Sequence[RollTie], on: date) -> Reached:
    live = frozenset(LIVE)
    talked = [any(touch.kind in live for touch in tie.touches) for tie in everybody]
    known = [tie.silent(on).status != "never met" for tie in everybody]
    written = sum(known) - sum(map(all, zip(talked, known, strict=True)))
    return Reached(sum(talked), written, len(everybody) - sum(talked) - written)


def redacted(shown: Garden) -> Garden:
    """The same without anybody's name or words: for showing it around."""
    numbers: dict[str, int] = {}

    def other(person: Named) -> Named:
        if not person.id:
            return person
        return Named("", f"Person {numbers.setdefault(person.id, len(numbers) + 1)}")

    return shown._replace(
        standing=_standing_without_words(shown.standing, other),
        leads=tuple(lead._replace(person=other(lead.person)) for lead in shown.leads),
        requests=tuple(
            each._replace(
                person=each.person and other(each.person),
                target=each.target and other(each.target),
                target_words=_SOMEBODY if each.target_words else "",
                need="",
            )
            for each in shown.requests
        ),
        knows=shown.knows._replace(
            people=tuple(map(other, shown.knows.people)),
            links=tuple(
                LinkOnPage(other(each.one), other(each.other), "") for each in shown.knows.links
            ),
        ),
        due=tuple(task._replace(who=other(task.who), what="") for task in shown.due),
        tags=(),
        redacted=True,
    )


def _standing_without_words(shown: OnPage, other: Callable[[Named], Named]) -> OnPage:
    """Everybody by number; where their stories stand is numbered anew, too."""
    anchors = {plant.anchor: f"p{at}" for at, plant in enumerate(shown.plants, 1)}
    return shown._replace(
        tending=tuple(
            each._replace(
                tie=each.tie._replace(person=other(each.tie.person), company="", last_said=""),
                anchor=anchors[each.anchor],
                command="",
            )
            for each in shown.tending
        ),
        plants=tuple(
            plant._replace(
                person=other(plant.person),
                anchor=anchors[plant.anchor],
                company="",
                tags=(),
                story=tuple(moment._replace(note="") for moment in plant.story),
                lacks=(),
            )
            for plant in shown.plants
        ),
        undrawn=tuple(each._replace(person=UNNAMED, tags=()) for each in shown.undrawn),
    )


def _first_of_each(tasks: Iterable[Task]) -> tuple[tuple[Task, ...], int]:
    """The first few of each sort, and how many more there are."""
    known = list(tasks)
    told: Counter[str] = Counter()
    first = []
    for task in known:
        told[task.sort] += 1
        if told[task.sort] <= DUE_TOLD:
            first.append(task)
    return tuple(first), len(known) - len(first)


def _tasks(due: Today) -> Iterator[Task]:
    for step in due.follow_ups:
        yield Task("Follow up", step.person, step.sentence, step.due_on)
    for promise in due.promises:
        whose = "You promised" if promise.mine else "They promised"
        yield Task(whose, promise.person, promise.text, promise.due_on)
    for request in due.requests:
        yield Task("Request", request.person or UNNAMED, request.next, request.waiting_since)
    for birthday in due.birthdays:
        yield Task("Birthday", birthday.person, "", birthday.on)
