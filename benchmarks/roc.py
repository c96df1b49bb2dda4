"""The area under the ROC curve."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby


def area(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """How often a positive one scores higher than another, ties counting half.

    By ranks, ties at their mean; 0.5 where there is only one sort.
    """
    ordered = sorted(range(len(scores)), key=lambda at: scores[at])
    ranks, below = 0.0, 0
    for _, tied in groupby(ordered, key=lambda at: scores[at]):
        places = list(tied)
        mean = below + (len(places) + 1) / 2
        ranks += mean * sum(positive[at] for at in places)
        below += len(places)
    ups = sum(positive)
    downs = len(scores) - ups
    if not ups or not downs:
        return 0.5
    return (ranks - ups * (ups + 1) / 2) / (ups * downs)
