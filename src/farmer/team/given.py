"""To whom something of a person was given, and from when to when: kept though it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple


class GivenStanding(NamedTuple):
    """That a member could read how one stands with somebody, or what that rests on.

    Attributes:
        person: of whom, by their id elsewhere.
        member: to whom.
        part: what: of `TOLD_PARTS`.
        since: the first day, as 2026-05-12.
        until: the day on which it was taken back; empty while it was not.
    """

    person: str
    member: str
    part: str
    since: str
    until: str = ""


def given_now(
    before: Iterable[GivenStanding], told: Collection[tuple[str, str, str]], today: str
) -> tuple[GivenStanding, ...]:
    """What was given before and is by now, where `told` is who reads what of whom today."""
    ended = [
        each if each.until or each[:3] in told else each._replace(until=today) for each in before
    ]
    going_on = {each[:3] for each in ended if not each.until}
    begun = [GivenStanding(*key, today) for key in sorted(set(told) - going_on)]
    return (*ended, *begun)
