"""How long something lasted, as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.durations import DURATION_FORMS, parse_minutes
from farmer.errors import InvalidValue


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("90m", 90),
        ("45 min", 45),
        ("5 minutes", 5),
        ("1h", 60),
        ("2 hours", 120),
        ("1h30", 90),
        ("1h5", 65),
        ("1 h 30 m", 90),
        ("1H30M", 90),
        ("1.5h", 90),
        ("0,25 h", 15),
        ("0", 0),
    ],
)
def test_minutes_and_hours_are_read(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "1h60", "1:30", "-5", "1.5", "2d", "half an hour", "٥"])
def test_what_is_not_documented_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="not how long it lasted") as refusal:
        parse_minutes(text)
    assert DURATION_FORMS in refusal.value.hint


def test_every_form_that_the_refusal_offers_is_read() -> None:
    assert [parse_minutes(form) for form in DURATION_FORMS.split(", ")] == [90, 90, 60, 90, 90]


@given(st.integers(0, 99_999))
def test_whole_minutes_are_themselves_however_they_are_written(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    assert parse_minutes(str(minutes)) == parse_minutes(f"{minutes} min") == minutes
    if hours < 1000:
        assert parse_minutes(f"{hours}h{rest:02}") == minutes
