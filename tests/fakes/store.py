"""Rows in memory, by table and id, and the log of what was done to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from farmer.errors import Conflict
from farmer.ledger.forgotten import Mark
from farmer.ledger.sqlite.schema.steps import DATED
from tests.fakes.noting import Noted

Row = dict[str, Any]

# By the name of a list in an export, the table, and the columns of it that may be left out.
EXPORTED: Mapping[str, str] = {
    "contacts": "contact",
    "contacts.handles": "handle",
    "contacts.former": "former",
    "contacts.identifiers": "identifier",
    "contacts.details": "detail",
    "contacts.tags": "tag",
    "contacts.gains": "gains",
    "events": "event",
    "touchpoints": "touchpoint",
    "touchpoints.origins": "origin",
    "facts": "fact",
    "promises": "promise",
    "requests": "request",
    "requests.steps": "request_step",
    "not_same": "not_same",
    "links": "link",
}
# What of a person is theirs alone.
OWNED = (
    *("handle", "former", "identifier", "detail", "touchpoint", "fact", "tag", "gains"),
    *("promise", "not_same", "link"),
)
# What may be there once only.
_UNIQUE = {
    "handle": ("contact_id", "kind", "value"),
    "former": ("contact_id", "what", "value"),
    "identifier": ("contact_id", "source", "value"),
    "detail": ("contact_id", "what", "label", "value"),
    "origin": ("touchpoint_id", "source", "source_id"),
    "tag": ("contact_id", "tag"),
    "gains": ("contact_id", "whose", "slot"),
    "not_same": ("contact_id", "other_id"),
    "link": ("contact_id", "other_id"),
}


@dataclass
class Kept:
    """A row as it was before a change; `before` is None where the change brought it in."""

    table: str
    row_id: int
    before: Row | None


@dataclass
class Logged:
    """A change, and the rows by which it is taken back, or done again."""

    id: int
    words: str
    at: datetime
    rows: list[Kept] = field(default_factory=list)
    undone_at: datetime | None = None


@dataclass
class Store:
    """Everything that a ledger holds."""

    tables: dict[str, dict[int, Row]] = field(
        default_factory=lambda: {table: {} for table in EXPORTED.values()}
    )
    newest: dict[str, int] = field(default_factory=dict)
    log: list[Logged] = field(default_factory=list)
    begun: bool = False
    forgotten: set[Mark] = field(default_factory=set)
    noted: Noted = field(default_factory=Noted)
    recording: Logged | None = None

    @property
    def edition(self) -> str:
        """What differs once anything was changed, undone or redone."""
        undone = [each.undone_at for each in self.log if each.undone_at]
        last = max(undone).isoformat() if undone else ""
        return f"{len(self.log)}/{len(undone)}/{last}"

    def copy(self) -> Store:
        """The same, apart: a row is replaced when it changes, so the rows themselves are shared."""
        return Store(
            {table: dict(rows) for table, rows in self.tables.items()},
            dict(self.newest),
            [replace(change, rows=list(change.rows)) for change in self.log],
            self.begun,
            set(self.forgotten),
            self.noted.copy(),
        )

    def rows(self, table: str, **wanted: object) -> list[Row]:
        """The rows of a table that have those values, by id."""
        found = (row for _, row in sorted(self.tables[table].items()))
        return [row for row in found if all(row[name] == wanted[name] for name in wanted)]

    def add(self, table: str, row: Mapping[str, Any]) -> int:
        """Put in a row; its id is a new one unless it says which."""
        row_id = int(row.get("id") or self.newest.get(table, 0) + 1)
        whole = {"id": row_id, **{name: row[name] for name in row if name != "id"}}
        if table in DATED and self.recording is not None:
            whole.setdefault("recorded_at", int(self.recording.at.timestamp()))
        unique = _UNIQUE.get(table)
        if unique and self.rows(table, **{name: whole[name] for name in unique}):
            raise Conflict("That is in the ledger already.", "See what is there: farmer list")
        self.newest[table] = max(self.newest.get(table, 0), row_id)
        self.keep(table, row_id, None)
        self.tables[table][row_id] = whole
        return row_id

    def edit(self, table: str, row_id: int, fields: Mapping[str, Any]) -> None:
        """Give a row those values."""
        row = self.tables[table][row_id]
        if any(row[name] != value for name, value in fields.items()):
            self.keep(table, row_id, row)
            self.tables[table][row_id] = {**row, **fields}

    def edit_all(self, table: str, wanted: Callable[[Row], bool], **fields: object) -> None:
        """Give those values to every row that is wanted."""
        for row in filter(wanted, self.rows(table)):
            self.edit(table, row["id"], fields)

    def remove(self, table: str, row_id: int) -> None:
        """Take a row out."""
        self.keep(table, row_id, self.tables[table].pop(row_id))

    def remove_all(self, table: str, wanted: Callable[[Row], bool]) -> None:
        """Take out every row that is wanted."""
        for row in filter(wanted, self.rows(table)):
            self.remove(table, row["id"])

    def keep(self, table: str, row_id: int, before: Row | None) -> None:
        """Note in the change that is being made what a row was."""
        if self.recording is not None:
            self.recording.rows.append(Kept(table, row_id, dict(before) if before else None))

    def swap(self, change: Logged) -> int:
        """Put the rows of a change back, keeping them as they are now; how many there are."""
        rows, change.rows = change.rows, []
        self.recording = change
        for kept in reversed(rows):
            there = self.tables[kept.table].get(kept.row_id)
            self.keep(kept.table, kept.row_id, there)
            if kept.before is None:
                del self.tables[kept.table][kept.row_id]
            else:
                self.tables[kept.table][kept.row_id] = dict(kept.before)
        self.recording = None
        return len(rows)

    def forget_undone(self) -> None:
        """What was undone can no longer be done again."""
        for change in self.log:
            if change.undone_at is not None:
                change.rows.clear()


def as_exported(rows: Iterable[Row]) -> list[Row]:
    """The rows as an export has them: days as ISO text, claims as numbers."""
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def as_stored(row: Mapping[str, Any]) -> Row:
    """A row of an export as it is kept."""
    return {name: _kept(name, value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _kept(name: str, value: Any) -> Any:
    if name in ("archived", "mine", "inside", "preferred", "denied"):
        return bool(value)
    is_day = name.endswith("_on") or name in ("on", "snoozed_until", "until")
    return date.fromisoformat(value) if is_day and isinstance(value, str) else value
