"""What a file tells, made to fit: nothing is shortened without being told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats.fitting import fitted
from farmer.formats.incoming import Incoming, SourcedTouch
from farmer.model import Contact, Fact, Touch
from farmer.text import NAME_LENGTH, NOTE_LENGTH, TAG_LENGTH

ON = date(2026, 3, 9)
LABELS = ("name", "nickname", "company", "title", "met_at")


def test_what_fits_stays_as_it_is() -> None:
    contact = Contact("x" * NAME_LENGTH, title="y" * NAME_LENGTH, notes="z" * NOTE_LENGTH)
    told = Incoming(3, contact, (), tags=("t" * TAG_LENGTH,))
    assert fitted(told) == (told, ())


@pytest.mark.parametrize("field", LABELS)
def test_a_label_that_is_too_long_is_shortened_and_told(field: str) -> None:
    told = Incoming(3, Contact(**{"name": "Ida", field: "x" * 201}), ())  # type: ignore[arg-type]
    fit, cut = fitted(told)
    assert getattr(fit.contact, field) == "x" * 199 + "…"
    assert cut == (field.replace("met_at", "place where you met"),)


def test_notes_and_tags_too() -> None:
    much = "z" * (NOTE_LENGTH + 1)
    touch, fact = Touch(ON, "call", note=much), Fact(ON, "kept", much)
    told = Incoming(1, Contact("Ida", notes=much), (), (SourcedTouch(touch, "7"),), facts=(fact,))
    fit, cut = fitted(told._replace(tags=("a" * 60, "b")))
    assert fit.tags == ("a" * TAG_LENGTH, "b")
    lengths = {len(text) for text in (fit.contact.notes, fit.touches[0].touch.note)}
    assert lengths | {len(fit.facts[0].note)} == {NOTE_LENGTH}
    assert cut == ("note", "tag")


@given(st.dictionaries(st.sampled_from(LABELS), st.text("ab", min_size=1, max_size=300)))
def test_whoever_is_fitted_fits_and_is_told_of_every_cut(texts: dict[str, str]) -> None:
    told = Incoming(1, Contact(**{"name": "Ida", **texts, "birthday": ""}), ())  # type: ignore[arg-type]
    fit, cut = fitted(told)
    changed = [name for name in LABELS if getattr(fit.contact, name) != getattr(told.contact, name)]
    assert len(cut) == len(changed)
    assert all(len(getattr(fit.contact, name)) <= NAME_LENGTH for name in LABELS)
    assert fitted(fit) == (fit, ())
