"""What a team knows together: who goes cold for all of it, and who opens which door."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.together.conftest import Typing
from tests.together.test_team import farm

pytest.importorskip("psycopg", reason="the extra “team” is not installed")


def tell(firm: Typing, who: str, *names: str) -> None:
    for name in names:
        assert firm(who, f'farmer team share "{name}"').status == 0
    assert firm(who, "farmer team sync").status == 0


@pytest.fixture
def known(firm: Typing) -> Typing:
    """Kim has farmed Carla and talked with Bo in winter; Lee has talked with Carla in autumn."""
    farm(firm, "kim", "Carla Voss", "--company 'Voss & Co' --email carla@voss.example")
    firm("kim", 'farmer log "Bo Li" --new --on 2026-01-10 --kind meal')
    firm("kim", 'farmer edit "Bo Li" --company "Voss Ltd"')
    firm("lee", 'farmer add "Carla Voss" --email carla@voss.example')
    firm("lee", "farmer log Carla --on 2025-10-10 --kind meal")
    tell(firm, "kim", "Carla Voss", "Bo Li")
    tell(firm, "lee", "Carla Voss")
    for who in ("kim", "ana"):
        firm(who, "farmer team sync")
    return firm


def test_who_goes_cold_for_the_team_is_by_person_with_the_best_first(known: Typing) -> None:
    """Kim talked with Carla this month, so Lee's long silence is none of the team's."""
    for who in ("lee", "kim", "ana"):
        stale = known(who, "farmer stale --of-us --json").data
        cold = [(tie["name"], tie["status"]) for tie in stale["ties"]]
        assert cold == ([] if who == "kim" else [("Bo Li", "cooling")]), who
        assert stale["known"] == (1 if who == "kim" else 2)
    later = known("ana", "farmer stale --of-us --json", today="2026-12-20").data
    assert [tie["name"] for tie in later["ties"]] == ["Carla Voss", "Bo Li"]
    assert [keeper["who"] for keeper in later["ties"][0]["keepers"]] == ["kim", "lee"]
    mine = known("lee", "farmer stale --of-us --json", today="2026-12-20").data["ties"][0]
    assert (mine["person"]["id"], mine["keepers"][1]["who"]) == ("c2", "")
    assert mine["spoke"] == "2026-06"


def test_it_says_until_when_the_best_of_the_team_stands_so(known: Typing) -> None:
    """The day before the verdict falls, as the keeper's own check says it on both."""
    stale = known("ana", "farmer stale --of-us --status warm --json").data
    (carla,) = stale["ties"]
    own = [
        known("kim", "farmer check Carla --as target --json", today=day).data["verdict"]
        for day in (carla["until"], _day_after(carla["until"]))
    ]
    assert own == ["farmed", "almost"]
    assert f"until {carla['until'][-2:].lstrip('0')}" in known(
        "ana", "farmer stale --of-us --status warm --pretty"
    ).out.replace("\n", " ")


def test_a_firm_is_reached_through_colleagues_to_whom_only_they_know(known: Typing) -> None:
    """Ana knows nobody there; Lee knows Carla, whom Kim knows better."""
    found = known("ana", 'farmer reach "Voss Ltd" --json')
    assert found.status == 0
    told = [(way["name"], way["person"], way["keepers"][0]["who"]) for way in found.data["ours"]]
    assert told == [("Carla Voss", None, "kim"), ("Bo Li", None, "kim")]
    assert known("ana", 'farmer reach "Voss & Co" --json').data["ours"][0]["name"] == "Carla Voss"
    shown = " ".join(known("ana", 'farmer reach "Voss Ltd" --pretty').out.split())
    assert "Voss Ltd, in your team: Carla Voss, Voss & Co ask Kim farmed (84)" in shown
    assert "Nobody is known" not in shown
    (carla, _) = known("lee", 'farmer reach "Voss Ltd" --json').data["ours"]
    assert [keeper["who"] for keeper in carla["keepers"]] == ["kim", ""]
    assert carla["person"]["id"] == "c2"
    assert known("ana", "farmer reach Acme").status == 3


def test_a_tag_is_reached_through_colleagues_and_without_them(known: Typing) -> None:
    known("lee", 'farmer tag "Carla Voss" @wishlist')
    found = known("lee", "farmer reach @wishlist")
    assert found.status == 0
    assert [row[:3] for row in found.rows if row[0] == "ours"] == [["ours", "c2", "Carla Voss"]]
    assert known("lee", "farmer reach @nobody").status == 3
    assert known("mo", "farmer reach @nobody").status == 3
    known("mo", 'farmer log "Zoe Orr" --new --on 2026-06-01')
    known("mo", "farmer tag Zoe @wishlist")
    known("mo", 'farmer link Zoe "Fay Low" --how "her sister"')
    alone = known("mo", "farmer reach @wishlist --json")
    assert (alone.status, alone.data["ours"]) == (11, [])
    known("mo", 'farmer tag "Fay Low" @heard-of')
    assert known("mo", "farmer reach @heard-of --json").data["not_named"] == 1


def test_of_us_needs_a_team_and_takes_nobody_by_name(by: Typing, known: Typing) -> None:
    assert by("mo", "farmer stale --of-us").status == 3
    for more in ("Carla", "--long", "--ids", "--with @x", "--except Bo"):
        assert known("lee", f"farmer stale {more} --of-us").status == 2
    assert known("ana", "farmer stale --of-us --exit-code").status == 12
    assert known("ana", "farmer stale --of-us --status cold --exit-code").status == 0


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def test_whom_you_know_less_than_a_colleague_is_the_colleague_s_to_be_asked(known: Typing) -> None:
    """Said once and whole; that none of your own opens a door is no news beside it."""
    reached = known("lee", "farmer reach Carla --pretty")
    assert reached.out.endswith("First: ask Kim.\n")
    assert "no door" not in known("kim", "farmer reach Carla --pretty").out
    farm(known, "lee", "Joe Marsh")
    better = "Kim (farmed 84) knows Carla Voss better than you do. First: ask Kim."
    headline, second, *_ = known("lee", "farmer check Joe --to Carla --pretty").out.splitlines()
    assert headline.startswith("Joe Marsh to Carla Voss: not yet.")
    assert second == better
    why = known("lee", "farmer check Joe --to Carla --why --pretty").out
    assert why.startswith(f"{better}\nJoe Marsh to Carla Voss: ")
