"""A list of words is declared once: parsed, refused, listed and completed from there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.choices import Choices
from farmer.errors import InvalidValue
from farmer.formats import FILE_KINDS, FORMATS
from farmer.model import VERDICTS
from farmer.referrals.states import ANSWERS, TARGET_YES
from farmer.scoring.cold import STATUSES
from farmer.scoring.score import PHASES
from farmer.sources import LINES
from farmer.tasks.keep import completion

SHADES: Choices[str] = Choices(
    "shade",
    {"not yet": "white", "deep_red": "", "B": "blue"},
    typed={"B": "blue"},
    also={"azure": "B"},
    unsure={"dark": ("not yet", "B")},
)


def test_a_list_is_its_stored_words_in_their_order() -> None:
    assert tuple(SHADES) == ("not yet", "deep_red", "B")
    assert "B" in SHADES
    assert "blue" not in SHADES


def test_words_are_listed_as_they_are_typed() -> None:
    assert SHADES.typed == ("not-yet", "deep_red", "blue")
    assert SHADES.listed == "not-yet, deep_red, blue"
    assert SHADES.meanings["not-yet"] == "white"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("not-yet", "not yet"),
        (" Not Yet ", "not yet"),
        ("deep-red", "deep_red"),
        ("DEEP_RED", "deep_red"),
        ("b", "B"),
        ("blue", "B"),
        ("Azure", "B"),
    ],
)
def test_a_word_is_understood_however_it_is_spelt(typed: str, stored: str) -> None:
    assert SHADES.parse(typed) == stored


def test_a_word_that_may_mean_two_is_refused_with_both() -> None:
    assert SHADES.may_mean("Dark")
    assert SHADES.may_mean("azure")
    assert not SHADES.may_mean("light")
    with pytest.raises(InvalidValue) as refused:
        SHADES.parse("dark")
    assert refused.value.hint == "Type one: not-yet (white) or blue (blue)."


@given(st.text())
def test_any_other_word_is_refused_with_those_there_are(typed: str) -> None:
    plain = typed.strip().casefold().replace("_", "-").replace(" ", "-")
    if plain in ("not-yet", "deep-red", "b", "blue", "azure", "dark"):
        return
    with pytest.raises(InvalidValue) as refused:
        SHADES.parse(typed)
    assert refused.value.message == f"There is no shade “{typed}”."
    assert refused.value.hint == "Choose from: not-yet, deep_red, blue."


def test_only_a_stored_word_may_be_kept() -> None:
    SHADES.check("not yet")
    with pytest.raises(InvalidValue, match="There is no shade “not-yet”"):
        SHADES.check("not-yet")


def test_the_lists_of_the_method_are_typed_as_they_were() -> None:
    assert VERDICTS.listed == "not-yet, almost, farmed"
    assert PHASES.listed == "none, visibility, credibility, profitability"
    assert PHASES.parse("v") == "V"
    assert STATUSES.parse("never-met") == "never met"
    assert ANSWERS.parse("Yes") == TARGET_YES


def test_every_kind_of_file_is_one_to_choose() -> None:
    assert FILE_KINDS.listed == ", ".join([*(each.kind for each in FORMATS), LINES])


@pytest.mark.parametrize("source", completion._DECLARED)
def test_every_list_that_is_completed_is_declared(source: str) -> None:
    offered = completion._declared(completion._DECLARED[source])
    assert offered
    assert all(candidate.value and "_" not in candidate.value for candidate in offered)
