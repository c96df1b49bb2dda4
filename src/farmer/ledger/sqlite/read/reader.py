"""The reader: what a ledger that SQLite keeps answers, each question's SQL beside its method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from farmer.ledger.sqlite.read.links import Links
from farmer.ledger.sqlite.read.records import Records
from farmer.ledger.sqlite.read.ties import Ties

if TYPE_CHECKING:
    from datetime import date

    from farmer.ledger.assistant_reads import AssistantRead
    from farmer.ledger.findings import Change, Hit, PastRow, Traces
    from farmer.ledger.forgotten import Digests
    from farmer.ledger.outside import Birth
    from farmer.ledger.remembered import (
        AgreedCard,
        CameTouch,
        ReadFile,
        ReadLine,
        RememberedSource,
        Waiting,
    )
    from farmer.ledger.selection import Selection


class SqliteReader(Ties, Records, Links):
    """One moment of a ledger; see `farmer.ledger.reader.Reader`.

    What few commands ask is loaded by those that do.
    """

    _is_checked = False

    def hide(self, tag: str) -> None:
        """Let whoever has the `tag`, or is only known of, be in no answer."""
        from farmer.ledger.sqlite.read.veil import veil

        self.is_veiled = veil(self._db, tag)

    def mark(self) -> int:
        """What tells this ledger and its copies from others."""
        row = self.row("PRAGMA user_version", {})
        return int(row[0]) if row else 0

    def births(self) -> dict[tuple[str, int], Birth]:
        """How the people, promises and requests that are there came in, by table and number."""
        from farmer.ledger.sqlite.read.changes import births

        return births(self)

    def edition(self) -> str:
        """What differs once anything was changed, undone or redone; only good for comparing."""
        from farmer.ledger.sqlite.read.whole import edition

        return edition(self)

    def counts(self) -> dict[str, int]:
        """How many contacts, touchpoints, facts and events there are; empty without a ledger."""
        from farmer.ledger.sqlite.read.whole import counts

        return counts(self)

    def belongings(self, contact_id: int) -> dict[str, int]:
        """How much a person has, by table; empty without a ledger."""
        from farmer.ledger.sqlite.read.whole import belongings

        return belongings(self, contact_id)

    def traces(self, contact_id: int) -> Traces:
        """What the ledger would lose with a person."""
        from farmer.ledger.sqlite.read.whole import traces

        return traces(self, contact_id)

    def is_empty(self) -> bool:
        """Whether nothing is recorded."""
        from farmer.ledger.sqlite.read.whole import is_empty

        return is_empty(self)

    def table(
        self, name: str, selection: Selection | None = None, by: str = "id"
    ) -> Iterator[dict[str, Any]]:
        """The rows of a list in an export, or those that are selected; days are ISO text."""
        from farmer.ledger.sqlite.read.selection import table

        self._check_once()
        return table(self, name, selection, by)

    def statements(self, *, children: bool = True) -> Iterator[str]:
        """The tables and their rows as SQL that any SQLite runs, without the log of changes."""
        from farmer.ledger.sqlite.read.whole import statements

        self._check_once()
        return statements(self, children=children)

    def forgotten(self) -> Digests:
        """By what those who were forgotten are recognised."""
        from farmer.ledger.forgotten import Digests
        from farmer.ledger.sqlite.read.whole import DIGESTS

        return Digests(self.rows(DIGESTS))

    def search(self, wanted: str, most: int | None = None) -> list[Hit]:
        """The `most` rows in which every word of `wanted` occurs or begins a word, best first."""
        from farmer.ledger.sqlite.read.search import search

        return search(self, wanted, most)

    def how_many(self, wanted: str) -> int:
        """In how many rows every word of `wanted` occurs or begins a word."""
        from farmer.ledger.sqlite.read.search import how_many

        return how_many(self, wanted)

    def excerpt(self, hit: Hit, wanted: str) -> str:
        """What is written in a row that was found, the words between `findings.MARKS`."""
        from farmer.ledger.sqlite.read.search import excerpt

        return excerpt(self, hit, wanted)

    def changes(self) -> list[Change]:
        """Every change, newest first."""
        from farmer.ledger.sqlite.read.changes import changes

        return changes(self)

    def changes_of(self, contact_id: int) -> list[Change]:
        """The changes that touched anything of one person, newest first."""
        from farmer.ledger.sqlite.read.changes import changes_of

        return changes_of(self, contact_id)

    def past_of(self, contact_id: int) -> list[PastRow]:
        """What the log kept of a person's rows, the oldest first, and of whoever was merged in."""
        from farmer.ledger.sqlite.read.changes import past_of

        return past_of(self, contact_id)

    def assistant_reads(self) -> list[AssistantRead]:
        """Of whom an assistant was told, the newest day first."""
        from farmer.ledger.sqlite.read.assistant_reads import assistant_reads

        return assistant_reads(self)

    def last_standing(self) -> Change | None:
        """The newest change that was not undone; one without rows cannot be."""
        from farmer.ledger.sqlite.read.changes import last_standing

        return last_standing(self)

    def remembered(self) -> list[RememberedSource]:
        """Every source that is read again, in the order in which they were remembered."""
        from farmer.ledger.sqlite.read.remembered import remembered

        return remembered(self)

    def read_files(self, source_id: int) -> list[ReadFile]:
        """The files of a source as they were when they were read."""
        from farmer.ledger.sqlite.read.remembered import read_files

        return read_files(self, source_id)

    def agreed_cards(self, source_id: int) -> list[AgreedCard]:
        """What the cards of a folder and the ledger last agreed on, each person's card once."""
        from farmer.ledger.sqlite.read.remembered import agreed_cards

        return agreed_cards(self, source_id)

    def read_lines(self) -> list[ReadLine]:
        """Every line that was read, whether it waits or is settled."""
        from farmer.ledger.sqlite.read.remembered import read_lines

        return read_lines(self)

    def waiting(self) -> list[Waiting]:
        """What of the sources waits for somebody."""
        from farmer.ledger.sqlite.read.remembered import waiting

        return waiting(self)

    def came_since(self, since: date, on: date, most: int) -> list[CameTouch]:
        """What sources brought from a day on until another, the newest first; `most` at most."""
        from farmer.ledger.sqlite.read.remembered import came_since

        return came_since(self, since, on, most)

    def _check_once(self) -> None:
        """Refuse to give out rows that are not as they were written; of a part, none is checked."""
        from farmer.ledger.sqlite.schema.verify import check_rows

        if not (self._is_checked or self.is_veiled):
            check_rows(self._db)
            self._is_checked = True


class NothingToRead(SqliteReader):
    """The reader of a ledger that is not there: nobody is known, everything is empty."""

    def __init__(self) -> None:
        """Without a connection: nothing is asked."""

    @property
    def exists(self) -> bool:
        """No."""
        return False

    def rows(self, sql: str, asked: object = ()) -> list[Any]:
        """None."""
        return []

    def table(
        self, name: str, selection: Selection | None = None, by: str = "id"
    ) -> Iterator[dict[str, Any]]:
        """None."""
        return iter(())

    def statements(self, *, children: bool = True) -> Iterator[str]:
        """None."""
        return iter(())

    def merged_into(self, kept: set[int]) -> set[int]:
        """Nobody."""
        return set()
