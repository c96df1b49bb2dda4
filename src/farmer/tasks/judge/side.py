"""One side of a question: a person, the judgement, and the way to a better one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id
from farmer.model import PLANNED, Role
from farmer.people.meant import Person
from farmer.scoring.weights import is_counted
from farmer.sources import MEMORY
from farmer.tasks.desk import Desk
from farmer.tasks.judge.memory import Dictated, Memory, dictated_of, memory_of
from farmer.tasks.person import Named, word_for

if TYPE_CHECKING:
    from farmer.ledger.nouns import Evidence, History, Touchpoint
    from farmer.ledger.reader import Reader
    from farmer.scoring.assessment import Assessment
    from farmer.scoring.plan import Plan

# What each action of a plan is, said to a person, and what records it when it is done.
_SENTENCES = {
    "meet": "Meet, one to one; you begin.",
    "they_start": "Leave room: stop chasing, and see whether they call.",
    "give": "Do something for them.",
    "promise": "Let them keep one small promise.",
    "receive": "Accept their help.",
    "see": "Look at their work.",
    "use": "Use their service.",
    "vouch": "Ask someone you trust who has used them.",
    "repair": "Let them put it right.",
}
_MARKS = {
    "give": "gave",
    "promise": "kept",
    "receive": "got",
    "see": "seen",
    "use": "used",
    "vouch": "vouched",
    "repair": "made-right",
}
_STARTS = {"meet": "me", "they_start": "them"}
# Enough to recognise the relationship by; `show` has the whole of it.
FACTS_SHOWN = 6


class NextStep(NamedTuple):
    """One step of a plan: when, what, and the command that records it when done."""

    on: date
    action: str
    sentence: str
    command: str


class FactLine(NamedTuple):
    """One dated line of evidence, as recorded, and whether it was told from memory."""

    id: str
    on: date
    what: str
    note: str
    from_memory: bool = False


class Side(NamedTuple):
    """One side of a question: the person, the judgement, and the way to a better one.

    Attributes:
        missing: what would satisfy each failing gate, in the gates' order.
        plan: the shortest honest plan, or None where there is none within reach.
        steps: the plan in sentences; empty where it is farmed already.
        farmed_on: the day the plan ends; None without one.
        facts: the newest lines of evidence.
        last_said: the newest note of a touchpoint, and its day.
        memory: how much of the judgement is from memory; None where nothing of it is.
        archived: whether nothing is to be asked of them any more; then no step is.
        dictated: how much of the judgement an assistant recorded; None where nothing of it.
    """

    person: Named
    assessment: Assessment
    missing: tuple[str, ...]
    plan: Plan | None
    steps: tuple[NextStep, ...]
    farmed_on: date | None
    facts: tuple[FactLine, ...]
    last_said: str
    last_said_on: date | None
    memory: Memory | None
    archived: bool
    dictated: Dictated | None = None


def judge_side(
    desk: Desk,
    reader: Reader,
    person: Person,
    role: Role,
    as_of: date,
    without: int | None = None,
    *,
    without_memory: bool = False,
) -> Side:
    """Judge the relationship with `person` in that role.

    `without` is a request whose own consequences are left out of its verdict; `without_memory`
    leaves out what was told from memory.
    """
    history = reader.history(person.id, as_of, without)
    return side_of(desk, reader, person, history, role, as_of, without_memory=without_memory)


def side_of(
    desk: Desk,
    reader: Reader,
    person: Person,
    history: History,
    role: Role,
    as_of: date,
    *,
    without_memory: bool = False,
) -> Side:
    """The same of a history that was read already."""
    usual_days = desk.settings.cadence_days
    memory = memory_of(history, role, as_of, usual_days, left_out=without_memory)
    if memory and without_memory:
        history = history.recorded
    assessment = history.tie(usual_days).judged(role, as_of)
    plan = assessment.plan
    away = person.archived and not person.known_of
    touches = (point.touch for point in reversed(history.touchpoints))
    said = next((t for t in touches if t.note and t.kind != PLANNED), None)
    # What is there to do about it is told in commands, which must mean nobody else.
    whom = word_for(Named.of(person), reader.namesakes([person.name])) if assessment.failing else ""
    return Side(
        person=Named.of(person),
        assessment=assessment,
        missing=_missing(assessment, history.touchpoints, person, "" if memory else whom),
        plan=plan,
        steps=() if away else _steps(plan, whom),
        farmed_on=as_of + timedelta(days=plan.days) if plan else None,
        facts=_newest(history.evidence),
        last_said=said.note if said else "",
        last_said_on=said.on if said else None,
        memory=memory,
        archived=away,
        dictated=dictated_of(history, role, as_of, usual_days),
    )


def _missing(
    assessment: Assessment, touchpoints: Sequence[Touchpoint], person: Person, untold: str
) -> tuple[str, ...]:
    """What would satisfy each failing gate, and how to record what is for you alone to say.

    `untold` is the word for the person where nothing was told of them from memory, else empty.
    """
    remedies = []
    for gate in assessment.failing:
        remedy = gate.remedy
        if gate.id == "H0" and untold:
            remedy += f"; if you know them from before, tell what was: farmer recall {untold}"
        if gate.id == "H5":
            remedy += f": farmer mark {Id('c', person.id)} forgiven"
        if gate.id == "S6" and assessment.standing.touches.unattributed:
            unsaid = [
                str(Id("t", t.id))
                for t in touchpoints
                if t.touch.by is None and is_counted(t.touch)
            ]
            remedy += f" — me, them or both, as in: farmer edit {' '.join(unsaid[-3:])} --by them"
        remedies.append(remedy)
    return tuple(remedies)


def _steps(plan: Plan | None, whom: str) -> tuple[NextStep, ...]:
    if plan is None:
        return ()
    return tuple(
        NextStep(step.on, step.action, _SENTENCES[step.action], _command(step.action, whom))
        for step in plan.steps
    )


def _command(action: str, whom: str) -> str:
    if action in _STARTS:
        return f"farmer log {whom} --by {_STARTS[action]}"
    return f"farmer mark {whom} {_MARKS[action]}"


def _newest(evidence: Sequence[Evidence]) -> tuple[FactLine, ...]:
    newest = evidence[: -FACTS_SHOWN - 1 : -1]
    return tuple(
        FactLine(line.label, line.fact.on, line.fact.what, line.fact.note, line.source == MEMORY)
        for line in newest
    )
