"""Sources that are read again by themselves: what is kept of each, and how it is read and written.

None of it is part of the log of changes: that a file was read is no record of anybody. It is noted
together with the change that the file brought, by whose number it is known when that is undone:
then the file counts as not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from farmer.model import LIVE


class RememberedSource(NamedTuple):
    """A file, a folder or a pattern that is read again.

    Attributes:
        id: its number.
        path: absolute; a pattern where it has one of ``*?[``.
        kind: of its files, which stays as it was when the source was remembered.
        wish: the options that it is read with, by their names.
        read_at: the instant (UTC) at which it was last read, in ISO form; empty before.
        came: what came then, by what it is; only what is more than nothing.
        change_id: the change that brought it; None where nothing came.
        undone: whether that was taken back since.
    """

    id: int
    path: str
    kind: str
    wish: Mapping[str, Any]
    read_at: str = ""
    came: Mapping[str, int] = {}
    change_id: int | None = None
    undone: bool = False


class ReadFile(NamedTuple):
    """A file of a source as it was when it was read.

    Attributes:
        path: absolute.
        size: in bytes.
        modified, altered: when its content, and anything of it, was last changed, in nanoseconds.
        digest: of its content, in hexadecimal.
        held: how much of it waits until somebody says yes.
        change_id: the newest change that came of it; None where nothing did.
        undone: whether that was taken back since.
    """

    path: str
    size: int
    modified: int
    altered: int
    digest: str
    held: int = 0
    change_id: int | None = None
    undone: bool = False


class ReadLine(NamedTuple):
    """A line of a file that tells of a talk a line.

    Attributes:
        digest: of its words, in hexadecimal.
        path: the file in which it was last seen.
        number: its place there, from one.
        text: its words while it waits; empty once it is settled.
        reason: why it waits.
        change_id: the change that it is recorded by; None where it waits, or was left out.
        undone: whether that was taken back since: then it is not settled.
    """

    digest: str
    path: str
    number: int
    text: str = ""
    reason: str = ""
    change_id: int | None = None
    undone: bool = False


class AgreedCard(NamedTuple):
    """What a card of a folder and the ledger both said of a person when they last agreed.

    Attributes:
        contact_id: whose card it is.
        uid: a digest of the id that the card has.
        agreed: a token for each value, ``title:`` and a digest; no value itself.
        state: a digest of both sides as they were; empty where something is still to be done.
        change_id: the change that it came with; None where none did. Once that is taken back,
            what was agreed before holds again.
    """

    contact_id: int
    uid: str
    agreed: frozenset[str] = frozenset()
    state: str = ""
    change_id: int | None = None


class Waiting(NamedTuple):
    """What of the sources waits for somebody: a line, or how much of a file is held back."""

    path: str
    number: int
    text: str
    reason: str
    held: int


class CameTouch(NamedTuple):
    """A touchpoint that a source brought: its number, with whom, and what is known of it.

    `typed` where somebody told of it too.
    """

    id: int
    contact_id: int
    name: str
    kind: str
    on: date
    by: str | None
    note: str
    typed: bool

    @property
    def is_to_tell(self) -> bool:
        """Whether nobody has said yet who began a talk, or what was said in it."""
        return self.kind in LIVE and (self.by is None or not self.typed)


class SourcesReader(Protocol):
    """What a reader answers about sources that are read again."""

    def remembered(self) -> list[RememberedSource]:
        """Every source that is read again, in the order in which they were remembered."""

    def read_files(self, source_id: int) -> list[ReadFile]:
        """The files of a source as they were when they were read."""

    def read_lines(self) -> list[ReadLine]:
        """Every line that was read, whether it waits or is settled."""

    def agreed_cards(self, source_id: int) -> list[AgreedCard]:
        """What the cards of a folder and the ledger last agreed on, each person's card once."""

    def waiting(self) -> list[Waiting]:
        """What of the sources waits for somebody."""

    def came_since(self, since: date, on: date, most: int) -> list[CameTouch]:
        """What sources brought from a day on until another, the newest first; `most` at most.

        Only with people who are not archived, and not that somebody is connected or was there.
        """


class Notes(Protocol):
    """What is noted of sources, beside the log of changes."""

    @property
    def change_id(self) -> int | None:
        """The change within which it is noted, if it is."""

    def remember(self, path: str, kind: str, wish: Mapping[str, Any]) -> None:
        """Read a source again from now on; one of that path is read so from now on."""

    def stop(self, source_id: int) -> None:
        """No longer read a source again."""

    def note_source(self, source: RememberedSource) -> None:
        """Keep when a source was read, and what came."""

    def note_file(self, source_id: int, file: ReadFile) -> None:
        """Keep how a file of a source was when it was read."""

    def drop_file(self, source_id: int, path: str) -> None:
        """No longer know a file of a source, which is gone."""

    def note_card(self, source_id: int, card: AgreedCard) -> None:
        """Keep what a card and the ledger agree on now."""

    def note_line(self, line: ReadLine) -> None:
        """Keep a line as it is now: waiting, or settled."""

    def drop_line(self, digest: str) -> None:
        """No longer know a line, which waited and is gone."""
