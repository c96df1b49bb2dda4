"""Who was given a person's standing: told to that person, and when they are forgotten."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.tasks.exchange.subject_said import standing_said
from farmer.team.given import GivenStanding, given_now
from tests.together.conftest import Typing

DAYS = ("2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18")
PAIRS = st.frozensets(
    st.tuples(st.sampled_from("pq"), st.sampled_from(("kim", "lee")), st.just("standing"))
)


def test_what_was_told_and_taken_back_on_one_day_was_told_on_that_day() -> None:
    day = date(2026, 6, 15)
    assert standing_said("ana", "standing", day, day).startswith("15 Jun 2026: Ana, a colleague")


@given(st.lists(PAIRS, max_size=4))
def test_whoever_could_read_it_on_a_day_is_on_record_for_that_day(
    told: list[frozenset[tuple[str, str, str]]],
) -> None:
    """Whatever is told and taken back, in whatever order; and nobody is on record twice at once."""
    known: tuple[GivenStanding, ...] = ()
    for day, pairs in zip(DAYS, told, strict=False):
        known = given_now(known, pairs, day)
    for day, pairs in zip(DAYS, told, strict=False):
        on_record = [each[:3] for each in known if each.since <= day < (each.until or "9")]
        assert sorted(on_record) == sorted(pairs)


@pytest.fixture
def told(firm: Typing) -> Typing:
    pytest.importorskip("psycopg", reason="the extra “team” is not installed")
    firm("kim", 'farmer log "Carla Voss" --new --on 2026-06-01')
    firm("kim", "farmer team share Carla")
    return firm


def letter(firm: Typing, today: str) -> str:
    return firm("kim", "farmer export --for-subject Carla", today=today).out


def test_the_letter_names_colleagues_and_the_days(told: Typing) -> None:
    assert "colleague" not in letter(told, "2026-06-15")
    told("kim", "farmer team sync")
    told("kim", "farmer team share Carla --stop")
    told("kim", "farmer team share Carla --to lee --evidence")
    told("kim", "farmer team sync", today="2026-06-20")
    said = letter(told, "2026-06-21")
    assert "Since 15 Jun 2026: Lee, a colleague of mine, can read your name and firm" in said
    assert "Since 20 Jun 2026: Lee, a colleague of mine, can read on which days we talked" in said
    assert "15 Jun 2026 to 20 Jun 2026: Ana, a colleague of mine, could read" in said
    assert "sends nothing anywhere" not in said


def test_whoever_is_forgotten_leaves_the_names_of_those_to_tell(
    told: Typing, tmp_path: Path
) -> None:
    told("kim", "farmer team sync")
    shown = told("kim", "farmer forget Carla --yes --pretty")
    assert "Ana and Lee could read how you stood with them" in " ".join(shown.out.split())
    said = (shown.out + shown.err).replace("\n", " ")
    assert said.count("farmer team sync") == 1
    place = json.loads((tmp_path / "kim" / "ledger.team.json").read_text("utf-8"))
    assert place["given"] == []


def test_that_it_goes_with_the_next_sync_is_said_once_of_however_many(told: Typing) -> None:
    told("kim", "farmer config set keep-for '1 year'")
    for name in ("Bo Li", "Di Roe"):
        told("kim", f'farmer log "{name}" --new --on 2024-06-01', today="2024-06-01")
    gone = told("kim", "farmer forget --past-keeping --yes")
    assert sorted(row[0] for row in gone.rows if row[0] == "forgotten") == ["forgotten"] * 2
    assert gone.err.count("farmer team sync") == 1


def test_outside_of_a_team_nobody_was_given_anything(by: Typing) -> None:
    by("kim", 'farmer log "Carla Voss" --new --on 2026-06-01')
    assert "colleague" not in letter(by, "2026-06-15")
    assert by("kim", "farmer forget Carla --yes --json").data["given_to"] == []
