"""A Typer application that fetches the rows a list is made of, in bare Python, and prints a line.

Called with ``list``, for its first page, or ``everything``, and the ledger.
"""

from __future__ import annotations

import sqlite3

import typer

PAGE = 20
EVERYTHING = (
    "SELECT * FROM contact WHERE NOT archived",
    'SELECT contact_id, "on", kind, "by", minutes, "group", depth FROM touchpoint',
    'SELECT contact_id, "on", what, note FROM fact',
)
ENTRIES = "SELECT id, name, company, met_at, cadence_days, added_on FROM contact WHERE NOT archived"

app = typer.Typer(add_completion=False)


@app.command()
def fetch(what: str, ledger: str) -> None:
    """Fetch what the list is made of."""
    db = sqlite3.connect(ledger)
    if what == "list":
        entries = sorted(db.execute(ENTRIES).fetchall(), key=lambda row: row[1])
        ids = ",".join(str(row[0]) for row in entries[:PAGE])
        queries = [f"{query} WHERE contact_id IN ({ids})" for query in EVERYTHING[1:]]
    else:
        queries = list(EVERYTHING)
    print(sum(len(db.execute(query).fetchall()) for query in queries))


app()
