"""How long calls and meetings lasted, as programs write it."""

from __future__ import annotations

import pytest

from farmer.formats.lengths import spoken_seconds


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1h 27m 51s", 5271),
        ("1 Std. 5 Min.", 3900),
        ("2 Stunden und 1 Minute", 7260),
        ("1 ora e 5 min", 3900),
        ("1 uur, 5 min.", 3900),
        ("1 godz. 5 min 3 s", 3903),
        ("5 mins 3 secs", 303),
        ("45 s", 45),
    ],
)
def test_spans_are_read_in_the_languages_of_those_who_made_them(said: str, seconds: int) -> None:
    assert spoken_seconds(said) == seconds


@pytest.mark.parametrize("said", ["", "--", "5", "5 cats", "about 5 min", "1:05:00", "9 h" * 40])
def test_what_is_no_length_is_none(said: str) -> None:
    assert spoken_seconds(said) is None
