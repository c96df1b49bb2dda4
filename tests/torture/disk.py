"""A disk whose power may go at any moment: what it may then hold.

The model is that of ALICE's and CrashMonkey's authors, at its strictest. What was written to a file
and not synced may be there or not, sector by sector, in any order; what a file grew by may hold
anything until then. A name that was given or taken away, and whose folder was not synced, may be
there or not, whatever became of the others; that a name leads from one file to another is one step.
Nothing else changes: as SQLite does, it trusts that a write leaves the bytes beside it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from random import Random

from tests.torture.record import Event
from tests.torture.village import Files

SECTOR_BYTES = 512
# What a sector holds that a file grew by, and that was never written: zeros, or what lay there.
_UNWRITTEN = (0, 0xA5)
# Of so many pieces that wait to be synced, whether each of them got to the disk.
Luck = Callable[[int], Sequence[bool]]


@dataclass
class _File:
    """Its content as far as it is synced, and the writes and cuts since, in order.

    A write is a place and its bytes, a cut a place and None.
    """

    content: bytes = b""
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def settle(self) -> None:
        self.content = self.after(_all_kept, 0)
        self.waiting.clear()

    def after(self, luck: Luck, unwritten: int) -> bytes:
        """What it may hold when the power comes back."""
        found = bytearray(self.content)
        for place, written in self.waiting:
            pieces = _sectors(place, written)
            for (begins, piece), kept in zip(pieces, luck(len(pieces)), strict=True):
                if kept:
                    _put(found, begins, piece, unwritten)
        return bytes(found)


@dataclass(frozen=True)
class _Naming:
    """One step in a folder: each of these names leads to that file from now on, or to none."""

    folder: str
    names: Mapping[str, _File | None]


class Disk:
    """Follows what a program does, and tells what would be left of it if the power went now."""

    def __init__(self, files: Files, inodes: Mapping[int, str]) -> None:
        """It holds these files, all of them synced; `inodes` says which inode has which name."""
        there = {name: _File(files[name]) for name in files}
        self._by_inode = {inode: there[name] for inode, name in inodes.items()}
        self._names: dict[str, _File | None] = {**there}
        self._folders = {"."} | {_folder_of(name) for name in files}
        self._waiting: list[_Naming] = []
        self._now: dict[str, _File | None] = dict(self._names)

    def follow(self, event: Event) -> None:
        """See one event happen."""
        if event.kind == "S":
            self._settle_folder(event.name)
        elif event.kind in "wts":
            self._touch(self._by_inode[event.inode], event)
        elif event.kind in "cdlmu":
            names = self._named(event)
            self._waiting.append(_Naming(_folder_of(event.other or event.name), names))
            self._now.update(names)

    def states(self, random: Random, chances: int) -> Iterator[Files]:
        """What the disk may hold if the power goes now; so many of them by chance."""
        steps = len(self._waiting)
        every, none = [True] * steps, [False] * steps
        yield self._state(none, _none_kept, 0)
        yield self._state(every, _all_kept, 0)
        yield self._state(every, _none_kept, 0)
        yield self._state(none, _all_kept, 0)
        for step in range(steps):
            yield self._state([each != step for each in range(steps)], _all_kept, 0)
            yield self._state([each == step for each in range(steps)], _all_kept, 0)
        for _ in range(chances):
            kept = [random.random() < 0.5 for _ in range(steps)]
            yield self._state(kept, _by_chance(random), random.choice(_UNWRITTEN))

    def _touch(self, file: _File, event: Event) -> None:
        if event.kind == "s":
            file.settle()
        else:
            file.waiting.append((event.place, event.content if event.kind == "w" else None))

    def _named(self, event: Event) -> dict[str, _File | None]:
        """What the names that an event is about lead to from then on; a folder's ends with /."""
        if event.kind == "c":
            self._by_inode[event.inode] = _File()
            return {event.name: self._by_inode[event.inode]}
        if event.kind == "d":
            return {f"{event.name}/": _File()}
        if event.kind == "u":
            return {event.name: None}
        led_to = self._now[event.name]
        return (
            {event.other: led_to} if event.kind == "l" else {event.name: None, event.other: led_to}
        )

    def _settle_folder(self, folder: str) -> None:
        for step in self._waiting:
            if step.folder == folder:
                self._names.update(step.names)
        self._waiting = [step for step in self._waiting if step.folder != folder]

    def _state(self, kept: Sequence[bool], luck: Luck, unwritten: int) -> Files:
        names = dict(self._names)
        for step, is_kept in zip(self._waiting, kept, strict=True):
            if is_kept:
                names.update(step.names)
        folders = {name.rstrip("/") for name, file in names.items() if file and name[-1] == "/"}
        folders |= self._folders
        return {
            name: file.after(luck, unwritten)
            for name, file in names.items()
            if file and name[-1] != "/" and _is_reached(name, folders)
        }


def _is_reached(name: str, folders: set[str]) -> bool:
    return all(str(folder) in folders for folder in PurePosixPath(name).parents)


def _folder_of(name: str) -> str:
    return str(PurePosixPath(name).parent)


def _sectors(place: int, written: bytes | None) -> list[tuple[int, bytes | None]]:
    """A write in the pieces that the disk writes; a cut is one."""
    if written is None:
        return [(place, None)]
    ends = [*range(place - place % SECTOR_BYTES + SECTOR_BYTES, place + len(written), SECTOR_BYTES)]
    edges = [place, *ends, place + len(written)]
    return [(begins, written[begins - place : ends - place]) for begins, ends in pairwise(edges)]


def _put(content: bytearray, place: int, piece: bytes | None, unwritten: int) -> None:
    if piece is None:
        if place < len(content):
            del content[place:]
        else:
            content.extend(bytes(place - len(content)))
        return
    if place > len(content):
        content.extend(bytes([unwritten]) * (place - len(content)))
    content[place : place + len(piece)] = piece


def _all_kept(pieces: int) -> Sequence[bool]:
    return [True] * pieces


def _none_kept(pieces: int) -> Sequence[bool]:
    return [False] * pieces


def _by_chance(random: Random) -> Luck:
    """Each piece by itself, or of some writes all."""

    def luck(pieces: int) -> Sequence[bool]:
        if random.random() < 0.3:
            return [random.random() < 0.5] * pieces
        return [random.random() < 0.5 for _ in range(pieces)]

    return luck
