"""Cards that farmer wrote itself and that come back, by the id that it gave them."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from functools import cached_property

from farmer.formats.incoming import Incoming
from farmer.ids import Id
from farmer.ledger.outside import OutsideIds, number_only
from farmer.model import Contact, Handle
from farmer.people.agreement import agreement, names_of

# The kinds of files in which farmer writes them.
OWN_KINDS = ("vcard", "table")


class OwnCards:
    """Whose card is whose, among everybody in the ledger."""

    def __init__(
        self,
        outside: OutsideIds,
        everybody: Sequence[tuple[Contact, tuple[Handle, ...]]],
        others: Mapping[int, tuple[str, ...]],
    ) -> None:
        """`outside` are the ids that the ledger gives, `others` what else people are called."""
        self._outside = outside
        self._everybody = everybody
        self._others = others

    def know_again(self, kind: str, told: Incoming, ids: MutableMapping[str, int]) -> None:
        """Remember among the `ids` of a kind of file whose a card is that farmer wrote itself."""
        own = self.whose(told) if kind in OWN_KINDS and told.key else None
        if own is not None:
            ids[told.key] = own

    def whose(self, told: Incoming) -> int | None:
        """The id of the person whose card it is; None where it is nobody's of this ledger.

        Earlier farmers gave ids that other ledgers give too: those count only where the name or an
        address agrees.
        """
        key = told.key.strip().casefold().removeprefix("urn:uuid:")
        if key in self._ids:
            return self._ids[key]
        before = self._before.get(key)
        if before is None:
            return None
        contact, handles = before
        ours, theirs = (
            names_of(contact, self._others.get(contact.id or 0, ())),
            names_of(told.contact),
        )
        called_so = not theirs.nameless and agreement(ours, theirs) > 0
        return contact.id if called_so or {*handles} & {*told.handles} else None

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {
            str(self._outside.of(Id("c", contact.id))): contact.id
            for contact, _ in self._everybody
            if contact.id is not None
        }

    @cached_property
    def _before(self) -> dict[str, tuple[Contact, tuple[Handle, ...]]]:
        return {str(number_only(Id("c", each[0].id or 0))): each for each in self._everybody}
