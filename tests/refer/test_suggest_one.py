"""Whom to bring together: for one person there is what there is of them for everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.details import OWN, Detail, Gain
from farmer.links import Link
from farmer.model import Contact
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.judge import suggestions as judged
from tests.fakes import FakeLedger

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
DAY = date(2026, 6, 15)
NAMES = ("Ana Ruiz", "Bo Li", "Cy Ode", "Di Moss", "Ed Oak")
WORDS = ("harbour", "leasing", "sailing", "taxes", "print", "bakery", "the", "leases 4U")

people = st.integers(1, len(NAMES))
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
slots = st.sampled_from(("goals", "skills", "networks", "interests"))
told = st.lists(st.tuples(people, slots, texts), max_size=12)
fields = st.lists(st.tuples(people, texts), max_size=3, unique=True)
firms = st.lists(st.sampled_from(("", *WORDS)), min_size=len(NAMES), max_size=len(NAMES))
links = st.lists(st.tuples(people, people, st.booleans()), max_size=3)


def ledger_of(
    told: list[tuple[int, str, str]],
    own: list[tuple[int, str]],
    firms: list[str],
    linked: list[tuple[int, int, bool]],
) -> FakeLedger:
    """Who wants and has what, works where, and is told to know whom or not to."""
    ledger = FakeLedger()
    with ledger.changing("meet", NOW) as writer:
        for name, firm in zip(NAMES, firms, strict=True):
            writer.add_contact(Contact(name, title=firm, added_on=DAY))
        for who, slot, text in told:
            writer.write_gains(who, Gain("theirs", slot, text, DAY))
        for who, text in own:
            writer.add_detail(who, Detail(OWN, "has", text))
        for one, other, denied in linked:
            if one != other:
                writer.write_link(one, other, Link(DAY, denied=denied))
    return ledger


@pytest.mark.parametrize("farmed", [frozenset(range(1, 6)), frozenset((1, 3, 4)), frozenset()])
@given(told, fields, firms, links)
def test_for_one_there_is_what_there_is_of_them_for_everybody(
    farmed: frozenset[int],
    told: list[tuple[int, str, str]],
    own: list[tuple[int, str]],
    firms: list[str],
    linked: list[tuple[int, int, bool]],
) -> None:
    ledger = ledger_of(told, own, firms, linked)
    desk = Desk(ledger, DAY, NOW, lambda _words: None, Settings())
    with pytest.MonkeyPatch.context() as patch, ledger.reading() as reader:
        patch.setattr(
            judged, "_scores", lambda *_: {n: (100.0 * (n in farmed),) * 2 for n in range(1, 6)}
        )
        whole, waiting = judged.suggestions(desk, reader, DAY)
        waited = 0
        for number in range(1, 6):
            theirs, not_yet = judged.suggestions(desk, reader, DAY, number)
            has_part = {f"c{number}"}
            assert theirs == [
                each for each in whole if has_part & {each.requester.id, each.target.id}
            ]
            waited += not_yet
        assert waited == 2 * waiting
