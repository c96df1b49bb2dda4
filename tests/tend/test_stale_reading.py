"""Reading less and judging fewer changes nothing of what is listed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any
from unittest.mock import Mock

import pytest

from farmer.ledger.nouns import RollEntry
from farmer.model import Contact, Fact, Touch
from farmer.scoring import STATUSES
from farmer.scoring.cold import silence_in
from farmer.scoring.life import last_months
from farmer.scoring.standing import tally_touches
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.tend.list_ import Wanted, list_people
from farmer.tasks.tend.stale import Stale, stale
from farmer.tasks.tend.today import TIES_SHOWN, today
from tests.fakes import FakeLedger
from tests.fakes.reader import FakeReader
from tests.ledger.making import DAY, NOW

KINDS = ("meeting", "meal", "event", "call", "email", "message", "comment", "like")
WHATS = ("kept", "gave", "got", "work:used", "work:seen", "broken", "asked_them")
PEOPLE = 120


@pytest.fixture(scope="module")
def desk() -> Desk:
    """A ledger of people at every degree of warmth, some of them with evidence."""
    ledger, random = FakeLedger(), Random(6)
    with ledger.changing("invent people", NOW) as writer:
        for number in range(PEOPLE):
            cadence = random.choice((None, 7, 365))
            whose = writer.add_contact(
                Contact(f"Bo Li {number}", cadence_days=cadence, added_on=DAY)
            )
            last, apart = random.choice((0, 5, 60, 120, 300, 1200)), random.choice((3, 9, 40))
            for touch in range(random.choice((0, 1, 2, 4, 8, 14))):
                on = DAY - timedelta(days=last + apart * touch + random.randrange(3))
                by, group = random.choice(("me", "them", None)), random.choice((None, 2, 80))
                writer.add_touch(whose, Touch(on, random.choice(KINDS), by, None, group))
            for _ in range(random.choice((0, 0, 3, 9))):
                on = DAY - timedelta(days=random.randrange(900))
                writer.add_fact(whose, Fact(on, random.choice(WHATS)))
        weekly = writer.add_contact(Contact("Ana Ruiz", cadence_days=365, added_on=DAY))
        for week in range(6):
            writer.add_touch(weekly, Touch(DAY - timedelta(days=100 + 7 * week), "meeting"))
    return Desk(ledger, DAY, NOW, print, Settings())


def test_nobody_is_left_out_who_is_not_warm(desk: Desk) -> None:
    """Against every status asked for by name, of which the warm ones are read whole too."""
    whole = stale(desk, as_of=DAY, statuses=STATUSES[:5])
    wanted = [tie for tie in whole.ties if tie.status != "warm" or tie.drifting]
    assert list(stale(desk, as_of=DAY).ties) == wanted
    assert any(tie.drifting and tie.status == "warm" for tie in wanted)
    assert any(tie.status == "warm" for tie in whole.ties)


def test_who_was_hardly_met_is_counted_as_before(desk: Desk) -> None:
    found: Stale = stale(desk, as_of=DAY)
    whole = stale(desk, as_of=DAY, statuses=STATUSES[:1])
    assert (found.barely_met, found.never_met) == (whole.barely_met, whole.never_met)
    assert min(found.barely_met, found.never_met) > 0


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 10, 50, PEOPLE])
def test_a_limit_lists_the_first_of_the_whole_list(desk: Desk, limit: int) -> None:
    whole, few = stale(desk, as_of=DAY), stale(desk, as_of=DAY, limit=limit)
    assert few.ties == whole.ties[:limit]
    assert few.total == whole.total == len(whole.ties)


def test_with_a_limit_not_everybody_is_judged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = Mock(side_effect=tally_touches)
    monkeypatch.setattr("farmer.scoring.tie.tally_touches", judged)
    listed = stale(desk, as_of=DAY, limit=3)
    assert 3 <= judged.call_count < listed.total


def test_a_list_works_out_no_rhythm_or_warmth_that_it_does_not_show(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out = Mock(side_effect=silence_in)
    monkeypatch.setattr("farmer.scoring.cold.silence_in", worked_out)
    assert list_people(desk, Wanted(), as_of=DAY).people
    assert not worked_out.called
    assert stale(desk, as_of=DAY).ties
    assert worked_out.called


def test_most_rows_of_people_seen_lately_are_not_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    read = FakeReader.ties

    def watched(reader: FakeReader, entries: list[RollEntry], on: date, usual: int) -> Any:
        asked.extend(entry.id for entry in entries)
        return read(reader, entries, on, usual)

    monkeypatch.setattr(FakeReader, "ties", watched)
    stale(desk, as_of=DAY)
    assert 0 < len(set(asked)) < PEOPLE


def test_today_shows_the_head_of_the_same_list(desk: Desk) -> None:
    whole = stale(desk, as_of=DAY)
    found = today(desk)
    assert found.ties == whole.ties[:TIES_SHOWN]
    assert found.going_cold == whole.total


def test_of_namesakes_who_is_first_on_the_roll_is_first_in_the_list() -> None:
    """Also where more is on record of the other, none of which is at stake."""
    ledger = FakeLedger()
    with ledger.changing("invent people", NOW) as writer:
        ids = [writer.add_contact(Contact("Bo Li", added_on=DAY)) for _ in range(2)]
        for whose in ids:
            for back in (300, 330, 360):
                writer.add_touch(whose, Touch(DAY - timedelta(days=back), "meeting", "me"))
        writer.add_touch(ids[1], Touch(DAY, "like"))
        writer.add_touch(ids[1], Touch(DAY, "like"))
        writer.add_fact(ids[1], Fact(DAY, "gave"))
    desk = Desk(ledger, DAY, NOW, print, Settings())
    listed = [tie.person.id for tie in stale(desk, as_of=DAY).ties]
    assert listed == ["c1", "c2"]
    assert [tie.person.id for tie in stale(desk, as_of=DAY, limit=1).ties] == ["c1"]
    assert [tie.person.id for tie in today(desk).ties] == listed


def test_the_contact_of_a_month_does_not_depend_on_the_order_of_its_rows() -> None:
    sorts = [("call", 0), ("message", 2), ("email", 1), ("video", 3), ("letter", 0), ("meal", 2)]
    touches = [Touch(DAY, kind, depth=depth) for kind, depth in sorts]
    shuffles = [Random(seed).sample(touches, k=len(touches)) for seed in range(20)]
    assert len({last_months(shuffled, DAY, 24) for shuffled in shuffles}) == 1
