"""Everything about one person, said to them, and nobody else named: ``export --for-subject``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.errors import NoLedger
from farmer.formats import subject_out
from farmer.formats.whole_shape import Tables
from farmer.keeping import OFF
from farmer.people.meant import Person
from farmer.people.others import Others
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.export import Exported
from farmer.tasks.exchange.subject_others import (
    change_without,
    past_without,
    row_without,
    told,
)
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
from farmer.wording import say_date

if TYPE_CHECKING:
    from datetime import date

    from farmer.ledger.findings import Change, PastRow

_Row = dict[str, Any]

# What of the past is a name.
_NAMES = ("name", "spelling", "nickname")
RIGHTS = (
    "You may ask me for a copy of it, have it corrected or deleted, have me keep it without using "
    "it, or object to it; and you may complain to the data protection authority where you live "
    "(GDPR, Articles 15 to 21 and 77)."
)
# By the list in an export, the table.
_TABLES = {
    "contacts": "contact",
    "touchpoints": "touchpoint",
    "facts": "fact",
    "promises": "promise",
    "requests": "request",
    "requests.steps": "request_step",
    "contacts.handles": "handle",
    "contacts.former": "former",
    "contacts.tags": "tag",
    "contacts.gains": "gains",
}
# By the heading of a section, the list in an export, the table, and whether it says its source.
_LISTED = {
    "Addresses": ("contacts.handles", "handle", True),
    "What else was, or is, true of you": ("contacts.former", "former", True),
    "Groups": ("contacts.tags", "tag", True),
    "Contacts between us": ("touchpoints", "touchpoint", True),
    "What I noted of us": ("facts", "fact", True),
    "Goals, accomplishments, interests, networks, skills": ("contacts.gains", "gains", False),
    "Promises": ("promises", "promise", False),
}


class _Record(NamedTuple):
    """All there is of one person, by the list in an export, and of nobody else."""

    person: Person
    tables: Tables
    past: list[PastRow]
    changes: list[Change]

    @property
    def contact(self) -> _Row:
        return self.tables["contacts"][0]

    @property
    def fields(self) -> list[_Row]:
        """What they are, and what they and whoever was merged into them were before."""
        before = [dict(past.values) for past in self.past if past.table == "contact"]
        return [self.contact, *before]

    @property
    def ids(self) -> set[int]:
        """Theirs, and those of whoever was merged into them."""
        return {self.person.id, *(past.row_id for past in self.past if past.table == "contact")}

    def without(self, others: Iterable[Person]) -> _Record:
        """The same with nobody else in it."""
        called = {str(row[field]) for row in self.fields for field in ("name", "nickname")}
        called |= {row["value"] for row in self.tables["contacts.former"] if row["what"] in _NAMES}
        own = self.person._replace(nickname=",".join([self.person.nickname, *sorted(called)]))
        rows = [(_TABLES[name], row) for name, rows in self.tables.items() for row in rows]
        past = [(past.table, past.values) for past in self.past]
        rest = Others(own, others, told([*rows, *past], self.changes))
        return _Record(
            self.person,
            {
                name: [row_without(rest, _TABLES[name], row) for row in rows]
                for name, rows in self.tables.items()
            },
            [past_without(rest, past) for past in self.past],
            [change_without(rest, change, self.fields) for change in self.changes],
        )


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
        tables = reader.tables()
        events = {
            row["id"]: {"event": row["name"], "place": row["place"]} for row in tables["events"]
        }
        record = _Record(
            person,
            _theirs(tables, person.id, events),
            [_with_its_event(past, events) for past in reader.past_of(person.id)],
            reader.changes_of(person.id),
        )
    alone = record.without(each for each in people if each.id != person.id)
    name, text = _letter(alone, desk.settings, desk.today)
    desk.notify("Read it before you hand it over: only people whom the ledger knows are left out.")
    if output is None:
        return Exported("markdown", 1, {name: text}, ())
    with saying_why(output):
        path = output / name if output.is_dir() else output
    check_output(desk, path, "letter", subject_out.is_ours, force=force)
    write_output(path, text.encode("utf-8", "surrogatepass"))
    return Exported("markdown", 1, {}, (str(path),))


def _theirs(tables: Tables, who: int, events: Mapping[object, _Row]) -> Tables:
    """What of the `tables` is theirs; a touchpoint with the name and place of its event."""
    asked = [row for row in tables["requests"] if who in (row["person_id"], row["target_id"])]
    ids = {row["id"] for row in asked}
    theirs = {
        name: [row for row in tables[name] if row["contact_id"] == who]
        for name, _, _ in _LISTED.values()
    }
    origins: defaultdict[int, list[_Row]] = defaultdict(list)
    for origin in tables["touchpoints.origins"]:
        origins[origin["touchpoint_id"]].append(origin)
    touchpoints = [
        {**row, **events.get(row["event_id"], {}), "origins": origins[row["id"]]}
        for row in theirs["touchpoints"]
    ]
    return {
        "contacts": [row for row in tables["contacts"] if row["id"] == who],
        **theirs,
        "touchpoints": touchpoints,
        "requests": asked,
        "requests.steps": [row for row in tables["requests.steps"] if row["request_id"] in ids],
    }


def _with_its_event(past: PastRow, events: Mapping[object, _Row]) -> PastRow:
    if past.table != "touchpoint":
        return past
    event = events.get(past.values["event_id"], {})
    return past._replace(values={**past.values, **event})


def _letter(record: _Record, settings: Settings, today: date) -> tuple[str, str]:
    me = f"I ({', '.join(settings.me)})" if settings.me else "I"
    opening = [
        f"This is all that is kept about you on {say_date(today)}. {me} keep it in a file of mine, "
        "for my own use; the program that keeps it sends nothing anywhere. Names of the other "
        "people whom I keep are left out.",
        _how_long(settings),
        RIGHTS,
    ]
    sections = {heading: list(lines) for heading, lines in _sections(record)}
    return subject_out.write(record.person.id, record.person.name, opening, sections)


def _how_long(settings: Settings) -> str:
    if settings.keep_for in (None, OFF):
        return "I have set no time after which it is deleted."
    return (
        f"I keep it as long as we have to do with each other. Once nothing has been recorded for "
        f"{settings.keep_for}, I look whether to delete it."
    )


def _sections(record: _Record) -> Iterator[tuple[str, Iterable[str]]]:
    yield "You", [*fields_said(record.contact), f"Recorded: {origin_said(record.contact)}"]
    for heading, (name, table, sourced) in _LISTED.items():
        yield (
            heading,
            [
                f"{row_said(table, row)} ({origin_said(row, sourced=sourced)})"
                for row in record.tables[name]
            ],
        )
    yield "Introductions", _requests(record)
    yield "Who was told of you", _told(record)
    yield "What was kept before, or was changed", _past(record)
    yield "What was done in my records, by the day in Greenwich", _changes(record)


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
    for request in record.tables["requests"]:
        steps = record.tables["requests.steps"]
        theirs = [step for step in steps if step["request_id"] == request["id"]]
        yield request, request["person_id"] == record.person.id, theirs


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
