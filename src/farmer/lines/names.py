"""Several names in one breath: Ana, Bo Li and Marsh and Co.

A name is cut at commas and at “and”, unless somebody is called just as all of it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from farmer.lines.spans import Stretch, outside
from farmer.people import titles
from farmer.people.meant import Person, find_people
from farmer.people.nameless import stands_around
from farmer.people.naming import compared
from farmer.people.titles import plain_word
from farmer.text import fold, nicknames, words

_JOINT = re.compile(r"\s*[,，、،]\s*(?:(?:and|&)\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)
# Stone, Jr., Walt; Hale, Voss and Sons.
_MOST_PIECES = 4
_FIRM_ENDS = titles.PARTNERS | titles.FIRMS


def split_names(span: Stretch, is_somebody: Callable[[str], bool]) -> list[Stretch]:
    """Each name in a list of them: of several ways to cut it, that in which the names are longest.

    More than one of the pieces are one name only where somebody is called so, or where a firm is:
    ``Marsh and Co``.
    """
    joints = [(found.start(), found.end()) for found in outside(_JOINT, span.text)]
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(span.text)]
    found: list[Stretch] = []
    at = 0
    while at < len(starts):
        last = next(
            last
            for last in range(min(len(starts), at + _MOST_PIECES) - 1, at - 1, -1)
            if last == at
            or is_somebody(span.text[starts[at] : ends[last]])
            or (last == at + 1 and _ends_firm(span.text[starts[last] : ends[last]]))
        )
        found.append(span.cut(starts[at], ends[last]))
        at = last + 1
    return [name for name in found if name.text]


def is_called(text: str, people: Iterable[Person]) -> bool:
    """Whether one of the `people` is called just so, in whatever way it is written."""
    wanted, same = fold(text), compared(text)
    return any(
        wanted in map(fold, (*person.names, *nicknames(person.nickname)))
        or any(same.names(compared(name)) and not _says_more(text, name) for name in person.names)
        for person in people
    )


def _says_more(text: str, name: str) -> bool:
    """Whether there are words in `text` that stand neither in `name` nor around one: Will, c7."""
    known = set(words(name))
    return any(not (set(words(each)) <= known or stands_around(each)) for each in text.split())


def whose(text: str, names: Sequence[str], people: Sequence[Person]) -> list[int]:
    """The places of those of the `names` that `text` may mean: the same name, or a part of it."""
    said = set(words(text))
    same = [at for at, name in enumerate(names) if fold(name) == fold(text)]
    part = [at for at, name in enumerate(names) if said and said <= set(words(name))]
    if same or part:
        return same or part
    meant = {person.id for person in find_people(text, people)}
    named = [{person.id for person in find_people(name, people)} for name in names]
    return [at for at, ids in enumerate(named) if meant & ids]


def _ends_firm(text: str) -> bool:
    return plain_word(text) in _FIRM_ENDS
