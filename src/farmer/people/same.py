"""Who is the same person: does somebody a file tells of stand in the ledger already?

Three signs are taken, in this order:

1. An address — e-mail, LinkedIn profile, page or phone — between people whose names agree. Names
   that plainly differ are two people's whatever they share: couples share an e-mail, assistants
   write from their employer's, a firm has one `info@` and one telephone.
2. The source's own id, where an earlier import, or an earlier row, came with it.
3. The same name at the same company, unless both have LinkedIn profiles and they differ.

A name alone is no sign: two people called Ana Ruiz of unknown company stay two. The one exception
is two records that have nothing but a name: no company, no address, no touch that a source knows
by an id. A second one would tell nobody anything, and importing a list of bare names twice must
add nothing.

Where only a name or only an address speaks for somebody, and nothing against them, it is told as
unsure, for the user to say. Nothing is overwritten unless the file is preferred: an empty field is
filled, a new address added, the rest left alone. All lookups are by hash, so that the time for a
file grows with its length and not with its square.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from farmer.details import CHANGING
from farmer.model import Contact, Handle
from farmer.people.agreement import (
    WHOLE,
    agreement,
    joined,
    name_key,
    names_of,
    whole_names,
)
from farmer.people.decision import Acquainted, Decision, Described, may_be, parts_gained
from farmer.people.newer import Newer
from farmer.people.ownership import profiles_differ, sharing_rank
from farmer.text import fold

FILLED = (
    *("nickname", "company", "title", "met_at", "met_on", "cadence_days", "birthday", "notes"),
)
_NOBODYS: Mapping[int, tuple[str, ...]] = MappingProxyType({})
# So many of those who share an address or name are looked at one by one, and no more.
SHARED = 20
# An address that more people have, by other names, is a firm's: it says nothing of any of them.
HOUSEHOLD = 5


class Known:
    """Everybody who could be meant: the ledger's people, and those accepted from a file so far."""

    def __init__(
        self,
        people: Iterable[tuple[Contact, Iterable[Handle]]] = (),
        sources: Mapping[str, int] | None = None,
        *,
        sourced: Collection[int] = (),
        newer: Newer | None = None,
        others: Mapping[int, tuple[str, ...]] = _NOBODYS,
        prefer_file: bool = False,
    ) -> None:
        """`sources` has, for the source at hand, whose each of its ids is.

        `others` are names that people had, or that are written otherwise, by whose they are.
        `sourced` are those of whom any source has a touch; `newer` knows which firm and title a
        file may bring up to date; `prefer_file` lets what a file says take
        the place of what is known.

        Raises:
            ValueError: for a contact without an id.
        """
        self._sources: MutableMapping[str, int] = dict(sources or {})
        self._prefer_file = prefer_file
        self._newer = newer or Newer()
        self._people: dict[int, Acquainted] = {}
        self._owners: dict[Handle, dict[int, None]] = {}
        self._called: dict[tuple[Handle, str], int] = {}
        self._named: dict[tuple[str, str], dict[int, None]] = {}
        self._namesakes: dict[str, dict[int, None]] = {}
        known_by_id = {*self._sources.values(), *sourced}
        for contact, handles in people:
            if contact.id is None:
                raise ValueError("a known contact has an id")
            known = contact.id in known_by_id
            self._put(contact.id, contact, frozenset(handles), known, others.get(contact.id, ()))

    def __len__(self) -> int:
        return len(self._people)

    def begin_source(self, sources: MutableMapping[str, int], kind: str = "") -> None:
        """Go on with another source, whose ids are those people's; what is accepted is added."""
        self._sources = sources
        self._newer.kind = kind

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
        told = Described(contact, tuple(dict.fromkeys(handles)), names_of(contact))
        found = self._by_address(told)
        if found is None and not (told.names.nameless and self._sharing(told)):
            found = self._by_source(told, key, source_ids)
        if found is None:
            found = self._by_name(contact, handles, source_ids)
        if found is None:
            return Decision(
                None, {}, told.handles, tuple(self._maybe(contact, handles)), self._sharing(told)
            )
        return self.decided(found, contact, handles)

    def decided(
        self, contact_id: int, contact: Contact, handles: Sequence[Handle] = ()
    ) -> Decision:
        """What `contact` adds to a known person, whom somebody says it is."""
        person = self._people[contact_id]
        added = tuple(each for each in dict.fromkeys(handles) if each not in person.handles)
        told = Described(contact, added, person.names.also(contact))
        known = person.contact
        gained = self._gained(contact_id, known, contact)
        others = {
            name: getattr(contact, name)
            for name in CHANGING
            if getattr(known, name) and self._newer.is_other(contact_id, known, contact, name)
        }
        return Decision(
            contact_id,
            gained,
            added,
            (),
            self._sharing(told),
            {name: getattr(known, name) for name in others if name in gained},
            {name: value for name, value in others.items() if name not in gained},
        )

    def said_to_be(
        self, contact_id: int, contact: Contact, handles: Sequence[Handle] = ()
    ) -> Decision:
        """As `decided`, where somebody was asked: the name is theirs too, if it was not known."""
        decision = self.decided(contact_id, contact, handles)
        names, told = self._people[contact_id].names, names_of(contact)
        new = not told.nameless and agreement(names, told) < WHOLE
        return replace(decision, spelling=contact.name) if new else decision

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
            filled = replace(before.contact, **self._gained(contact_id, before.contact, contact))
            sourced = before.sourced or bool(source_ids)
            self._put(contact_id, filled, before.handles.union(handles), sourced)
            self._also(contact_id, contact)
            self._newer.told(contact_id, contact)
        for source_id in filter(None, (key, *source_ids)):
            self._sources.setdefault(source_id, contact_id)

    def is_crowded(self, handle: Handle) -> bool:
        """Whether so many have an address that it is a firm's."""
        return len(self._owners.get(handle, ())) > HOUSEHOLD

    def _put(
        self,
        contact_id: int,
        contact: Contact,
        handles: frozenset[Handle],
        sourced: bool,
        others: tuple[str, ...] = (),
    ) -> None:
        before = self._people.get(contact_id)
        names = names_of(contact, others) if before is None else before.names.also(contact)
        person = Acquainted(contact, handles, names, sourced)
        self._people[contact_id] = person
        company = fold(contact.company)
        for name in whole_names(contact, others):
            self._namesakes.setdefault(name.split(" ")[0], {})[contact_id] = None
            if company or person.bare:
                self._named.setdefault((name, company), {})[contact_id] = None
            elif before is not None and before.bare:
                self._named.get((name, company), {}).pop(contact_id, None)
        for handle in handles - (before.handles if before else frozenset()):
            self._owners.setdefault(handle, {})[contact_id] = None
            self._called.setdefault((handle, joined(contact.name)), contact_id)

    def _also(self, contact_id: int, contact: Contact) -> None:
        """Know a person by the name of `contact` too."""
        person = self._people[contact_id]
        names = person.names.also(contact)
        if names is not person.names:
            self._people[contact_id] = replace(person, names=names)
            for handle in person.handles:
                self._called.setdefault((handle, joined(contact.name)), contact_id)

    def _by_address(self, told: Described) -> int | None:
        """The one of those who share an address whose name agrees, the best if several do."""
        name = joined(told.contact.name)
        for handle in sorted(told.handles, key=sharing_rank):
            if (handle, name) in self._called:
                return self._called[handle, name]
            owners = islice(self._owners.get(handle, ()), SHARED)
            agreed = [(agreement(self._people[each].names, told.names), each) for each in owners]
            best = max((how_far for how_far, _ in agreed), default=0)
            likeliest = [each for how_far, each in agreed if how_far == best]
            if best and (best == WHOLE or len(likeliest) == 1):
                return likeliest[0]
        return None

    def _sharing(self, told: Described) -> dict[int, tuple[Handle, ...]]:
        """Who has one of the addresses, by another name: a household, not a firm."""
        sharing: dict[int, tuple[Handle, ...]] = {}
        for handle in told.handles:
            if not self.is_crowded(handle):
                for owner in self._owners.get(handle, ()):
                    names = self._people[owner].names
                    if agreement(names, told.names) < WHOLE and not names.is_apart(told.names):
                        sharing[owner] = (*sharing.get(owner, ()), handle)
        return sharing

    def _by_source(self, told: Described, key: str, source_ids: Sequence[str]) -> int | None:
        """Whose `key` or one of `source_ids` is.

        Only ids of touches outlive an import. Were a bare record given more than a name because
        of any other id, the next import of the same file would not know it any more.
        """
        more = bool(told.handles or told.contact.company or source_ids)
        for each in (key, *source_ids):
            owner = self._sources.get(each) if each else None
            person = None if owner is None else self._people.get(owner)
            if person and not (more and person.bare) and may_be(person, told, each):
                return owner
        return None

    def _by_name(
        self, contact: Contact, handles: Sequence[Handle], source_ids: Sequence[str]
    ) -> int | None:
        company = fold(contact.company)
        if not company and (handles or source_ids):
            return None
        namesakes = self._named.get((name_key(contact.name), company), {})
        for owner in islice(namesakes, SHARED):
            if not self._is_apart(owner, contact, handles):
                return owner
        return None

    def _maybe(self, contact: Contact, handles: Sequence[Handle]) -> Iterator[int]:
        """Known people of the same name, where neither company nor profile says otherwise."""
        company = fold(contact.company)
        letters = name_key(contact.name).split(" ")[0]
        for owner in islice(self._namesakes.get(letters, ()), SHARED):
            person = self._people[owner]
            differs = company and person.contact.company and company != fold(person.contact.company)
            if owner > 0 and not (differs or self._is_apart(owner, contact, handles)):
                yield owner

    def _is_apart(self, owner: int, contact: Contact, handles: Sequence[Handle]) -> bool:
        """Whether profiles, or suffixes and titles of the names, tell two namesakes apart."""
        person = self._people[owner]
        differ = profiles_differ(person.handles, handles)
        return differ or person.names.is_apart(names_of(contact))

    def _gained(self, contact_id: int, known: Contact, contact: Contact) -> dict[str, Any]:
        """The fields that a file gives a known person."""
        parts = parts_gained(known, contact, preferred=self._prefer_file)
        return parts | {
            name: getattr(contact, name)
            for name in FILLED
            if getattr(contact, name)
            and getattr(contact, name) != getattr(known, name)
            and (
                self._prefer_file
                or not getattr(known, name)
                or self._newer.is_newer(contact_id, known, contact, name)
            )
        }
