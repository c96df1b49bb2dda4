"""Giving the ledger back: all of it or some, in the form that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from farmer.choices import Choices
from farmer.errors import InvalidValue, NoLedger
from farmer.formats.whole import recognises, to_json
from farmer.formats.whole_shape import LedgerRow, Tables
from farmer.ids import Id
from farmer.tasks.desk import Desk
from farmer.tasks.output import check_output, saying_why, write_output
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.tend.calendar_entries import agenda
from farmer.tasks.whom import EVERYBODY, Whom, members

if TYPE_CHECKING:
    from uuid import UUID

    from farmer.formats.ics_out import CalendarEntry
    from farmer.ledger.reader import Reader

ExportFormat = Literal["json", "csv", "vcard", "ics", "markdown", "sql"]
EXPORT_FORMATS: Choices[ExportFormat] = Choices(
    "format",
    {
        "json": "the ledger in full",
        "csv": "a folder of tables",
        "vcard": "people, for an address book",
        "ics": "what is due, for a calendar",
        "markdown": "a folder of pages, one a person",
        "sql": "a database's own text",
    },
)
# These are several files, in a folder.
IN_FOLDERS = ("csv", "markdown")
# What a file of each format is, in a word.
_KINDS: dict[ExportFormat, str] = {
    "json": "JSON",
    "csv": "CSV",
    "vcard": "vCard file",
    "ics": "calendar",
    "markdown": "Markdown",
    "sql": "SQL",
}
_SQL = re.compile(
    r'BEGIN TRANSACTION;\nCREATE TABLE "?contact"? \(\s*id INTEGER [^,]*,\s*name [^,]*,\s*nickname '
)
# Rows that are dated, and by what.
_DATED = {"events": "on", "touchpoints": "on", "facts": "on", "promises": "made_on"}
_OF_A_PERSON = ("contacts.handles", "contacts.former", "contacts.tags", "contacts.gains")


class Exported(NamedTuple):
    """What was written: the files, and how many people are in them.

    Attributes:
        format: one of ``EXPORT_FORMATS``.
        people: how many.
        files: by name, each text; empty once they are written to `paths`.
        paths: where they were written; empty where they are to be shown.
    """

    format: ExportFormat
    people: int
    files: Mapping[str, str]
    paths: tuple[str, ...]


def export(
    desk: Desk,
    form: ExportFormat,
    whom: Whom = EVERYBODY,
    *,
    since: date | None = None,
    version: str = "4.0",
    output: Path | None = None,
    force: bool = False,
) -> Exported:
    """Write everybody named, and what happened with them since a day.

    Args:
        desk: where to work.
        form: the format.
        whom: whom it is about; everybody by default.
        since: the first day that counts, of what is dated.
        version: of vCards, 4.0 or 3.0.
        output: the file, or the folder for what is several; without one they are only returned.
        force: whether files are replaced that farmer did not write in that format.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        NoLedger: where there is no ledger yet.
        InvalidValue: where several files have no folder, or SQL is to be narrowed.
        Conflict: where something else is there that is not to be replaced.
    """
    narrow = since is not None or whom != EVERYBODY
    if form == "sql" and narrow:
        raise InvalidValue("SQL is the whole ledger.", "Leave names and --since out, or use json.")
    if form in IN_FOLDERS and output is None:
        raise InvalidValue(f"{form} is several files.", "Name a folder for them: -o FOLDER")
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
        people = reader.people()
        if whom != EVERYBODY:
            people = members(whom, reader, people, desk.settings.region)
        ids = {person.id for person in people} if whom != EVERYBODY else None
        tables = narrowed(reader.tables(), ids, since)
        statements = "\n".join(reader.statements()) + "\n" if form == "sql" else ""
        due = agenda(desk, reader, people) if form == "ics" else []
        uids = _uids(reader, tables) if form == "vcard" else {}
    if form == "sql":
        files = {"ledger.sql": statements}
    elif form == "ics":
        files = {"farmer.ics": _calendar(due, desk.now)}
    else:
        files = _files(form, tables, uids, version)
    count = len(tables["contacts"])
    if output is None:
        return Exported(form, count, files, ())
    return Exported(form, count, {}, _written(desk, files, output, form, force=force))


def narrowed(tables: Tables, ids: set[int] | None, since: date | None) -> Tables:
    """What is about the people of those `ids`, and happened on that day or since."""
    found = dict(tables)
    if ids is not None:
        found = _about(found, ids)
    if since is not None:
        day = since.isoformat()
        for name, field in _DATED.items():
            found[name] = [row for row in found[name] if row[field] >= day]
        recent = {row["request_id"] for row in found["requests.steps"] if row["on"] >= day}
        found["requests"] = [row for row in found["requests"] if row["id"] in recent]
        found["requests.steps"] = [
            row for row in found["requests.steps"] if row["request_id"] in recent
        ]
    touches = {row["id"] for row in found["touchpoints"]}
    found["touchpoints.origins"] = [
        row for row in tables["touchpoints.origins"] if row["touchpoint_id"] in touches
    ]
    used = {row["event_id"] for row in found["touchpoints"]}
    kept = {row["id"] for row in found["events"]} if ids is None else used
    found["events"] = [row for row in tables["events"] if row["id"] in kept | used]
    return found


def _about(tables: Tables, ids: set[int]) -> Tables:
    """The rows about those people; of others that they name, only what is in words."""
    names = {row["id"]: row["name"] for row in tables["contacts"]}
    found = dict(tables)
    found["contacts"] = [
        {**row, "met_through_id": row["met_through_id"] if row["met_through_id"] in ids else None}
        for row in tables["contacts"]
        if row["id"] in ids
    ]
    for name in (*_OF_A_PERSON, "touchpoints", "facts", "promises"):
        found[name] = [row for row in tables[name] if row["contact_id"] in ids]
    found["requests"] = [
        _request_about(row, ids, names)
        for row in tables["requests"]
        if row["person_id"] in ids or row["target_id"] in ids
    ]
    requests = {row["id"] for row in found["requests"]}
    found["requests.steps"] = [
        row for row in tables["requests.steps"] if row["request_id"] in requests
    ]
    found["not_same"] = [
        row for row in tables["not_same"] if {row["contact_id"], row["other_id"]} <= ids
    ]
    return found


def _request_about(row: LedgerRow, ids: set[int], names: Mapping[int, str]) -> LedgerRow:
    told = dict(row)
    if told["target_id"] is not None and told["target_id"] not in ids:
        told |= {"target": names[told["target_id"]], "target_id": None}
    if told["person_id"] not in ids:
        told["person_id"] = None
    return told


def _uids(reader: Reader, tables: Tables) -> dict[int, UUID]:
    """By what address books know those people."""
    ids = outside_ids(reader)
    return {row["id"]: ids.of(Id("c", row["id"])) for row in tables["contacts"]}


def _files(
    form: ExportFormat, tables: Tables, uids: Mapping[int, UUID], version: str
) -> dict[str, str]:
    """The texts by file name; each writer is imported only where it is asked for."""
    if form == "json":
        return {"ledger.json": to_json(tables)}
    if form == "csv":
        from farmer.formats import csv_out

        return csv_out.write(tables)
    from farmer.formats import markdown_out, vcard_out
    from farmer.formats.dossiers import dossiers

    if form == "vcard":
        return {"contacts.vcf": "".join(vcard_out.write(dossiers(tables), uids, version))}
    return dict(markdown_out.write(person) for person in dossiers(tables))


def _calendar(due: list[CalendarEntry], now: datetime) -> str:
    from farmer.formats import ics_out

    return ics_out.write(due, now)


def _written(
    desk: Desk, files: Mapping[str, str], output: Path, form: ExportFormat, *, force: bool
) -> tuple[str, ...]:
    """Write each file whole or not at all, or none where one of them may not be written."""
    in_folder = form in IN_FOLDERS
    with saying_why(output):
        if in_folder and output.exists() and not output.is_dir():
            raise InvalidValue(f"{output} is not a folder.", "Name a folder for the files with -o.")
        if not in_folder and output.is_dir():
            output = output / next(iter(files))
    placed = {output / name if in_folder else output: text for name, text in files.items()}
    for path in placed:
        check_output(desk, path, _KINDS[form], _recogniser(form), force=force)
    for path, text in placed.items():
        write_output(path, text.encode("utf-8", "surrogatepass"))
    return tuple(map(str, placed))


def _recogniser(form: ExportFormat) -> Callable[[str], bool]:
    """What tells whether farmer wrote a text in that format."""
    if form == "json":
        return recognises
    if form == "sql":
        return lambda text: _SQL.match(text) is not None
    from farmer.formats import csv_out, ics_out, markdown_out, vcard_out

    return {
        "csv": csv_out.is_ours,
        "ics": ics_out.is_ours,
        "markdown": markdown_out.is_ours,
        "vcard": vcard_out.is_ours,
    }[form]
