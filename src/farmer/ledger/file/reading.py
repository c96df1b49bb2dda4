"""What the machines of a folder have sent, read from where it was read to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from farmer.ledger.file.exchange import SealedFile, SealedFolder
from farmer.ledger.file.sealed import Message, ReadMessage, SealedPosition
from farmer.ledger.sqlite.schema.steps import HEAD
from farmer.ledger.sqlite.sync.carrying import Received
from farmer.ledger.sqlite.sync.machines import OtherState, OwnState


class FolderSeen(NamedTuple):
    """What was found in the folder beside what is read of it.

    Attributes:
        read: how many other machines' files were read.
        waiting: the files of which something is not all there yet.
        went_back: those that are older than what was read of them.
        newer: those that a newer farmer wrote.
        missing: those that were here, and are not any more.
        copies: what was a machine's file, and is called otherwise now.
        strange: what is no machine's.
    """

    read: int
    waiting: tuple[str, ...]
    went_back: tuple[str, ...]
    newer: tuple[str, ...]
    missing: tuple[str, ...]
    copies: tuple[str, ...]
    strange: tuple[str, ...]


class FolderReading:
    """What is new in the folder.

    Attributes:
        received: what was sent.
        end: where the own file ends; None where it does not end as this ledger left it.
        states: up to where each other machine's file is read.
        marks: by machine, by what it knows whom it forgot.
    """

    def __init__(
        self,
        found: SealedFolder,
        own: OwnState | None,
        known: Mapping[str, OtherState],
        *,
        afresh: bool,
    ) -> None:
        """Read the folder; `own` and `known` are how the own file and the others' were left.

        `afresh` is whether all that others sent is to be read once more.
        """
        self._exchange = found
        self._own = own
        self._known = {} if afresh else known
        self._waiting = list(found.waiting)
        self._went_back: list[str] = []
        self._newer: list[str] = []
        there = {found.path_of(each).name for each in found.files} | {*found.waiting}
        met = {*known, own.machine} if own and own.edition else {*known}
        self._missing = {found.path_of(each).name for each in met} - there
        self.received = Received()
        self.marks: dict[str, set[tuple[str, str]]] = {}
        self.end = self._own_end()
        self.states = dict(self._read_others())

    @property
    def is_any_gone(self) -> bool:
        """Whether a file is not there any more: what it told of is to be sent by who knows."""
        return bool(self._missing)

    @property
    def seen(self) -> FolderSeen:
        """What was found in the folder."""
        return FolderSeen(
            len(self.states),
            tuple(sorted(self._waiting)),
            tuple(self._went_back),
            tuple(self._newer),
            tuple(sorted(self._missing)),
            tuple(self._exchange.copies),
            tuple(self._exchange.strange),
        )

    def _own_end(self) -> SealedPosition | None:
        """Where the own file ends; None where it does not end as this ledger left it.

        It may be another machine's by now, to which the ledger was copied, or be older again.
        """
        own = self._own
        file = self._exchange.files.get(own.machine) if own else None
        if own is None or file is None:
            return None
        end = _left_at(own)
        if file.edition != own.edition:
            end = SealedPosition(file.edition)
            if file.seal.token_at(file.stream, end) != own.token:
                return None
        elif not _reaches(file, end):
            return None
        for read in file.seal.read(file.stream, end):
            if read.token != own.token:
                return None
            self.received.take(read.message["rows"])
            end = read.end
        return end if file.seal.token_at(file.stream, end) in (None, own.token) else None

    def _read_others(self) -> Iterator[tuple[str, OtherState]]:
        for machine, file in self._exchange.files.items():
            if self.end is not None and self._own and machine == self._own.machine:
                continue
            known = self._known.get(machine)
            state = self._read(file, known) if self._is_readable(file, known) else known
            if state:
                yield machine, state

    def _is_readable(self, file: SealedFile, known: OtherState | None) -> bool:
        """Whether a file can be read on, by whom the forgotten are known there before all."""
        first = next(file.seal.read(file.stream, SealedPosition(file.edition)), None)
        if known and not self._goes_on(file, known):
            self._went_back.append(file.path.name)
            return False
        if first is None:
            self._waiting.append(file.path.name)
            return False
        if _is_newer(first.message):
            self._newer.append(file.path.name)
            return False
        marks = {(key, digest) for key, digest in first.message["forgotten"]}
        self.marks[file.machine] = marks
        self.received.marks |= marks
        return True

    def _goes_on(self, file: SealedFile, known: OtherState) -> bool:
        """Whether a file is at least as new as what was read of it."""
        if file.edition != known.edition:
            return file.edition > known.edition
        return _reaches(file, _left_at(known))

    def _read(self, file: SealedFile, known: OtherState | None) -> OtherState:
        end, written_at = SealedPosition(file.edition), known.written_at if known else None
        if known and known.edition == file.edition:
            end = _left_at(known)
        for read in self._of_today(file, end):
            self.received.take(read.message["rows"])
            end, written_at = read.end, read.message["at"]
        if file.path.stat().st_size > end.offset:
            self._waiting.append(file.path.name)
        return OtherState(file.machine, *end, written_at)

    def _of_today(self, file: SealedFile, start: SealedPosition) -> Iterator[ReadMessage]:
        """The messages that this farmer can read."""
        for read in file.seal.read(file.stream, start):
            if _is_newer(read.message):
                self._newer.append(file.path.name)
                return
            yield read


def _left_at(state: OwnState | OtherState) -> SealedPosition:
    """The place up to which a file was written, or read."""
    return SealedPosition(state.edition, state.frames, state.tag)


def _reaches(file: SealedFile, end: SealedPosition) -> bool:
    """Whether a file of that edition has what ended there."""
    if not end.frames:
        return True
    file.stream.seek(end.offset - len(end.tag) // 2)
    return file.stream.read(len(end.tag) // 2).hex() == end.tag


def _is_newer(message: Message) -> bool:
    return str(message["farmer"]) > HEAD
