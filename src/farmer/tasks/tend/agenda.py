"""What is due on which day: follow-ups, promises, cadences and birthdays, for a calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from farmer.birthdays import next_birthday
from farmer.formats.ics_out import CalendarEntry
from farmer.ids import Id
from farmer.scoring.trail import follow_up
from farmer.tasks.desk import Desk
from farmer.tasks.record.promise import list_promises
from farmer.tasks.tend.ties import RollTie, named, ties

_TRAIL = {"note": "Write to {}", "connect": "Connect with {}", "meet": "Meet or call {}"}


def agenda(desk: Desk, ids: Collection[int]) -> list[CalendarEntry]:
    """The entries about the people of those ids, by day; a thing has the same id each time."""
    with desk.reading() as db:
        everybody = ties(desk, db, desk.today) if db is not None else []
    entries = [entry for tie in everybody if tie.contact.id in ids for entry in _of_tie(desk, tie)]
    wanted = {str(Id("c", number)) for number in ids}
    for promise in list_promises(desk).promises:
        if promise.due_on is not None and promise.person.id in wanted:
            whose = "to" if promise.mine else "of"
            title = f"Promise {whose} {promise.person.name}: {promise.text}"
            entries.append(CalendarEntry(f"promise-{promise.id}@farmer", promise.due_on, title))
    return sorted(entries, key=lambda entry: (entry.on, entry.uid))


def _of_tie(desk: Desk, tie: RollTie) -> Iterator[CalendarEntry]:
    who, name = named(tie.contact)
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
