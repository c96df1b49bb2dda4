"""What is noted of sources, kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from farmer.ledger.assistant_reads import AssistantRead
from farmer.ledger.remembered import AgreedCard, ReadFile, ReadLine, RememberedSource, Waiting


@dataclass
class Noted:
    """The sources that are read again, their files and their lines."""

    sources: dict[int, RememberedSource] = field(default_factory=dict)
    files: dict[tuple[int, str], ReadFile] = field(default_factory=dict)
    lines: dict[str, ReadLine] = field(default_factory=dict)
    newest: int = 0
    cards: list[tuple[int, AgreedCard]] = field(default_factory=list)
    reads: list[AssistantRead] = field(default_factory=list)

    def copy(self) -> Noted:
        """The same, apart."""
        return Noted(
            dict(self.sources),
            dict(self.files),
            dict(self.lines),
            self.newest,
            list(self.cards),
            list(self.reads),
        )

    def waiting(self) -> list[Waiting]:
        """What waits for somebody."""
        lines = [
            Waiting(each.path, each.number, each.text, each.reason, 0)
            for each in self.lines.values()
            if each.text
        ]
        files = [Waiting(f.path, 0, "", "", f.held) for f in self.files.values() if f.held]
        return sorted([*lines, *files], key=lambda each: (each.path, each.number))


class FakeNotes:
    """Noting in memory; see `farmer.ledger.remembered.Notes`."""

    def __init__(self, noted: Noted, change_id: int | None = None) -> None:
        self._noted = noted
        self._change_id = change_id

    @property
    def change_id(self) -> int | None:
        """The change within which it is noted, if it is."""
        return self._change_id

    def remember(self, path: str, kind: str, wish: Mapping[str, Any]) -> None:
        """Read a source again from now on."""
        sources = self._noted.sources
        known = next((each for each in sources.values() if each.path == path), None)
        if known is None:
            self._noted.newest += 1
            known = RememberedSource(self._noted.newest, path, kind, wish)
        sources[known.id] = known._replace(kind=kind, wish=dict(wish))

    def stop(self, source_id: int) -> None:
        """No longer read a source again."""
        del self._noted.sources[source_id]
        for key in [key for key in self._noted.files if key[0] == source_id]:
            del self._noted.files[key]
        self._noted.cards = [each for each in self._noted.cards if each[0] != source_id]

    def note_source(self, source: RememberedSource) -> None:
        """Keep when a source was read, and what came."""
        known = self._noted.sources[source.id]
        self._noted.sources[source.id] = known._replace(
            read_at=source.read_at, came=source.came, change_id=source.change_id
        )

    def note_file(self, source_id: int, file: ReadFile) -> None:
        """Keep how a file of a source was when it was read."""
        self._noted.files[source_id, file.path] = file

    def drop_file(self, source_id: int, path: str) -> None:
        """No longer know a file of a source."""
        self._noted.files.pop((source_id, path), None)

    def note_card(self, source_id: int, card: AgreedCard) -> None:
        """Keep what a card and the ledger agree on now."""
        self._noted.cards.append((source_id, card))

    def note_line(self, line: ReadLine) -> None:
        """Keep a line as it is now."""
        self._noted.lines[line.digest] = line

    def drop_line(self, digest: str) -> None:
        """No longer know a line."""
        self._noted.lines.pop(digest, None)
