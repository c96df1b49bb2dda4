"""The facts that follow from a request: derived whenever they are read, never stored.

Source: C1 of the method, A9 and A13 of its sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from farmer.model import Fact
from farmer.referrals.states import (
    ASK_TARGET,
    GIVEN,
    SENT,
    WENT_BADLY,
    WENT_WELL,
    Request,
    StepTaken,
)


@dataclass(frozen=True, slots=True)
class Consequence:
    """A fact that a request implies, and about whom."""

    contact_id: int
    fact: Fact


def consequences(request: Request) -> list[Consequence]:
    """What a request says about the people in it.

    Asking the target is a withdrawal there, unless the introduction was somebody else's idea than
    the asker's: what you offer a client costs nothing. An introduction went well once, however much
    business came of it, and badly once; it may have done both.
    """
    found = list(_given(request) if request.direction == GIVEN else _received(request))
    return [Consequence(whose, fact) for whose, fact in found if whose is not None]


def _given(request: Request) -> Iterator[tuple[int | None, Fact]]:
    asked = _first(request, ASK_TARGET)
    if asked is not None and request.began == "asker":
        yield request.target_id, Fact(asked.on, "asked_them", "for somebody else's request")
    well, badly = _turned_out(request, WENT_WELL), _turned_out(request, WENT_BADLY)
    if well is not None:
        yield request.person_id, Fact(well.on, "ref_out_good", well.note)
        yield request.target_id, Fact(well.on, "gave", well.note)
    if badly is not None:
        yield request.person_id, Fact(badly.on, "ref_bad", badly.note)


def _received(request: Request) -> Iterator[tuple[int | None, Fact]]:
    sent = _first(request, SENT)
    if sent is not None:
        yield request.person_id, Fact(sent.on, "asked_them", sent.note)
    well = _turned_out(request, WENT_WELL)
    if well is not None:
        yield request.person_id, Fact(well.on, "ref_in_good", well.note)


def _turned_out(request: Request, how: Collection[str]) -> StepTaken | None:
    """The first of its outcomes that went so: more business is of the same introduction."""
    return next((step for step in request.outcomes if step.outcome in how), None)


def _first(request: Request, kind: str) -> StepTaken | None:
    """The first such step: asking again after reopening is not a second withdrawal."""
    return next((step for step in request.steps if step.step == kind), None)
