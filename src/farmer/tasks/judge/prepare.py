"""One page before a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.details import Detail
from farmer.facts import FACT_KINDS, word_of
from farmer.ids import Id
from farmer.ledger.nouns import in_use_first
from farmer.model import PLANNED, REQUESTER, Contact, Handle, Role, Verdict
from farmer.people.meant import Person
from farmer.scoring.cold import Silence
from farmer.tasks.desk import Desk
from farmer.tasks.judge.noted import noted_of
from farmer.tasks.judge.side import Side, side_of
from farmer.tasks.judge.suggestions import Suggestion, suggestions
from farmer.tasks.person import Named, find_person, mention_archived
from farmer.tasks.record.events import PRESENT
from farmer.tasks.record.gains import GainsExchange, exchange
from farmer.tasks.record.promise import PromiseShown, open_promises
from farmer.wording import say_count

if TYPE_CHECKING:
    from farmer.ledger.nouns import Evidence, Touchpoint
    from farmer.ledger.reader import Reader

# Enough to pick up the thread; `show` has all of it.
NOTES_SHOWN = 3
QUESTIONS_SHOWN = 5
MUTUAL_SHOWN = 8

# The question that would fill a gate's gap; the other gates are filled by meeting again.
_QUESTIONS = {
    "H3": "What does a good job look like in your work, and could I see one?",
    "H4": "What would it take to put that right?",
    "S4": "Who have you done this for whom I may ask about it?",
    "S5": "Could you send me one small thing by next week?",
    "S6": "When suits you next? You choose the day and the place.",
    "S8": "What could I do for you this month?",
}
MEETING = "When do we meet again?"


class DatedNote(NamedTuple):
    """Something written, with its id, day and what it was: a kind of touch or word of ``mark``."""

    id: str
    on: date
    what: str
    note: str


class Lack(NamedTuple):
    """A gate that ``check`` finds failing, what would satisfy it, and the question to ask."""

    gate: str
    sentence: str
    remedy: str
    question: str


_TOGETHER = 2


class Mutual(NamedTuple):
    """Somebody you both know, and how."""

    person: Named
    how: str


class Prepared(NamedTuple):
    """The answer of ``prepare``.

    Attributes:
        details: postal addresses, relations, days and own fields, and children if wanted.
        handles: where they can be reached, in the order in which to use them.
        open_questions: questions written in notes, the newest first.
        promises: what is still open between you, yours first.
        lacks: what ``check`` lacks for `role`, each with the question that would fill it.
        given, received: favours and introductions each way, the newest first.
        mutual: people you both know.
        together: whom to bring together with them, the two best.
    """

    person: Named
    nickname: str
    company: str
    title: str
    handles: tuple[Handle, ...]
    tags: tuple[str, ...]
    met_at: str
    met_on: date | None
    notes: str
    birthday: str
    details: tuple[Detail, ...]
    children_left_out: int
    role: Role
    verdict: Verdict
    score: float
    silence: Silence
    last_said: tuple[DatedNote, ...]
    open_questions: tuple[DatedNote, ...]
    gains: GainsExchange
    lacks: tuple[Lack, ...]
    promises: tuple[PromiseShown, ...]
    given: tuple[DatedNote, ...]
    received: tuple[DatedNote, ...]
    mutual: tuple[Mutual, ...]
    together: tuple[Suggestion, ...]


def prepare(
    desk: Desk, who: str, *, role: Role = REQUESTER, as_of: date, children: bool = False
) -> Prepared:
    """What to know, ask and tell before meeting the person `who`; their `children` if wanted.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    with desk.reading() as reader:
        people = reader.people()
        person = find_person(who, people, parts=True, region=desk.settings.region)
        mention_archived(desk, (person,))
        history = reader.history(person.id, as_of)
        learnt = exchange(reader, Named.of(person), person.id, as_of)
        side = side_of(desk, reader, person, history, role, as_of)
        mutual = _mutual(reader, history.contact, people, as_of)
        tags = tuple(reader.tags_of(person.id))
        noted = noted_of(reader, person.id, children=children)
        addresses = in_use_first(reader.addresses(person.id))
        promises = open_promises(reader, person, as_of, desk.today)
        together, _ = suggestions(desk, reader, as_of, person.id)
    contact, touchpoints, evidence = history.contact, history.touchpoints, history.evidence
    met = contact.met_on is None or contact.met_on <= as_of
    return Prepared(
        person=Named.of(person),
        nickname=contact.nickname,
        company=contact.company,
        title=contact.title,
        handles=tuple(each.handle for each in addresses if each.until is None),
        tags=tags,
        met_at=contact.met_at if met else "",
        met_on=contact.met_on if met else None,
        notes=contact.notes,
        birthday=contact.birthday,
        details=noted.details,
        children_left_out=noted.children_left_out,
        role=role,
        verdict=side.assessment.verdict,
        score=side.assessment.score,
        silence=history.tie(desk.settings.cadence_days).silent(as_of),
        last_said=tuple(_said(touchpoints)[:NOTES_SHOWN]),
        open_questions=tuple(_open_questions(touchpoints, evidence)[:QUESTIONS_SHOWN]),
        gains=learnt,
        lacks=_lacks(side),
        promises=promises,
        given=_favours(evidence, "given"),
        received=_favours(evidence, "received"),
        mutual=mutual[:MUTUAL_SHOWN],
        together=tuple(together[:_TOGETHER]),
    )


