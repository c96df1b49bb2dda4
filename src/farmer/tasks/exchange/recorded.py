"""What an import compares a file with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from farmer.details import RELATION, Detail, Former
from farmer.handles import all_in
from farmer.links import RELATIONS
from farmer.model import Contact, Handle
from farmer.people.newer import Newer
from farmer.people.same import Known
from farmer.sources import LINK
from farmer.tasks.exchange.edited import Edits
from farmer.tasks.exchange.forgotten import Sieve
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.person import firms_before, other_names

if TYPE_CHECKING:
    from farmer.ledger.forgotten import Digests
    from farmer.ledger.newcomers import Sourced
    from farmer.ledger.nouns import Touchpoint
    from farmer.ledger.outside import OutsideIds
    from farmer.ledger.reader import Reader


class Recorded(NamedTuple):
    """What the ledger has that a file may say again, all of one moment."""

    everybody: list[tuple[Contact, tuple[Handle, ...]]]
    sourced: list[Sourced]
    talks: list[Touchpoint]
    presences: set[tuple[int, str, date]]
    days: set[tuple[int, date]]
    facts: set[tuple[int, str, date, str]]
    tags: set[tuple[int, str]]
    forgotten: Digests
    brought: dict[tuple[int, str], str]
    former: list[tuple[int, Former]]
    not_same: set[tuple[int, int]]
    outside: OutsideIds
    identifiers: Mapping[str, Mapping[str, int]]
    addresses: list[tuple[int, Handle, str]]
    details: list[tuple[int, Detail, str | None]]

    @classmethod
    def of(cls, reader: Reader, *, talks: bool, presences: bool, days: bool) -> Self:
        """What there is now: whoever is asked something later, the reader need not stay open.

        Its `talks`, `presences` and `days` of contact only where the file may tell of any.
        """
        everybody = reader.everybody()
        return cls(
            everybody,
            reader.sourced(),
            reader.talks() if talks else [],
            reader.presences() if presences else set(),
            reader.days_in_touch() if days else set(),
            reader.facts_recorded(),
            reader.tags_recorded(),
            reader.forgotten(),
            reader.brought(),
            reader.everybodys_former(),
            reader.not_same(),
            outside_ids(reader),
            _by_source(reader.identifiers()),
            reader.handles_brought(),
            [*reader.details_recorded(), *_told_by_links(reader, everybody)],
        )

    def known(self, region: str | None, *, prefer_file: bool) -> Known:
        """Everybody who could be meant."""
        return Known(
            [(contact, all_in(region, handles)) for contact, handles in self.everybody],
            sourced={each.contact_id for each in self.sourced},
            newer=Newer(self.brought, self.former),
            others=other_names(self.former),
            worked=firms_before(self.former),
            not_same=self.not_same,
            prefer_file=prefer_file,
        )

    def edits(self, region: str | None, *, prefer_file: bool) -> Edits:
        """What of them a later card may change."""
        return Edits(
            self.identifiers, self.addresses, self.details, region, prefer_file=prefer_file
        )

    def sieve(self, region: str | None) -> Sieve:
        """By what the forgotten are recognised, whom nobody here is."""
        addresses = (each for _, handles in self.everybody for each in all_in(region, handles))
        return Sieve(self.forgotten, addresses, self.sourced, self.identifiers)


def _by_source(identifiers: Iterable[tuple[int, str, str]]) -> dict[str, dict[str, int]]:
    """By source and its id, whose that is."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for whose, source, value in identifiers:
        found[source][value] = whose
    return found


def _told_by_links(
    reader: Reader, everybody: Sequence[tuple[Contact, tuple[Handle, ...]]]
) -> Iterator[tuple[int, Detail, str | None]]:
    """Who knows whom, as the relations that our own cards and tables make of it.

    What comes back of them tells nothing new.
    """
    names = {contact.id: contact.name for contact, _ in everybody}
    for contact, _ in everybody:
        if contact.id and contact.met_through_id:
            through = names[contact.met_through_id]
            yield contact.id, Detail(RELATION, "met through", through), LINK
    for row in reader.table("links"):
        both = (row["contact_id"], row["other_id"])
        for one, other in (both, both[::-1]) if not row["denied"] else ():
            yield one, Detail(RELATION, RELATIONS[row["strength"]], names[other]), LINK
