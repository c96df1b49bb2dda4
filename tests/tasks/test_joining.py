"""Two tellings of one talk: what they say together is worth no less than what was typed alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.model import GROUP, LIVE, MINUTES, Touch
from farmer.scoring.weights import weight
from farmer.sources import HAND
from farmer.tasks.joining import joined

ON = date(2026, 3, 4)
KINDS_TALKED = st.sampled_from(sorted(LIVE))
AMOUNTS = st.none() | st.integers(min(MINUTES), 600)
GROUPS = st.none() | st.integers(min(GROUP), 60)


@pytest.mark.parametrize(
    ("typed", "file", "minutes", "group"),
    [
        (Touch(ON, "meeting"), Touch(ON, "meeting", minutes=30, group=8), None, None),
        (Touch(ON, "meeting"), Touch(ON, "meeting", minutes=90, group=2), 90, 2),
        (Touch(ON, "call"), Touch(ON, "meeting", minutes=60, group=3), 60, None),
        (Touch(ON, "event"), Touch(ON, "meeting", minutes=60, group=12), 60, None),
        (Touch(ON, "meal", minutes=20), Touch(ON, "meeting", minutes=60), 20, None),
    ],
)
def test_length_and_company_of_a_file_worsen_nothing_that_was_typed(
    typed: Touch, file: Touch, minutes: int | None, group: int | None
) -> None:
    """What was typed stays, and what was not is the file's only where it weighs no less."""
    for one in (joined(HAND, typed, "icalendar", file), joined("icalendar", file, HAND, typed)):
        assert (one[0], one[1].kind) == (HAND, typed.kind)
        assert (one[1].minutes, one[1].group) == (minutes, group)


@given(KINDS_TALKED, AMOUNTS, GROUPS, KINDS_TALKED, AMOUNTS, GROUPS)
def test_a_talk_that_a_file_tells_too_weighs_no_less_than_typed(
    kind: str,
    minutes: int | None,
    group: int | None,
    other: str,
    lasted: int | None,
    room: int | None,
) -> None:
    """In whatever order the two came."""
    typed = Touch(ON, kind, minutes=minutes, group=group, note="typed")
    file = Touch(ON, other, by="me", minutes=lasted, group=room, note="file", time="09:00")
    one = joined(HAND, typed, "icalendar", file)
    assert one == joined("icalendar", file, HAND, typed)
    assert weight(one[1]) >= weight(typed)
    assert (one[1].by, one[1].time) == ("me", "09:00")
    assert {"typed", "file"} <= set(one[1].note.split("; "))
