"""Taking everybody else out of what one person is told of themselves.

Whoever reads it is not to learn who else is in the ledger, so a name is recognised in whatever
form it is written: in other case or accents, as a genitive, glued together as in a tag, one word
of it alone. What is blanked stays in the ledger: rather a word too many than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations

from farmer.model import Handle
from farmer.people.meant import Person
from farmer.people.scrub import SOMEBODY, folded_letters
from farmer.text import fold, nicknames

# Vowel signs are letters too: of India's scripts, Thai, Lao, Tibetan, Burmese and Khmer.
_LETTER = r"(?:[^\W_]|[\u0900-\u0963\u0966-\u109f\u1780-\u17ff])"
_WORD = re.compile(f"{_LETTER}+")
# What may stand between the words of one name: ``Lena-Voss``, ``lena.voss``, ``lenavoss``.
_GAP = r"[\W_]{0,3}"
# What a name may end with: ``Lenas``, ``@lena2``; what follows an apostrophe is another word.
_ENDING = r"s?\d*"
# Written without spaces: Chinese, Japanese, Thai, Lao, Burmese, Khmer; Korean, whose letters
# `fold` takes apart, glues particles to a name.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)
_LETTERS_OF_KOREAN = re.compile(r"[\u1100-\u11ff]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# A telephone number ends alike from home and from abroad.
_NATIONAL = 8
_BETWEEN_DIGITS = r"[\s()./-]*"
# A name of more words has more forms than anybody writes.
_MOST_WORDS = 8
_MARKS = re.compile(rf"{re.escape(SOMEBODY)}(?: {re.escape(SOMEBODY)})+")

# A name as it may be written: its words, folded.
_Form = tuple[str, ...]


class Others:
    """Everybody but one person, as they may be named in texts about that person."""

    def __init__(self, own: Person, others: Iterable[Person], texts: Iterable[str]) -> None:
        """Look for the `others` in `texts`, but for whom none of them can name: there are many.

        `own` has every name and address of the person's. They stay, as does somebody else's name
        that is part of theirs.
        """
        everybody, said = list(others), _Said(texts)
        own_forms = set(_forms(own))
        mine = {part for form in own_forms for part in form}
        forms = {f for each in everybody for f in _forms(each) if not mine.issuperset(f)}
        self._own = {"".join(form) for form in own_forms} | {_key(each) for each in own.handles}
        handles = {h for each in everybody for h in each.handles if _key(h) not in self._own}
        addresses = {*own.handles, *filter(said.has_address, handles)}
        names = {form: _ENDING for form in forms if said.has_name(form)}
        self._known = _pattern(addresses, {**dict.fromkeys(own_forms, ""), **names})

    def blank(self, text: str, keep: re.Pattern[str] | None = None) -> str:
        """`text` without any of them, but for what matches `keep`: their own words, or farmer's."""
        folded, origins = folded_letters(text)
        kept = [match.span() for match in keep.finditer(text)] if keep else []
        pieces, at = [], 0
        for match in self._known.finditer(folded):
            start, end = origins[match.start()], origins[match.end()]
            if not (self._is_own(match[0]) or any(a <= start and end <= b for a, b in kept)):
                pieces += [text[at:start], SOMEBODY]
                at = end
        return _MARKS.sub(SOMEBODY, "".join([*pieces, text[at:]]))

    def _is_own(self, found: str) -> bool:
        ways = (found, "".join(_WORD.findall(found)), _digits(found)[-_NATIONAL:])
        return not self._own.isdisjoint(ways)


class _Said:
    """What is written in some texts, to see at once who cannot be named in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        folded = [fold(text) for text in texts]
        found = [_WORD.findall(text) for text in folded]
        words = {word for each in found for word in each}
        self._beginnings = {word[:end] for word in words for end in range(1, len(word) + 1)}
        self._run_together = "\n".join("".join(each) for each in found)
        self._digits = _digits("".join(folded))

    def has_name(self, form: _Form) -> bool:
        begun = form[0] in self._beginnings or _UNSPACED.search(form[0])
        return bool(begun) and "".join(form) in self._run_together

    def has_address(self, handle: Handle) -> bool:
        if handle.kind == "phone":
            return _key(handle) in self._digits
        return self._beginnings.issuperset(_WORD.findall(fold(handle.value)))


def _forms(person: Person) -> Iterator[_Form]:
    """The names of somebody as they may be written: whole, in part, the family's name first."""
    for name in (*person.names, *nicknames(person.nickname)):
        for spelt in {fold(name), fold(name.casefold().translate(_UMLAUTS))}:
            parts = tuple(_WORD.findall(spelt))[:_MOST_WORDS]
            telling = [part for part in parts if len(part) > 1 and not part.isdecimal()]
            yield from ((part,) for part in telling)
            yield from permutations(telling, 2)
            for begin in range(len(parts)):
                yield from (parts[begin:end] for end in range(begin + 2, len(parts) + 1))


def _pattern(addresses: Iterable[Handle], names: Mapping[_Form, str]) -> re.Pattern[str]:
    """What finds each address, and each name with what it may end with, the longest first."""
    longest_first = sorted(names, key=lambda form: len("".join(form)), reverse=True)
    found = [(form, _GAP.join(map(re.escape, form)) + names[form]) for form in longest_first]
    within = [name for form, name in found if _is_unspaced(form)]
    apart = [name for form, name in found if not _is_unspaced(form)]
    ways = [
        *map(_address, sorted(addresses, key=lambda each: len(each.value), reverse=True)),
        *within,
        # No part of a longer word.
        f"(?<!{_LETTER})(?:{'|'.join(apart) or '(?!)'})(?!{_LETTER})",
    ]
    return re.compile("|".join(ways))


def _is_unspaced(form: _Form) -> bool:
    """Whether a name may be in the midst of a word; one syllable is in too many."""
    glued = "".join(form)
    enough = 4 if _LETTERS_OF_KOREAN.match(glued) else 2
    return len(glued) >= enough and bool(_UNSPACED.fullmatch(glued))


def _address(handle: Handle) -> str:
    if handle.kind != "phone":
        return rf"(?<![^\W_]){re.escape(fold(handle.value))}(?![^\W_])"
    leading = rf"\+?(?:\d{_BETWEEN_DIGITS}){{0,7}}"
    return rf"(?<!\d){leading}{_BETWEEN_DIGITS.join(_key(handle))}(?!\d)"


def _key(handle: Handle) -> str:
    """By what an address is compared."""
    return _digits(handle.value)[-_NATIONAL:] if handle.kind == "phone" else fold(handle.value)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())
