"""Who is the same person: does somebody a file tells of stand in the ledger already?

Three signs are taken, in this order:

1. An address. An e-mail or a LinkedIn profile is one person's. A phone is often a household's
   and a web page a firm's, so these two count only between people whose names agree.
2. The source's own id, where an earlier import, or an earlier row, came with it.
3. The same name at the same company, unless both have LinkedIn profiles and they differ.

A name alone is no sign: two people called Ana Ruiz of unknown company stay two. The one exception
is two records that have nothing but a name: no company, no address, no touch that a source knows
by an id. A second one would tell nobody anything, and importing a list of bare names twice must
add nothing.

Where a name is all that speaks for somebody, and nothing against them, it is told as unsure, for
the user to say. Nothing is overwritten unless the file is preferred: an empty field is filled, a
new address added, the rest left alone. All lookups are by hash, so that the time for a file grows
with its length and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from farmer.model import Contact, Handle
from farmer.text import fold, nicknames, words

FILLED = (
    *("nickname", "company", "title", "met_at", "met_on", "cadence_days", "birthday", "notes"),
)
# So many of those who share a phone, page or name are looked at one by one, and no more.
SHARED = 20

_PROFILE = re.compile(r"([a-z]{2,3}\.)?linkedin\.com/(in|pub)/.+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done for one person of a file.

    Attributes:
        contact_id: whom they are in the ledger; None for somebody new.
        fill: the fields empty there that the file fills, with their values.
        new_handles: the addresses the ledger does not have yet.
        unsure: of somebody new, those of the same name whom they may be nevertheless.
    """

    contact_id: int | None
    fill: dict[str, Any] = field(default_factory=dict)
    new_handles: tuple[Handle, ...] = ()
    unsure: tuple[int, ...] = ()

    @property
    def new(self) -> bool:
        return self.contact_id is None

    @property
    def changes(self) -> bool:
        """Whether a known person would be changed."""
        return not self.new and bool(self.fill or self.new_handles)


@dataclass(frozen=True, slots=True)
class _Person:
    contact: Contact
    handles: frozenset[Handle]
    folded: frozenset[str]
    sourced: bool

    @property
    def bare(self) -> bool:
        return not (self.handles or self.contact.company or self.sourced)


