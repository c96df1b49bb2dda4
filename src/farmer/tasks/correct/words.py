"""The words of one person or record, to be written anew: a note, a promise, what is needed."""

from __future__ import annotations

from typing import NamedTuple

from farmer.errors import InvalidValue
from farmer.ids import Id
from farmer.ledger.nouns import Evidence, Occasion, Touchpoint
from farmer.ledger.recorded import RecordedLink, RecordedPromise, RecordedRequest
from farmer.tasks.desk import Desk
from farmer.tasks.record_ids import Record, find_records, is_record_id, parse_ids
from farmer.tasks.whom import Whom, members

# A link is put right by what made it: the refusal of anything else, and what to type.
TELL_AGAIN = (
    "A link is put right by telling it again.",
    'Name both: farmer link Ana "Carla Voss" --how "on the board together"',
)


class Written(NamedTuple):
    """What is written: of whom or what, by which option it is corrected, and the text."""

    id: str
    option: str
    text: str


def words_of(desk: Desk, whom: Whom) -> Written:
    """The words of the one person or record that is named.

    Raises:
        InvalidValue: where it is not one, or has none.
        Unknown, Ambiguous, NotFound: where a name or id is not settled.
    """
    named = [name for name in whom.names if is_record_id(name)]
    with desk.deciding() as reader:
        if named and len(whom.to_settle) == 1:
            [(one, record)] = find_records(reader, parse_ids(named)).items()
            return Written(str(one), *_written(record))
        if named:
            raise InvalidValue("The editor is for one note.", "Name one person or record.")
        people = members(whom, reader, reader.people(), desk.settings.region)
        contact = reader.contact(people[0].id) if len(people) == 1 else None
    if contact is None:
        raise InvalidValue("The editor is for one note.", "Name one person or record.")
    return Written(str(Id("c", people[0].id)), "note", contact.notes)


def _written(record: Record) -> tuple[str, str]:
    if isinstance(record, Occasion):
        raise InvalidValue("An event has no note.", "Give --name, --place or --on.")
    if isinstance(record, RecordedLink):
        raise InvalidValue(*TELL_AGAIN)
    if isinstance(record, RecordedRequest):
        return "need", record.need
    if isinstance(record, RecordedPromise):
        return "note", record.promise.text
    if isinstance(record, Touchpoint):
        return "note", record.touch.note
    return "note", record.fact.note if isinstance(record, Evidence) else record.step.taken.note
