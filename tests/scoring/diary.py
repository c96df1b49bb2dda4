"""Histories in a line: what happened so many days ago, seen from one fixed day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from farmer.model import DEFAULT_CADENCE_DAYS, REQUESTER, Role
from farmer.scoring import Assessment, Fact, Silence, Touch, assess, silence

TODAY = date(2026, 6, 15)


def ago(days: int) -> date:
    """The day so many days before today; negative for the future."""
    return TODAY - timedelta(days=days)


def touch(
    days_ago: int,
    kind: str = "meeting",
    by: str | None = "both",
    *,
    minutes: int | None = None,
    group: int | None = None,
    depth: int = 1,
) -> Touch:
    """A touch so many days ago: an hour's meeting that both of you wanted, if nothing is said."""
    return Touch(ago(days_ago), kind, by, minutes, group, depth)


def talks(*days_ago: int, by: str | None = "both") -> list[Touch]:
    """One-to-ones on each of those days."""
    return [touch(days, by=by) for days in days_ago]


def circles(*days_ago: int, group: int = 10) -> list[Touch]:
    """Long meetings of a whole group: counted, but no real conversations."""
    return [touch(days, minutes=90, group=group) for days in days_ago]


def facts(what: str, *days_ago: int) -> list[Fact]:
    """The same fact on each of those days."""
    return [Fact(ago(days), what) for days in days_ago]


def monthly(count: int, last: int = 0, apart: int = 30) -> list[Touch]:
    """So many one-to-ones a month apart, the last so many days ago."""
    return talks(*(last + apart * index for index in range(count)))


def proofs() -> list[Fact]:
    """All the evidence that a farmed relationship can have, in either role."""
    good = facts("gave", 10, 20, 30) + facts("kept", 15, 25, 35)
    return good + facts("got", 12, 22) + facts("work:used", 14, 24)


def judged(
    touches: Iterable[Touch],
    known: Iterable[Fact] = (),
    role: Role = REQUESTER,
) -> Assessment:
    """The judgement as of today."""
    return assess(touches, known, TODAY, role)


def part(name: str, assessment: Assessment) -> float:
    """How full a component is, 0 to 1."""
    return next(part.value for part in assessment.components if part.name == name)


def points(assessment: Assessment) -> dict[str, float]:
    """The points of every component."""
    return {part.name: part.points for part in assessment.components}


def failing(assessment: Assessment) -> list[str]:
    """The gates that stand in the way."""
    return [gate.id for gate in assessment.failing]


def silent(touches: Iterable[Touch], cadence: int = DEFAULT_CADENCE_DAYS) -> Silence:
    """How silent a tie is today."""
    return silence(touches, TODAY, cadence)
