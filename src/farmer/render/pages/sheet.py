"""One printed sheet: how much of each note it has room for, whatever there is to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from math import ceil
from typing import NamedTuple

# In two columns, on the lower of A4 and Letter, with room to spare for a wider face.
LINES_A_SHEET = 105
_COLUMN, _BESIDE_A_DAY = 52, 36
_BLOCK = re.compile(
    r"<(h1|h2|p|li|dd)\b[^>]*>(.*?)(?=<(?:h1|h2|p|li|dt|dd|/?section|/header)\b)", re.S
)


class Room(NamedTuple):
    """How much is told: of a note so many letters, wide ones being two; so many notes of a sort."""

    letters: int
    notes: int


ROOMS = (
    *(Room(letters, 5) for letters in (240, 190, 150, 120, 95, 75, 60)),
    *(Room(45, 4), Room(30, 3), Room(20, 2)),
)


def fitted(write: Callable[[Room], str]) -> str:
    """The page with as much told as one sheet has room for."""
    page = ""
    for room in ROOMS:
        page = write(room)
        if lines_of(page) <= LINES_A_SHEET:
            break
    return page


def lines_of(page: str) -> int:
    """About how many lines of a column a page takes; what stands above both is in each."""
    above, _, below = page.partition("</header>")
    header = sum(_lines(tag, words, 2 * _COLUMN) for tag, words in _blocks(f"{above}</header>"))
    return 2 * header + sum(
        _lines(tag, words, _BESIDE_A_DAY if tag == "dd" else _COLUMN)
        for tag, words in _blocks(below)
    )


def as_much_of(words: str, letters: int) -> str:
    """The words, or as many of them as have room, and an ellipsis; wide letters count for two."""
    taken = 0
    for at, letter in enumerate(words):
        taken += _wide(letter)
        if taken > letters:
            kept = words[:at].rsplit(maxsplit=1)
            return f"{kept[0]} …" if kept else "…"
    return words


def _blocks(html: str) -> list[tuple[str, str]]:
    return [(tag, unescape(re.sub("<[^>]*>", "", words))) for tag, words in _BLOCK.findall(html)]


def _lines(tag: str, words: str, letters: int) -> int:
    taken = sum(ceil(sum(map(_wide, line)) / letters) for line in words.strip().split("\n"))
    return max(1, taken) + (tag in ("h1", "h2"))


def _wide(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
