"""When a request is one's own to move, and when a colleague's who was asked for a yes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from farmer.tasks.desk import Desk
from farmer.tasks.refer.request_shown import RequestShown
from farmer.team import is_in_team
from farmer.wording import capitalised, say_date

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

# Whoever else is to move is reminded of after so many days (A13 of the method's sources).
PATIENCE_DAYS = 14
_WITH_TARGET = ("target asked", "target later")


def with_colleagues(
    desk: Desk, reader: Reader, found: Iterable[RequestShown]
) -> tuple[RequestShown, ...]:
    """Those requests; where a colleague was asked for a yes, the move is the colleague's.

    An assistant is not told which colleague that is.
    """
    requests = tuple(found)
    waiting = [each.id for each in requests if each.state in _WITH_TARGET]
    if not waiting or desk.veiled is not None or not is_in_team(desk.ledger.place):
        return requests
    from farmer.tasks.asked import asked_colleagues

    asked = asked_colleagues(desk, reader, waiting)
    return tuple(_theirs(each, asked[each.id]) if each.id in asked else each for each in requests)


def my_turn_on(request: RequestShown) -> date:
    """When it is the user's turn: at once, on a day agreed, or once others let time pass."""
    since = request.until or request.waiting_since
    at_once = request.waiting_for == "me" or (request.until and request.waiting_for != "colleague")
    return since + timedelta(days=0 if at_once else PATIENCE_DAYS)


def _theirs(request: RequestShown, colleague: str) -> RequestShown:
    until = f"said later, from {say_date(request.until)} on" if request.until else "was asked"
    return request._replace(
        waiting_for="colleague",
        next=f"Wait for {capitalised(colleague)}, who {until}.",
        commands=(f"farmer request withdraw {request.id}",),
    )
