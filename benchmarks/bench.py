"""What farmer costs, row by row, against what cannot be left out and against its neighbours.

``python -m benchmarks.bench [SECTION …]``, or ``make bench``: of start, size, links, sync,
page, terminal, export, write, import, pairs and peers, those named, or all. Ledgers are made once
and kept beside the system's temporary files.
"""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.files import make_connections
from benchmarks.ledgers import APART, LINKED, SIZES, ledger_at
from benchmarks.neighbours import neighbours
from benchmarks.timing import Command, Row, farmer, measure, python, table

FLOOR = Path(__file__).parent / "floor"
READING = {
    "completion": ("__complete", "zsh", "check", "An"),
    "check": ("check", "Ana"),
    "show": ("show", "Ana"),
    "list --limit 20": ("list", "--limit", "20"),
    "today": ("today",),
    "stale": ("stale",),
}

# Of the ledger of one person, in Typer commands.
AT_REST = {"completion": 0.8, "check": 1.2, "show": 1.2, "list --limit 20": 1.2}
# Of a name, in Typer commands, by ledger.
COMPLETION = {"small": 0.8, "large": 1.0, "huge": 1.5}
# Of everybody who is judged, in fetching the rows.
EVERYBODY = {"small": 2.5, "large": 2.5, "huge": 1.8}


def start(place: Path) -> Iterator[Row]:
    """Commands on a ledger of one person, against a Typer application that prints one line."""
    ledger = str(ledger_at(place / "empty.db", "empty"))
    bare, against = python(str(FLOOR / "one_command.py")), "one Typer command"
    for what, words in READING.items():
        target = AT_REST.get(what, 1.3)
        yield Row(what, farmer(*words, ledger=ledger), bare, against, target)
    for what in ("check", "list --limit 20", "stale"):
        shown = farmer(*READING[what], ledger=ledger, terminal=True)
        yield Row(f"{what}, on a terminal", shown, bare, against, 1.8)
    for words in ("--help",), ("check", "--help"), ("log", "--help"):
        yield Row(" ".join(words), farmer(*words, ledger=ledger), bare, against, 1.6)
    floor = python(str(FLOOR / "reading.py"), ledger)
    yield Row("check", farmer("check", "Ana", ledger=ledger), floor, "floor/reading.py")


def size(place: Path) -> Iterator[Row]:
    """The same question of one person in a large ledger; lists against fetching their rows."""
    typer = python(str(FLOOR / "one_command.py"))
    small = farmer("check", "Ana Ruiz", ledger=str(ledger_at(place / "empty.db", "empty")))
    for name, (people, touches) in SIZES.items():
        if name == "empty":
            continue
        ledger = str(ledger_at(place / f"{name}.db", name))
        runs = 3 if name == "huge" else 9
        of = f"{people:,} people, {touches:,} touchpoints"
        ours = farmer("check", "Ana Ruiz", ledger=ledger)
        yield Row(f"check, {of}", ours, small, "the same, alone in a ledger", 1.1)
        ours = farmer(*READING["completion"], ledger=ledger)
        yield Row(f"completion, {of}", ours, typer, "one Typer command", COMPLETION[name])
        ours = farmer("find", "spoke", ledger=ledger)
        yield Row(f"find, a hit in ten touchpoints, {of}", ours, typer, "one Typer command", 1.3)
        for what in ("list --limit 20", "today", "stale --limit 20", "stale", "list", "stats"):
            fetched = "list" if what == "list --limit 20" else "everything"
            bare = python(str(FLOOR / "rows.py"), fetched, ledger)
            ours = farmer(*what.split(), ledger=ledger)
            target = 4.0 if what in ("list", "stats") else EVERYBODY[name]
            yield Row(f"{what}, {of}", ours, bare, "fetching the rows", target, 2.5, runs)
        bare = python(str(FLOOR / "judging.py"), ledger)
        ours = farmer("stale", ledger=ledger)
        yield Row(f"stale, {of}", ours, bare, "floor/judging.py", runs=runs)


