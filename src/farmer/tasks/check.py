"""Is this relationship farmed enough — and for an introduction, is the other one?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from farmer.errors import InvalidValue, Unknown
from farmer.ledger import reading
from farmer.ledger.connect import OpenLedger
from farmer.ledger.records import Evidence, Touchpoint
from farmer.matching.people import Person
from farmer.model import REQUESTER, TARGET, Role, Verdict
from farmer.scoring import Assessment, Plan, assess, pair
from farmer.scoring.reasons import CONSENT
from farmer.scoring.weights import is_counted
from farmer.tasks.desk import Desk
from farmer.tasks.who import Named, find_person, known_people
from farmer.tasks.words import quoted

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


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step of a plan: when, what, and the command that records it when done."""

    on: date
    action: str
    sentence: str
    command: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """One dated line of evidence, as recorded."""

    id: str
    on: date
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: the person, the judgement, and the way to a better one.

    Attributes:
        missing: what would satisfy each failing gate, in the gates' order.
        plan: the shortest honest plan, or None where there is none within reach.
        steps: the plan in sentences; empty where it is farmed already.
        farmed_on: the day the plan ends; None without one.
        facts: the newest lines of evidence.
        last_said: the newest note of a touchpoint, and its day.
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


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer of ``check``: one side, or both sides of an introduction.

    Attributes:
        asker: whose work would be vouched for (or the only person asked about).
        target: whose attention would be spent, where an introduction is meant.
        verdict, score: of the whole; the lower of the two sides.
        weaker: which side is the weaker one, or None for one side alone.
        farmed_on: the earliest day on which the whole can be farmed, or None.
        consent: what to do before a farmed introduction is made; empty otherwise.
    """

    asker: Side
    target: Side | None
    verdict: Verdict
    score: float
    weaker: Literal["requester", "target"] | None
    farmed_on: date | None
    consent: str


def check(
    desk: Desk, who: str, *, to: str | None = None, role: Role = REQUESTER, as_of: date
) -> Checked:
    """Judge the relationship with `who`, or an introduction of `who` to `to`.

    Raises:
        Unknown: for a name nobody answers to: a stranger, so the verdict is ``not yet``.
        Ambiguous: where several people answer to a name.
        InvalidValue: for an introduction of somebody to themselves.
    """
    with desk.reading() as db:
        people = known_people(db)
        asker = _find(who, people)
        target = _find(to, people) if to is not None else None
        if target == asker:
            raise InvalidValue(
                f"{asker.name} is on both sides of that introduction.", "Name two people."
            )
        assert db is not None  # somebody was found in it
        if target is None:
            return _alone(_side(db, asker, role, as_of))
        return _both(_side(db, asker, REQUESTER, as_of), _side(db, target, TARGET, as_of))


def _find(who: str, people: list[Person]) -> Person:
    try:
        return find_person(who, people, parts=True)
    except Unknown as unknown:
        sentence = f"{unknown.message} A stranger: not yet, whoever asks."
        raise Unknown(sentence, unknown.hint, unknown.near) from None


def _alone(side: Side) -> Checked:
    verdict, score = side.assessment.verdict, side.assessment.score
    return Checked(side, None, verdict, score, None, side.farmed_on, "")


def _both(asker: Side, target: Side) -> Checked:
    judged = pair(asker.assessment, target.assessment)
    days = (asker.farmed_on, target.farmed_on)
    return Checked(
        asker=asker,
        target=target,
        verdict=judged.verdict,
        score=judged.score,
        weaker=judged.weaker,
        farmed_on=None if None in days else max(day for day in days if day),
        consent=CONSENT if judged.verdict == "farmed" else "",
    )


def _side(db: OpenLedger, person: Person, role: Role, as_of: date) -> Side:
    contact = reading.contact(db, person.id)
    assert contact is not None  # the person was just read
    touchpoints = reading.touchpoints(db, person.id, as_of)
    evidence = reading.evidence(db, person.id, as_of)
    assessment = assess(
        [touchpoint.touch for touchpoint in touchpoints],
        [line.fact for line in evidence],
        as_of,
        role,
        contact.cadence,
    )
    plan = assessment.plan
    said = next((t.touch for t in reversed(touchpoints) if t.touch.note), None)
    return Side(
        person=Named.of(person),
        assessment=assessment,
        missing=_missing(assessment, touchpoints),
        plan=plan,
        steps=_steps(plan, person),
        farmed_on=as_of + timedelta(days=plan.days) if plan else None,
        facts=_newest(evidence),
        last_said=said.note if said else "",
        last_said_on=said.on if said else None,
    )


def _missing(assessment: Assessment, touchpoints: list[Touchpoint]) -> tuple[str, ...]:
    """What would satisfy each failing gate; where nobody said who began, how to say it."""
    remedies = []
    for gate in assessment.failing:
        remedy = gate.remedy
        if gate.id == "S6" and assessment.standing.touches.unattributed:
            unsaid = [f"t{t.id}" for t in touchpoints if t.touch.by is None and is_counted(t.touch)]
            remedy += f" — farmer edit {' '.join(unsaid[-3:])} --by me|them|both"
        remedies.append(remedy)
    return tuple(remedies)


def _steps(plan: Plan | None, person: Person) -> tuple[NextStep, ...]:
    if plan is None:
        return ()
    return tuple(
        NextStep(step.on, step.action, _SENTENCES[step.action], _command(step.action, person.name))
        for step in plan.steps
    )


def _command(action: str, name: str) -> str:
    if action in _STARTS:
        return f"farmer log {quoted(name)} --by {_STARTS[action]}"
    return f"farmer mark {quoted(name)} {_MARKS[action]}"


def _newest(evidence: list[Evidence]) -> tuple[FactLine, ...]:
    newest = evidence[: -FACTS_SHOWN - 1 : -1]
    return tuple(
        FactLine(f"f{line.id}", line.fact.on, line.fact.what, line.fact.note) for line in newest
    )
