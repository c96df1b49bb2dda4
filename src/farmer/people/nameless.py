"""Whether there is a name at all in what stands where a name should be."""

from __future__ import annotations

import re

from farmer.people import titles
from farmer.people.titles import plain_word

_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
# Shorter ones are what many are called: KC, JP.
_CREDENTIAL_LETTERS = 3
# More words are a sentence, and so is one with a word that no name has. Titles and particles do not
# count.
_NAME_WORDS = 5
_NO_NAME = re.compile(
    r"(^|\s)(a|and|are|but|canceled|cancelled|for|from|had|has|have|he|her|him|his|is|it|knows|likes"
    r"|me|not|of|our|postponed|she|should|that|the|their|them|they|this|to|us|wants|was|we|were|who"
    r"|with|without|you)(\s|$)"
)
# In small letters: Friday and Yesterday may be somebody.
_WHEN = re.compile(
    r"(?:^|\s)(?:(?:last|next|this)\s+(?:night|morning|afternoon|evening|week|weekend|month|year"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?:minute|hour|day|week|month|year)s?\s+ago)(?:\s|$)"
    r"|(?:^|\s)(?:yesterday|today|tomorrow|tonight)$"
)
# What is not a first letter with a point, or as short as Jr.
_SENTENCE_END = re.compile(r"\w{4,}\.$")
_AROUND = titles.TITLES | titles.CREDENTIALS | titles.PARTICLES | titles.SHORT_GENERATIONS.keys()


def has_letter(name: str) -> bool:
    """Whether a letter of any script stands in `name`, outside of brackets."""
    return any(map(str.isalpha, _BRACKETS.sub(" ", name)))


def could_be_name(text: str) -> bool:
    """Whether `text` may be somebody's name, rather than a sentence; what is in brackets aside."""
    plain = _BRACKETS.sub(" ", text).strip()
    return (
        bool(re.search(r"\w", plain))
        and sum(not stands_around(word) for word in plain.split()) <= _NAME_WORDS
        and plain[-1] not in "!?"
        and not _SENTENCE_END.search(plain)
        and not _NO_NAME.search(plain)
    )


def says_when(text: str) -> bool:
    """Whether words of time stand in `text`, as no name has them: last night, an hour ago."""
    return _WHEN.search(text) is not None


def is_only_titles(name: str) -> bool:
    """Whether there is nothing but what stands around names: ``Prof. Dr.``, ``Jr.``, ``PhD``."""
    said = [word for word in name.split() if any(map(str.isalpha, word))]
    return all(_is_no_name(word, first=at == 0) for at, word in enumerate(said))


def stands_around(word: str) -> bool:
    """Whether a word of a longer name is a title, a particle or a suffix, as far as is known."""
    plain = plain_word(word)
    small = word.islower() and plain in titles.SMALL_PARTICLES
    shouted = word.isupper() and plain in titles.CAPITAL_CREDENTIALS
    return small or shouted or plain in _AROUND


def _is_no_name(word: str, *, first: bool) -> bool:
    """Whether a word by itself is no name of anybody, as ``KC``, ``Meng`` and ``Junior`` are."""
    plain, dotted = plain_word(word), "." in word
    if plain in titles.TITLES or plain in titles.SHORT_GENERATIONS:
        return True
    if dotted and (plain in titles.DOTTED or (not first and plain in titles.AFTER_TITLES)):
        return True
    as_written = dotted or not (word.istitle() or word.islower())
    return plain in titles.CREDENTIALS and len(plain) >= _CREDENTIAL_LETTERS and as_written