def links(place: Path) -> Iterator[Row]:
    """Through whom, where many know each other, against the judgement of one of them."""
    ledger = str(ledger_at(place / "linked.db", "linked"))
    people, _, told = LINKED
    of = f"{people:,} people, {told:,} links"
    checked, reached = (farmer(word, "Ana Ruiz", ledger=ledger) for word in ("check", "reach"))
    yield Row(f"reach, {of}", reached, checked, "check of the same", 1.3)


def sync(place: Path) -> Iterator[Row]:
    """What another copy of a ledger knows, against fetching the rows; it is only said, not kept."""
    ledger, told = ledger_at(place / "large.db", "large"), place / "told.db"
    same = shutil.copy(ledger, place / "same.db")
    shutil.copy(ledger, told)
    measure(farmer("log", "Ana Ruiz", "--on", "2026-06-01", ledger=str(told)))
    bare = python(str(FLOOR / "rows.py"), "everything", str(ledger))
    people, touches = SIZES["large"]
    of = f"{people:,} people, {touches:,} touchpoints"
    for what, other in (("the same", same), ("one talk more", told)):
        ours = farmer("sync", str(other), "--dry-run", ledger=str(ledger))
        yield Row(f"sync, {what}, {of}", ours, bare, "fetching the rows", None, 4.0, runs=5)
    people, touches = APART
    of = f"{people:,} people, {touches:,} touchpoints"
    apart, taken = str(ledger_at(place / "apart.db", "apart")), place / "taken.db"
    shutil.copy(ledger, taken)
    measure(farmer("sync", apart, ledger=str(taken)))
    for what, into in (("one begun apart", ledger), ("that again", taken)):
        ours = farmer("sync", apart, "--dry-run", ledger=str(into))
        yield Row(f"sync, {what}, {of}", ours, bare, "fetching the rows", None, 25.0, runs=3)


def page(place: Path) -> Iterator[Row]:
    """The page of everybody, against fetching their rows."""
    for name, (people, touches) in SIZES.items():
        ledger = str(ledger_at(place / f"{name}.db", name))
        ours = farmer("report", "--output", str(place / "page.html"), ledger=ledger)
        bare = python(str(FLOOR / "rows.py"), "everything", ledger)
        what = f"report, {people:,} people, {touches:,} touchpoints"
        yield Row(what, ours, bare, "fetching the rows", runs=3)


def terminal(place: Path) -> Iterator[Row]:
    """What a person is shown on a terminal of a hundred columns, against the same in a pipe."""
    for name, (people, touches) in SIZES.items():
        if name == "empty":
            continue
        ledger = str(ledger_at(place / f"{name}.db", name))
        of = f"{people:,} people, {touches:,} touchpoints"
        # On a Monday a terminal is told of the week as well.
        for what in ("stale --limit 0", "today --as-of 2026-06-16", "list --limit 0"):
            words = (*what.split(), "--no-pager")
            shown, piped = (farmer(*words, ledger=ledger, terminal=on) for on in (True, False))
            runs = 3 if name == "huge" else 9
            yield Row(f"{what}, {of}", shown, piped, "in a pipe", 1.25, 1.5, runs)


def export(place: Path) -> Iterator[Row]:
    """Everything given back in each form, and the memory of it, against the same of one person."""
    alone = str(ledger_at(place / "empty.db", "empty"))
    for name, (people, touches) in SIZES.items():
        if name == "empty":
            continue
        ledger = str(ledger_at(place / f"{name}.db", name))
        for form in ("json", "csv", "ics", "vcard", "markdown", "sql"):
            words = ["export", "--format", form]
            if form in ("csv", "markdown"):
                words += ["--output", str(place / form), "--force"]
            what = f"export as {form}, {people:,} people, {touches:,} touchpoints"
            ours, theirs = (farmer(*words, ledger=each) for each in (ledger, alone))
            yield Row(what, ours, theirs, "the same of one person", None, 2.5, runs=1)


