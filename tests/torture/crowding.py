"""Many at once: every change is there, and nobody is told that the ledger is locked."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from tests.torture.contents import contents, damage
from tests.torture.process import Ended, get_ready, play
from tests.torture.village import lay_out


@dataclass
class Crowd:
    """What came of so many processes with so many changes each, and readers beside them."""

    changes: int
    reads: int
    there: int
    lost: list[str]


def crowd(folder: Path, writers: int, changes: int, readers: int = 2) -> Crowd:
    """Let `writers` log so many contacts each, one after another, while `readers` read."""
    folder.mkdir(mode=0o700)
    place = lay_out(folder / "shared")
    assert play(["add", "Ana Ruiz"], place.folder).status == 0
    writing = [_fork(place.folder, f"w{n}", changes, _log) for n in range(writers)]
    reading = [_fork(place.folder, f"r{n}", changes, _read) for n in range(readers)]
    lost = [line for child, said in [*writing, *reading] for line in _told(child, said)]
    there = sum(line.startswith("touchpoint ") for line in contents(place.ledger))
    if there != writers * changes:
        lost.append(f"{writers * changes - there} changes are not there")
    return Crowd(writers * changes, readers * changes, there, lost + damage(place.ledger))


def _log(folder: Path, who: str, number: int) -> Ended:
    return play(["log", "Ana", "--note", f"{who} {number}", "--by", "me"], folder)


def _read(folder: Path, _who: str, _number: int) -> Ended:
    return play(["list", "--json"], folder)


def _fork(folder: Path, who: str, times: int, do: object) -> tuple[int, Path]:
    """A process that does something so many times, in a folder of its own on the shared ledger."""
    assert callable(do)
    said = folder / f"{who}.json"
    child = os.fork()
    if child:
        return child, said
    try:
        get_ready()
        own = folder / who
        own.mkdir()
        (own / "ledger.db").symlink_to(folder / "ledger.db")
        ended = [do(own, who, number) for number in range(times)]
        said.write_text(json.dumps([each.err or "silence" for each in ended if each.status]))
    finally:
        os._exit(0)


def _told(child: int, said: Path) -> list[str]:
    """What the process was refused; that it did not get so far, where it did not."""
    os.waitpid(child, 0)
    return list(json.loads(said.read_text())) if said.exists() else ["a process ended early"]
