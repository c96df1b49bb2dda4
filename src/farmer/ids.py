"""Ids as people see and type them: a letter for what it is, and its number (``c7``, ``t88``)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

IdLetter = Literal["c", "t", "f", "e", "r", "s", "p", "k"]
NOUNS: dict[IdLetter, str] = {
    "c": "person",
    "t": "touchpoint",
    "f": "fact",
    "e": "event",
    "r": "request",
    "s": "step",
    "p": "promise",
    "k": "link",
}


class Id(NamedTuple):
    """What something is, by its letter (``NOUNS``), and its number in the ledger."""

    letter: IdLetter
    number: int

    def __str__(self) -> str:
        return f"{self.letter}{self.number}"

    def __format__(self, _spec: str) -> str:
        return str(self)

    @property
    def noun(self) -> str:
        """What it is the id of, in a word."""
        return NOUNS[self.letter]


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id, and so can be nobody's name."""
    return re.fullmatch(r"[cefkprst]\d+", text.strip(), re.IGNORECASE) is not None


def parse_id(text: str, *letters: IdLetter) -> Id | None:
    """The id that `text` is, of any noun or one of those `letters`; None where it is none.

    A number that no ledger can hold is none.
    """
    typed = re.fullmatch(r"([a-z])(\d{1,18})", text.strip().casefold())
    wanted = letters or tuple(NOUNS)
    letter = next((each for each in wanted if typed and each == typed[1]), None)
    return Id(letter, int(typed[2])) if typed and letter else None
