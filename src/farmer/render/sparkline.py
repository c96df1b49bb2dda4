"""A sparkline: a number a column, as height."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from farmer.render.glyphs import Glyphs

# Two hours' talk between two people in a month reach the top, for everybody alike.
FULL = 2.0


def sparkline(values: Iterable[float], glyphs: Glyphs, full: float = FULL) -> str:
    """Each of `values` as a height, from nothing to `full` and more."""
    return "".join(_height(value / full, glyphs) for value in values)


def _height(share: float, glyphs: Glyphs) -> str:
    top = len(glyphs.heights) - 1
    return glyphs.heights[max(0, min(top, ceil(share * top)))]
