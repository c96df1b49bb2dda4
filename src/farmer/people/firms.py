"""Firms among names: ``Acme GmbH``, ``Voss & Co``."""

from __future__ import annotations

from collections.abc import Sequence

from farmer.people import titles
from farmer.people.titles import plain_word

_PAIR = 2  # a name and what makes it a firm's


def is_firm(name: str) -> bool:
    """Whether `name` is plainly a firm's."""
    if any(sign in name for sign in titles.FIRM_SIGNS):
        return True
    tokens = name.split()
    if len(tokens) < _PAIR:
        return False
    last, plain = tokens[-1].replace(".", ""), plain_word(tokens[-1])
    in_capitals = last in titles.CAPITAL_FIRMS and not name.isupper()
    joined = bool({"&", "+"} & set(tokens[:-1])) or "und" in tokens
    partners = joined and (plain in titles.PARTNERS or tokens[-2] in ("&", "+"))
    return plain in titles.FIRMS or in_capitals or partners


def is_firm_alone(segments: Sequence[str]) -> bool:
    """Whether the name is a firm's: ``Acme GmbH``, ``Acme, Inc.``."""
    form = len(segments) > 1 and plain_word(segments[-1]) in titles.FIRMS
    return form or all(map(is_firm, segments))
