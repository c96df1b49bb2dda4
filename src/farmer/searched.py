"""Text as `find` searches it: folded, and cut into letters where a script writes no spaces.

The index keeps `searchable` text, in which every letter of Chinese, Japanese, Korean, Thai and
their like is a word. What was typed is made searchable too, so that a run of such letters is a
phrase that is found inside any other run. What is shown is the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from farmer.text import fold_anew

# Thai, Lao, Burmese, Khmer, kana, Bopomofo, Han and Hangul; Korean has spaces, but glues particles.
_UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9fe\uaa60-\uaa7f\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U000323af]"
)
_JAMO = re.compile("[\u1100-\u11ff]")
_ASCII_WORD = re.compile("[a-z0-9]+")
_QUOTED = re.compile(r'"([^"]*)"|([^\s"]+)')
# So much of a text is shown around what was found, and so much of it before.
EXCERPT, _LEAD = 160, 40
ELLIPSIS = "…"

Span = tuple[int, int]


class Term(NamedTuple):
    """Words that must stand together; the last may only begin one, unless it is `whole`."""

    words: tuple[str, ...]
    whole: bool


def searchable(text: str) -> str:
    """`text` as the index has it, words with gaps between them."""
    if text.isascii():
        return text.lower()
    return _unspaced().sub(r" \g<0> ", _composed(fold_anew(text)))


def terms(wanted: str) -> list[Term]:
    """What was typed to be looked for; what stands in double quotes is one term."""
    found = []
    for phrase, word in _QUOTED.findall(wanted):
        words = tuple(each for each, _ in _words(phrase or word))
        if words:
            found.append(Term(words, bool(phrase)))
    return found


def shown_of(text: str, wanted: Sequence[Term]) -> tuple[str, list[Span]]:
    """What is shown of `text`, and where in it the words are that were wanted."""
    places = _places(text, wanted)
    if len(text) <= EXCERPT:
        return text, _joined(places)
    start, end = _window(text, places)
    lead, tail = ELLIPSIS * (start > 0), ELLIPSIS * (end < len(text))
    inside = [place for place in places if start <= place.start and place.end <= end]
    moved = len(lead) - start
    return f"{lead}{text[start:end]}{tail}", [(a + moved, b + moved) for a, b in _joined(inside)]


class _Place(NamedTuple):
    start: int
    end: int
    term: int


def _places(text: str, wanted: Sequence[Term]) -> list[_Place]:
    """Where the terms are in `text`, in order."""
    words = list(_words(text))
    found = []
    for number, term in enumerate(wanted):
        length = len(term.words)
        for at in range(len(words) - length + 1):
            here = words[at : at + length]
            if _stands(term, [word for word, _ in here]):
                found.append(_Place(here[0][1][0], here[-1][1][1], number))
    return sorted(found)


def _stands(term: Term, words: Sequence[str]) -> bool:
    *first, last = term.words
    *before, here = words
    return before == first and (here == last or (not term.whole and here.startswith(last)))


def _joined(places: Iterable[_Place]) -> list[Span]:
    """Where they are, those that meet as one."""
    joined: list[Span] = []
    for start, end, _ in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _window(text: str, places: Sequence[_Place]) -> Span:
    """The part of a long text that shows most of what was wanted, and does not cut a word."""
    near = (places[at : at + EXCERPT] for at in range(len(places)))  # no more fit into it
    best = max(near, key=_shown, default=[_Place(0, 0, 0)])[0]
    start = max(0, best.start - _LEAD)
    if start:
        start = max(text.find(" ", start, best.start) + 1, start)
    end = min(len(text), start + EXCERPT)
    if end < len(text):
        space = text.rfind(" ", best.end, end)
        end = end if space < 0 else space
    return start, end


def _shown(places: Sequence[_Place]) -> tuple[int, int, int]:
    """How many terms, and how many places, a part shows that begins a little before the first."""
    last = places[0].start + EXCERPT - _LEAD
    inside = [place for place in places if place.end <= last]
    return len({place.term for place in inside}), len(inside), -places[0].start


def _words(text: str) -> Iterator[tuple[str, Span]]:
    """The words of `text` as they are searched, and where each is in it."""
    if text.isascii():
        yield from ((match[0], match.span()) for match in _ASCII_WORD.finditer(text.lower()))
        return
    word, start, end = "", 0, 0
    for place, written in enumerate(text):
        for letter in searchable(written):
            alone = _unspaced().match(letter) is not None
            if word and (alone or not _is_of_a_word(letter)):
                yield word, (start, end)
                word = ""
            if alone and _is_of_a_word(letter):
                yield letter, (place, place + 1)
            elif _is_of_a_word(letter):
                start = start if word else place
                word, end = word + letter, place + 1
    if word:
        yield word, (start, end)


@cache
def _unspaced() -> re.Pattern[str]:
    """Takes longer to compile than `find` to answer, and is for what is not ASCII alone."""
    return re.compile(_UNSPACED)


def _composed(folded: str) -> str:
    """The syllables of Korean whole again, which folding takes apart."""
    return unicodedata.normalize("NFC", folded) if _JAMO.search(folded) else folded


def _is_of_a_word(letter: str) -> bool:
    """As the index's tokenizer has it: letters, digits, and the marks upon them."""
    return unicodedata.category(letter)[0] in "LNM"
