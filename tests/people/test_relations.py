"""Which words mean a child, and of whom a person has one at a time."""

from __future__ import annotations

import pytest

from farmer.details import CHILD, OWN, RELATION
from farmer.people.relations import is_child, is_one_only, own_field, relation


@pytest.mark.parametrize(
    "label", ["child", "Kids", "DAUGHTER", "Tochter", "fils", "hija", "Step-son", "child 2", "syn"]
)
def test_a_child_is_one_in_whatever_words(label: str) -> None:
    assert is_child(label)
    assert relation(label, "Mia").what == CHILD


@pytest.mark.parametrize("label", ["spouse", "Partner", "assistant", "friend", "childhood friend"])
def test_whoever_else_is_close_is_no_child(label: str) -> None:
    assert not is_child(label)
    assert relation(label, "Bo").what == RELATION


def test_a_field_of_ones_own_about_children_is_one() -> None:
    assert own_field("Kids", "Mia").what == CHILD
    for label in ("kind", "Ward", "shoe size"):
        assert own_field(label, "39").what == OWN


def test_there_is_one_partner_and_there_are_several_friends() -> None:
    assert is_one_only("Spouse")
    assert not any(map(is_one_only, ("friend", "child", "sibling")))
