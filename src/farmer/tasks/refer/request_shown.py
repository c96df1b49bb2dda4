"""A request as results show it: where it stands, whose move it is, and its whole story."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import NotFound
from farmer.ids import Id
from farmer.ledger.recorded import RecordedRequest, RecordedStep
from farmer.model import DEFAULT_CADENCE_DAYS, REQUESTER, TARGET, Verdict
from farmer.people.meant import Person
from farmer.people.scrub import FORGOTTEN
from farmer.referrals.moves import next_move
from farmer.referrals.states import GIVEN, Direction, Request
from farmer.tasks.person import Named

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

# Who asked, or was asked by the user, and who is to be met, where nobody is named.
_PARTS: Mapping[Direction, tuple[str, str]] = {
    "given": ("the asker", "the target"),
    "received": ("whom you asked", "the target"),
}


class StepShown(NamedTuple):
    """One step as it was recorded, with the verdict of that day where there was one."""

    id: str
    step: str
    on: date
    note: str
    level: int | None
    outcome: str | None
    amount_minor: int | None
    currency: str | None
    until: date | None
    verdict: str | None
    person_score: float | None
    target_score: float | None


class RequestShown(NamedTuple):
    """A request: who, whom, what for, where it stands, who is to move, and its whole story.

    Attributes:
        person: who asked (``given``) or was asked (``received``); None once forgotten.
        target: whom they want to meet, where the ledger knows them; else `target_words`.
        waiting_for: whose move it is: me, asker, target, both, or a colleague of the team; empty
            once it has ended.
        waiting_since: the day of the last step.
        until: the day from which the target may be asked again, where that is their answer.
        closed: by currency, the business that it closed, in its smallest unit.
        next: what to do, in a sentence.
        commands: what can be typed next.
    """

    id: str
    direction: Direction
    person: Named | None
    target: Named | None
    target_words: str
    need: str
    via: str
    began: str
    inside: bool
    state: str
    waiting_for: str
    waiting_since: date
    until: date | None
    closed: Mapping[str, int]
    next: str
    commands: tuple[str, ...]
    steps: tuple[StepShown, ...]


def request_numbered(reader: Reader, number: int) -> RecordedRequest:
    """The request of that number in the ledger.

    Raises:
        NotFound: for a number the ledger does not have.
    """
    found = reader.request(number)
    if found is None:
        raise NotFound(f"The ledger has no request {Id('r', number)}.", "See: farmer request list")
    return found


def shown(
    reader: Reader,
    recorded: RecordedRequest,
    people: Mapping[int, Person],
    on: date,
    *,
    in_names: bool = True,
) -> RequestShown:
    """The request as it stands on a day, with the names of the `people` by id.

    `in_names` is whether what comes next names them, or says what part they have.
    """
    life, one = recorded.request, Id("r", recorded.id)
    person = people.get(life.person_id or 0)
    target = people.get(life.target_id or 0)
    sides = {"asker": person, "target": target}
    asker_called, target_called = _PARTS[life.direction]
    if in_names:
        asker_called = person.name if person else FORGOTTEN
        target_called = target.name if target else life.target or FORGOTTEN
    move = next_move(
        life,
        _verdict(reader, recorded, on),
        asker=asker_called,
        target=target_called,
        on=on,
        away={name for name, side in sides.items() if side and side.archived and not side.known_of},
    )
    return RequestShown(
        id=str(one),
        direction=life.direction,
        person=Named.of(person) if person else None,
        target=Named.of(target) if target else None,
        target_words=life.target,
        need=recorded.need,
        via=recorded.via,
        began=life.began,
        inside=recorded.inside,
        state=life.state,
        waiting_for=move.waiting_for,
        waiting_since=life.last_on,
        until=life.until,
        closed=closed_by(life),
        next=move.sentence,
        commands=tuple(f"farmer request {c.format(id=one)}" for c in move.commands),
        steps=tuple(_step(step) for step in recorded.steps),
    )


def closed_by(life: Request, since: date | None = None) -> dict[str, int]:
    """Business that a request closed since a day: by currency, in its smallest unit."""
    closed: Counter[str] = Counter()
    for outcome in life.outcomes:
        if outcome.currency and outcome.amount_minor and (since is None or outcome.on >= since):
            closed[outcome.currency] += outcome.amount_minor
    return dict(closed)


def _verdict(reader: Reader, recorded: RecordedRequest, on: date) -> Verdict | None:
    """The verdict of the day, leaving out what came of the request; None where no move needs it."""
    life = recorded.request
    if life.state not in ("asked", "target yes") or life.person_id is None:
        return None
    from farmer.scoring.score import verdict_of

    sides = {life.person_id: REQUESTER if life.direction == GIVEN else TARGET}
    if life.direction == GIVEN and life.target_id is not None:
        sides[life.target_id] = TARGET
    return verdict_of(
        min(
            reader.history(whose, on, recorded.id).tie(DEFAULT_CADENCE_DAYS).score(role, on)
            for whose, role in sides.items()
        )
    )


def _step(step: RecordedStep) -> StepShown:
    taken = step.taken
    return StepShown(
        id=str(Id("s", step.id or 0)),
        step=taken.step,
        on=taken.on,
        note=taken.note,
        level=taken.level,
        outcome=taken.outcome,
        amount_minor=taken.amount_minor,
        currency=taken.currency,
        until=taken.until,
        verdict=step.verdict,
        person_score=_score(step.person_then),
        target_score=_score(step.target_then),
    )


def _score(frozen: str | None) -> float | None:
    return float(json.loads(frozen)["score"]) if frozen else None