def write(place: Path) -> Iterator[Row]:
    """Changes against importing what they are written with."""
    ledger = place / "written.db"
    shutil.copy(ledger_at(place / "empty.db", "empty"), ledger)
    bare, against = python("-c", "import typer, sqlmodel"), "importing typer and sqlmodel"
    for words, target in (
        (("log", "Ana", "--on", "2026-06-01"), 0.8),
        (("mark", "Ana", "gave", "--on", "2026-06-01"), 0.8),
        (("log", "Ana", "--on", "last friday"), 0.8),
    ):
        yield Row(" ".join(words), farmer(*words, ledger=str(ledger)), bare, against, target)


def import_(place: Path) -> Iterator[Row]:
    """Thirty thousand rows of LinkedIn, against putting them into one table as they are."""
    file = str(make_connections(place / "Connections.csv"))
    ledger, plain = str(place / "imported.db"), str(place / "plain.db")
    ours = farmer("import", file, ledger=ledger, afresh=[ledger])
    sqlite_utils = shutil.which("sqlite-utils")
    if sqlite_utils:
        theirs = Command((sqlite_utils, "insert", "--csv", plain, "t", file), afresh=[plain])
        yield Row("import of 30,000 rows", ours, theirs, "sqlite-utils insert", 2.0, 4.0, runs=3)
        ours = farmer("import", file, ledger=ledger)
        yield Row("the same again", ours, theirs, "sqlite-utils insert", 1.0, 4.0, runs=3)
    else:
        print("(sqlite-utils is not installed: pip install sqlite-utils)")
    # What was imported just before is there to be put into another ledger.
    floor = python("-m", "benchmarks.floor.inserting", ledger, str(place / "inserted.db"))
    ours = farmer("import", file, ledger=ledger, afresh=[ledger])
    yield Row("import of 30,000 rows", ours, floor, "floor/inserting.py", runs=3)


def pairs(place: Path) -> Iterator[Row]:
    """Who is in the ledger twice, among thirty thousand."""
    ledger = place / "pairs.db"
    if not ledger.exists():
        file = str(make_connections(place / "Connections.csv"))
        measure(farmer("import", file, ledger=str(ledger)))
    floor = python(str(FLOOR / "pairs.py"), str(ledger))
    ours = farmer("duplicates", ledger=str(ledger))
    yield Row("duplicates of 30,000", ours, floor, "rapidfuzz over the pairs", 2.0, runs=5)
    stranger = farmer("check", "Quentin Strangeways", ledger=str(ledger))
    typer = python(str(FLOOR / "one_command.py"))
    yield Row("check of a stranger among them", stranger, typer, "one Typer command", 3.8)


def peers(place: Path) -> Iterator[Row]:
    """The neighbours that are installed, at a thousand people; a ledger of its own is added to."""
    ledger, added_to = ledger_at(place / "small.db", "small"), place / "added.db"
    home = place / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copy(ledger, added_to)
    ours = {
        "list": farmer("list", ledger=str(ledger)),
        **{what: farmer(*READING[what], ledger=str(ledger)) for what in ("show", "today", "stale")},
        "add": farmer("log", "Ana Ruiz", "--on", "2026-06-01", ledger=str(added_to)),
    }
    for what, said, command in neighbours(ledger, home):
        yield Row("log" if what == "add" else what, ours[what], command, said, 1)


SECTIONS: dict[str, tuple[str, Callable[[Path], Iterator[Row]]]] = {
    "start": ("Starting", start),
    "size": ("Large ledgers", size),
    "links": ("Who knows whom", links),
    "sync": ("Two copies", sync),
    "page": ("The page", page),
    "terminal": ("On a terminal", terminal),
    "export": ("Exporting", export),
    "write": ("Writing", write),
    "import": ("Importing", import_),
    "pairs": ("Duplicates", pairs),
    "peers": ("Neighbours", peers),
}


def main(asked: list[str]) -> None:
    """Measure the sections asked for, or all."""
    place = Path(tempfile.gettempdir()) / f"farmer-bench-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    named = ", ".join(f"{name} {version(name)}" for name in ("typer", "rich", "sqlmodel"))
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {named}")
    for name in asked or SECTIONS:
        title, rows = SECTIONS[name]
        table(title, rows(place))


if __name__ == "__main__":
    main(sys.argv[1:])
