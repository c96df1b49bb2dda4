"""What of a ledger is meant, where it is not all of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Selection(NamedTuple):
    """What is about some people, and happened on a day or since.

    Attributes:
        ids: whom it is about; everybody where it is None. A request is about both its people, and
            two who are not the same are both among them; an event is of whoever was there.
        since: the first day that counts, of what is dated; every day where it is None. All the
            steps of a request are there as soon as one of them is, and so is the event of a touch.
    """

    ids: frozenset[int] | None = None
    since: date | None = None
