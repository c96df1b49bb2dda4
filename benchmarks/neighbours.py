"""What the neighbours that are installed take for the same, at the same thousand people.

Each is given what it keeps: an address book the people and their addresses, a reminder one day of
each, a list of tasks one due day of each, a book of accounts every touchpoint as an hour.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.files import make_cards, make_friends
from benchmarks.timing import Command, measure

_DAY = "2026-01-01"


class Neighbour(NamedTuple):
    """What a program's command does, in words of farmer's commands, and the command."""

    what: str
    said: str
    command: Command


def neighbours(ledger: Path, home: Path) -> Iterator[Neighbour]:
    """Those that are installed, each with the people of the `ledger` in a folder of its own."""
    for program, ready in _READY.items():
        if found := shutil.which(program):
            place = home / program
            place.mkdir(parents=True)
            environ = {"HOME": str(place), "XDG_CONFIG_HOME": str(place / "config")}
            for what, words, more in ready(ledger, place):
                said = " ".join((program, *(word for word in words if "/" not in word)))
                yield Neighbour(what, said, Command((found, *words), {**environ, **more}))


_Ready = Iterator[tuple[str, tuple[str, ...], dict[str, str]]]


def _khard(ledger: Path, place: Path) -> _Ready:
    cards = make_cards(ledger, place / "cards")
    config = place / "config" / "khard" / "khard.conf"
    config.parent.mkdir(parents=True)
    config.write_text(f"[addressbooks]\n[[people]]\npath = {cards}\n", encoding="utf-8")
    (place / "new.yaml").write_text("First name: Bo\nLast name: Li\n", encoding="utf-8")
    yield "list", ("list",), {}
    yield "show", ("show", "Ana Ruiz"), {}
    yield "add", ("new", "-i", str(place / "new.yaml")), {}


def _friendly_reminder(ledger: Path, place: Path) -> _Ready:
    make_friends(ledger, place / ".config" / "friendly-reminder" / "data.json")
    yield "today", ("check",), {}
    yield "stale", ("check",), {}


def _abook(ledger: Path, place: Path) -> _Ready:
    book = place / "addressbook"
    entries = (
        f"[{at}]\nname={name}\nemail=p{number}@x.example\n"
        for at, (number, name) in enumerate(_people(ledger))
    )
    book.write_text("[format]\nprogram=abook\nversion=0.6.1\n\n" + "\n".join(entries))
    convert = ("--convert", "--infile", str(book), "--outformat", "csv", "--outfile", "/dev/null")
    yield "list", (*convert[:3], "--informat", "abook", *convert[3:]), {}
    yield "show", ("--datafile", str(book), "--mutt-query", "Ana Ruiz"), {}


def _task(ledger: Path, place: Path) -> _Ready:
    rc, data = place / "taskrc", place / "tasks.json"
    rc.write_text(f"data.location={place}\nconfirmation=no\nnews.version=99\n", encoding="utf-8")
    tasks = [{"description": name, "due": f"{_DAY}T00:00:00Z"} for _, name in _people(ledger)]
    data.write_text(json.dumps(tasks), encoding="utf-8")
    environ = {"TASKRC": str(rc)}
    program = shutil.which("task") or "task"
    measure(Command((program, "import", str(data)), {"HOME": str(place), **environ}))
    yield "list", ("rc.verbose=nothing", "list"), environ
    yield "show", ("2", "info"), environ
    yield "stale", ("rc.verbose=nothing", "overdue"), environ
    yield "add", ("add", "Bo Li"), environ


def _todo(ledger: Path, place: Path) -> _Ready:
    folder = place / "lists" / "people"
    folder.mkdir(parents=True)
    for number, name in _people(ledger):
        lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench", "BEGIN:VTODO", f"UID:{number}")
        rest = (f"SUMMARY:{name}", "DUE;VALUE=DATE:20260101", "DTSTAMP:20260101T000000Z")
        end = ("END:VTODO", "END:VCALENDAR", "")
        (folder / f"{number}.ics").write_text("\r\n".join([*lines, *rest, *end]), encoding="utf-8")
    config = place / "config" / "todoman" / "config.py"
    config.parent.mkdir(parents=True)
    said = (f'path = "{place}/lists/*"', f'cache_path = "{place}/cache"', 'default_list = "people"')
    config.write_text("\n".join(said) + "\n", encoding="utf-8")
    yield "list", ("list",), {}
    yield "stale", ("list", "--due", "24"), {}
    yield "add", ("new", "Bo Li"), {}


def _hledger(ledger: Path, place: Path) -> _Ready:
    journal = place / "all.journal"
    with closing(sqlite3.connect(ledger)) as db:
        talks = db.execute(
            'SELECT t."on", t.kind, c.name FROM touchpoint AS t '
            'JOIN contact AS c ON c.id = t.contact_id ORDER BY t."on"'
        )
        entries = (f"{on} {kind}\n    {name}  1\n    time\n" for on, kind, name in talks)
        journal.write_text("\n".join(entries), encoding="utf-8")
    of = ("-f", str(journal))
    yield "list", (*of, "balance"), {}
    yield "show", (*of, "register", "Ana Ruiz"), {}


_READY = {
    "khard": _khard,
    "friendly-reminder": _friendly_reminder,
    "abook": _abook,
    "task": _task,
    "todo": _todo,
    "hledger": _hledger,
}


def _people(ledger: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(ledger)) as db:
        return db.execute("SELECT id, name FROM contact").fetchall()
