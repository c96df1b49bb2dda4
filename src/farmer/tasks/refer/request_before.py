"""What somebody asked before: the same once more, or the same person, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import AskedAlready
from farmer.ids import Id
from farmer.referrals.clarity import are_alike
from farmer.text import clean, fold
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedRequest
    from farmer.referrals.states import Request


class Earlier(NamedTuple):
    """A request of the same person to be introduced to the same, and where it came to.

    Attributes:
        on: the day of its last step.
        until: the day from which whom they want to meet may be asked again, if that is the answer.
    """

    id: str
    need: str
    state: str
    on: date
    until: date | None


def earlier(life: Request, found: Iterable[RecordedRequest]) -> tuple[Earlier, ...]:
    """What the same person asked before about the same, the newest first."""
    before = reversed(list(_of_the_same(life, found)))
    return tuple(
        Earlier(
            id=str(Id("r", each.id)),
            need=each.need,
            state=each.request.state,
            on=each.request.last_on,
            until=each.request.until,
        )
        for each in before
    )


def asked_already(
    life: Request, need: str, found: Iterable[RecordedRequest]
) -> RecordedRequest | None:
    """What is open of the same people, for the same or nearly the same need: first the same."""
    alike = [
        each
        for each in _of_the_same(life, found)
        if each.request.is_open and are_alike(need, each.need)
    ]
    return min(alike, key=lambda each: not is_worded_so(each, need), default=None)


def is_worded_so(request: RecordedRequest, need: str) -> bool:
    """Whether it is not only nearly the same need, but for case, accents and spaces."""
    return fold(request.need) == fold(clean(need))


def check_not_asked(life: Request, need: str, found: Iterable[RecordedRequest]) -> None:
    """Refuse to record once more what is open already.

    Raises:
        AskedAlready: for the same people, and the same or nearly the same need.
    """
    known = asked_already(life, need, found)
    if known is not None:
        raise as_asked(known)


def as_asked(known: RecordedRequest) -> AskedAlready:
    """The refusal to record what is open as `known` already."""
    return AskedAlready(
        str(Id("r", known.id)),
        f"That is asked for already: {Id('r', known.id)}, “{known.need}”, since "
        f"{say_date(known.request.steps[0].on)}.",
    )


def _of_the_same(life: Request, found: Iterable[RecordedRequest]) -> Iterator[RecordedRequest]:
    """Those of the same person about the same."""
    for each in found:
        other = each.request
        same = (other.direction, other.person_id, other.target_id) == (
            life.direction,
            life.person_id,
            life.target_id,
        )
        if same and life.person_id is not None and fold(other.target) == fold(life.target):
            yield each
