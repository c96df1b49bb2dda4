"""Everything that is known of one person."""

from __future__ import annotations

from shlex import quote

import pytest

from tests.conftest import Farmer


def test_what_was_added_later_does_not_show_earlier(farmer: Farmer) -> None:
    """Neither the day somebody was added nor the day they were met."""
    farmer('farmer log "Ana Ruiz" --at Mixer --new')
    then = farmer("farmer show Ana --as-of 2020-01-01 --json").data
    assert (then["added_on"], then["met_on"], then["met_at"]) == (None, None, "")


def test_all_that_was_recorded_of_somebody_is_shown_the_newest_first(known: Farmer) -> None:
    """Touchpoints and facts by their ids, and nobody else's."""
    known('farmer log Ana "Bo Ek" --on 2026-06-01 --note "Ana: the lease"')
    known("farmer mark Ana kept --on 2026-06-03")
    shown = known("farmer show Ana --json").data
    assert [line["id"] for line in shown["history"]] == ["f1", "t1"]
    assert (shown["tags"], shown["history"][1]["note"]) == (["chapter", "golf"], "the lease")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ana Ruiz", None),
        ("Madonna", None),
        ("Ana María de la Cruz", "given Ana, middle María, family de la Cruz (guessed)"),
        (
            "Prof. Dr. Ana Ruiz, PhD",
            "prefix Prof. Dr., given Ana, family Ruiz, suffix PhD (guessed)",
        ),
        ("Nguyễn Văn An", "given An, middle Văn, family Nguyễn (guessed)"),
        ("김철수", "given 철수, family 김 (guessed)"),
        ("Frau Weber", "prefix Frau, family Weber (guessed)"),
        ("Harbour Law GmbH", "none: it reads as a firm's name"),
    ],
)
def test_how_a_name_was_read_is_seen_where_it_is_not_plain(
    farmer: Farmer, name: str, said: str | None
) -> None:
    """And once it is put right, no longer as a guess."""
    farmer(f"farmer add {quote(name)}")
    rows = {row[0]: row[1] for row in farmer("farmer show c1").rows}
    assert rows.get("name parts") == said
    assert farmer("farmer show c1 --json").data["parts_guessed"]
    farmer("farmer edit c1 --given Bo --family 'van Ek'")
    rows = {row[0]: row[1] for row in farmer("farmer show c1").rows}
    assert "given Bo" in rows["name parts"]
    assert "family van Ek" in rows["name parts"]
    assert "guessed" not in rows["name parts"]
    shown = farmer("farmer show c1 --json").data
    assert (shown["name_parts"]["given"], shown["parts_guessed"]) == ("Bo", False)


def test_what_is_open_between_you_is_shown_and_what_ended_is_not(farmer: Farmer) -> None:
    farmer("farmer log 'Ana Ruiz' --on 2026-06-01 --new --promised 'send the lease by friday'")
    farmer("farmer promise add Ana 'call her landlord' --mine --due 2026-06-20")
    farmer("farmer promise add Ana 'bring the plan' --mine --due 2026-06-18")
    farmer("farmer promise kept p3")
    told = farmer("farmer show Ana --json").data["promises"]
    assert [(each["id"], each["mine"], each["due_on"]) for each in told] == [
        ("p2", True, "2026-06-20"),
        ("p1", False, "2026-06-05"),
    ]
    rows = [row for row in farmer("farmer show Ana").rows if row[0] == "promise"]
    assert [row[1] for row in rows] == ["p2", "p1"]
    assert not farmer("farmer show Ana --as-of 2026-05-31 --json").data["promises"]


def test_what_was_written_once_is_shown_once(farmer: Farmer) -> None:
    """A talk and what was seen in it have one note, and are two records."""
    farmer("farmer log 'Ana Ruiz' --kind meal --fact kept --note 'brought the papers' --new")
    shown = farmer("farmer show Ana --plain").out
    assert shown.count("brought the papers") == 1
    assert "meal and kept: brought the papers" in shown
    assert "t1 f1" in shown
    found = farmer("farmer find papers --plain").out
    assert found.count("brought the papers") == 1
    assert "Ana Ruiz, meal and kept, 15 Jun 2026  t1 f1" in found
    assert len(farmer("farmer find papers").rows) == 2


def test_the_year_of_what_is_to_come_is_said_once(farmer: Farmer) -> None:
    farmer("farmer log 'Ana Ruiz' --new")
    shown = " ".join(farmer("farmer show Ana --plain").out.split())
    assert "due on 13 Sep, cooling on 28 Oct, cold on 12 Dec 2026" in shown
    later = " ".join(farmer("farmer show Ana --plain --as-of 2026-07-20").out.split())
    assert "due on 13 Sep" in later


def test_whom_a_connector_knows_leaves_room_for_the_rest(farmer: Farmer) -> None:
    """On a terminal a few are drawn, and it is said where all are; a pipe has them all."""
    farmer("farmer add 'Ana Ruiz'")
    for number in range(10):
        farmer(f"farmer link Ana 'Carla V{chr(97 + number) * 4}' --how board")
    drawn = farmer("farmer show Ana --plain").out
    assert drawn.count(": board") == 8
    assert "2 links: farmer show c1 --json" in " ".join(drawn.split())
    assert len([row for row in farmer("farmer show Ana").rows if row[0] == "knows"]) == 10
    farmer("farmer undo")
    farmer("farmer undo")
    assert "more" not in farmer("farmer show Ana --plain").out
