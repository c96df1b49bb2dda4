"""Whose something is that most often is one person's."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from farmer.model import Contact, Handle
from farmer.people.holders import Holders
from farmer.people.same import Known

KEYS, IDS = st.sampled_from("abc"), st.integers(-3, 3)
# Bytes for somebody with a firm and an address: with a collection of one for each it was 3,800.
MOST = 3_000
PEOPLE = 2_000


@given(st.lists(st.tuples(st.booleans(), KEYS, IDS)))
def test_they_are_held_in_the_order_in_which_they_came(steps: list[tuple[bool, str, int]]) -> None:
    """It answers as one list for each key does, whatever is added and taken out."""
    holders: Holders[str] = Holders()
    lists: dict[str, list[int]] = {}
    for added, key, whose in steps:
        held = lists.setdefault(key, [])
        if added:
            holders.add(key, whose)
            held += [] if whose in held else [whose]
        else:
            holders.discard(key, whose)
            held[:] = [each for each in held if each != whose]
        assert list(holders.of(key)) == held
    assert list(holders.of("never")) == []


def test_somebody_known_takes_little_memory() -> None:
    """An import knows everybody of the ledger and of the file at once."""

    tracemalloc.start()
    everybody = Known()
    for at in range(10_000, 10_000 + PEOPLE):
        name = "".join(chr(97 + int(digit)) for digit in str(at))
        handle = Handle("url", f"linkedin.com/in/{name}")
        everybody.accept(-at, Contact(f"Ana {name}", company="Acme"), [handle])
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(everybody) == PEOPLE
    assert held / PEOPLE < MOST
