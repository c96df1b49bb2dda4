"""Referral requests and promises, and the facts that follow from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from farmer.ledger.following import of_promises, of_requests
from farmer.ledger.nouns import Evidence
from farmer.ledger.sqlite.read.query import RECORDED, Asking, to_day

# Most people have a part in no request: the life of one is loaded where there is one to read.
if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedPromise, RecordedRequest, RecordedStep

_REQUEST = (
    "SELECT id, direction, person_id, target_id, target, need, via, began, inside FROM request"
)
REQUEST = _REQUEST + " WHERE id = :request_id"
REQUESTS = _REQUEST + f" ORDER BY {RECORDED}"
REQUESTS_OF = (
    _REQUEST + f" WHERE person_id = :contact_id OR target_id = :contact_id ORDER BY {RECORDED}"
)
_STEP = """
SELECT request_id, step, "on", note, level, outcome, amount_minor, currency, verdict, person_then,
       target_then, id, until
FROM request_step
"""
STEPS_OF = _STEP + f"WHERE request_id = :request_id ORDER BY {RECORDED}"
ALL_STEPS = _STEP + f"ORDER BY {RECORDED}"
REQUEST_OF_STEP = "SELECT request_id FROM request_step WHERE id = :step_id"
_PROMISE = """
SELECT id, contact_id, text, mine, made_on, due_on, ended, ended_on FROM promise
"""
PROMISE = _PROMISE + "WHERE id = :promise_id"
PROMISES = _PROMISE + f"ORDER BY {RECORDED}"
PROMISES_OF = _PROMISE + f"WHERE contact_id = :contact_id ORDER BY {RECORDED}"


class Requests(Asking):
    """The requests and promises of a ledger; all of them are asked for once a moment."""

    _requests: list[RecordedRequest] | None = None
    _promises: list[RecordedPromise] | None = None

    def request(self, request_id: int) -> RecordedRequest | None:
        """The request of that id, or None."""
        row = self.row(REQUEST, {"request_id": request_id})
        return self._request(row, self._steps(request_id)) if row else None

    def requests(self) -> list[RecordedRequest]:
        """Every request, in the order they were recorded."""
        if self._requests is None:
            self._requests = self._all_requests()
        return list(self._requests)

    def _all_requests(self) -> list[RecordedRequest]:
        steps: defaultdict[int, list[Any]] = defaultdict(list)
        for row in self.rows(ALL_STEPS):
            steps[row[0]].append(row)
        return [self._request(row, steps[row[0]]) for row in self.rows(REQUESTS)]

    def requests_of(self, contact_id: int) -> list[RecordedRequest]:
        """The requests in which a contact has a part."""
        rows = self.rows(REQUESTS_OF, {"contact_id": contact_id})
        return [self._request(row, self._steps(row[0])) for row in rows]

    def request_of_step(self, step_id: int) -> int | None:
        """The id of the request that a step belongs to, or None."""
        row = self.row(REQUEST_OF_STEP, {"step_id": step_id})
        return row[0] if row else None

    def promise(self, promise_id: int) -> RecordedPromise | None:
        """The promise of that id, or None."""
        row = self.row(PROMISE, {"promise_id": promise_id})
        return _promise(self.day, *row) if row else None

    def promises(self) -> list[RecordedPromise]:
        """Every promise, in the order they were recorded."""
        if self._promises is None:
            self._promises = [_promise(self.day, *row) for row in self.rows(PROMISES)]
        return list(self._promises)

    def promises_of(self, contact_id: int) -> list[RecordedPromise]:
        """The promises between you and a contact."""
        return [
            _promise(self.day, *row) for row in self.rows(PROMISES_OF, {"contact_id": contact_id})
        ]

    def _following(
        self, on: date, only: int | None = None, without: int | None = None
    ) -> list[Evidence]:
        """What follows up to a day from everybody's requests and promises, or `only` one's.

        `without` leaves a request out.
        """
        if only is None:
            return of_requests(self.requests(), on, without) + of_promises(self.promises(), on)
        follows = of_requests(self.requests_of(only), on, without)
        follows += of_promises(self.promises_of(only), on)
        return [line for line in follows if line.contact_id == only]

    def _steps(self, request_id: int) -> list[Any]:
        return self.rows(STEPS_OF, {"request_id": request_id})

    def _request(self, row: Any, steps: Iterable[Any]) -> RecordedRequest:
        from farmer.ledger.recorded import RecordedRequest
        from farmer.referrals.order import in_turn
        from farmer.referrals.states import GIVEN, RECEIVED, Request

        request_id, direction, person_id, target_id, target, need, via, began, inside = row
        numbered = [_step(self.day, *step) for step in steps]
        way = GIVEN if direction == GIVEN else RECEIVED
        places = in_turn(way, [step.taken for step in numbered])
        recorded = tuple(numbered[place] for place in places)
        life = Request(
            way,
            person_id,
            target_id,
            target,
            began,
            tuple(step.taken for step in recorded),
        )
        return RecordedRequest(request_id, life, need, via, bool(inside), recorded)


def _step(
    read_day: Callable[[str], date],
    _request_id: int,
    step: str,
    on: str,
    note: str,
    level: int | None,
    outcome: str | None,
    amount_minor: int | None,
    currency: str | None,
    verdict: str | None,
    person_then: str | None,
    target_then: str | None,
    step_id: int,
    until: str | None,
) -> RecordedStep:
    from farmer.ledger.recorded import RecordedStep
    from farmer.referrals.states import StepTaken

    taken = StepTaken(
        step,
        read_day(on),
        note,
        level,
        outcome,
        amount_minor,
        currency,
        to_day(until) if until else None,
    )
    return RecordedStep(taken, verdict, person_then, target_then, step_id)


def _promise(
    read_day: Callable[[str], date],
    promise_id: int,
    contact_id: int,
    text: str,
    mine: int,
    made_on: str,
    due_on: str | None,
    ended: str | None,
    ended_on: str | None,
) -> RecordedPromise:
    from farmer.ledger.recorded import RecordedPromise
    from farmer.model import Promise

    given = Promise(
        text,
        bool(mine),
        read_day(made_on),
        to_day(due_on) if due_on else None,
        ended,
        read_day(ended_on) if ended_on else None,
    )
    return RecordedPromise(promise_id, contact_id, given)
