"""Who is the same person: does somebody a file tells of stand in the ledger already?

These signs are taken, in this order:

1. An address — e-mail, LinkedIn profile, page or phone — between people whose names agree. Names
   that plainly differ are two people's whatever they share: couples share an e-mail, assistants
   write from their employer's, a firm has one `info@` and one telephone.
2. The source's own id, where an earlier import, or an earlier row, came with it. Of a card, which
   somebody may have edited since, it goes before all else; one that is only counted up needs
   something else that is as it was, and one that a file has twice the name.
3. Within one account, the same name where the account tells no profile of one of the two, or in
   Signal no telephone, and knows nobody else of that name.
4. The same name at the same firm, now or before, unless both have LinkedIn profiles and they
   differ.

What two of these tell of two people in the ledger makes these one. A name alone is no sign: two
people called Ana Ruiz of unknown company stay two. The one exception is two records that have
nothing but a name: no company, no address, no touch that a source knows by an id. A second one
would tell nobody anything, and importing a list of bare names twice must add nothing.

Where only a name or only an address speaks for somebody, it is told as unsure, for the user to say;
a name that only one has, or a short form of it, is enough even at another firm. Nothing is
overwritten unless the file is preferred: an empty field is filled, a new address added, the rest
left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

from farmer.model import Contact, Handle
from farmer.people.account import Account
from farmer.people.acquaintances import Acquaintances
from farmer.people.agreement import WHOLE, agreement, joined, name_key, names_of
from farmer.people.companies import firm_key
from farmer.people.decision import Acquainted, Decision, Described, may_be
from farmer.people.gaining import Gaining
from farmer.people.newer import Newer
from farmer.people.ownership import is_profile, sharing_rank
from farmer.sources import BREAK

_NOBODYS: Mapping[int, tuple[str, ...]] = MappingProxyType({})
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
        worked: Mapping[int, Sequence[str]] = _NOBODYS,
        not_same: Collection[tuple[int, int]] = (),
        prefer_file: bool = False,
    ) -> None:
        """`sources` has, for the source at hand, whose each of its ids is.

        `others` are names that people had, or that are written otherwise, by whose they are, and
        `worked` the firms that they were with. `sourced` are those of whom any source has a touch;
        `newer` knows what a file may bring up to date; of those `not_same` somebody said that they
        are two, the lower id first; `prefer_file` lets what a file says take
        the place of what is known.

        Raises:
            ValueError: for a contact without an id.
        """
        self._sources: MutableMapping[str, int] = dict(sources or {})
        self._account = Account(is_one=False)
        # Ids that the file at hand has for several of its rows: there a name has to agree.
        self.repeated: Collection[str] = frozenset()
        self._gaining = Gaining(newer or Newer(), prefer_file=prefer_file)
        self._all = Acquaintances(not_same)
        known_by_id = {*self._sources.values(), *sourced}
        for contact, handles in people:
            if contact.id is None:
                raise ValueError("a known contact has an id")
            self._all.put(
                contact.id,
                contact,
                tuple(dict.fromkeys(handles)),
                sourced=contact.id in known_by_id,
                others=others.get(contact.id, ()),
                worked=worked.get(contact.id, ()),
            )

    def __len__(self) -> int:
        return len(self._all.people)

    def begin_source(
        self,
        sources: MutableMapping[str, int],
        kind: str = "",
        account: Account | None = None,
        title: str = "",
    ) -> None:
        """Go on with another source, whose ids are those people's; what is accepted is added."""
        self._sources = sources
        self.repeated = frozenset()
        self._gaining.newer.kind, self._gaining.newer.title = kind, title
        self._account = account or Account(is_one=False)

    def decide(
        self,
        contact: Contact,
        handles: Sequence[Handle] = (),
        key: str = "",
        source_ids: Sequence[str] = (),
        *,
        exchanged: bool = False,
    ) -> Decision:
        """Whether `contact` is new or somebody known, and what is to be added to them.

        `key` is the source's id of the person, `source_ids` its ids of touches with them; who is
        told of because something was `exchanged` may be told of by less than the whole name.
        """
        told = Described(contact, tuple(dict.fromkeys(handles)), names_of(contact))
        found = self._by_card(told, key) or self._by_address(told)
        if found is None and not (told.names.nameless and self._sharing(told)):
            found = self._by_source(told, key, source_ids)
        if found is None:
            found = self._account.find(told, self._all.people.get, exchanged=exchanged)
        if found is None:
            found = next(iter(self._by_name(told, source_ids)), None)
        if found is None:
            maybe = tuple(self._all.maybe(told, self._may_be_asked))
            return Decision(None, {}, told.handles, maybe, self._sharing(told))
        same = [found, *self._surely_too(found, told, source_ids)]
        kept = min((each for each in same if each > 0), default=max(same))
        decision = self.decided(kept, contact, handles, exchanged=exchanged)
        others = tuple(each for each in same if each != kept)
        return replace(decision, same=others) if others else decision

    def decided(
        self,
        contact_id: int,
        contact: Contact,
        handles: Sequence[Handle] = (),
        *,
        exchanged: bool = False,
    ) -> Decision:
        """What `contact` adds to a known person, whom somebody says it is."""
        person = self._all.people[contact_id]
        added = self._all.unknown_of(contact_id, handles)
        told = Described(contact, added, person.names.also(contact))
        gained = self._gaining.fields(contact_id, person, contact, exchanged=exchanged)
        others = self._gaining.told_otherwise(contact_id, person, contact, exchanged=exchanged)
        if "name" in gained:
            others["name"] = gained["name"]
        return Decision(
            contact_id,
            gained,
            added,
            (),
            self._sharing(told),
            {name: getattr(person.contact, name) for name in others if name in gained},
            {name: value for name, value in others.items() if name not in gained},
        )

    def said_to_be(
        self, contact_id: int, contact: Contact, handles: Sequence[Handle] = ()
    ) -> Decision:
        """As `decided`, where somebody was asked: the name is theirs too, if it was not known."""
        decision = self.decided(contact_id, contact, handles)
        names, told = self._all.people[contact_id].names, names_of(contact)
        new = not told.nameless and agreement(names, told) < WHOLE and "name" not in decision.fill
        return replace(decision, spelling=contact.name) if new else decision

    def contact(self, contact_id: int) -> Contact:
        """A known person as they are by now."""
        return self._all.people[self._all.now(contact_id)].contact

    def accept(
        self,
        contact_id: int,
        contact: Contact,
        handles: Sequence[Handle] = (),
        key: str = "",
        source_ids: Sequence[str] = (),
        *,
        exchanged: bool = False,
    ) -> None:
        """Remember that `contact` was written as `contact_id`, for the rows that follow."""
        before = self._all.people.get(contact_id)
        if before is None:
            each_once = tuple(dict.fromkeys(handles))
            self._all.put(contact_id, contact, each_once, sourced=bool(source_ids))
        else:
            gained = self._gaining.fields(contact_id, before, contact, exchanged=exchanged)
            filled = replace(before.contact, **gained) if gained else before.contact
            sourced = before.sourced or bool(source_ids)
            more = self._all.unknown_of(contact_id, handles)
            if gained or sourced != before.sourced or more:
                self._all.put(contact_id, filled, more, sourced=sourced)
            self._all.also(contact_id, contact)
            self._gaining.newer.told(contact_id, contact)
        self._account.accept(contact_id, contact.name)
        for source_id in filter(None, (key, *source_ids)):
            self._sources.setdefault(source_id, contact_id)

    def tell_apart(self, whose: int, others: Iterable[int]) -> None:
        """Know that somebody is none of the others."""
        self._all.not_same.update((min(whose, each), max(whose, each)) for each in others)

    def unite(self, kept_id: int, gone_id: int) -> None:
        """Know two as one from now on, for the rows that follow."""
        self._all.unite(kept_id, gone_id)

    def is_crowded(self, handle: Handle) -> bool:
        """Whether so many have an address that it is a firm's."""
        return len(self._all.owners(handle)) > HOUSEHOLD

    def _by_address(self, told: Described) -> int | None:
        """The one of those who share an address whose name agrees, the best if several do."""
        name = joined(told.contact.name)
        for handle in sorted(told.handles, key=sharing_rank):
            called = self._all.called(handle, name)
            if called is not None:
                return called
            agreed = self._all.agreeing(handle, told)
            best = max((how_far for how_far, _ in agreed), default=0)
            likeliest = [each for how_far, each in agreed if how_far == best]
            if best and (best == WHOLE or len(likeliest) == 1):
                return likeliest[0]
        return next(self._all.with_same_number(told), None)

    def _sharing(self, told: Described) -> dict[int, tuple[Handle, ...]]:
        """Who has one of the addresses, by another name: a household, not a firm."""
        sharing: dict[int, tuple[Handle, ...]] = {}
        for handle in told.handles:
            if not self.is_crowded(handle):
                for owner in self._all.owners(handle):
                    names = self._all.people[owner].names
                    if agreement(names, told.names) < WHOLE and not names.is_apart(told.names):
                        sharing[owner] = (*sharing.get(owner, ()), handle)
        return sharing

    def _by_source(self, told: Described, key: str, source_ids: Sequence[str]) -> int | None:
        """Whose `key` or one of `source_ids` is."""
        for each in (key, *source_ids):
            owner, person = self._whose(each)
            if owner is None or person is None:
                continue
            another = self._account.is_another(owner, person, told.handles)
            if each in self.repeated:  # what another row of that name tells may be another's
                more = bool(told.handles or told.contact.company or source_ids)
                another |= (more and person.bare) or not agreement(person.names, told.names)
            if not another and may_be(person, told, each):
                return owner
        return None

    def _by_card(self, told: Described, key: str) -> int | None:
        """Whose card it is that was read before, however it was edited since."""
        if not key or BREAK in key or key in self.repeated or self._account.is_one:
            return None
        return self._by_source(told, key, ())

    def _whose(self, source_id: str) -> tuple[int | None, Acquainted | None]:
        owner = self._sources.get(source_id) if source_id else None
        owner = None if owner is None else self._all.now(owner)
        return owner, None if owner is None else self._all.people.get(owner)

    def _by_name(self, told: Described, source_ids: Sequence[str]) -> list[int]:
        """Who has the name and is or was at the firm; nobody where it may be one or another."""
        firm = firm_key(told.contact.company) if told.contact.company else ""
        if not firm and (told.handles or source_ids):
            return []
        namesakes = self._all.named(name_key(told.contact.name), firm)
        found = [owner for owner in namesakes if not self._all.is_apart(owner, told)]
        if any(self._all.are_two(*pair) for pair in combinations(found, 2)):
            return [each for each in found if not any(map(is_profile, self._all.handles(each)))][:1]
        return found

    def _surely_too(self, found: int, told: Described, source_ids: Sequence[str]) -> Iterator[int]:
        """Who else has an address and the whole name, or the name at the firm."""
        by_address = (
            owner
            for handle in told.handles
            for far, owner in self._all.agreeing(handle, told)
            if far == WHOLE
        )
        others = [*by_address, *self._all.with_same_number(told)]
        others += self._by_name(told, source_ids) if told.contact.company else []
        for owner in dict.fromkeys(others):
            if owner != found and not self._all.is_apart(owner, told):
                yield from () if self._all.are_two(found, owner) else (owner,)

    def _may_be_asked(self, owner: int) -> bool:
        """Whether it is not the file itself that tells of two."""
        return owner > 0 or not self._account.has_told(owner)
