"""When a request is one's own to move, and when a colleague's."""

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
# Where it waits for the colleague who was asked, and for the one who asked and introduces them.
_ASKED, _AGREED = ("target asked", "target later"), "target yes"


def with_colleagues(
    desk: Desk, reader: Reader, found: Iterable[RequestShown]
) -> tuple[RequestShown, ...]:
    """Those requests; the move is a colleague's who was asked for a yes, or asked you for it.

    An assistant is not told which colleague that is.
    """
    requests = tuple(found)
    asked = [each.id for each in requests if each.state in _ASKED]
    agreed = [each.id for each in requests if each.state == _AGREED]
    if not (asked or agreed) or desk.veiled is not None or not is_in_team(desk.ledger.place):
        return requests
    from farmer.tasks.asked import answered_colleagues, asked_colleagues

    theirs = asked_colleagues(desk, reader, asked) | answered_colleagues(desk, reader, agreed)
    return tuple(_theirs(each, theirs[each.id]) if each.id in theirs else each for each in requests)


def my_turn_on(request: RequestShown) -> date:
    """When it is the user's turn: at once, on a day agreed, or once others let time pass."""
    since = request.until or request.waiting_since
    at_once = request.waiting_for == "me" or (request.until and request.waiting_for != "colleague")
    return since + timedelta(days=0 if at_once else PATIENCE_DAYS)


def _theirs(request: RequestShown, colleague: str) -> RequestShown:
    does = "introduces them" if request.state == _AGREED else "was asked"
    if request.until:
        does = f"said later, from {say_date(request.until)} on"
    return request._replace(
        waiting_for="colleague",
        next=f"Wait for {capitalised(colleague)}, who {does}.",
        commands=(f"farmer request withdraw {request.id}",),
    )
