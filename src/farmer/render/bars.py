"""Bars: a share of something, on a track as long as the whole."""

from __future__ import annotations

from farmer.render.glyphs import Glyphs


def bar(value: int, full: int, cells: int, glyphs: Glyphs) -> str:
    """`value` of `full` on a track of so many cells; only what is full looks full."""
    filled = _filled(value, full, cells)
    return glyphs.full * filled + glyphs.empty * (cells - filled)


def goal_bar(value: int, raw: int, goal: int, cells: int, glyphs: Glyphs) -> str:
    """`value` of 100 and, behind it, the `raw` points that a cap holds back; a mark at `goal`."""
    filled, reached = _filled(value, 100, cells), _filled(raw, 100, cells)
    track = glyphs.full * filled + glyphs.held * (reached - filled)
    track += glyphs.empty * (cells - len(track))
    at = min(cells - 1, cells * goal // 100)
    return track[:at] + glyphs.mark + track[at + 1 :]


def _filled(value: int, full: int, cells: int) -> int:
    """Whole cells, at least one of anything at all."""
    return min(cells, max(cells * value // full, value > 0))
