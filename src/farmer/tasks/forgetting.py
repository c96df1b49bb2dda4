"""Forgetting a person wherever they are kept here: who is gone from the ledger is from the team."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from farmer.tasks.desk import Desk
from farmer.team import is_in_team

if TYPE_CHECKING:
    from datetime import date

    from farmer.ids import Id
    from farmer.ledger.findings import Erasure


def forget_person(desk: Desk, one: Id, added_on: date) -> Erasure:
    """Forget somebody who was added on that day: in the ledger, its backups, and here in the team.

    Raises:
        LedgerUnavailable: where one of them cannot be written; it says what was done until then.
    """
    forget_in_team = _forgetting(desk, one)
    erased = desk.ledger.forget(one.number, added_on, desk.now)
    forget_in_team()
    return erased


def say_what_the_team_has(desk: Desk) -> None:
    """Say that a team has until the next sync what it was told of whoever was forgotten."""
    if is_in_team(desk.ledger.place):
        desk.notify("What your team was told or asked of them goes with the next farmer team sync.")


def _forgetting(desk: Desk, one: Id) -> Callable[[], None]:
    """What to do once somebody who is in the ledger still is forgotten: nothing without a team."""
    if not is_in_team(desk.ledger.place):
        return lambda: None
    from farmer.tasks.colleagues import forgetting_in_team

    with desk.deciding() as reader:
        return forgetting_in_team(desk, reader, one)
