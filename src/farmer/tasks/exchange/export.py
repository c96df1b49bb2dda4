"""Giving the ledger back: all of it or some, in the form that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from farmer.choices import Choices
from farmer.details import CHILD
from farmer.errors import InvalidValue, NoLedger
from farmer.formats import whole_out
from farmer.formats.whole import recognises
from farmer.ids import Id
from farmer.ledger.selection import Selection
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.extract import Extract
from farmer.tasks.output import check_output, saying_why, write_output
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.tend.calendar_entries import agenda
from farmer.tasks.whom import EVERYBODY, Whom, members

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

ExportFormat = Literal["json", "csv", "vcard", "ics", "markdown", "sql", "graphml", "mermaid"]
EXPORT_FORMATS: Choices[ExportFormat] = Choices(
    "format",
    {
        "json": "the ledger in full",
        "csv": "a folder of tables",
        "vcard": "people, for an address book",
        "ics": "what is due, for a calendar",
        "markdown": "a folder of pages, one a person",
        "sql": "a database's own text",
        "graphml": "who knows whom, for programs that draw it",
        "mermaid": "who knows whom, for a picture in a note",
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
    "graphml": "GraphML",
    "mermaid": "Mermaid",
}
_SQL = re.compile(
    r'BEGIN TRANSACTION;\nCREATE TABLE "?contact"? \(\s*id INTEGER [^,]*,\s*name [^,]*,\s*nickname '
)


class Exported(NamedTuple):
    """What was written: the files, and how many people are in them.

    Attributes:
        format: one of ``EXPORT_FORMATS``.
        people: how many.
        files: by name, each text in pieces; empty once they are written to `paths`.
        paths: where they were written; empty where they are to be shown.
    """

    format: ExportFormat
    people: int
    files: Mapping[str, Iterable[str]]
    paths: tuple[str, ...]

    def in_one_piece(self) -> Exported:
        """The same with each text whole."""
        return self._replace(files={name: "".join(text) for name, text in self.files.items()})


@contextmanager
def export(
    desk: Desk,
    form: ExportFormat,
    whom: Whom = EVERYBODY,
    *,
    since: date | None = None,
    version: str = "4.0",
    history: str = "none",
    children: bool = False,
    output: Path | None = None,
    force: bool = False,
) -> Iterator[Exported]:
    """Write everybody named, and what happened with them since a day.

    It is put aside row by row, and the ledger closed, before the first letter goes out: whoever
    takes it may be slow. What is to be shown is there until the block ends.

    Args:
        desk: where to work.
        form: the format.
        whom: whom it is about; everybody by default.
        since: the first day that counts, of what is dated.
        version: of vCards, 4.0 or 3.0.
        history: how much of it is in the note of a vCard.
        children: whether people's children are in it.
        output: the file, or the folder for what is several; without one they are only returned.
        force: whether files are replaced that farmer did not write in that format.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        NoLedger: where there is no ledger yet.
        InvalidValue: where several files have no folder, or SQL is to be narrowed.
        Conflict: where something else is there that is not to be replaced.
        LedgerUnavailable: where it cannot be read, or what is read cannot be put aside.
    """
    if form == "sql" and (since is not None or whom != EVERYBODY):
        raise InvalidValue("SQL is the whole ledger.", "Leave names and --since out, or use json.")
    if form in IN_FOLDERS and output is None:
        raise InvalidValue(f"{form} is several files.", "Name a folder for them: -o FOLDER")
    with ExitStack() as stack:
        with desk.deciding() as reader:
            selection = _selection(desk, reader, whom, since)
            spool = stack.enter_context(desk.file.spooling(output))
            extract = Extract(reader, selection, children=children)
            tell_children(desk, reader, selection, wanted=children)
            written = _written(desk, reader, extract, form, version, history)
            files = {name: spool.put(text) for name, text in written}
            people = reader.counts()["contacts"] if selection.ids is None else len(selection.ids)
        if output is None:
            yield Exported(form, people, files, ())
        else:
            yield Exported(form, people, {}, _placed(desk, files, output, form, force=force))


def tell_children(desk: Desk, reader: Reader, selection: Selection, *, wanted: bool) -> None:
    """Say that children are left out, where somebody has any."""
    details = () if wanted else reader.table("contacts.details", selection)
    if any(row["what"] == CHILD for row in details):
        desk.notify("Children are left out. To have them too: --children")


def _selection(desk: Desk, reader: Reader, whom: Whom, since: date | None) -> Selection:
    if not reader.exists:
        raise NoLedger
    if whom == EVERYBODY:
        return Selection(since=since)
    named = members(whom, reader, reader.people(), desk.settings.region)
    return Selection(frozenset(person.id for person in named), since)


def _written(
    desk: Desk,
    reader: Reader,
    extract: Extract,
    form: ExportFormat,
    version: str,
    history: str,
) -> Iterator[tuple[str, Iterable[str]]]:
    """The name of each file and its text; each writer is imported only where it is asked for."""
    if form == "json":
        is_whole = extract.selection == Selection()
        called = desk.file.row_names(reader, children=extract.children) if is_whole else ()
        yield "ledger.json", whole_out.write(extract.rows, called)
    elif form == "sql":
        yield "ledger.sql", (f"{each}\n" for each in reader.statements(children=extract.children))
    elif form == "csv":
        from farmer.formats.csv_out import NamesBeside
        from farmer.formats.csv_out import write as write_tables
        from farmer.tasks.exchange.people_table import columns_of, detail_cells, people_table

        names = {person.id: person.name for person in reader.people()}
        beside = NamesBeside(names, {row["id"]: row["name"] for row in extract.rows("events")})
        noted = detail_cells(extract)
        people = people_table(desk, reader, extract, names, noted)
        yield from write_tables(extract.rows, beside, people, columns_of(noted))
    elif form == "ics":
        from farmer.formats import ics_out

        yield "farmer.ics", ics_out.write(agenda(desk, reader, extract.selection.ids), desk.now)
    elif form in ("graphml", "mermaid"):
        from farmer.formats import graph_out

        write_graph = graph_out.WRITERS[form]
        yield f"who-knows-whom.{form}", write_graph(extract.rows)
    elif form == "vcard":
        from farmer.formats import vcard_out
        from farmer.formats.dossiers import OF, OF_CARD

        ids = outside_ids(reader)
        dossiers = extract.dossiers(OF_CARD if history == "none" else OF)
        cards = vcard_out.write(dossiers, lambda who: ids.of(Id("c", who)), version, history)
        yield "contacts.vcf", cards
    else:
        from farmer.formats import markdown_out
        from farmer.tasks.exchange.people_table import standings

        stands = {row["id"]: stand for row, stand in standings(desk, reader, extract)}
        for person in extract.dossiers():
            name, text = markdown_out.write(person, stands[person.contact["id"]])
            yield name, [text]


def _placed(
    desk: Desk,
    files: Mapping[str, Iterable[str]],
    output: Path,
    form: ExportFormat,
    *,
    force: bool,
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
        write_output(path, (piece.encode("utf-8", "surrogatepass") for piece in text))
    return tuple(map(str, placed))


def _recogniser(form: ExportFormat) -> Callable[[str], bool]:
    """What tells whether farmer wrote a text in that format."""
    if form == "json":
        return recognises
    if form == "sql":
        return lambda text: _SQL.match(text) is not None
    from farmer.formats import csv_out, graph_out, ics_out, markdown_out, vcard_out

    return {
        "csv": csv_out.is_ours,
        "graphml": graph_out.is_graphml,
        "ics": ics_out.is_ours,
        "markdown": markdown_out.is_ours,
        "mermaid": graph_out.is_mermaid,
        "vcard": vcard_out.is_ours,
    }[form]
