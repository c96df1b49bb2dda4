"""Everybody, one line each (the command ``list``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from farmer.model import REQUESTER, Role, Verdict
from farmer.scoring import Status
from farmer.scoring.score import score_standing, verdict_of
from farmer.scoring.standing import standing
from farmer.tasks.desk import Desk
from farmer.tasks.ties import Tie, ties
from farmer.tasks.who import Named


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person: where they stand as a requester, and how long it has been silent."""

    person: Named
    company: str
    verdict: Verdict
    score: float
    status: Status
    last_on: date | None
    elapsed_days: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The answer of ``list``; verdicts are for the role named."""

    people: tuple[ListedPerson, ...]
    role: Role = REQUESTER


def list_people(desk: Desk, *, as_of: date) -> Listed:
    """Everybody unarchived, by name."""
    with desk.reading() as db:
        everybody = ties(db, as_of) if db is not None else []
    return Listed(tuple(_line(tie, as_of) for tie in everybody))


def _line(tie: Tie, as_of: date) -> ListedPerson:
    score = _score(tie, as_of)
    return ListedPerson(
        person=tie.person,
        company=tie.contact.company,
        verdict=verdict_of(score),
        score=score,
        status=tie.silence.status,
        last_on=tie.silence.last,
        elapsed_days=tie.silence.elapsed_days,
    )


def _score(tie: Tie, as_of: date) -> float:
    # Most of a large ledger are imported names never met: nothing to tally is nothing to score.
    if tie.silence.status == "never met" and not tie.facts:
        return 0.0
    state = standing(tie.touches, tie.facts, as_of)
    return score_standing(state, REQUESTER, tie.contact.cadence)
