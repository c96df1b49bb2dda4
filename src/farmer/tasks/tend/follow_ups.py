"""Following up after first meetings, with whoever was met on one occasion together."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id
from farmer.scoring.trail import TrailStep, first_met, follow_up
from farmer.tasks.person import Named, word_for
from farmer.tasks.tend.ties import RollTie, named

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.model import Event

_SENTENCES: dict[TrailStep, tuple[str, str]] = {
    "note": ("Write a personal note.", "--kind message --by me"),
    "connect": ("Connect where they are, without selling.", "--kind connect --by me"),
    "meet": ("Meet, or call.", "--by me"),
}
# Longer names are no shorter to type than an id is to copy, and may not fit a line.
_LONGEST_WORD = 20
# So few are named in the command for a group; more are named by where they were met.
_FEW = 3


class Due(NamedTuple):
    """A follow-up after a first meeting: what, until when, and the command that records it."""

    person: Named
    step: TrailStep
    due_on: date
    sentence: str
    command: str


class DueTogether(NamedTuple):
    """Whoever is to be followed up with in the same way, first met on one occasion.

    Attributes:
        event: the occasion's id and name; empty where somebody was met on none with a name.
        met_on: the day of it.
        people: whom, by name.
        command: what records it of all of them.
    """

    event: str
    name: str
    met_on: date
    step: TrailStep
    due_on: date
    people: tuple[Named, ...]
    sentence: str
    command: str


class _Found(NamedTuple):
    """Somebody with the step that is due, and where they were first met."""

    person: Named
    met_on: date
    step: TrailStep
    due_on: date
    event: Event | None


def follow_ups(
    reader: Reader, ties: Sequence[RollTie], known: Container[int], on: date
) -> tuple[tuple[Due, ...], tuple[DueTogether, ...]]:
    """What is due after first meetings, of each and by occasion, the soonest first.

    `known` has the ids of everybody who is not archived.
    """
    found = _found(reader, ties, on)
    if not found:
        return (), ()
    namesakes = reader.namesakes([each.person.name for each in found])
    words = {each.person: _word(each.person, namesakes) for each in found}
    due = [
        Due(each.person, each.step, each.due_on, *_told(each.step, [words[each.person]]))
        for each in found
    ]
    groups = []
    for together in _together(found):
        first = together[0]
        people = tuple(each.person for each in together)
        event = str(Id("e", first.event.id or 0)) if first.event else ""
        everybody = [words[person] for person in people]
        if len(people) > _FEW and first.event:
            everybody = _at_event(reader, first.event.id or 0, people, known)
        name = first.event.name if first.event else ""
        told = _told(first.step, everybody)
        groups.append(
            DueTogether(event, name, first.met_on, first.step, first.due_on, people, *told)
        )
    return tuple(due), tuple(groups)


def _found(reader: Reader, ties: Sequence[RollTie], on: date) -> list[_Found]:
    """Everybody with a step that is due, by its day and their name."""
    looked = [(tie, follow_up(tie.touches, on)) for tie in ties]
    due = [(tie, step) for tie, step in looked if step is not None]
    events = reader.first_events(on, [tie.contact.id for tie, _ in due]) if due else {}
    found = []
    for tie, step in due:
        met_on = first_met(tie.touches) or on
        event = events.get(tie.contact.id)
        there = event if event and event.on == met_on else None
        found.append(_Found(named(tie.contact), met_on, step.step, step.due_on, there))
    return sorted(found, key=lambda each: (each.due_on, each.person.name))


def _together(found: Iterable[_Found]) -> list[list[_Found]]:
    """Those of one event with the same step; whoever was met at none alone."""
    groups: dict[tuple[object, ...], list[_Found]] = {}
    for each in found:
        occasion = each.event.id if each.event else each.person.id
        groups.setdefault((occasion, each.step), []).append(each)
    return list(groups.values())


def _at_event(
    reader: Reader, event_id: int, people: Sequence[Named], known: Container[int]
) -> list[str]:
    """The words of a command that mean those people at an event alone, as few as will do."""
    ids, one = [person.id for person in people], Id("e", event_id)
    occasion = reader.event(event_id)
    guests = [guest for guest in occasion.contact_ids if guest in known] if occasion else []
    others = [other for other in (str(Id("c", guest)) for guest in guests) if other not in ids]
    left_out = [word for other in others for word in ("--except", other)]
    return ids if len(left_out) >= len(ids) else [str(one), *left_out]


def _told(step: TrailStep, words: Sequence[str]) -> tuple[str, str]:
    """What to do, and what to type when it is done with those whom the `words` mean."""
    sentence, options = _SENTENCES[step]
    return sentence, f"farmer log {' '.join(words)} {options}"


def _word(person: Named, namesakes: set[str]) -> str:
    word = word_for(person, namesakes)
    return word if len(word) <= _LONGEST_WORD else person.id
