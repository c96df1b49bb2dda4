"""The rows of a ledger gathered by person: what the writers of readable files go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from farmer.birthdays import say_birthday
from farmer.formats.whole_shape import LedgerRow, Tables
from farmer.sources import MEMORY
from farmer.wording import FORMER_SAID


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one person, as rows of `farmer.formats.whole_shape`.

    Attributes:
        through: who introduced them, empty where nobody did.
        handles: those that are theirs, the one to use first before the others.
        past: what else is or was true of them in words, addresses that were theirs among it.
        touchpoints: each with the name of its event as ``event``.
        requests: those that they have a part in, each with its ``steps`` and, as ``other``, the
            name of the other party.
    """

    contact: LedgerRow
    through: str
    handles: Sequence[LedgerRow]
    past: Sequence[str]
    tags: Sequence[str]
    gains: Sequence[LedgerRow]
    touchpoints: Sequence[LedgerRow]
    facts: Sequence[LedgerRow]
    promises: Sequence[LedgerRow]
    requests: Sequence[LedgerRow]

    @property
    def name(self) -> str:
        """The person's name."""
        name: str = self.contact["name"]
        return name

    @property
    def history(self) -> list[str]:
        """Touchpoints and facts, a line each, the oldest first."""
        told = [(row["on"], row["kind"], row["event"], row) for row in self.touchpoints]
        told += [(row["on"], row["what"], "", row) for row in self.facts]
        told.sort(key=lambda line: str(line[0]))
        lines = [(*line, _mark(row), row["note"]) for *line, row in told]
        return [", ".join(str(part) for part in line if part) for line in lines]


def dossiers(tables: Tables) -> Iterator[Dossier]:
    """Everybody's, in the order in which they were recorded."""
    names = {row["id"]: row["name"] for row in tables["contacts"]}
    events = {row["id"]: row["name"] or "" for row in tables["events"]}
    steps = _by(tables["requests.steps"], "request_id")
    touchpoints = [
        {**row, "event": events.get(row["event_id"], "")} for row in tables["touchpoints"]
    ]
    requests: defaultdict[int, list[LedgerRow]] = defaultdict(list)
    for row in tables["requests"]:
        told = {**row, "steps": steps[row["id"]]}
        target = names.get(row["target_id"], row["target"])
        requests[row["person_id"]].append({**told, "other": target})
        requests[row["target_id"]].append({**told, "other": names.get(row["person_id"], "")})
    listed = {
        name: _by(tables[name], "contact_id")
        for name in (
            *("contacts.handles", "contacts.former", "contacts.tags", "contacts.gains"),
            *("facts", "promises"),
        )
    }
    met = _by(touchpoints, "contact_id")
    for contact in tables["contacts"]:
        who = contact["id"]
        yield Dossier(
            contact,
            names.get(contact["met_through_id"], ""),
            sorted(
                (row for row in listed["contacts.handles"][who] if not row["until"]),
                key=lambda row: not row["preferred"],
            ),
            list(_past(listed["contacts.former"][who], listed["contacts.handles"][who])),
            [row["tag"] for row in listed["contacts.tags"][who]],
            listed["contacts.gains"][who],
            met[who],
            listed["facts"][who],
            listed["promises"][who],
            requests[who],
        )


def _past(former: Sequence[LedgerRow], handles: Sequence[LedgerRow]) -> Iterator[str]:
    for row in former:
        value = say_birthday(row["value"]) if row["what"] == "birthday" else row["value"]
        yield _until(f"{FORMER_SAID[row['what']]}: {value}", row)
    yield from (
        _until(f"former {row['kind']}: {row['value']}", row) for row in handles if row["until"]
    )


def _until(said: str, row: LedgerRow) -> str:
    return f"{said}, until {row['until']}" if row["until"] else said


def _mark(row: LedgerRow) -> str:
    return "from memory" if row["source"] == MEMORY else ""


def _by(rows: Sequence[LedgerRow], field: str) -> defaultdict[int, list[LedgerRow]]:
    found: defaultdict[int, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        found[row[field]].append(row)
    return found
