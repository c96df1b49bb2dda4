"""Files of invented people, as other programs keep them: the same people as the ledgers have."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.ledgers import invented_names

ROWS = 30_000
_COLUMNS = (
    *("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
)
_MONTHS = ("Jan", "Feb", "Mar", "Oct")


def make_connections(path: Path) -> Path:
    """LinkedIn's export of so many connections; a tenth have an address, as it is today."""
    random = Random(ROWS)
    names = invented_names(random)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for number in range(ROWS):
            first, _, last = next(names).partition(" ")
            page = f"https://www.linkedin.com/in/{first.lower()}-{number:x}"
            email = f"p{number}@x.example" if random.random() < 0.1 else ""
            company = f"{random.choice('BDFGKL')}olo Works"
            on = f"{random.randrange(1, 29):02d} {random.choice(_MONTHS)} {2010 + number % 16}"
            rows.writerow((first, last, page, email, company, "Partner", on))
    return path


def make_cards(ledger: Path, folder: Path) -> Path:
    """Everybody of a ledger as vCards, a file each, as khard keeps them."""
    folder.mkdir(parents=True)
    for number, name, company in _people(ledger):
        first, _, last = name.partition(" ")
        lines = ("BEGIN:VCARD", "VERSION:3.0", f"UID:{number}", f"FN:{name}", f"N:{last};{first}")
        rest = (f"ORG:{company}", f"EMAIL:p{number}@x.example", "END:VCARD", "")
        (folder / f"{number}.vcf").write_text("\r\n".join([*lines, *rest]), encoding="utf-8")
    return folder


def make_friends(ledger: Path, path: Path) -> Path:
    """Everybody of a ledger with a cadence and a last day, as friendly-reminder keeps them."""
    path.parent.mkdir(parents=True)
    friends = [
        {"name": name, "reminder_days": 90, "last_contact": "2026-01-01"}
        for _, name, _ in _people(ledger)
    ]
    path.write_text(json.dumps({"friends": friends}), encoding="utf-8")
    return path


def _people(ledger: Path) -> list[tuple[int, str, str]]:
    with closing(sqlite3.connect(ledger)) as db:
        return db.execute("SELECT id, name, company FROM contact").fetchall()
