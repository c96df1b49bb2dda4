"""A year, counted."""

from __future__ import annotations

from datetime import date

import pytest

from farmer.render.stats import VIEW
from farmer.render.terminal import Screen
from farmer.scoring.rings import Ring
from farmer.tasks.tend.stats import Sown, Stats
from farmer.tasks.tend.week import Week
from tests.conftest import Farmer

YEAR = (
    ("2025-01-10", 'farmer log "Cy Ode" --kind meal --by me --new'),
    ("2025-09-01", 'farmer log "Ana Ruiz" "Bo Li" --at Mixer --by them --new'),
    ("2025-09-02", "farmer log Ana --kind message --by me"),
    ("2025-10-06", "farmer log Ana --by them --fact kept --fact got"),
    ("2025-11-10", "farmer log Ana --by me --fact kept --fact gave"),
    ("2025-11-20", "farmer mark Ana used"),
    ("2026-01-12", "farmer log Ana --by them --minutes 90 --fact kept"),
    ("2026-03-09", "farmer log Ana --by me --depth 2 --fact got"),
    ("2026-03-10", "farmer mark Ana used"),
    ("2026-05-04", "farmer log Ana --by me --fact gave"),
    ("2026-05-05", 'farmer request add Ana --to Cy --need "a talk"'),
    ("2026-05-05", "farmer request ask-target r1"),
    ("2026-05-06", "farmer request target-said r1 yes"),
    ("2026-05-06", 'farmer request introduce r1 --anyway "they know each other"'),
    ("2026-05-20", "farmer request outcome r1 business --amount 1200 --currency EUR"),
    ("2026-05-21", 'farmer request add Bo --to Ana --need "a talk"'),
    ("2026-05-21", 'farmer request decline r2 --note "not yet"'),
    ("2026-05-22", "farmer edit Ana --cadence monthly"),
    ("2026-05-23", "farmer archive Bo"),
)


@pytest.fixture
def year(farmer: Farmer) -> Farmer:
    """A ledger in which all that has happened."""
    for day, command in YEAR:
        assert farmer(command, day).status == 0, command
    return farmer


def test_a_year_is_counted(year: Farmer) -> None:
    found = year("farmer stats --json").data
    assert (found["since"], found["until"]) == ("2025-06-15", "2026-06-15")
    assert found["sown"] == {
        "met": 2,
        "followed_up": 1,
        "people": 2,
        "contacts": 8,
        "minutes": 10 + 10 + 60 + 60 + 90 + 60 + 60,
        "given": 3,
        "received": 2,
    }
    assert [person["name"] for person in found["farmed"]] == ["Ana Ruiz"]
    assert found["cooled"] == []
    given, received = found["requests"]
    assert (given["asked"], given["declined"], given["introduced"]) == (2, 1, 1)
    assert (given["outcomes"], received["asked"]) == ({"business": 1}, 0)
    assert found["closed"] == {"EUR": 120000}
    assert [(ring["layer"], ring["room"], ring["people"]) for ring in found["rings"]] == [
        (5, 5, 0),
        (15, 10, 1),
        (50, 35, 1),
        (150, 100, 0),
        (None, None, 0),
    ]


def test_from_another_day_on(year: Farmer) -> None:
    """What was before is left out; whoever was warm then and is silent since has cooled."""
    found = year("farmer stats --since 2025-01-15 --json").data
    assert [person["name"] for person in found["cooled"]] == ["Cy Ode"]
    late = year("farmer stats --since 2026-05-10 --json").data
    assert (late["sown"]["met"], late["sown"]["contacts"], late["farmed"]) == (0, 0, [])
    assert late["closed"] == {"EUR": 120000}
    refused = year("farmer stats --since 2026-06-16")
    assert (refused.status, "16 Jun 2026 is in the future" in refused.err) == (2, True)


def test_in_a_pipe_every_line_says_what_it_counts(year: Farmer) -> None:
    rows = {row[0]: row[1:] for row in year("farmer stats").rows}
    assert rows["farmed"] == ["c2", "Ana Ruiz"]
    assert rows["closed"] == ["EUR", "120000"]
    assert rows["outcome"] == ["given", "business", "1"]


def test_the_year_before_a_leap_day_begins_on_the_28th(farmer: Farmer) -> None:
    assert farmer("farmer stats --json", "2028-02-29").data["since"] == "2027-02-28"


def test_a_bar_is_time_and_a_full_layer_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Nine people in room for five are four too many, however long you saw them."""
    nothing = Sown(0, 0, 0, 0, 0, 0, 0)
    day = date(2026, 6, 15)
    week = Week(day, day, 0, 0, 0, {}, (), None)
    rings = (Ring(5, 7, 5, 9, 60), Ring(15, 30, 10, 10, 540), Ring(None, None, None, 3, 0))
    found = Stats(day, day, nothing, (), (), (), {}, rings, week)
    VIEW.draw(found, Screen("never", blocks=False))
    shown = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "closest 5 #--------- 1 hour (10 %), 9 people, 4 too many" in shown
    assert "next 10 #########- 9 hours (90 %), 10 people" in shown
    assert "outside ---------- 0 minutes, 3 people" in shown
