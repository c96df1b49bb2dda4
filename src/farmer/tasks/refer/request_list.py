"""Requests, one after the other, and the business that they closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.people.meant import Person
from farmer.referrals.states import Direction
from farmer.tasks.desk import Desk
from farmer.tasks.refer.request_shown import RequestShown, closed_by, shown
from farmer.tasks.refer.request_waiting import with_colleagues

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedRequest


class RequestList(NamedTuple):
    """The answer of ``request list``: the requests wanted, and what business they closed.

    Attributes:
        closed: by currency, closed business in its smallest unit.
    """

    requests: tuple[RequestShown, ...]
    closed: Mapping[str, int]


def list_requests(
    desk: Desk,
    *,
    everything: bool = False,
    direction: Direction | None = None,
    since: date | None = None,
) -> RequestList:
    """The open requests, or everything; those of a direction, or with a step on or after a day."""
    with desk.reading() as reader:
        wanted = [
            recorded
            for recorded in reader.requests()
            if (everything or since is not None or recorded.request.is_open)
            and direction in (None, recorded.request.direction)
            and (since is None or recorded.request.last_on >= since)
        ]
        listed = requests_shown(reader, wanted, reader.people(), desk.today)
        listed = with_colleagues(desk, reader, listed)
    return RequestList(listed, closed_business(wanted, since))


def requests_shown(
    reader: Reader,
    found: Iterable[RecordedRequest],
    people: Iterable[Person],
    on: date,
    *,
    in_names: bool = True,
) -> tuple[RequestShown, ...]:
    """Those requests on a day, with the names of the `people`, the one that waits longest first.

    `in_names` is whether what comes next names them (see `shown`).
    """
    by_id = {person.id: person for person in people}
    ordered = sorted(found, key=lambda recorded: recorded.request.last_on)
    return tuple(shown(reader, recorded, by_id, on, in_names=in_names) for recorded in ordered)


def closed_business(found: Iterable[RecordedRequest], since: date | None = None) -> dict[str, int]:
    """Business that requests closed since a day: by currency, in its smallest unit."""
    closed: Counter[str] = Counter()
    for recorded in found:
        closed.update(closed_by(recorded.request, since))
    return dict(closed)
