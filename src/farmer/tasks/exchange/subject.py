"""Everything about one person, said to them, and nobody else named: ``export --for-subject``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.errors import NoLedger
from farmer.formats import subject_out
from farmer.formats.whole_shape import Tables
from farmer.keeping import OFF
from farmer.people.meant import Person
from farmer.people.scrub import without_others
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.export import Exported
from farmer.tasks.exchange.subject_said import (
    fields_said,
    origin_said,
    request_said,
    row_said,
    step_said,
    told_to_others,
)
from farmer.tasks.output import check_output, saying_why, write_output
from farmer.tasks.person import find_person
from farmer.wording import say_date, say_list

if TYPE_CHECKING:
    from datetime import date

    from farmer.ledger.findings import Change, PastRow

_Row = dict[str, Any]

RIGHTS = (
    "You may ask me for a copy of it, have it corrected or deleted, have me keep it without using "
    "it, or object to it; and you may complain to the data protection authority where you live "
    "(GDPR, Articles 15 to 21 and 77)."
)
# Whose rows the log may have as they were, but for the people's own: by the list in an export.
_TABLES = {
    "touchpoints": "touchpoint",
    "facts": "fact",
    "promises": "promise",
    "requests": "request",
    "requests.steps": "request_step",
    "contacts.handles": "handle",
    "contacts.tags": "tag",
    "contacts.gains": "gains",
}
# By the heading of a section, the list in an export, the table, and whether it says its source.
_LISTED = {
    "Addresses": ("contacts.handles", "handle", True),
    "Groups": ("contacts.tags", "tag", True),
    "Contacts between us": ("touchpoints", "touchpoint", True),
    "What I noted of us": ("facts", "fact", True),
    "Goals, accomplishments, interests, networks, skills": ("contacts.gains", "gains", False),
    "Promises": ("promises", "promise", False),
}


class _Record(NamedTuple):
    """All there is of somebody, with everybody else still named."""

    person: Person
    others: list[Person]
    tables: Tables
    past: list[PastRow]
    changes: list[Change]

    @property
    def contact(self) -> _Row:
        return next(row for row in self.tables["contacts"] if row["id"] == self.person.id)

    @property
    def ids(self) -> set[int]:
        """Theirs, and those of whoever was merged into them."""
        return {self.person.id, *(past.row_id for past in self.past if past.table == "contact")}


def export_for_subject(
    desk: Desk, who: str, *, output: Path | None = None, force: bool = False
) -> Exported:
    """Everything about the person `who` means, as a letter to them.

    Whoever else is in the ledger is named nowhere in it, with no name and no address.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
        NoLedger: where there is no ledger yet.
        Conflict: where something else is at `output` that is not to be replaced.
    """
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
        people = reader.people()
        person = find_person(who, people, region=desk.settings.region)
        record = _Record(
            person,
            [each for each in people if each.id != person.id],
            reader.tables(),
            reader.past_of(person.id),
            reader.changes_of(person.id),
        )
    name, text = _letter(record, desk.settings, desk.today)
    desk.notify("Read it before you hand it over: only people whom the ledger knows are left out.")
    if output is None:
        return Exported("markdown", 1, {name: text}, ())
    with saying_why(output):
        path = output / name if output.is_dir() else output
    check_output(desk, path, "letter", subject_out.is_ours, force=force)
    write_output(path, text.encode("utf-8", "surrogatepass"))
    return Exported("markdown", 1, {}, (str(path),))


def _letter(record: _Record, settings: Settings, today: date) -> tuple[str, str]:
    """The letter, in which everybody else is blanked."""
    person = record.person
    sections = {heading: list(lines) for heading, lines in _sections(record)}
    # What they were called before is theirs too, and of whoever was merged into them.
    before = [past.values for past in record.past if past.table == "contact"]
    called = {str(row[field]) for row in before for field in ("name", "nickname")}
    own = person._replace(nickname=",".join([person.nickname, *sorted(called)]))
    told = [line for lines in sections.values() for line in lines]
    blanks = without_others(own, record.others, told)
    blanked = {h: [blanks.scrub_shared(line) for line in lines] for h, lines in sections.items()}
    opening = [
        f"This is all that is kept about you on {say_date(today)}. {_keeper(settings)} It is in a "
        "file of mine, for my own use; the program that keeps it sends nothing anywhere. Names of "
        "other people are left out where they are written as I know them.",
        _how_long(settings),
        RIGHTS,
    ]
    return subject_out.write(person.id, person.name, opening, blanked)


def _keeper(settings: Settings) -> str:
    if not settings.me:
        return "I, who send you this, keep it."
    return f"It is kept by me: {say_list(settings.me)}."


def _how_long(settings: Settings) -> str:
    if settings.keep_for in (None, OFF):
        return "I have set no time after which it is deleted."
    return (
        f"I keep it as long as we have to do with each other. Once nothing has been recorded for "
        f"{settings.keep_for}, I look whether to delete it."
    )


def _sections(record: _Record) -> Iterator[tuple[str, Iterable[str]]]:
    yield "You", [*fields_said(record.contact), f"Recorded: {origin_said(record.contact)}"]
    rows = _rows_of(record)
    for heading, (name, table, sourced) in _LISTED.items():
        yield (
            heading,
            [f"{row_said(table, row)} ({origin_said(row, sourced=sourced)})" for row in rows[name]],
        )
    yield "Introductions", _requests(record)
    yield "Who was told of you", _told(record)
    yield "What was kept before, or was changed", _past(record)
    yield "What was done in my records, by the day in Greenwich", _changes(record)


def _rows_of(record: _Record) -> dict[str, list[_Row]]:
    """Their rows by list; a touchpoint with the name of its event."""
    events = {row["id"]: row["name"] or "" for row in record.tables["events"]}
    return {
        name: [
            {**row, "event": events.get(row.get("event_id"), "")}
            for row in record.tables[name]
            if row["contact_id"] == record.person.id
        ]
        for name, _, _ in _LISTED.values()
    }


def _requests(record: _Record) -> Iterator[str]:
    """Each request in which they have a part, and its steps."""
    for request, asks, steps in _asked(record):
        yield f"{request_said(request, asks=asks)} ({origin_said(request, sourced=False)})"
        for step in steps:
            yield step_said(step, asks=asks)


def _told(record: _Record) -> Iterator[str]:
    """To whom they were named, as far as it is recorded."""
    found = [
        said
        for request, asks, steps in _asked(record)
        for step in steps
        if (said := told_to_others(request, step, asks=asks))
    ]
    yield from found or ["Nobody, as far as introductions are recorded"]
    yield "Copies that I may have handed to somebody are not recorded: ask me"


def _asked(record: _Record) -> Iterator[tuple[_Row, bool, list[_Row]]]:
    """Their requests, whether they are the one who asked or was asked, and the steps."""
    who = record.person.id
    for request in record.tables["requests"]:
        if who in (request["person_id"], request["target_id"]):
            steps = record.tables["requests.steps"]
            theirs = [step for step in steps if step["request_id"] == request["id"]]
            yield request, request["person_id"] == who, theirs


def _past(record: _Record) -> Iterator[str]:
    """What the log still has of their rows, where that is not what they are now; each once."""
    now = {
        (table, row["id"]): row
        for name, table in _TABLES.items()
        for row in record.tables[name]
        if "id" in row
    }
    found: dict[str, None] = {}
    for past in record.past:
        day = say_date(past.at.date())
        current = now.get((past.table, past.row_id))
        for said in _past_said(record, past, current):
            found.setdefault(f"In the history of {day}: {said}")
    yield from found


def _past_said(record: _Record, past: PastRow, current: _Row | None) -> Iterator[str]:
    if past.table == "contact":
        yield from fields_said(past.values, other_than=record.contact)
        return
    asks = past.values.get("person_id") in record.ids
    says: Callable[[_Row], str] = {
        "request": lambda row: request_said(row, asks=asks),
        "request_step": lambda row: step_said(row, asks=asks),
    }.get(past.table, lambda row: row_said(past.table, row))
    said = says(dict(past.values))
    if said and (current is None or says(current) != said):
        yield said


def _changes(record: _Record) -> Iterator[str]:
    for change in record.changes:
        undone = " (taken back)" if change.undone_at else ""
        yield f"{say_date(change.at.date())}: {change.words}{undone}"
