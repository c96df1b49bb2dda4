"""The facts that follow from requests and promises: worked out whenever they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from farmer.ledger.nouns import Evidence
from farmer.model import Fact
from farmer.sources import MEMORY

if TYPE_CHECKING:
    from farmer.ledger.recorded import RecordedPromise, RecordedRequest


def of_requests(
    found: Collection[RecordedRequest], on: date, without: int | None = None
) -> list[Evidence]:
    """The facts that follow from requests up to a day, leaving one request out."""
    if not found:
        return []
    # Most people have a part in no request: what comes of one is loaded where there is one.
    from farmer.referrals.consequences import consequences

    return [
        Evidence(recorded.id, implied.contact_id, implied.fact, letter="r")
        for recorded in found
        if recorded.id != without and (then := recorded.request.up_to(on)) is not None
        for implied in consequences(then)
    ]


def of_promises(found: Iterable[RecordedPromise], on: date) -> list[Evidence]:
    """What promises of theirs that ended by a day say of them; yours say nothing of them."""
    facts = []
    for recorded in found:
        given = recorded.promise
        if given.mine or given.ended not in ("kept", "broken") or given.ended_on is None:
            continue
        if given.ended_on <= on:
            fact = Fact(given.ended_on, given.ended, given.text)
            facts.append(Evidence(recorded.id, recorded.contact_id, fact, letter="p"))
    return facts


def unstored(follows: Iterable[Evidence], stored: Iterable[Evidence]) -> list[Evidence]:
    """Those that follow and were not written down by hand as well (method C1).

    Of one person, kind and day there are as many rows as the greater of the two counts, so that
    nothing counts twice, and one row more never makes fewer. What was told from memory stands for
    no other row: its day is a guess, and it can be left out.
    """
    told = Counter(_happening(line) for line in stored if line.source != MEMORY)
    left = []
    for line in follows:
        happening = _happening(line)
        if told[happening]:
            told[happening] -= 1
        else:
            left.append(line)
    return left


def _happening(line: Evidence) -> tuple[int, str, date]:
    return line.contact_id, line.fact.what, line.fact.on
