"""Whom an import leaves out because they were forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from farmer.ledger.forgotten import Digests, Mark, address_mark, source_mark
from farmer.ledger.newcomers import Sourced
from farmer.model import Handle


class Sieve:
    """By what the forgotten are recognised, as long as nobody in the ledger has it now.

    Whoever was added again on purpose, and whoever took over a telephone, is somebody known.
    """

    def __init__(
        self,
        digests: Digests,
        handles: Iterable[Handle],
        sourced: Iterable[Sourced],
        identifiers: Mapping[str, Iterable[str]],
    ) -> None:
        """Of everybody in the ledger the addresses, and the ids by which sources know them."""
        self._digests = digests
        self._known: set[Mark] = set()
        if digests:
            self._known |= {address_mark(handle) for handle in handles}
            self._known |= {source_mark(each.source, each.source_id) for each in sourced}
            self._known |= {
                source_mark(source, each) for source, ids in identifiers.items() for each in ids
            }

    def sift(
        self, source: str, handles: tuple[Handle, ...], ids: Sequence[str]
    ) -> tuple[tuple[Handle, ...], Mark | None]:
        """What of a person's addresses may come in, and by what a forgotten one is recognised.

        `ids` are those that the source has for them and for the touches with them. The second is
        None for whoever was not forgotten.
        """
        if not self._digests:
            return handles, None
        addresses = {handle: address_mark(handle) for handle in handles}
        marks = {*addresses.values(), *(source_mark(source, each) for each in ids if each)}
        forgotten = {mark for mark in marks - self._known if mark in self._digests}
        if forgotten and marks.isdisjoint(self._known):
            return (), min(forgotten)
        return tuple(each for each, mark in addresses.items() if mark not in forgotten), None
