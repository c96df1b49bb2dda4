"""Whether two names may be one person's, where an address or an id speaks for it already.

Stricter than who is *meant* by a name, which somebody typed and is asked about; looser than the
same name. A couple shares its e-mail, an assistant writes from their employer's, a firm has one
telephone: names that plainly differ are two people's whatever they share.

A shorter name agrees with a longer one that has all of its words, in any order, an initial being
any word that begins with it. A surname may be a slip of the pen for another; a given name may not,
because Tom is not Tim. A name for several, such as “Tom & Greta Marlow”, agrees with itself only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from farmer.handles import any_handle
from farmer.model import Contact
from farmer.people.naming import Compared, compared
from farmer.text import fold, nicknames, words

# As much as the whole name; any other agreement is the number of words that are alike.
WHOLE, CONTRARY = 1_000, -1
# So alike (0 to 1, optimal string alignment) are two surnames that one may be a slip for the other.
SURNAME_SLIP, SLIP_LETTERS = 0.8, 4
_NONE: frozenset[str] = frozenset()
_SEVERAL = re.compile(r"[&+/]|\b(and|und|et|y|e|og|och)\b")


@dataclass(frozen=True, slots=True)
class NameSet:
    """The names by which somebody is known.

    Attributes:
        whole: each without gaps and titles, the nicknames among them.
        written: each name that they were written by, but no nickname; none where there is only an
            address where the name should be.
        called: the words of the nicknames.
        several: whether one of the names is for several people.
    """

    whole: frozenset[str]
    written: tuple[Compared, ...] = ()
    called: frozenset[str] = field(default_factory=frozenset)
    several: bool = False

    @property
    def nameless(self) -> bool:
        """Whether nobody told a name."""
        return not self.written

    @property
    def given(self) -> set[str]:
        """The words with which the names begin."""
        return {said[0] for name in self.written if (said := words(name.core))}

    def is_apart(self, other: NameSet) -> bool:
        """Whether it is plainly somebody else: Jr. and Sr., Mr and Mrs."""
        return any(one.is_apart(another) for one in self.written for another in other.written)

    def also(self, contact: Contact) -> NameSet:
        """With the names of `contact`, who is the same person."""
        new = names_of(contact)
        if new.nameless or new.whole <= self.whole:
            return self
        if self.nameless:
            return new
        written = dict.fromkeys((*self.written, *new.written))
        return NameSet(
            self.whole | new.whole,
            tuple(written),
            self.called | new.called,
            several=self.several or new.several,
        )


def names_of(contact: Contact, others: tuple[str, ...] = ()) -> NameSet:
    """The names of `contact`, and `others` that they are or were written by."""
    return _names(contact.name, contact.nickname, others)


# Who is in the ledger is told of again, and a row is asked about more than once.
@lru_cache(maxsize=65_536)
def _names(name: str, nickname: str, others: tuple[str, ...]) -> NameSet:
    known = nicknames(nickname)
    written = [compared(each) for each in (name, *others) if not is_address(each)]
    forms = {form for each in (name, *others, *known) for form in _forms(compared(each))}
    return NameSet(
        frozenset(filter(None, forms)),
        tuple(written),
        frozenset(word for each in known for word in words(each)) if known else _NONE,
        several=any(_SEVERAL.search(fold(each)) for each in (name, *others)),
    )


def agreement(known: NameSet, told: NameSet) -> int:
    """How far the names of two agree: 0 is not at all, `WHOLE` that one of them is the same."""
    if known.is_apart(told):
        return 0
    if known.whole & told.whole:
        return WHOLE
    if known.nameless or told.nameless:
        return 1
    if known.several or told.several:
        return 0
    alike = [
        _alike(words(one.core), words(other.core), known.called | told.called)
        for one in known.written
        for other in told.written
    ]
    return 0 if CONTRARY in alike else max(alike, default=0)


def has_only_initials(told: NameSet, known: NameSet) -> bool:
    """Whether a name tells no more than initials, and these are of one of the names `known`.

    It is nobody's name for sure, and nobody else's either: ``K.`` beside Kim Doe.
    """
    said = [words(name.core) for name in told.written]
    return bool(said) and any(
        all(_all_initials(one, words(name.core)) for one in said) for name in known.written
    )


def whole_names(contact: Contact, others: tuple[str, ...] = ()) -> set[str]:
    """The name, `others`, and nicknames that are whole names: what a merge once remembered."""
    known = [name for name in nicknames(contact.nickname) if " " in name]
    return set(map(name_key, (contact.name, *others, *known)))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """What two names have in common that are one, in whatever way they are written."""
    read = compared(name)
    return f"{read.letters} {read.generation}"


@lru_cache(maxsize=4096)
def joined(name: str) -> str:
    """A name without titles and gaps: scripts that have no gaps are cut at will."""
    read = compared(name)
    return f"{read.letters} {read.generation}{read.sex}"


def is_address(name: str) -> bool:
    """Whether there is an address where a name should be, as with mails from the nameless."""
    likely = "@" in name or "/" in name or not name[:2].strip("+").isalpha()
    return likely and any_handle(name) is not None


def _forms(name: Compared) -> tuple[str, str]:
    """A name without gaps in its own order, and in any."""
    return name.letters, "".join(sorted(words(name.core)))


def _alike(one: Sequence[str], other: Sequence[str], called: frozenset[str]) -> int:
    """How many words two names have in common, `CONTRARY` where the shorter one has others."""
    short, long = sorted((one, other), key=len)
    left = list(long)
    whole = 0
    unmatched = []
    for word in short:
        if word in left:
            left.remove(word)
            whole += 1
        elif word not in called:
            unmatched.append(word)
    return whole if _matched(unmatched, left, given={*short[:1], *long[:1]}) else CONTRARY


def _matched(unmatched: Iterable[str], left: list[str], *, given: Collection[str]) -> bool:
    """Whether each word is an initial of one that is left, or a surname's slip."""
    for word in unmatched:
        found = next((each for each in left if _is_initial(word, each)), None)
        if found is None and word not in given:
            found = next((each for each in left if each not in given and _slip(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _all_initials(one: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each word is the first letter of a word of `name`, another for each."""
    return Counter(one) <= Counter(word[0] for word in name)


def _is_initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SLIP_LETTERS:
        return False
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one, other) >= SURNAME_SLIP
