"""placeholder until the settings branch brings the real one"""

from __future__ import annotations


def parse_cadence(text: str) -> int:
    return int(text)
