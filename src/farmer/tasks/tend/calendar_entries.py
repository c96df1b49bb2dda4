"""What is due on which day: follow-ups, promises, cadences and birthdays, for a calendar."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from farmer.birthdays import next_birthday
from farmer.formats.ics_out import CalendarEntry
from farmer.ids import Id
from farmer.scoring.trail import follow_up
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.tend.ties import RollTie, roll

if TYPE_CHECKING:
    from farmer.ledger.outside import OutsideIds
    from farmer.ledger.reader import Reader

_AT_ONCE = 250
_TRAIL = {"note": "Write to {}", "connect": "Connect with {}", "meet": "Meet or call {}"}


def agenda(desk: Desk, reader: Reader, whom: Container[int] | None = None) -> list[CalendarEntry]:
    """The entries about the people of those ids, or everybody, by day.

    A thing has the same id each time. Nothing is asked about whoever is archived.
    """
    people = (each for each in reader.people() if whom is None or each.id in whom)
    names = {person.id: person.name for person in people if not person.archived}
    ids = outside_ids(reader)
    entries = [entry for tie in _ties(desk, reader, names) for entry in _of_tie(desk, tie, ids)]
    for recorded in reader.promises():
        promise = recorded.promise
        if recorded.contact_id in names and promise.ended is None and promise.due_on is not None:
            whose = "to" if promise.mine else "of"
            title = f"Promise {whose} {names[recorded.contact_id]}: {promise.text}"
            entries.append(
                CalendarEntry(
                    f"promise-{ids.of(Id('p', recorded.id))}@farmer", promise.due_on, title
                )
            )
    return sorted(entries, key=lambda entry: (entry.on, entry.uid))


def _ties(desk: Desk, reader: Reader, ids: Container[int]) -> Iterator[RollTie]:
    """The ties with those people, some at a time: what happened with everybody fills the memory."""
    entries = [entry for entry in roll(desk, reader, desk.today) if entry.id in ids]
    for at in range(0, len(entries), _AT_ONCE):
        some = entries[at : at + _AT_ONCE]
        yield from reader.ties(some, desk.today, desk.settings.cadence_days)


def _of_tie(desk: Desk, tie: RollTie, ids: OutsideIds) -> Iterator[CalendarEntry]:
    who, name = ids.of(Id("c", tie.contact.id)), tie.contact.name
    if tie.contact.birthday:
        born = next_birthday(tie.contact.birthday, desk.today)
        yield CalendarEntry(f"birthday-{who}@farmer", born, f"Birthday of {name}", yearly=True)
    due = follow_up(tie.touches, desk.today)
    if due is not None:
        title = _TRAIL[due.step].format(name)
        yield CalendarEntry(
            f"follow-up-{who}-{due.step}@farmer", due.due_on, title, "After you first met."
        )
    last = tie.silent(desk.today).last
    if last is not None and due is None:
        on = last + timedelta(days=tie.cadence_days)
        snoozed = tie.contact.snoozed_until
        note = f"Last contact on {last.isoformat()}; wanted every {tie.cadence_days} days."
        yield CalendarEntry(
            f"cadence-{who}@farmer", max(on, snoozed or on), f"Be in touch with {name}", note
        )
