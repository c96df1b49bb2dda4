"""A line cut where it may be cut: at its signs, never within brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIGN = re.compile(r"[;；؛]|[,，、،]|:(?=\s|$)|：|(?<=\s)[-–—](?=\s)")
# At the end of a sentence, and not of what is cut short: Jr.
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})[.。]+$")
_KINDS = {**dict.fromkeys("；؛-–—", ";"), **dict.fromkeys("，、،", ","), "：": ":"}
_OPEN, _CLOSE = "([（［", ")]）］"


class Stretch(NamedTuple):
    """A piece of a line: from where to where it goes, and its text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> Stretch:
        """The piece of it between two places, without blanks around it."""
        text = self.text[start:end]
        begins = len(text) - len(text.lstrip())
        return Stretch(self.start + start + begins, text.strip())

    def group(self, found: re.Match[str], name: str) -> Stretch:
        """The piece that a group of a pattern found in it."""
        return self.cut(*found.span(name))


class Segment(NamedTuple):
    """A piece between two signs: `sign` is that before it, empty at the beginning."""

    sign: str
    span: Stretch


def segments(span: Stretch) -> Iterator[Segment]:
    """The pieces of `span` between semicolons, commas and colons, those that are not empty.

    A dash between blanks is a semicolon. A colon within a time of day or an address is none, and
    nothing within brackets is a sign.
    """
    begin, sign = 0, ""
    for found in _SIGN.finditer(span.text):
        if _depth(span.text[: found.start()]) > 0:
            continue
        yield from _segment(sign, span.cut(begin, found.start()))
        # The stronger of two signs counts: “Ana,; tea”.
        begin, sign = found.end(), _KINDS.get(found[0], found[0])
    yield from _segment(sign, span.cut(begin))


def _segment(sign: str, piece: Stretch) -> Iterator[Segment]:
    stop = _FULL_STOP.search(piece.text)
    bare = piece.cut(0, stop.start()) if stop else piece
    if bare.text:
        yield Segment(sign, bare)


def outside(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where `pattern` is found in `text`, but within brackets."""
    return (found for found in pattern.finditer(text) if _depth(text[: found.start()]) <= 0)


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in _OPEN) - sum(text.count(sign) for sign in _CLOSE)
