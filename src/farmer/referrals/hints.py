"""What a ledger knows by itself of who knows whom, as hints of their own weight.

A shared connection on a network and a mail's copy say nothing, and make none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from farmer.referrals.doors import Bond
from farmer.referrals.states import GIVEN, WENT_WELL, Request

# One occasion is chance, and two may be. Whoever works with more people than that knows few of
# them. Both are judgement.
OCCASIONS = 3
COLLEAGUES = 12


def introduced(contact_id: int, requests: Iterable[Request], as_of: date) -> Iterator[Bond]:
    """With whom you brought somebody together so that it went well, up to a day."""
    for request in requests:
        then = request.up_to(as_of)
        if not then or then.direction != GIVEN or not then.introduction or not then.outcome:
            continue
        both = (then.person_id, then.target_id)
        other = next((one for one in both if one not in (contact_id, None)), None)
        if contact_id in both and other is not None and then.outcome.outcome in WENT_WELL:
            yield Bond(contact_id, other, "introduced", then.outcome.on)


def through(contact_id: int, others: Iterable[int]) -> Iterator[Bond]:
    """With whoever brought you together with somebody, or whom you met through them."""
    return (Bond(contact_id, other, "through") for other in others)


def related(contact_id: int, others: Iterable[tuple[int, str]]) -> Iterator[Bond]:
    """With whoever is noted with somebody by name, as what: ``assistant``."""
    return (Bond(contact_id, other, "related", words=label) for other, label in others)


def occasions(contact_id: int, seen_with: Mapping[int, tuple[int, str]]) -> Iterator[Bond]:
    """With whom somebody was at several occasions, by how many and what the latest was called."""
    for other, (times, last) in seen_with.items():
        if times >= OCCASIONS:
            yield Bond(contact_id, other, "occasions", times=times, words=last)


def colleagues(contact_id: int, others: Collection[int], firm: str) -> Iterator[Bond]:
    """With whoever works for the same firm now, where they are few enough to know each other."""
    if len(others) <= COLLEAGUES:
        yield from (Bond(contact_id, other, "firm", words=firm) for other in others)
