"""How introductions turned out: what heeding the verdict was worth, and ignoring it cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from farmer.ledger.recorded import RecordedRequest
from farmer.people.scrub import FORGOTTEN
from farmer.referrals.states import GIVEN, INTRODUCE, WENT_BADLY, WENT_WELL
from farmer.tasks.desk import Desk

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class OutcomeTally(NamedTuple):
    """How the introductions of one sort turned out; `open` have no outcome yet."""

    by: str
    value: str
    made: int
    well: int
    badly: int
    no_fit: int
    open: int


class Review(NamedTuple):
    """The answer of ``request review``: a tally for each verdict, level, asker and target."""

    tallies: tuple[OutcomeTally, ...]


def review(desk: Desk) -> Review:
    """How the introductions that you made turned out."""
    with desk.reading() as reader:
        return review_of(reader)


def review_of(reader: Reader) -> Review:
    """The same of a ledger that is open already."""
    names = {person.id: person.name for person in reader.people()}
    made = [
        recorded
        for recorded in reader.requests()
        if recorded.request.direction == GIVEN and recorded.request.introduction
    ]
    sorts: dict[str, Callable[[RecordedRequest], str]] = {
        "verdict": _verdict,
        "level": lambda r: str(_level(r) or "not said"),
        "asker": lambda r: names.get(r.request.person_id or 0, FORGOTTEN),
        "target": lambda r: names.get(r.request.target_id or 0, r.request.target or FORGOTTEN),
    }
    return Review(
        tuple(
            _tally(by, value, [recorded for recorded in made if sort(recorded) == value])
            for by, sort in sorts.items()
            for value in sorted({sort(recorded) for recorded in made})
        )
    )


def _verdict(recorded: RecordedRequest) -> str:
    """The verdict at the time of the introduction."""
    made = [step for step in recorded.steps if step.taken.step == INTRODUCE]
    return made[-1].verdict or "not judged"


def _level(recorded: RecordedRequest) -> int | None:
    introduction = recorded.request.introduction
    return introduction.level if introduction else None


def _tally(by: str, value: str, found: Iterable[RecordedRequest]) -> OutcomeTally:
    outcomes = [r.request.outcome.outcome if r.request.outcome else None for r in found]
    return OutcomeTally(
        by,
        value,
        made=len(outcomes),
        well=sum(outcome in WENT_WELL for outcome in outcomes),
        badly=sum(outcome in WENT_BADLY for outcome in outcomes),
        no_fit=outcomes.count("no-fit"),
        open=outcomes.count(None),
    )
