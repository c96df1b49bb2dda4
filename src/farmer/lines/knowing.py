"""A line that tells who knows whom: ``Ana knows Carla Voss from the board``."""

from __future__ import annotations

import re
from typing import NamedTuple

from farmer.people.nameless import could_be_name
from farmer.text import clean

_KNOWS = re.compile(
    r"(?P<who>[^,;:@]+?)\s+(?:(?P<no>does(?:\s+not|n['’]t))\s+know|knows)\s+"
    r"(?P<other>[^,;:@]+?)(?:\s+(?P<how>from\s+[^;:@]+?))?\.?",
    re.IGNORECASE,
)


class Knowing(NamedTuple):
    """What such a line tells: who knows whom, from where, or that they do not."""

    who: str
    other: str
    how: str
    denied: bool


def read_knowing(text: str) -> Knowing | None:
    """What a line tells of two others; None where it tells no such thing of two names."""
    found = _KNOWS.fullmatch(clean(text))
    if not found or not (could_be_name(found["who"]) and could_be_name(found["other"])):
        return None
    return Knowing(found["who"], found["other"], found["how"] or "", bool(found["no"]))