class Known:
    """Everybody who could be meant: the ledger's people, and those accepted from a file so far."""

    def __init__(
        self,
        people: Iterable[tuple[Contact, Iterable[Handle]]] = (),
        sources: Mapping[str, int] | None = None,
        *,
        sourced: Collection[int] = (),
        prefer_file: bool = False,
    ) -> None:
        """`sources` has, for the source at hand, whose each of its ids is.

        `sourced` are those of whom any source has a touch; `prefer_file` lets what a file says take
        the place of what is known.

        Raises:
            ValueError: for a contact without an id.
        """
        self._sources: MutableMapping[str, int] = dict(sources or {})
        self._prefer_file = prefer_file
        self._people: dict[int, _Person] = {}
        self._owners: dict[Handle, dict[int, None]] = {}
        self._called: dict[tuple[Handle, str], int] = {}
        self._named: dict[tuple[str, str], dict[int, None]] = {}
        self._namesakes: dict[str, dict[int, None]] = {}
        known_by_id = {*self._sources.values(), *sourced}
        for contact, handles in people:
            if contact.id is None:
                raise ValueError("a known contact has an id")
            self._put(contact.id, contact, frozenset(handles), contact.id in known_by_id)

    def __len__(self) -> int:
        return len(self._people)

    def begin_source(self, sources: MutableMapping[str, int]) -> None:
        """Go on with another source, whose ids are those people's; what is accepted is added."""
        self._sources = sources

    def decide(
        self,
        contact: Contact,
        handles: Sequence[Handle] = (),
        key: str = "",
        source_ids: Sequence[str] = (),
    ) -> Decision:
        """Whether `contact` is new or somebody known, and what is to be added to them.

        `key` is the source's id of the person, `source_ids` its ids of touches with them.
        """
        found = self._by_address(contact, handles)
        if found is None:
            found = self._by_source(contact, handles, key, source_ids)
        if found is None:
            found = self._by_name(contact, handles, source_ids)
        if found is None:
            unsure = tuple(self._maybe(contact, handles))
            return Decision(None, {}, tuple(dict.fromkeys(handles)), unsure)
        return self.decided(found, contact, handles)

    def decided(
        self, contact_id: int, contact: Contact, handles: Sequence[Handle] = ()
    ) -> Decision:
        """What `contact` adds to a known person, whom somebody says it is."""
        person = self._people[contact_id]
        return Decision(
            contact_id,
            self._gained(person.contact, contact),
            tuple(self._added(person, handles)),
        )

    def contact(self, contact_id: int) -> Contact:
        """A known person as they are by now."""
        return self._people[contact_id].contact

    def accept(
        self,
        contact_id: int,
        contact: Contact,
        handles: Sequence[Handle] = (),
        key: str = "",
        source_ids: Sequence[str] = (),
    ) -> None:
        """Remember that `contact` was written as `contact_id`, for the rows that follow."""
        before = self._people.get(contact_id)
        if before is None:
            self._put(contact_id, contact, frozenset(handles), bool(source_ids))
        else:
            filled = replace(before.contact, **self._gained(before.contact, contact))
            added = before.handles.union(self._added(before, handles))
            self._put(contact_id, filled, added, before.sourced or bool(source_ids))
        for source_id in filter(None, (key, *source_ids)):
            self._sources.setdefault(source_id, contact_id)

    def _put(
        self, contact_id: int, contact: Contact, handles: frozenset[Handle], sourced: bool
    ) -> None:
        person = _Person(contact, handles, frozenset(words(contact.name)), sourced)
        before = self._people.get(contact_id)
        self._people[contact_id] = person
        company = fold(contact.company)
        for name in _whole_names(contact):
            self._namesakes.setdefault(name, {})[contact_id] = None
            if company or person.bare:
                self._named.setdefault((name, company), {})[contact_id] = None
            elif before is not None and before.bare:
                self._named.get((name, company), {}).pop(contact_id, None)
        for handle in handles - (before.handles if before else frozenset()):
            self._owners.setdefault(handle, {})[contact_id] = None
            self._called.setdefault((handle, fold(contact.name)), contact_id)

    def _by_address(self, contact: Contact, handles: Sequence[Handle]) -> int | None:
        for handle in filter(_is_personal, handles):
            for owner in self._owners.get(handle, ()):
                return owner
        # Pages before phones: a family shares a phone more often than a page.
        shared = [handle for handle in handles if not _is_personal(handle)]
        name = fold(contact.name)
        for handle in sorted(shared, key=lambda each: each.kind == "phone"):
            if (handle, name) in self._called:
                return self._called[handle, name]
            for owner in islice(self._owners.get(handle, ()), SHARED):
                if _names_agree(self._people[owner], contact):
                    return owner
        return None

    def _by_source(
        self, contact: Contact, handles: Sequence[Handle], key: str, source_ids: Sequence[str]
    ) -> int | None:
        """Whose `key` or one of `source_ids` is.

        Only ids of touches outlive an import. Were a bare record given more than a name because
        of any other id, the next import of the same file would not know it any more.
        """
        more = bool(handles or contact.company or source_ids)
        for each in (key, *source_ids):
            owner = self._sources.get(each) if each else None
            person = None if owner is None else self._people.get(owner)
            if person and not (more and person.bare):
                return owner
        return None

    def _by_name(
        self, contact: Contact, handles: Sequence[Handle], source_ids: Sequence[str]
    ) -> int | None:
        company = fold(contact.company)
        if not company and (handles or source_ids):
            return None
        namesakes = self._named.get((fold(contact.name), company), {})
        for owner in islice(namesakes, SHARED):
            if not _profiles_differ(self._people[owner].handles, handles):
                return owner
        return None

    def _maybe(self, contact: Contact, handles: Sequence[Handle]) -> Iterator[int]:
        """Known people of the same name, where neither company nor profile says otherwise."""
        company = fold(contact.company)
        for owner in islice(self._namesakes.get(fold(contact.name), ()), SHARED):
            person = self._people[owner]
            differs = company and person.contact.company and company != fold(person.contact.company)
            if owner > 0 and not (differs or _profiles_differ(person.handles, handles)):
                yield owner

    def _gained(self, known: Contact, contact: Contact) -> dict[str, Any]:
        """The fields that a file gives a known person."""
        return {
            name: getattr(contact, name)
            for name in FILLED
            if getattr(contact, name)
            and getattr(contact, name) != getattr(known, name)
            and (self._prefer_file or not getattr(known, name))
        }

    def _added(self, person: _Person, handles: Sequence[Handle]) -> Iterator[Handle]:
        """Of `handles`, those `person` lacks; another's own e-mail or profile stays theirs."""
        for handle in dict.fromkeys(handles):
            taken = _is_personal(handle) and handle in self._owners
            if handle not in person.handles and not taken:
                yield handle


def _whole_names(contact: Contact) -> set[str]:
    """The name, and the nicknames that are whole names too: what a merge remembers."""
    others = [fold(name) for name in nicknames(contact.nickname) if " " in name]
    return {fold(contact.name), *others}


def _is_personal(handle: Handle) -> bool:
    return handle.kind == "email" or _is_profile(handle)


def _is_profile(handle: Handle) -> bool:
    return handle.kind == "url" and _PROFILE.fullmatch(handle.value) is not None


def _profiles_differ(known: Iterable[Handle], handles: Iterable[Handle]) -> bool:
    theirs, others = ({each for each in some if _is_profile(each)} for some in (known, handles))
    return bool(theirs and others and not theirs & others)


def _names_agree(known: _Person, contact: Contact) -> bool:
    """Whether one name may be the other, shorter or by nickname: Ana, and Ana Ruiz."""
    folded = set(words(contact.name))
    agree = folded <= known.folded or known.folded <= folded
    called = {fold(n) for c in (known.contact, contact) for n in nicknames(c.nickname)}
    return (agree and bool(folded) and bool(known.folded)) or bool(
        called & {fold(contact.name), fold(known.contact.name)}
    )
