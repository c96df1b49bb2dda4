"""All there is of one person in a ledger, with nobody else in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from farmer.details import CHILD
from farmer.formats.whole_shape import LedgerRow, Tables
from farmer.ledger.selection import Selection
from farmer.people.meant import Person
from farmer.people.others import Others
from farmer.people.scrub import Identity, Scrubber
from farmer.tasks.exchange.subject_others import (
    change_without,
    past_without,
    row_without,
    told,
)
from farmer.text import nicknames

if TYPE_CHECKING:
    from farmer.ledger.assistant_reads import AssistantRead
    from farmer.ledger.findings import Change, PastRow
    from farmer.ledger.reader import Reader

# What of the past is a name, and which parts of a name tell whose it is.
_NAMES = ("name", "spelling", "nickname")
_TELLING = ("given", "middle", "family")
# By the list in an export, the table.
TABLE_OF_LIST = {
    "contacts": "contact",
    "touchpoints": "touchpoint",
    "facts": "fact",
    "promises": "promise",
    "requests": "request",
    "requests.steps": "request_step",
    "contacts.handles": "handle",
    "contacts.former": "former",
    "contacts.details": "detail",
    "contacts.identifiers": "identifier",
    "contacts.tags": "tag",
    "contacts.gains": "gains",
    "links": "link",
}
# By the heading of a section, the list in an export, the table, and whether it says its source.
LISTED = {
    "Addresses": ("contacts.handles", "handle", True),
    "What else was, or is, true of you": ("contacts.former", "former", True),
    "What else I noted of you": ("contacts.details", "detail", True),
    "By what files know you": ("contacts.identifiers", "identifier", True),
    "Groups": ("contacts.tags", "tag", True),
    "Contacts between us": ("touchpoints", "touchpoint", True),
    "What I noted of us": ("facts", "fact", True),
    "Goals, accomplishments, interests, networks, skills": ("contacts.gains", "gains", False),
    "Promises": ("promises", "promise", False),
    "Whom you know, as I was told": ("links", "link", True),
}


class SubjectRecord(NamedTuple):
    """All there is of one person, by the list in an export, and of nobody else."""

    person: Person
    tables: Tables
    past: list[PastRow]
    changes: list[Change]
    lines: list[str]
    told: list[AssistantRead]

    @property
    def contact(self) -> LedgerRow:
        return self.tables["contacts"][0]

    @property
    def fields(self) -> list[LedgerRow]:
        """What they are, and what they and whoever was merged into them were before."""
        before = [dict(past.values) for past in self.past if past.table == "contact"]
        return [self.contact, *before]

    @property
    def ids(self) -> set[int]:
        """Theirs, and those of whoever was merged into them."""
        return {self.person.id, *(past.row_id for past in self.past if past.table == "contact")}

    def without_children(self) -> SubjectRecord:
        """The same without their children."""
        details = [row for row in self.tables["contacts.details"] if row["what"] != CHILD]
        past = [p for p in self.past if p.table != "detail" or p.values["what"] != CHILD]
        return self._replace(tables={**self.tables, "contacts.details": details}, past=past)

    def without(self, others: Iterable[Person]) -> SubjectRecord:
        """The same with nobody else in it."""
        called = {str(row[field]) for row in self.fields for field in ("name", "nickname")}
        own = _also_called(self.person, [*sorted(called), *_more_names(self.tables)])
        rows = [(TABLE_OF_LIST[name], row) for name, rows in self.tables.items() for row in rows]
        past = [(past.table, past.values) for past in self.past]
        rest = Others(own, others, [*told([*rows, *past], self.changes), *self.lines])
        return SubjectRecord(
            self.person,
            {
                name: [row_without(rest, TABLE_OF_LIST[name], row) for row in rows]
                for name, rows in self.tables.items()
            },
            [past_without(rest, past) for past in self.past],
            [change_without(rest, change, self.fields) for change in self.changes],
            [rest.blank(line) for line in self.lines],
            self.told,
        )

    def naming(self, lines: Iterable[str], others: Iterable[str]) -> list[str]:
        """Those of the lines on which they are named, as forgetting them finds it."""
        called = {str(row["name"]) for row in self.fields}
        more = {*_more_names(self.tables), *nicknames(str(self.contact["nickname"]))}
        names = [*others]
        who = Identity.of(called, more, self.person.handles, names)
        scrubber = Scrubber(who, names)
        return [line for line in lines if scrubber.scrub_shared(line) != line]


def record_of(reader: Reader, person: Person, people: Sequence[Person]) -> SubjectRecord:
    """Everything about a person of the ledger, who is one of its `people`."""
    events = {
        row["id"]: {"event": row["name"], "place": row["place"]} for row in reader.table("events")
    }
    more = {name: _by_person(reader.table(name)) for name in ("contacts", "contacts.former")}
    everything = SubjectRecord(
        person,
        _theirs(reader, person.id, events),
        [_with_its_event(past, events) for past in reader.past_of(person.id)],
        reader.changes_of(person.id),
        [],
        [each for each in reader.assistant_reads() if each.contact_id == person.id],
    )
    waiting = [line.text for line in reader.read_lines() if line.text]
    named = everything.naming(waiting, (each.name for each in people if each.id != person.id))
    return everything._replace(lines=named).without(
        _also_called(each, _more_names({name: rows[each.id] for name, rows in more.items()}))
        for each in people
        if each.id != person.id
    )


def _by_person(rows: Iterable[LedgerRow]) -> defaultdict[int, list[LedgerRow]]:
    found: defaultdict[int, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        found[row["contact_id"] if "contact_id" in row else row["id"]].append(row)
    return found


def _more_names(tables: Mapping[str, list[LedgerRow]]) -> Iterator[str]:
    """What one person is or was called besides, of their rows: parts of the name, former names."""
    yield from (row[part] for row in tables["contacts"] for part in _TELLING if row.get(part))
    yield from (row["value"] for row in tables["contacts.former"] if row["what"] in _NAMES)


def _also_called(person: Person, names: Iterable[str]) -> Person:
    return person._replace(nickname=",".join([person.nickname, *names]))


def _theirs(reader: Reader, who: int, events: Mapping[object, LedgerRow]) -> Tables:
    """What of the ledger is theirs; a touchpoint with the name and place of its event."""
    about = Selection(frozenset((who,)))
    theirs = {name: list(reader.table(name, about)) for name in TABLE_OF_LIST}
    both = ("contact_id", "other_id")
    theirs["links"] = [row for row in reader.table("links") if who in (row[one] for one in both)]
    origins: defaultdict[int, list[LedgerRow]] = defaultdict(list)
    for origin in reader.table("touchpoints.origins", about):
        origins[origin["touchpoint_id"]].append(origin)
    theirs["touchpoints"] = [
        {
            **row,
            **events.get(row["event_id"], {}),
            "origins": origins[row["id"]],
            "told": "; ".join(filter(None, (each["told"] for each in origins[row["id"]]))),
        }
        for row in theirs["touchpoints"]
    ]
    return theirs


def _with_its_event(past: PastRow, events: Mapping[object, LedgerRow]) -> PastRow:
    if past.table != "touchpoint":
        return past
    event = events.get(past.values["event_id"], {})
    return past._replace(values={**past.values, **event})
