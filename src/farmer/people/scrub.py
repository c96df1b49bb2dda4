"""Taking a person's name out of what was written, whatever its case and accents.

Somebody else's name is left alone, also where it contains the one to be taken out: forgetting
Ana Ruiz does not touch Ana Ruiz Soler.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from farmer.model import Handle
from farmer.text import fold, words
from farmer.wording import FORGOTTEN as FORGOTTEN

SOMEBODY = "(somebody else)"
_WORD = re.compile(r"[^\W_]+")
# An underscore parts words too, as where a note stresses a name.
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a person can be recognised in a text.

    Attributes:
        names: every full name they went by.
        handles: their addresses, but for those that others have too.
        words: the words of their names that nobody else is called by.
    """

    names: frozenset[str]
    handles: frozenset[Handle]
    words: frozenset[str]

    @classmethod
    def of(
        cls,
        names: Iterable[str],
        nicknames: Iterable[str],
        handles: Iterable[Handle],
        other_names: Iterable[str],
    ) -> Identity:
        """The identity of somebody, in a ledger where others are called `other_names`."""
        called = [name for name in names if name]
        taken = {word for name in other_names for word in words(name)}
        own = [part for name in (*called, *nicknames) for part in _WORD.findall(name)]
        return cls(
            frozenset(called),
            frozenset(handles),
            frozenset(word for word in own if len(word) > 1 and fold(word) not in taken),
        )


class Scrubber:
    """Takes one person out of texts."""

    def __init__(
        self, identity: Identity, other_names: Iterable[str], mark: str = FORGOTTEN
    ) -> None:
        """Put `mark` in the place of whoever the `identity` is of; `other_names` stay."""
        self._mark = mark
        names = {fold(name) for name in identity.names}
        self._kept = kept = {fold(name) for name in other_names}
        addresses = {fold(h.value) for h in identity.handles if h.kind != "phone"}
        gone = names - kept | addresses
        phones = [h.value.lstrip("+") for h in identity.handles if h.kind == "phone"]
        longest_first = sorted({*kept, *gone} - {""}, key=len, reverse=True)
        literal = [re.escape(text) for text in longest_first]
        # Digits, however they are grouped.
        digits = [r"\+?" + r"[\s().-]*".join(phone) for phone in phones]
        known = "|".join([*literal, *digits]) or "(?!)"
        self._known = re.compile(f"{_BEFORE}(?:{known}){_AFTER}")
        each = "|".join(map(re.escape, sorted(identity.words, key=len, reverse=True))) or "(?!)"
        self._words = re.compile(f"{_BEFORE}(?:{each}){_AFTER}")

    def scrub(self, text: str) -> str:
        """`text` without their full names and addresses."""
        folded, origins = folded_letters(text)
        pieces, at = [], 0
        for match in self._known.finditer(folded):
            if match[0] not in self._kept:
                start, end = origins[match.start()], origins[match.end()]
                pieces += [text[at:start], self._mark]
                at = end
        return "".join([*pieces, text[at:]])

    def scrub_shared(self, text: str) -> str:
        """As `scrub`, in a text that was about them too: every word of their name goes."""
        plain = self._words.sub(self._mark, self.scrub(text))
        mark = re.escape(self._mark)
        return re.sub(f"{mark}(?: {mark})+", self._mark, plain)


def folded_letters(text: str) -> tuple[str, list[int]]:
    """`text` folded letter by letter, and where each of those letters is in it; last, its end."""
    folded, origins = "", []
    for place, letter in enumerate(text):
        plain = " " if letter.isspace() else fold(letter)
        folded += plain
        origins += [place] * len(plain)
    return folded, [*origins, len(text)]
