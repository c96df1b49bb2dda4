"""Who led to whom: whoever led to whomever, each is told once, and every branch that opens ends."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from farmer.tasks.tend.report_chain import trees_of
from tests.conftest import Farmer

numbers = st.integers(1, 12)


@given(st.dictionaries(numbers, numbers))
def test_everybody_is_told_once_and_every_branch_ends(through: dict[int, int]) -> None:
    told = list(trees_of(through))
    assert sorted(number for number, _, _ in told) == sorted({*through, *through.values()})
    path: list[int] = []
    for number, leads, closes in told:
        if path:
            assert through[number] == path[-1]
        if leads:
            path.append(number)
        else:
            assert closes <= len(path)
            del path[len(path) - closes :]
    assert path == []
    # Only whom nobody led to stands alone, or the first of those who led to each other.
    below = {number for number, leads, _ in told if leads}
    assert {through[number] for number in through if through[number] != number} >= below


def test_who_hangs_on_a_circle_stands_in_it() -> None:
    assert [number for number, _, _ in trees_of({5: 2, 2: 5, 1: 5})] == [2, 5, 1]


def test_business_stands_with_whom_you_were_led_to(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" "Bo Li" --at Mixer --on 2026-01-05 --new')
    farmer('farmer ask Ana --to Bo --for "a lease" --sent')
    farmer('farmer request introduce r1 --anyway "they know each other"')
    farmer("farmer request outcome r1 business --amount 1200 --currency EUR")
    page = farmer("farmer report -o -").out
    tree = page[page.index('class="tree"') : page.index("Introductions, and what came of them")]
    assert tree.index("Ana Ruiz") < tree.index("<ul>") < tree.index("Bo Li")
    assert "business of" in tree[tree.index("Bo Li") :]
    # Before that day nobody had led to anybody.
    assert 'class="tree"' not in farmer("farmer report --as-of 2026-02-01 -o -").out


def test_who_is_not_there_yet_is_in_no_tree(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --on 2026-01-05 --new', "2026-01-05")
    farmer('farmer add "Bo Li" --through Ana', "2026-06-01")
    assert 'class="tree"' not in farmer("farmer report --as-of 2026-02-01 -o -").out
    assert 'class="tree"' in farmer("farmer report -o -").out


def test_whoever_is_only_known_of_leads_to_nobody(farmer: Farmer) -> None:
    """Nor are they said to be archived; who is archived stays in the tree."""
    for name in ("Ana Ruiz", "Bo Li", "Cy Ode", "Di Poe"):
        farmer(f'farmer log "{name}" --on 2026-01-05 --new')
    farmer("farmer link Ana 'Carla Voss' --how 'the board'")
    farmer("farmer edit Bo --through 'Carla Voss'")
    farmer("farmer edit Di --through 'Cy Ode'")
    farmer("farmer archive 'Cy Ode'")
    page = farmer("farmer report -o -").out
    assert "Carla" not in page
    tree = page[page.index('<ul class="tree">') :]
    assert re.findall(r"<li>([^<\n]+?) ?<span", tree[: tree.index("</section>")]) == [
        *("Cy Ode", "Di Poe")
    ]
    assert "archived" in tree
