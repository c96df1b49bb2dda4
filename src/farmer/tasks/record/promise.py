"""Promises: given, kept, broken, dropped; theirs count as evidence, yours do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, InvalidValue, NotFound
from farmer.ids import Id, parse_id
from farmer.ledger.recorded import RecordedPromise
from farmer.lines.promises import parse_promise
from farmer.model import Promise
from farmer.people.meant import Person
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, find_person
from farmer.text import clean
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class PromiseShown(NamedTuple):
    """One promise; `overdue` where its day has passed and nobody has said how it went."""

    id: str
    person: Named
    text: str
    mine: bool
    made_on: date
    due_on: date | None
    ended: str | None
    ended_on: date | None
    overdue: bool


class PromiseList(NamedTuple):
    """The answer of ``promise list``: yours first, the one due soonest first."""

    promises: tuple[PromiseShown, ...]


def tell_no_day(desk: Desk, given: Promise, promise_id: str) -> None:
    """Say in passing that what stands after a last “by” is no day, and how to give one."""
    what, by, when = given.text.rpartition(" by ")
    if by and what and given.due_on is None:
        typed = f"farmer edit {promise_id} --due friday"
        desk.notify(f"“by {when}” is no day. If one is meant: {typed}")


def add(
    desk: Desk, who: str, text: str, *, mine: bool, on: date, due: date | None = None
) -> PromiseShown:
    """Record what somebody promised, or what you did, with the day in `text` where none is `due`.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
        InvalidValue: without a text, or for a day in it that cannot be, or may be two.
    """
    region = desk.settings.region
    given = (
        Promise(clean(text), mine, on, due)
        if due
        else parse_promise(text, on, mine=mine, region=region)
    )
    if given.due_on and not due:
        taken = clean(text).removeprefix(given.text).strip()
        desk.notify(f"“{taken}” is taken for the day: {say_date(given.due_on)}.")
    with desk.deciding() as reader:
        person = find_person(who, reader.people(), region=region)
    whose = "to" if mine else "of"
    with desk.changing(f"promise {whose} {person.name}: {given.text}") as change:
        promise_id = change.add_promise(person.id, given)
    tell_no_day(desk, given, str(Id("p", promise_id)))
    return _shown(RecordedPromise(promise_id, person.id, given), person, desk.today)


def end(desk: Desk, typed_id: str, how: str, *, on: date) -> PromiseShown:
    """Say how a promise ended: kept, broken or dropped.

    Raises:
        NotFound: for an id the ledger does not have.
        Conflict: where it has ended already, or had not been given by then.
    """
    with desk.deciding() as reader:
        found = _find(reader, typed_id)
        people = {person.id: person for person in reader.people()}
    if found.promise.ended is not None:
        raise Conflict(
            f"{Id('p', found.id)} was {found.promise.ended} already.",
            f"Correct it: farmer edit {Id('p', found.id)} --ended {how}",
        )
    if on < found.promise.made_on:
        raise Conflict(
            f"It was promised on {say_date(found.promise.made_on)}, after that.",
            "Give a later day with --on.",
        )
    ended = replace(found.promise, ended=how, ended_on=on)
    person = people[found.contact_id]
    with desk.changing(f"promise {Id('p', found.id)} of {person.name} {how}") as change:
        change.edit_promise(found.id, {"ended": how, "ended_on": on})
    return _shown(found._replace(promise=ended), person, desk.today)


def list_promises(desk: Desk, *, everything: bool = False) -> PromiseList:
    """The open promises, or all of them."""
    with desk.reading() as reader:
        found, people = reader.promises(), reader.people()
    wanted = [each for each in found if everything or each.promise.ended is None]
    return PromiseList(promises_shown(wanted, people, desk.today))


def promises_shown(
    found: Iterable[RecordedPromise], people: Iterable[Person], today: date
) -> tuple[PromiseShown, ...]:
    """Those promises with the names of the `people`: yours first, the one due soonest first."""
    by_id = {person.id: person for person in people}
    shown = [_shown(recorded, by_id[recorded.contact_id], today) for recorded in found]
    return tuple(sorted(shown, key=_order))


def open_promises(
    reader: Reader, person: Person, on: date, today: date
) -> tuple[PromiseShown, ...]:
    """What is open between you and a person on a day, in the order of `promises_shown`."""
    found = [
        each
        for each in reader.promises()
        if each.contact_id == person.id
        and each.promise.ended is None
        and each.promise.made_on <= on
    ]
    return promises_shown(found, [person], today)


def _order(shown: PromiseShown) -> tuple[bool, bool, bool, date, date]:
    last = shown.due_on or date.max
    return (shown.ended is not None, not shown.mine, shown.due_on is None, last, shown.made_on)


def _find(reader: Reader, typed_id: str) -> RecordedPromise:
    one = parse_id(typed_id, "p")
    if one is None:
        raise InvalidValue(
            f"“{clean(typed_id)}” is not the id of a promise.",
            "Type one such as p3: farmer promise",
        )
    found = reader.promise(one.number)
    if found is None:
        raise NotFound(f"The ledger has no promise {one}.", "See: farmer promise list")
    return found


def _shown(recorded: RecordedPromise, person: Person, today: date) -> PromiseShown:
    given = recorded.promise
    return PromiseShown(
        id=str(Id("p", recorded.id)),
        person=Named.of(person),
        text=given.text,
        mine=given.mine,
        made_on=given.made_on,
        due_on=given.due_on,
        ended=given.ended,
        ended_on=given.ended_on,
        overdue=given.ended is None and given.due_on is not None and given.due_on < today,
    )
