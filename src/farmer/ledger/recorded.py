"""What runs over time, as it was read: promises, and requests with their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from farmer.links import Link
    from farmer.model import Promise
    from farmer.referrals.states import Request, StepTaken


class RecordedPromise(NamedTuple):
    """A promise as the ledger holds it."""

    id: int
    contact_id: int
    promise: Promise


class RecordedStep(NamedTuple):
    """A step of a request as the ledger holds it.

    Attributes:
        taken: the step.
        verdict: of the whole, on its day, where it was judged.
        person_then, target_then: each side's assessment on that day, as JSON.
        id: its number; None until the ledger gives one.
    """

    taken: StepTaken
    verdict: str | None = None
    person_then: str | None = None
    target_then: str | None = None
    id: int | None = None


class RecordedRequest(NamedTuple):
    """A request as the ledger holds it, with its steps."""

    id: int
    request: Request
    need: str
    via: str
    inside: bool
    steps: tuple[RecordedStep, ...]


class RecordedLink(NamedTuple):
    """What two people have with each other, as the ledger holds it; the order says nothing."""

    id: int
    contact_id: int
    other_id: int
    link: Link

    def beyond(self, one_id: int) -> int:
        """The other of the two."""
        return self.other_id if one_id == self.contact_id else self.contact_id
