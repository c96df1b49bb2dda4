"""Who may be the same person twice: pairs, each with its reasons and a likelihood.

Not all pairs are looked at: only people who share a key — an address, a name, a surname with an
initial, a company with a surname, the beginning of an address — and of a key that too many share,
none: a switchboard's number says nothing. The likelihood adds up pieces of evidence as odds:
each is worth so much by itself, whatever the others say, so that one more sign that speaks for it
never makes it less likely.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from types import MappingProxyType

from farmer.model import Contact, Handle
from farmer.people.companies import firm_key
from farmer.people.naming import Compared, compared
from farmer.people.ownership import is_profile, profiles_differ
from farmer.people.same import HOUSEHOLD
from farmer.people.short_forms import forms_of
from farmer.text import nicknames, words

_NOBODYS: Mapping[int, Sequence[str]] = MappingProxyType({})
# A key that more people share is nobody's.
SHARED_BY_MOST = 40
# So alike must two names be (0 to 100, rapidfuzz) for one to be a slip for the other.
ALIKE_NAMES = 84.0
PHONE_DIGITS = 8
LIKELY = 0.5
NOWHERE: Mapping[int, Sequence[str]] = MappingProxyType({})

# Natural logarithms of odds: 0 is even, 2.2 nine to one. Judged, not fitted: a shared e-mail is as
# good as certain, the same name alone a little better than even.
SAME_NAME, SHORT_FORM, SHORTER_NAME, NEAR_NAME, OTHER_NAME = 0.4, 0.0, -0.6, -0.8, -5.2
SAME_EMAIL, SAME_PROFILE, SAME_PHONE, SAME_PAGE = 5.4, 6.0, 3.0, 2.0
SAME_COMPANY, OTHER_COMPANY = 2.0, -1.0
SAME_BIRTHDAY, OTHER_BIRTHDAY = 3.0, -4.0
OTHER_PROFILE = -6.0
_MOST_WITHOUT_ADDRESS = SAME_COMPANY + SAME_BIRTHDAY


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two people who may be one, the lower id first; likelihood from 0 to 1."""

    one_id: int
    other_id: int
    likelihood: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    name: Compared
    called: frozenset[str]
    tokens: tuple[str, ...]
    company: str
    before: frozenset[str]
    birthday: str
    handles: frozenset[Handle]
    profiles: frozenset[Handle]


def duplicates(
    people: Iterable[tuple[Contact, Sequence[Handle]]],
    not_same: Collection[tuple[int, int]] = (),
    least: float | None = None,
    worked: Mapping[int, Sequence[str]] = NOWHERE,
    others: Mapping[int, Sequence[str]] = _NOBODYS,
) -> list[LikelyPair]:
    """Pairs of at least that likelihood, the likeliest first; none that was said not to be one.

    `worked` has, by id, the companies that people worked for before.

    Without `least` it is even odds; whoever shares an address that is no firm's, because by nothing
    else are a couple, and one person under two names, told from each other; and two who alone have
    a name, at whatever firms, unless profiles or birthdays tell them apart.

    `others` are names that people had, or that are written otherwise, by whose they are.

    Raises:
        ValueError: for a contact without an id.
    """
    known = [
        _known(each, handles, worked.get(each.id or 0, ()), others.get(each.id or 0, ()))
        for each, handles in people
    ]
    apart = {(min(pair), max(pair)) for pair in not_same}
    sharing = _household_pairs(known) | _namesakes(known) if least is None else set()
    needed = LIKELY if least is None else least
    odds = _odds_of(needed)
    weighed = (
        _weighed(one, other, odds)
        for one, other in candidates(known)
        if (one.id, other.id) not in apart
    )
    found = [
        pair
        for pair in weighed
        if pair is not None
        and (pair.likelihood >= needed or (pair.one_id, pair.other_id) in sharing)
    ]
    return sorted(found, key=lambda pair: (-pair.likelihood, pair.one_id, pair.other_id))


def _household_pairs(known: Iterable[_Known]) -> set[tuple[int, int]]:
    """Who share an address that so few have that it is not a firm's, the lower id first."""
    owners: defaultdict[Handle, list[int]] = defaultdict(list)
    for person in known:
        for handle in person.handles:
            owners[handle].append(person.id)
    return {
        pair
        for ids in owners.values()
        if len(ids) <= HOUSEHOLD
        for pair in combinations(sorted(ids), 2)
    }


def _namesakes(known: Iterable[_Known]) -> set[tuple[int, int]]:
    """Pairs of whom nobody else has the name, the lower id first."""
    named: defaultdict[str, list[_Known]] = defaultdict(list)
    for person in known:
        named[person.name.letters].append(person)
    pairs = (sorted(people, key=lambda each: each.id) for people in named.values())
    return {
        (one.id, other.id)
        for one, other in (pair for pair in pairs if len(pair) == 2)
        if not (_other_profile(one, other) or _other_birthday(one, other))
    }


