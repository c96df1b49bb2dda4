"""To which colleagues it was told how one stands with somebody, as far as this machine told it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id
from farmer.tasks.desk import Desk
from farmer.team import is_in_team

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class GivenTo(NamedTuple):
    """Who could read which part of it, from which day on, and when it was taken back, if ever."""

    member: str
    part: str
    since: date
    until: date | None


def given_to(desk: Desk, reader: Reader, ids: Iterable[int]) -> tuple[GivenTo, ...]:
    """Who was given the standing of a person, who may have had several `ids` before a merge."""
    if not is_in_team(desk.ledger.place):
        return ()
    from farmer.tasks.outside_ids import outside_ids
    from farmer.team import place as places

    elsewhere = outside_ids(reader)
    keys = {elsewhere.name_of(Id("c", one)) for one in ids}
    found = [
        GivenTo(
            each.member,
            each.part,
            date.fromisoformat(each.since),
            date.fromisoformat(each.until) if each.until else None,
        )
        for each in places.get(desk.ledger.place).given
        if each.person in keys
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.member)))
