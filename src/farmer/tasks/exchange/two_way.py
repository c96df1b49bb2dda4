"""A folder of cards that is read and written: what changed on one side goes to the other.

First what the ledger does not know yet is read as any other file. Then the ledger takes what it
takes, as one change; then the cards are written, each whole or not at all. Whoever is killed in
between finds both sides agreed where they are, and the rest still to be done.
"""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import FarmerError, InvalidValue
from farmer.formats import FORMATS, vcard_out
from farmer.formats.card_text import CardText
from farmer.formats.dossiers import OF_CARD
from farmer.ids import Id
from farmer.ledger.newcomers import IMPORT_OF
from farmer.ledger.remembered import AgreedCard, ReadFile
from farmer.ledger.selection import Selection
from farmer.tasks.exchange.agreeing import Agreement
from farmer.tasks.exchange.card_files import (
    CardFile,
    digest_of,
    find_cards,
    write_card,
    write_new_card,
)
from farmer.tasks.exchange.card_owners import VCARD, LedgerSide, link_cards, uid_digest
from farmer.tasks.exchange.extract import Extract
from farmer.tasks.exchange.linked_cards import CardReading, LinkedCard
from farmer.tasks.exchange.source_files import (
    FoundFiles,
    anybody_may_write,
    as_it_is,
    files_of,
    is_pattern,
)
from farmer.tasks.exchange.taken import take_from_card
from farmer.tasks.exchange.two_way_report import (
    NEW_CARD,
    CardTouched,
    TwoWayRead,
    conflicts_of,
    taken_of,
    written_of,
)
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.person import Named

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.remembered import Notes, RememberedSource
    from farmer.tasks.desk import Desk
    from farmer.tasks.exchange.import_ import Wish

# So many cards tell in which version cards are written there.
_SAMPLE = 50
_TITLE = next(each.title for each in FORMATS if each.kind == VCARD)


def check_two_way(path: str, kind: str) -> None:
    """See to it that a source may be written.

    Raises:
        InvalidValue: for what is no folder of vCards of the user's own.
    """
    if kind != VCARD or is_pattern(path) or not Path(path).is_dir():
        raise InvalidValue(
            f"{path} is not a folder of vCards.",
            "--two-way is for one, as vdirsyncer and khard keep it.",
        )
    if anybody_may_write(path):
        raise InvalidValue(
            f"Anybody may put a file where {path} is, so nothing of yours is written there.",
            f"Make it yours alone: chmod 700 {path}",
        )


