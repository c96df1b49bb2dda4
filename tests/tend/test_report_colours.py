"""The colours of the page: told apart by every kind of sight, and seen against what is behind."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

import farmer.render.pages
from farmer.render.pages.field import STATUSES_DRAWN
from farmer.render.pages.marks import plant_path
from tests.tend.colours import SIGHTS, apart, contrast, seen

STYLE = (Path(farmer.render.pages.__file__).parent / "templates" / "style.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", block))
    for block in re.findall(r":root\{([^}]*--warm[^}]*)\}", STYLE)[:2]
)
# What has been published for testing the formula (Sharma, Wu and Dalal 2005).
KNOWN = (
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
)


@pytest.mark.parametrize(("one", "two", "distance"), KNOWN)
def test_distances_are_those_published(
    one: tuple[float, float, float], two: tuple[float, float, float], distance: float
) -> None:
    assert apart(one, two) == pytest.approx(distance, abs=5e-5)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=("light", "dark"))
def test_every_sight_tells_each_status_from_the_others(colours: dict[str, str], sight: str) -> None:
    """Dormant ones are hollow besides, as no fifth colour is far from four."""
    pairs = combinations([colours[s] for s in ("warm", "due", "cooling", "cold")], 2)
    assert min(apart(seen(one, sight), seen(two, sight)) for one, two in pairs) >= 19


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=("light", "dark"))
def test_every_status_stands_out_from_the_ground(colours: dict[str, str]) -> None:
    for status in STATUSES_DRAWN:
        for behind in ("ground", "bed"):
            assert contrast(colours[status], colours[behind]) >= 3, (status, behind)
    for words in ("ink", "soft", "link"):
        assert contrast(colours[words], colours["bed"]) >= 4.5


def test_no_plant_fades_and_each_status_has_a_shape_of_its_own() -> None:
    assert "opacity" not in STYLE
    assert len({plant_path(status, 0, 0, 6) for status in STATUSES_DRAWN}) == len(STATUSES_DRAWN)