def _said(touchpoints: Sequence[Touchpoint]) -> list[DatedNote]:
    return [
        DatedNote(str(Id("t", point.id)), point.touch.on, point.touch.kind, point.touch.note)
        for point in reversed(touchpoints)
        if point.touch.note and point.touch.kind != PLANNED
    ]


def _noted(evidence: Sequence[Evidence]) -> list[DatedNote]:
    return [
        DatedNote(line.label, line.fact.on, word_of(line.fact.what), line.fact.note)
        for line in reversed(evidence)
    ]


def _open_questions(
    touchpoints: Sequence[Touchpoint], evidence: Sequence[Evidence]
) -> list[DatedNote]:
    """Every question in a note: a sentence that ends in a question mark."""
    notes = sorted(_said(touchpoints) + _noted(evidence), key=lambda note: note.on, reverse=True)
    asked: dict[str, DatedNote] = {}
    for note in notes:
        for question in re.findall(r"[^.;!?\n]*\?", note.note):
            if question.strip("? "):
                found = DatedNote(note.id, note.on, note.what, question.strip())
                asked.setdefault(found.note, found)
    return list(asked.values())


def _lacks(side: Side) -> tuple[Lack, ...]:
    return tuple(
        Lack(gate.id, gate.sentence, remedy, _QUESTIONS.get(gate.id, MEETING))
        for gate, remedy in zip(side.assessment.failing, side.missing, strict=True)
    )


def _favours(evidence: Sequence[Evidence], way: str) -> tuple[DatedNote, ...]:
    return tuple(
        note
        for note, line in zip(_noted(evidence), reversed(evidence), strict=True)
        if FACT_KINDS[line.fact.what].favour == way
    )


def _mutual(
    reader: Reader, contact: Contact, people: Sequence[Person], as_of: date
) -> tuple[Mutual, ...]:
    """Who introduced you, whom they introduced, whom they are told to know, and who was there."""
    assert contact.id is not None  # it was just read
    how: dict[int, str] = {}
    if contact.met_through_id is not None:
        how[contact.met_through_id] = "introduced you"
    for other in reader.introduced_by(contact.id):
        how.setdefault(other, "you met through them")
    for each in reader.links_of([contact.id], as_of):
        if not each.link.denied:
            how.setdefault(each.beyond(contact.id), each.link.how or "they know each other")
    for other, (events, latest) in reader.seen_with(contact.id, as_of, PRESENT).items():
        more = f" and {say_count(events - 1, 'event')} more" if events > 1 else ""
        how.setdefault(other, f"at {latest or 'a get-together'}{more}")
    known = {person.id: person for person in people if not person.archived}
    return tuple(
        Mutual(Named.of(known[other]), said) for other, said in how.items() if other in known
    )