class TwoWay:
    """One folder while it is read and written."""

    def __init__(self, desk: Desk, source: RememberedSource, wish: Wish) -> None:
        """Of a source that is remembered with that wish.

        Raises:
            InvalidValue: where it may not be written.
            UnreadableFile: where it is not there.
        """
        check_two_way(source.path, source.kind)
        self._desk = desk
        self._source = source
        self._wish = wish
        region = wish.region or desk.settings.region
        self._region = region
        self._reading = CardReading(region, wish.keep, wish.prefer_file, desk.now)
        self._paths = files_of(source.path)
        self._found = find_cards(self._paths, wish.keep)
        with desk.deciding() as reader:
            side = LedgerSide(reader, source.id, region)
        self._linked = link_cards(self._found.cards, side)
        self._agreed_before = {
            card.path
            for whose, card in self._linked.by_person.items()
            if (whose, uid_digest(card.uid)) in side.agreed
        }

    def as_any_other(self, found: FoundFiles) -> FoundFiles:
        """The files that are read as any other: whose card it is, is not settled yet."""
        rest = [each for each in found.changed if each.path not in self._agreed_before]
        return found._replace(changed=tuple(rest))

    def foreseen(self, reader: Reader, found: FoundFiles) -> TwoWayRead:
        """What would come of it, were the ledger as it is to that reader."""
        side, cards = self._merged(reader)
        new = self._new_cards(reader, side)
        return self._said(side, cards, {each.card.path: each.data for each in cards}, new, found)

    def agree(self, found: FoundFiles) -> tuple[TwoWayRead, int | None]:
        """Have the ledger and the cards agree; what came of it, and the change that it made."""
        with self._desk.deciding() as reader:
            seen = reader.edition()
            side, cards = self._merged(reader)
        change_id = None
        if any(each.merging.changes_ledger for each in cards):
            self._desk.ledger.back_up("import", self._desk.today)
            with self._desk.changing(f"{IMPORT_OF}{_TITLE}") as change:
                if change.edition != seen:
                    side, cards = self._merged(change.now)
                for each in cards:
                    if each.merging.changes_ledger:
                        take_from_card(change, each, self._desk.today)
                change_id = change.notes.change_id
        written, troubles = self._write(cards)
        with self._desk.deciding() as reader:
            made, more = self._written_new(self._new_cards(reader, side))
        if cards or made:
            with self._desk.ledger.noting() as notes:
                self._note(notes, cards, written, made, found, change_id)
        said = self._said(side, cards, written, made, found)
        return said._replace(troubles=(*troubles, *more)), change_id

    def _merged(self, reader: Reader) -> tuple[LedgerSide, list[LinkedCard]]:
        side = LedgerSide(reader, self._source.id, self._region)
        self._linked = link_cards(self._found.cards, side)
        return side, list(self._reading.linked(self._linked, side))

    def _write(self, cards: Sequence[LinkedCard]) -> tuple[dict[str, bytes], list[str]]:
        """Write the cards; what each file holds now, and why some were not written."""
        now, troubles = {}, []
        for each in cards:
            now[each.card.path] = each.data
            if each.data == each.card.data:
                continue
            try:
                write_card(each.card, each.data)
            except FarmerError as trouble:
                now[each.card.path] = each.card.data
                troubles.append(f"{trouble.message} {trouble.hint}".strip())
        return now, troubles

    def _without_card(self, side: LedgerSide) -> list[int]:
        """Who has no card there, and had none that somebody took away."""
        have = self._linked.by_person.keys() | side.known
        return [
            number
            for number, contact in side.contacts.items()
            if not (number in have or contact.archived or side.is_private(number))
        ]

    def _new_cards(self, reader: Reader, side: LedgerSide) -> list[_NewCard]:
        """A card for each of those people, if it is wanted, as most cards there are written."""
        if not self._wish.newcomers or self._linked.apart or self._found.apart:
            return []
        whose, version = self._without_card(side), _usual_version(self._found.cards)
        ids = outside_ids(reader)
        extract = Extract(reader, Selection(frozenset(whose)), children=False)
        # What a card has is kept in step; who knows whom is told by `link` alone.
        dossiers = (replace(each, knows=()) for each in extract.dossiers(OF_CARD))
        texts = vcard_out.write(dossiers, lambda n: ids.of(Id("c", n)), version)
        new = []
        for number, text in zip(sorted(whose), texts, strict=True):
            uid = ids.of(Id("c", number)).urn
            path = str(Path(self._source.path) / f"{uid.removeprefix('urn:uuid:')}.vcf")
            new.append(_NewCard(number, CardFile(path, text.encode(), uid)))
        return new

    def _written_new(self, cards: Sequence[_NewCard]) -> tuple[list[_NewCard], list[str]]:
        """Put the cards there; those that were, and why the others were not."""
        made: list[_NewCard] = []
        mode = _usual_mode(self._found.cards)
        for each in cards:
            try:
                write_new_card(Path(each.card.path), each.card.data, mode)
            except FarmerError as trouble:
                return made, [f"{trouble.message} {trouble.hint}".strip()]
            made.append(each)
        return made, []

    def _said(
        self,
        side: LedgerSide,
        cards: Sequence[LinkedCard],
        written: Mapping[str, bytes],
        made: Sequence[_NewCard],
        found: FoundFiles,
    ) -> TwoWayRead:
        new = [CardTouched(each.card.path, _named(side, each.whose), (NEW_CARD,)) for each in made]
        there = self._linked.by_person.keys()
        without = {*self._without_card(side)} - {each.whose for each in made}
        gone = side.known - there if found.gone else set()
        return TwoWayRead(
            tuple(taken_of(each) for each in cards if each.merging.changes_ledger),
            (
                *(written_of(e) for e in cards if written[e.card.path] != e.card.data),
                *new,
            ),
            tuple(conflict for each in cards for conflict in conflicts_of(each)),
            tuple(sorted({**self._found.apart, **self._linked.apart}.items())),
            tuple(_named(side, each) for each in sorted(gone) if each in side.contacts),
            len(without),
        )

    def _note(
        self,
        notes: Notes,
        cards: Sequence[LinkedCard],
        written: Mapping[str, bytes],
        made: Sequence[_NewCard],
        found: FoundFiles,
        change_id: int | None,
    ) -> None:
        """Keep what is agreed on, and that the files are read as they are now."""
        files = {each.path: each for each in found.changed if each.path in self._agreed_before}
        for each in cards:
            now = each.agreed(written[each.card.path], change_id)
            notes.note_card(self._source.id, now)
            if (
                each.merging.changes_ledger
                or each.card.path in files
                or each.data != each.card.data
            ):
                came = change_id if each.merging.changes_ledger else None
                files[each.card.path] = _as_read(each.card, written[each.card.path], came)
        for new in made:
            says = self._reading.told(new.card.data)
            if says is not None:
                agreement = Agreement(new.card.uid)
                notes.note_card(
                    self._source.id,
                    AgreedCard(new.whose, uid_digest(new.card.uid), agreement.after(says, says)),
                )
            files[new.card.path] = _as_read(new.card, new.card.data, None)
        for file in files.values():
            notes.note_file(self._source.id, file)


class _NewCard(NamedTuple):
    """A card that was not there before, and whose it is."""

    whose: int
    card: CardFile


def _named(side: LedgerSide, whose: int) -> Named:
    return Named.by_id(whose, side.contacts[whose].name)


def _as_read(card: CardFile, data: bytes, change_id: int | None) -> ReadFile:
    """How a file is now that it was read, or written."""
    return as_it_is(card.path)._replace(digest=digest_of(data), altered=0, change_id=change_id)


def _usual_version(cards: Sequence[CardFile]) -> str:
    """The version that most of the cards have; 3.0, which every program reads, where none has."""
    versions = Counter(CardText(each.data).version for each in cards[:_SAMPLE])
    return "4.0" if versions["4.0"] > versions["3.0"] + versions["2.1"] else "3.0"


def _usual_mode(cards: Sequence[CardFile]) -> int | None:
    """How open the cards there are; None where there is none."""
    return stat.S_IMODE(Path(cards[0].path).stat().st_mode) if cards else None
