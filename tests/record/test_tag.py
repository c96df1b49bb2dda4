"""Groups: who is put into one, and who is in it."""

from __future__ import annotations

from tests.conftest import Farmer


def test_tags_are_listed_with_who_has_them(known: Farmer) -> None:
    known("farmer archive Ana")
    groups = known("farmer tags --json").data["groups"]
    assert [(g["tag"], [p["name"] for p in g["people"]]) for g in groups] == [
        ("chapter", ["Bo Li"]),
        ("golf", ["Bo Li"]),
    ]


def test_alone_it_lists_and_with_remove_it_takes_out(known: Farmer) -> None:
    """Each once: who is not in a group cannot be taken out of it again."""
    assert known("farmer tag --json").data["groups"][0]["tag"] == "chapter"
    taken = known("farmer tag --remove Ana @golf --json").data
    assert taken["tags"] == ["golf"]
    assert [person["name"] for person in taken["changed"]] == ["Ana Ruiz"]
    assert known("farmer tag --remove Ana @golf --json").data["changed"] == []
    groups = {group["tag"]: group["people"] for group in known("farmer tag --json").data["groups"]}
    assert [person["name"] for person in groups["golf"]] == ["Bo Li"]
