"""Who is forgotten in the ledger is forgotten in what a team has here as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from farmer.tasks.desk import Desk
from farmer.team import is_in_team

if TYPE_CHECKING:
    from farmer.ids import Id


def forgetting(desk: Desk, one: Id) -> Callable[[], None]:
    """What to do once somebody who is in the ledger still is forgotten: nothing without a team."""
    if not is_in_team(desk.ledger.place):
        return lambda: None
    from farmer.tasks.colleagues import forgetting_in_team

    with desk.deciding() as reader:
        return forgetting_in_team(desk, reader, one)
