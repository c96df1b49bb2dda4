"""What is due on which day: follow-ups, promises, requests, cadences and birthdays.

What should have been done by now stands on today, once, as a list: nobody looks for it in the past.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.birthdays import is_leap_day, next_birthday
from farmer.formats.ics_out import CalendarEntry
from farmer.ids import Id
from farmer.scoring.trail import follow_up
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.person import Named, word_for
from farmer.tasks.tend.ties import RollTie, named, roll
from farmer.wording import say_date, say_some

if TYPE_CHECKING:
    from datetime import date

    from farmer.ledger.outside import OutsideIds
    from farmer.ledger.reader import Reader

_AT_ONCE = 250
# What is overdue is listed so far; `farmer today` has the rest.
_LISTED = 20
# By the step after a first meeting: what to do, and what records it.
_TRAIL = {
    "note": ("Write to {}", "--kind message --by me"),
    "connect": ("Connect with {}", "--kind connect --by me"),
    "meet": ("Meet or call {}", "--by me"),
}


class _Due(NamedTuple):
    """Something due: whom it is about, and its place among what is overdue, what is owed first."""

    entry: CalendarEntry
    whom: tuple[str, ...]
    place: float


class _Book(NamedTuple):
    """What all entries are written from: the names and ids of whom they may be about.

    Attributes:
        people: by number.
        words: how each is named in a command.
        ids: by which the entries are known outside.
    """

    people: Mapping[int, Named]
    words: Mapping[int, str]
    ids: OutsideIds


def agenda(desk: Desk, reader: Reader, whom: Container[int] | None = None) -> list[CalendarEntry]:
    """The entries about the people of those ids, or everybody, by day; none is before today.

    A thing has the same id each time. Nothing is asked about whoever is archived.
    """
    book = _book(reader, whom)
    due = [*_promises(reader, book), *_requests(desk, reader, book)]
    due += [each for tie in _ties(desk, reader, book.people) for each in _of_tie(desk, tie, book)]
    late = [each for each in due if each.entry.on < desk.today]
    entries = [each.entry for each in due if each.entry.on >= desk.today]
    if late:
        entries.append(_overdue(late, book.ids, desk.today))
    return sorted(entries, key=lambda entry: (entry.on, entry.uid))


def _book(reader: Reader, whom: Container[int] | None) -> _Book:
    everybody = (each for each in reader.people() if whom is None or each.id in whom)
    people = {each.id: Named.of(each) for each in everybody if not each.archived}
    namesakes = reader.namesakes([each.name for each in people.values()])
    words = {number: word_for(each, namesakes) for number, each in people.items()}
    return _Book(people, words, outside_ids(reader))


def _overdue(late: Sequence[_Due], ids: OutsideIds, today: date) -> CalendarEntry:
    """One entry for all that is overdue: who, and of the first of it what, since when and how."""
    ordered = sorted(late, key=lambda each: (each.place, each.entry.on, each.entry.title))
    names = list(dict.fromkeys(name for each in ordered for name in each.whom))
    lines = [_line(each.entry) for each in ordered[:_LISTED]]
    if len(late) > _LISTED:
        lines.append(f"… and {len(late) - _LISTED} more: farmer today")
    title = f"Overdue: {say_some(names, 'person', 'people')}"
    return CalendarEntry(f"overdue-{ids.of_all('overdue')}@farmer", today, title, "\n".join(lines))


def _line(entry: CalendarEntry) -> str:
    return f"{entry.title.removesuffix('.')} (since {say_date(entry.on)}): {entry.command}"


def _promises(reader: Reader, book: _Book) -> Iterator[_Due]:
    for recorded in reader.promises():
        promise, one = recorded.promise, Id("p", recorded.id)
        if recorded.contact_id in book.people and promise.ended is None and promise.due_on:
            name = book.people[recorded.contact_id].name
            title = f"Promise {'to' if promise.mine else 'of'} {name}: {promise.text}"
            uid, command = f"promise-{book.ids.of(one)}@farmer", f"farmer promise kept {one}"
            entry = CalendarEntry(uid, promise.due_on, title, command=command)
            yield _Due(entry, (name,), 0)


def _requests(desk: Desk, reader: Reader, book: _Book) -> Iterator[_Due]:
    """Every open request on the day on which something is to be done about it."""
    from farmer.tasks.refer.request_list import requests_shown
    from farmer.tasks.refer.request_waiting import my_turn_on, with_colleagues

    found = [
        each
        for each in reader.requests()
        if each.request.is_open
        and not book.people.keys().isdisjoint({each.request.person_id, each.request.target_id})
    ]
    shown = requests_shown(reader, found, reader.people(), desk.today)
    for each in with_colleagues(desk, reader, shown):
        if each.waiting_for:
            sides = [side.name for side in (each.person, each.target) if side]
            who = " to ".join(filter(None, (*sides, "" if each.target else each.target_words)))
            uid = f"request-{book.ids.of(Id('r', int(each.id[1:])))}@farmer"
            command = next(iter(each.commands), f"farmer request show {each.id}")
            note = f"For: {each.need}" if each.need else ""
            entry = CalendarEntry(uid, my_turn_on(each), f"{who}: {each.next}", note, command)
            yield _Due(entry, tuple(sides), 0)


def _ties(desk: Desk, reader: Reader, ids: Container[int]) -> Iterator[RollTie]:
    """The ties with those people, some at a time: what happened with everybody fills the memory."""
    entries = [entry for entry in roll(desk, reader, desk.today) if entry.id in ids]
    for at in range(0, len(entries), _AT_ONCE):
        some = entries[at : at + _AT_ONCE]
        yield from reader.ties(some, desk.today, desk.settings.cadence_days)


def _of_tie(desk: Desk, tie: RollTie, book: _Book) -> Iterator[_Due]:
    number, name = tie.contact.id, named(tie.contact).name
    who, word = book.ids.of(Id("c", number)), book.words[number]
    if born := tie.contact.birthday:
        entry = CalendarEntry(
            f"birthday-{who}@farmer",
            next_birthday(born, desk.today),
            f"Birthday of {name}",
            command=f"farmer prepare {word}",
            yearly="leap day" if is_leap_day(born) else "day",
        )
        yield _Due(entry, (name,), 0)
    due = follow_up(tie.touches, desk.today)
    if due is not None:
        title, how = _TRAIL[due.step]
        entry = CalendarEntry(
            f"follow-up-{who}-{due.step}@farmer",
            due.due_on,
            title.format(name),
            "After you first met.",
            f"farmer log {word} {how}",
        )
        yield _Due(entry, (name,), 1)
    silence = tie.silent(desk.today)
    if silence.last is not None and due is None:
        on = silence.last + timedelta(days=tie.cadence_days)
        snoozed = tie.contact.snoozed_until
        note = f"Last contact on {silence.last.isoformat()}; wanted every {tie.cadence_days} days."
        entry = CalendarEntry(
            f"cadence-{who}@farmer",
            max(on, snoozed or on),
            f"Be in touch with {name}",
            note,
            f"farmer log {word}",
        )
        # Whom it would cost most to let go comes first, as in `stale`.
        yield _Due(entry, (name,), 2 + 1 / (1 + (silence.warmth or 0)))
