"""Lists of words to choose from: each declared once, with what every word means.

The parser, the refusal, the help, completion and the documents all come from the declaration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self, TypeVar

from farmer.errors import InvalidValue

Word = TypeVar("Word", bound=str)


class Choices(tuple[Word, ...]):
    """A list of words, as they are stored, that knows how they are typed.

    Attributes:
        noun: what one of them is, in a refusal.
        meanings: of each word as typed, in a few words; empty where the word says it.
        also: every other spelling, with the stored word that it is.
    """

    noun: str
    meanings: Mapping[str, str]
    also: Mapping[str, Word]
    _stored: Mapping[str, Word]
    _unsure: Mapping[str, Sequence[Word]]

    def __new__(
        cls,
        noun: str,
        meanings: Mapping[Word, str],
        *,
        typed: Mapping[Word, str] | None = None,
        also: Mapping[str, Word] | None = None,
        unsure: Mapping[str, Sequence[Word]] | None = None,
    ) -> Self:
        """Declare a list.

        Args:
            noun: what one of them is.
            meanings: each word as it is stored, with what it means.
            typed: how a word is typed where that is not as it is stored; blanks are hyphens.
            also: other spellings, each with the stored word that it is.
            unsure: words that may mean one or another: refused, with the stored words they may be.
        """
        self = super().__new__(cls, meanings)
        words = {stored: (typed or {}).get(stored, stored.replace(" ", "-")) for stored in meanings}
        self.noun = noun
        self.meanings = {words[stored]: meaning for stored, meaning in meanings.items()}
        self._stored = {_plain(word): stored for stored, word in words.items()}
        self._stored |= {_plain(stored): stored for stored in meanings}
        self.also = dict(also or {})
        self._stored |= {_plain(spelling): stored for spelling, stored in self.also.items()}
        self._unsure = {_plain(word): may_be for word, may_be in (unsure or {}).items()}
        return self

    @property
    def typed(self) -> Sequence[str]:
        """The words as they are typed."""
        return tuple(self.meanings)

    @property
    def listed(self) -> str:
        """The words as they are typed, in a sentence."""
        return ", ".join(self.meanings)

    def parse(self, text: str) -> Word:
        """The stored word that `text` is, whatever its case, with hyphens, blanks or underscores.

        Raises:
            InvalidValue: for a word that is not of the list.
        """
        stored = self.find(text)
        if stored is None:
            raise self._refused(text)
        return stored

    def find(self, text: str) -> Word | None:
        """As `parse`, but None for a word that is not of the list."""
        return self._stored.get(_plain(text))

    def may_mean(self, text: str) -> bool:
        """Whether `text` is a word of the list, or may be one of several."""
        return _plain(text) in self._stored or _plain(text) in self._unsure

    def check(self, value: str) -> None:
        """Refuse a stored value that is not of the list.

        Raises:
            InvalidValue: naming the list.
        """
        if value not in self:
            raise self._refused(value)

    def _refused(self, text: str) -> InvalidValue:
        may_be = self._unsure.get(_plain(text))
        if may_be:
            typed = list(self.meanings)
            words = [typed[self.index(stored)] for stored in may_be]
            said = " or ".join(f"{word} ({self.meanings[word]})" for word in words)
            return InvalidValue(
                f"“{text.strip()}” may mean more than one thing.", f"Type one: {said}."
            )
        return InvalidValue(f"There is no {self.noun} “{text}”.", f"Choose from: {self.listed}.")


def _plain(text: str) -> str:
    return text.strip().casefold().replace("_", "-").replace(" ", "-")
