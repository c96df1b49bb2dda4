"""Reading the record that `shim.c` keeps of what a command did to its files, call by call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# What a command says on stdout: from then on it is acknowledged.
SAID = "!"


class Event(NamedTuple):
    """One call that was done.

    Attributes:
        kind: its letter; o open, c create, w write, t truncate, s sync, S sync a folder,
            m move, l link, d make a folder, u unlink, r read, a how often memory was asked for.
        inode: which file it was done to.
        place: from which byte on, or up to which.
        name, other: the paths that it names, from the folder that is watched.
        content: what was written.
    """

    kind: str
    inode: int
    place: int
    name: str
    other: str
    content: bytes


def read_record(log: Path) -> list[Event]:
    """Every event, in order."""
    events = []
    with log.open("rb") as file:
        while head := file.readline():
            numbers, name, other = head.decode().rstrip("\n").split("\t")
            kind, inode, place, length = numbers.split(" ")
            content = file.read(int(length))
            events.append(Event(kind, int(inode), int(place), name, other, content))
    return events


def tally(events: Sequence[Event]) -> Counter[str]:
    """How many calls of each kind of trouble there were, by the letters that the shim takes."""
    found: Counter[str] = Counter()
    for event in events:
        if event.kind == "a":
            found["a"] = event.place
        elif event.kind == "c":
            found.update("oc")
        elif event.kind in "mld":
            found["n"] += 1
        elif event.kind != SAID:
            found[event.kind.lower()] += 1
    return found
