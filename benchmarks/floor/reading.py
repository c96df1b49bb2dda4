"""What a reading command cannot do without, and nothing of farmer.

Typer with a group and a command in it; sqlite3, and platformdirs to find the ledger; as many frozen
dataclasses as the nouns and the answer of `check` are, and one query. Whatever farmer takes beyond
this is farmer's own doing; whatever this takes beyond one command is the price of the stack.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import sys

import platformdirs
import typer

NOUNS = 30
FIELDS = ("on", "kind", "by", "minutes", "group", "depth", "note")


def nouns() -> list[type]:
    """As many frozen dataclasses."""
    return [
        dataclasses.make_dataclass(
            f"Noun{number}", [(name, object) for name in FIELDS], frozen=True, slots=True
        )
        for number in range(NOUNS)
    ]


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback()
def group(json: bool = False) -> None:
    """A group."""


@app.command()
def check(name: str, to: str = "", as_of: str = "", ledger: str = "", json: bool = False) -> None:
    """Read the name of somebody."""
    platformdirs.user_data_path("farmer")
    nouns()
    rows = sqlite3.connect(ledger).execute("SELECT name FROM contact LIMIT 1").fetchall()
    print(name, rows)


app(["check", "Ana", "--ledger", sys.argv[1]])
