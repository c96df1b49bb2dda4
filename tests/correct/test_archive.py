"""In no list, and back."""

from __future__ import annotations

from tests.conftest import Farmer


def test_except_means_somebody_in_the_group_first(known: Farmer) -> None:
    archived = known("farmer archive @chapter --except Bo --json")
    assert [person["name"] for person in archived.data["people"]] == ["Ana Ruiz"]


def test_an_archived_group_is_listed_and_brought_back_by_its_tag(known: Farmer) -> None:
    known("farmer archive @chapter")
    refused = known("farmer list @chapter")
    assert (refused.status, "is archived" in refused.err) == (3, True)
    assert known("farmer list @chapter --archived --ids").out.split() == ["c3", "c1"]
    brought = known("farmer unarchive --with @chapter --except Ana --json").data
    assert [person["name"] for person in brought["people"]] == ["Bo Li"]
    assert known("farmer list @chapter --ids").out.split() == ["c1"]
