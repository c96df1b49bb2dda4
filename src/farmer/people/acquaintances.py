"""Everybody who could be meant, to be looked up by address, by name at a firm, and by name.

All lookups are by hash, so that the time for a file grows with its length, not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from farmer.handles import LOCAL_DIGITS, may_be_one_number
from farmer.model import Contact, Handle
from farmer.people.agreement import WHOLE, agreement, joined, name_key, names_of, whole_names
from farmer.people.companies import firm_key
from farmer.people.decision import Acquainted, Described
from farmer.people.holders import Holders
from farmer.people.ownership import profiles_differ
from farmer.people.short_forms import forms_of
from farmer.text import words

# So many of those who share an address or name are looked at one by one, and no more.
SHARED = 20
_NONE: frozenset[str] = frozenset()


class Acquaintances:
    """People, by their ids in `people`."""

    def __init__(self, not_same: Iterable[tuple[int, int]] = ()) -> None:
        """Nobody so far; of those `not_same` somebody said that they are two."""
        self.not_same = set(not_same)
        self.people: dict[int, Acquainted] = {}
        self._united: dict[int, int] = {}
        self._owners: Holders[Handle] = Holders()
        self._numbers: dict[str, dict[Handle, None]] = {}
        self._called: dict[tuple[Handle, str], int] = {}
        self._named: Holders[tuple[str, str]] = Holders()
        self._namesakes: Holders[str] = Holders()
        self._relatives: Holders[tuple[int, str]] = Holders()

    def put(
        self,
        contact_id: int,
        contact: Contact,
        more: tuple[Handle, ...],
        *,
        sourced: bool,
        others: tuple[str, ...] = (),
        worked: Iterable[str] = (),
    ) -> None:
        """Know somebody, or more of them: `more` are addresses that are new of them.

        `others` are names, `worked` the firms before.
        """
        before = self.people.get(contact_id)
        names = names_of(contact, others) if before is None else before.names.also(contact)
        firms = _with_firms(before.firms if before else _NONE, (contact.company, *worked))
        handles = (*before.handles, *more) if before else more
        person = Acquainted(contact, handles, names, sourced, firms)
        self.people[contact_id] = person
        for name in whole_names(contact, others):
            self._namesakes.add(name.split(" ")[0], contact_id)
            for firm in firms or ({""} if person.bare else ()):
                self._named.add((name, firm), contact_id)
            if before is not None and before.bare and not person.bare:
                self._named.discard((name, ""), contact_id)
        for key in _short_keys(contact.name):
            self._relatives.add(key, contact_id)
        for handle in more:
            self._owners.add(handle, contact_id)
            self._called.setdefault((handle, joined(contact.name)), contact_id)
            if handle.kind == "phone":
                self._numbers.setdefault(handle.value[-LOCAL_DIGITS:], {})[handle] = None

    def also(self, contact_id: int, contact: Contact) -> None:
        """Know a person by the name and the firm of `contact` too."""
        person = self.people[contact_id]
        names = person.names.also(contact)
        if names is not person.names:
            for handle in person.handles:
                self._called.setdefault((handle, joined(contact.name)), contact_id)
        firms = person.firms
        if contact.company:
            firms = _with_firms(firms, (contact.company,))
            self._named.add((name_key(contact.name), firm_key(contact.company)), contact_id)
        if (names, firms) != (person.names, person.firms):
            self.people[contact_id] = replace(person, names=names, firms=firms)

    def unite(self, kept_id: int, gone_id: int) -> None:
        """Know two as one: whatever is found of the one who is gone is the other's."""
        gone, kept = self.people.pop(gone_id), self.people[kept_id]
        self._united[gone_id] = kept_id
        self.people[kept_id] = Acquainted(
            kept.contact,
            tuple(dict.fromkeys((*kept.handles, *gone.handles))),
            kept.names.also(gone.contact),
            kept.sourced or gone.sourced,
            kept.firms | gone.firms,
        )
        for handle in gone.handles:
            self._owners.add(handle, kept_id)

    def now(self, contact_id: int) -> int:
        """Who somebody is by now."""
        while contact_id in self._united:
            contact_id = self._united[contact_id]
        return contact_id

    def handles(self, contact_id: int) -> tuple[Handle, ...]:
        """The addresses of somebody."""
        return self.people[contact_id].handles

    def unknown_of(self, contact_id: int, handles: Iterable[Handle]) -> tuple[Handle, ...]:
        """Those of the addresses that somebody known is not known to have, each once."""
        each_once = dict.fromkeys(handles)
        return tuple(each for each in each_once if contact_id not in self._owners.of(each))

    def owners(self, handle: Handle) -> list[int]:
        """Everybody who has an address."""
        return self._standing(self._owners.of(handle))

    def called(self, handle: Handle, name: str) -> int | None:
        """The first who has an address and, `joined`, that name."""
        found = self._called.get((handle, name))
        return None if found is None else self.now(found)

    def _like_number(self, handle: Handle) -> Iterator[Handle]:
        """The numbers known that may be this one, one of them without its country's code."""
        known = (
            self._numbers.get(handle.value[-LOCAL_DIGITS:], ()) if handle.kind == "phone" else ()
        )
        return (each for each in known if may_be_one_number(each, handle))

    def named(self, name: str, firm: str) -> list[int]:
        """Who has that name, as `name_key` has it, and is or was with that firm."""
        return self._standing(islice(self._named.of((name, firm)), SHARED))

    def namesakes(self, name: str) -> list[int]:
        """Who has that name, as `name_key` has it, whatever stands around it."""
        return self._standing(islice(self._namesakes.of(name.split(" ")[0]), SHARED))

    def relatives(self, name: str) -> list[int]:
        """Who has that family name, and a given name that this one may be short for."""
        found = (each for key in _short_keys(name) for each in self._relatives.of(key))
        return self._standing(islice(found, SHARED))

    def agreeing(self, handle: Handle, told: Described) -> list[tuple[int, int]]:
        """How far the names of those agree who have an address, and who they are."""
        owners = self.owners(handle)[:SHARED]
        return [(agreement(self.people[each].names, told.names), each) for each in owners]

    def with_same_number(self, told: Described) -> Iterator[int]:
        """Who has the whole name, and the number but for the country's code."""
        for handle in told.handles:
            for known in self._like_number(handle):
                yield from (each for far, each in self.agreeing(known, told) if far == WHOLE)

    def maybe(self, told: Described, may_be_asked: Callable[[int], bool]) -> Iterator[int]:
        """Known people of the same name or a short form of it, unless something says otherwise."""
        known = self.namesakes(name_key(told.contact.name))
        namesakes = [each for each in known if not self.is_apart(each, told)]
        for owner in namesakes:
            alone = len(namesakes) == 1
            if may_be_asked(owner) and (alone or not self.is_elsewhere(owner, told)):
                yield owner
        for owner in self.relatives(told.contact.name):
            if owner in namesakes or self.is_apart(owner, told):
                continue
            if may_be_asked(owner) and not self.is_elsewhere(owner, told):
                yield owner

    def is_elsewhere(self, owner: int, told: Described) -> bool:
        """Whether somebody is, and was, at other firms than is told."""
        firms = self.people[owner].firms
        return bool(told.contact.company and firms) and firm_key(told.contact.company) not in firms

    def is_apart(self, owner: int, told: Described) -> bool:
        """Whether profiles, or suffixes and titles of the names, tell two namesakes apart."""
        person = self.people[owner]
        differ = profiles_differ(person.handles, told.handles)
        return differ or person.names.is_apart(told.names)

    def are_two(self, one_id: int, other_id: int) -> bool:
        """Whether two who are known are plainly not one."""
        one, other = self.people[one_id], self.people[other_id]
        born = one.contact.birthday[-5:], other.contact.birthday[-5:]
        return (
            (min(one_id, other_id), max(one_id, other_id)) in self.not_same
            or profiles_differ(one.handles, other.handles)
            or one.names.is_apart(other.names)
            or (all(born) and born[0] != born[1])
        )

    def _standing(self, ids: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(map(self.now, ids)))


def _with_firms(firms: frozenset[str], names: Iterable[str]) -> frozenset[str]:
    more = {key for name in names if name and (key := firm_key(name)) not in firms}
    if firms or len(more) != 1:
        return firms | more if more else firms
    return _only(*more)


@lru_cache(maxsize=4096)
def _only(firm: str) -> frozenset[str]:
    """Most people are known to be with one firm, and many with the same."""
    return frozenset((firm,))


def _short_keys(name: str) -> Iterator[tuple[int, str]]:
    """By what somebody is found who may be called by another form of the given name."""
    given, *more = words(name) or [""]
    return ((form, more[-1]) for form in forms_of(given)) if more else iter(())