def candidates(known: Iterable[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """The pairs worth looking at, each once, the lower id first."""
    sharing: defaultdict[tuple[str, str], list[_Known]] = defaultdict(list)
    for person in sorted(known, key=lambda person: person.id):
        for key in dict.fromkeys(_keys(person)):
            if key[1]:
                sharing[key].append(person)
    seen: set[tuple[int, int]] = set()
    for people in sharing.values():
        if len(people) > SHARED_BY_MOST:
            continue
        for one, other in combinations(people, 2):
            pair = (one.id, other.id)
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _known(
    contact: Contact,
    handles: Sequence[Handle],
    worked: Iterable[str] = (),
    others: Iterable[str] = (),
) -> _Known:
    if contact.id is None:
        raise ValueError("a known contact has an id")
    name = compared(contact.name)
    return _Known(
        id=contact.id,
        name=name,
        called=frozenset(
            compared(each).letters for each in (contact.name, *nicknames(contact.nickname), *others)
        ),
        tokens=tuple(words(name.core)),
        company=firm_key(contact.company) if contact.company else "",
        before=frozenset(map(firm_key, worked)),
        birthday=contact.birthday,
        handles=frozenset(_comparable(each) for each in handles),
        profiles=frozenset(filter(is_profile, handles)),
    )


def _comparable(handle: Handle) -> Handle:
    """A phone by its last digits: with and without the country's code it is one number."""
    if handle.kind != "phone":
        return handle
    return Handle("phone", handle.value.lstrip("+")[-PHONE_DIGITS:])


def _keys(person: _Known) -> Iterator[tuple[str, str]]:
    for handle in person.handles:
        yield handle.kind, handle.value
        if handle.kind == "email":
            yield "local", handle.value.partition("@")[0]
    for name in person.called:
        yield "name", name
        yield "letters", "".join(sorted(name))
    if person.tokens:
        first, last = person.tokens[0], person.tokens[-1]
        yield "initial", f"{first[0]} {last}"
        yield "surname", f"{first} {last[:3]}"
        yield "order", " ".join(sorted(person.tokens))
        for form in sorted(forms_of(first)) if len(person.tokens) > 1 else ():
            yield "short form", f"{form} {last}"
        for token in (first, last):
            for company in filter(None, (person.company, *person.before)):
                yield "colleague", f"{token} {company}"
            yield "born", f"{token} {person.birthday[-5:]}" if person.birthday else ""


def _odds_of(likelihood: float) -> float:
    """The natural logarithm of the odds."""
    if likelihood in (0, 1):
        return math.inf if likelihood else -math.inf
    return math.log(likelihood / (1 - likelihood))


def _weighed(one: _Known, other: _Known, needed: float) -> LikelyPair | None:
    """What speaks for the two being one, and what against; None where the odds cannot suffice.

    Jr. and Sr., Herr and Frau are never one, whatever they share.
    """
    if one.name.is_apart(other.name):
        return None
    odds, reasons = _of_names(one, other)
    # Most who share a key share no more than it.
    if odds + _MOST_WITHOUT_ADDRESS < needed and one.handles.isdisjoint(other.handles):
        return None
    for weight, reason in (*_of_handles(one, other), *_of_the_rest(one, other)):
        odds += weight
        reasons.append(reason)
    return LikelyPair(one.id, other.id, 1 / (1 + math.exp(-odds)), tuple(reasons))


def _of_names(one: _Known, other: _Known) -> tuple[float, list[str]]:
    if one.called & other.called:
        same = (
            "same name"
            if one.name.letters == other.name.letters
            else "one also goes by the other's name"
        )
        return SAME_NAME, [same]
    if _is_short_form(one.tokens, other.tokens):
        return SHORT_FORM, ["a short form of the same name"]
    mine, theirs = set(one.tokens), set(other.tokens)
    if mine and theirs and (mine <= theirs or theirs <= mine):
        return SHORTER_NAME, ["one name is part of the other"]
    if _ratio()(one.name.core, other.name.core, score_cutoff=ALIKE_NAMES):
        return NEAR_NAME, ["nearly the same name"]
    return OTHER_NAME, ["different names"]


def _is_short_form(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the family names are the same, and the given ones may be one person's."""
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    return not forms_of(one[0]).isdisjoint(forms_of(other[0]))


def _other_profile(one: _Known, other: _Known) -> bool:
    return profiles_differ(one.profiles, other.profiles)


def _other_birthday(one: _Known, other: _Known) -> bool:
    return bool(one.birthday and other.birthday) and one.birthday[-5:] != other.birthday[-5:]


@cache
def _ratio() -> Callable[..., float]:
    """How alike two names are, whatever the order of their words; imported once, not for each."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio


def _of_handles(one: _Known, other: _Known) -> Iterator[tuple[float, str]]:
    shared = one.handles & other.handles
    kinds = {handle.kind for handle in shared}
    if "email" in kinds:
        yield SAME_EMAIL, "same e-mail"
    if one.profiles & other.profiles:
        yield SAME_PROFILE, "same LinkedIn profile"
    elif _other_profile(one, other):
        yield OTHER_PROFILE, "different LinkedIn profiles"
    if "phone" in kinds:
        yield SAME_PHONE, "same phone"
    if any(each.kind == "url" and each not in one.profiles for each in shared):
        yield SAME_PAGE, "same page"


def _of_the_rest(one: _Known, other: _Known) -> Iterator[tuple[float, str]]:
    if one.company and one.company == other.company:
        yield SAME_COMPANY, "same company"
    elif ({one.company} | one.before) & ({other.company} | other.before) - {""}:
        yield SAME_COMPANY, "same company before"
    elif one.company and other.company:
        yield OTHER_COMPANY, "different companies"
    if one.birthday and other.birthday:
        same = one.birthday[-5:] == other.birthday[-5:]
        yield (SAME_BIRTHDAY, "same birthday") if same else (OTHER_BIRTHDAY, "different birthdays")
