"""Groups, lists and corrections where names are many."""

from __future__ import annotations

import pytest

from tests.conftest import Farmer


@pytest.fixture
def known(farmer: Farmer) -> Farmer:
    """Two Bos, one of them in the chapter."""
    farmer('farmer add "Bo Li"')
    farmer('farmer add "Bo Ek"')
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer tag c1 Ana @chapter @golf")
    return farmer


def test_except_means_somebody_in_the_group_first(known: Farmer) -> None:
    archived = known("farmer archive @chapter --except Bo --json")
    assert [person["name"] for person in archived.data["people"]] == ["Ana Ruiz"]


@pytest.mark.parametrize("command", ["log --with @chapter --new", "tag @chapter @x", "list"])
def test_nobody_is_added_to_be_left_out(known: Farmer, command: str) -> None:
    refused = known(f"farmer {command} --except Zoe")
    assert (refused.status, "Nobody is called “Zoe”" in refused.err) == (3, True)
    assert known("farmer where --json").data["counts"]["contacts"] == 3


def test_lists_take_every_match_of_a_name(known: Farmer) -> None:
    assert known("farmer list Bo --ids").out.split() == ["c2", "c1"]
    assert known("farmer list Nobody").status == 3


def test_tags_are_listed_with_who_has_them(known: Farmer) -> None:
    known("farmer archive Ana")
    groups = known("farmer tags --json").data["groups"]
    assert [(g["tag"], [p["name"] for p in g["people"]]) for g in groups] == [
        ("chapter", ["Bo Li"]),
        ("golf", ["Bo Li"]),
    ]


def test_a_new_name_that_is_part_of_another_is_refused(known: Farmer) -> None:
    refused = known('farmer log "Zed Quill" Zed --new')
    assert (refused.status, "“Zed Quill” is nearly the same" in refused.err) == (5, True)


def test_corrections_say_what_was_meant(known: Farmer) -> None:
    known("farmer log Ana --on 2026-06-01")
    edited = known('farmer edit t1 --on "last friday" --json').data
    assert (edited["names"], edited["fields"]) == (["Ana Ruiz"], {"on": "12 Jun 2026"})


def test_undo_does_not_step_over_a_forgetting_by_itself(known: Farmer) -> None:
    known("farmer forget Ana --yes")
    refused = known("farmer undo")
    assert (refused.status, "cannot be undone" in refused.err) == (5, True)
    assert known("farmer undo --past-forgetting").rows[0][0].startswith("tag")


def test_an_archived_group_is_listed_and_brought_back_by_its_tag(known: Farmer) -> None:
    known("farmer archive @chapter")
    refused = known("farmer list @chapter")
    assert (refused.status, "is archived" in refused.err) == (3, True)
    assert known("farmer list @chapter --archived --ids").out.split() == ["c3", "c1"]
    brought = known("farmer unarchive --with @chapter --except Ana --json").data
    assert [person["name"] for person in brought["people"]] == ["Bo Li"]
    assert known("farmer list @chapter --ids").out.split() == ["c1"]
