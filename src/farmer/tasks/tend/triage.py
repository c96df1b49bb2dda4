"""Deciding about those whom a file brought: who is looked after, and who is left alone.

Whoever has a cadence, a tag or a record of yours is looked after (`farmer.tasks.tend.ties.tended`);
so each answer is an ordinary change of a contact, and nothing remembers that it was asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.ids import parse_id
from farmer.model import LIVE
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.record.planned import PlannedMeeting, confirm_meeting, planned_meetings
from farmer.tasks.tend.ties import RollTie, named, roll
from farmer.wording import say_some

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.scoring.recalled import FromMemory

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Undecided(NamedTuple):
    """Somebody whom only a file brought.

    Attributes:
        source: the kind of file; None where that is not known any more.
        contacts: how many touches files told of.
        last_on: the day of the newest of them.
        last_said, last_said_on: the newest note and its day.
    """

    person: Named
    company: str
    source: str | None
    contacts: int
    last_on: date | None
    last_said: str
    last_said_on: date | None


class Triage(NamedTuple):
    """The answer of ``triage``.

    Attributes:
        planned: the meetings that are not known to have happened, the newest first.
        people: whom to decide about, those first of whom most is known.
        total: how many there are, those beyond the limit included.
    """

    planned: tuple[PlannedMeeting, ...]
    people: tuple[Undecided, ...]
    total: int

    @property
    def left(self) -> int:
        """How much there is to decide about."""
        return len(self.planned) + self.total


class Sorting(NamedTuple):
    """What is to be done about somebody.

    Attributes:
        said: in a word, such as ``archived``.
        fields: of the contact, what they are from now on.
        tag: a group they are put into, without the @.
        memory: what is remembered of them.
    """

    said: str
    fields: Mapping[str, Any] = _NOTHING
    tag: str = ""
    memory: FromMemory | None = None


class Triaged(NamedTuple):
    """What was decided, in one change.

    Attributes:
        people: about whom, with the word of what was done.
        planned: the meetings that happened.
        gone: who is not in the ledger any more; nothing was done about them.
    """

    people: tuple[tuple[Named, str], ...]
    planned: tuple[PlannedMeeting, ...]
    gone: tuple[Named, ...]


def triage(desk: Desk, *, limit: int | None = None, but: Collection[str] = ()) -> Triage:
    """Whom only a file brought, and which planned meetings wait to be confirmed.

    Args:
        desk: where to work.
        limit: how many people at most; None for all.
        but: the ids of people and touchpoints that were passed over.
    """
    with desk.reading() as reader:
        if not reader.exists:
            return Triage((), (), 0)
        planned = [m for m in planned_meetings(reader, desk.today) if m.touchpoints[0] not in but]
        untended = reader.untended(LIVE)
        entries = [each for each in roll(desk, reader, desk.today) if each.id in untended]
        known = reader.ties(entries, desk.today, desk.settings.cadence_days)
        left = [tie for tie in known if named(tie.contact).id not in but]
        shown = sorted(left, key=_place)[:limit]
        people = _undecided(reader, shown, desk.today)
    return Triage(tuple(planned), people, len(left))


def sort_out(
    desk: Desk,
    sortings: Sequence[tuple[Named, Sorting]],
    planned: Sequence[PlannedMeeting] = (),
) -> Triaged:
    """Write what was decided, as one change; which meetings happened is part of it."""
    from farmer.tasks.record.recall import write_memory

    if not (sortings or planned):
        return Triaged((), (), ())
    names = [person.name for person, _ in sortings]
    names += [person.name for meeting in planned for person in meeting.people]
    with desk.changing(f"triage {say_some([*dict.fromkeys(names)], 'person', 'people')}") as change:
        there = _there(change.now, [person for person, _ in sortings])
        for person, sorting in sortings:
            if person.id not in there:
                continue
            whose = there[person.id]
            if sorting.fields:
                change.edit_contact(whose, sorting.fields)
            if sorting.tag:
                change.add_tag(whose, sorting.tag)
            if sorting.memory is not None:
                write_memory(change, whose, sorting.memory)
        for meeting in planned:
            confirm_meeting(change, meeting)
    return Triaged(
        tuple((person, sorting.said) for person, sorting in sortings if person.id in there),
        tuple(planned),
        tuple(person for person, _ in sortings if person.id not in there),
    )


def _there(reader: Reader, people: Sequence[Named]) -> dict[str, int]:
    """The numbers of those of whom the ledger still knows, by their ids."""
    ids = [one.number for person in people if (one := parse_id(person.id, "c"))]
    return {Named.of(person).id: number for number, person in reader.people_of(ids).items()}


def _place(tie: RollTie) -> tuple[int, int, str]:
    """Of whom most is known first, then who was in touch last."""
    last = max((touch.on for touch in tie.touches), default=date.min)
    return -len(tie.touches), -last.toordinal(), tie.contact.name


def _undecided(reader: Reader, shown: Sequence[RollTie], on: date) -> tuple[Undecided, ...]:
    notes = reader.last_notes(on, [tie.contact.id for tie in shown])
    found = []
    for tie in shown:
        said_on, said = notes.get(tie.contact.id, (None, ""))
        found.append(
            Undecided(
                person=named(tie.contact),
                company=tie.contact.company,
                source=reader.origin(tie.contact.id).source,
                contacts=len(tie.touches),
                last_on=max((touch.on for touch in tie.touches), default=None),
                last_said=said,
                last_said_on=said_on,
            )
        )
    return tuple(found)
