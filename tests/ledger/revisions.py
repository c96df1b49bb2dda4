"""Ledgers as earlier farmers left them."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from unittest import mock

from farmer.ledger.sqlite.schema.engine import engine_on
from farmer.ledger.sqlite.schema.migrate import apply_steps
from farmer.ledger.sqlite.schema.steps import OF_OTHERS, STEPS, TRACKED, Steps
from tests.ledger.making import raw

# How many of today's tables an earlier one had.
_TABLES = {"0001": 5, "0002": 7, "0003": 9, "0004": 10, "0005": 10}
_TABLES |= dict.fromkeys(("0006", "0007", "0008", "0009"), 11)
_TABLES |= dict.fromkeys(("0010", "0011", "0012"), 13)
_TABLES |= dict.fromkeys(("0013", "0014", "0015"), 15)
_SOURCE = {"source": "vcard", "source_id": "old"}
# The first revision that has them.
CHECKSUMS = "0009"
ORIGINS = "0010"
NAMES = "0017"
RUNS = "0021"


def _later(revision: str) -> tuple[str, ...]:
    """What is watched beside a person's ledger."""
    if revision >= RUNS:
        return OF_OTHERS
    return ("shared_row",) if revision >= NAMES else ()


def of_revision(ledger: Path, revision: str) -> Path:
    """A ledger as the farmer of that revision left it, with somebody in every table it had."""
    known = STEPS.revisions[: STEPS.revisions.index(revision) + 1]
    ledger.touch(0o600)
    had = TRACKED[: _TABLES.get(revision, len(TRACKED))]
    patched = "farmer.ledger.sqlite.schema.migrate."
    with (
        mock.patch(patched + "LOGGED", (*had, *_later(revision))),
        mock.patch(
            patched + "CHECKED",
            (*had, "change", "change_row", "forgotten", *_later(revision)),
        ),
        mock.patch(patched + "create_search"),
        mock.patch(patched + "create_checksums") if revision < CHECKSUMS else nullcontext(),
        engine_on(ledger) as engine,
        engine.begin() as connection,
    ):
        apply_steps(connection, Steps(known, STEPS.folder))
    day = "2026-06-01"
    known_as: tuple[tuple[str, dict[str, str | int]], ...] = (
        ("touchpoint", {"contact_id": 1, "kind": "meeting", "on": day, **_SOURCE}),
    )
    if revision >= ORIGINS:
        known_as = (
            ("touchpoint", {"contact_id": 1, "kind": "meeting", "on": day, "source": "vcard"}),
            ("origin", {"touchpoint_id": 2, **_SOURCE, "told": ""}),
        )
    rows: tuple[tuple[str, dict[str, str | int]], ...] = (
        ("contact", {"name": "Ana Ruiz", "added_on": day, "notes": "knows the port"}),
        ("event", {"name": "Mixer", "on": day}),
        ("touchpoint", {"contact_id": 1, "kind": "event", "on": day, "event_id": 1}),
        *known_as,
        ("fact", {"contact_id": 1, "what": "kept", "on": day, "note": "the lease"}),
        ("tag", {"contact_id": 1, "tag": "golf"}),
    )
    with raw(ledger) as db:
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        for table, fields in rows:
            if table in there:
                columns = ", ".join(f'"{column}"' for column in fields)
                values = ", ".join("?" * len(fields))
                db.execute(
                    f'INSERT INTO "{table}" ({columns}) VALUES ({values})', [*fields.values()]
                )
    return ledger
