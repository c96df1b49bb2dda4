"""Answering what a colleague asked: a yes is a request of one's own ledger from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Ambiguous, Conflict, InvalidValue, NotFound
from farmer.ids import Id
from farmer.ledger.recorded import RecordedStep
from farmer.model import Contact
from farmer.people.meant import Person
from farmer.referrals.states import (
    ANSWERS,
    ASK_TARGET,
    ASKED,
    GIVEN,
    TARGET_YES,
    Request,
    StepTaken,
)
from farmer.tasks.asked import AskedOfMe, asked_of_me
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.person import Named, find_person, match_person
from farmer.tasks.refer.request import RequestTold, find_target, record
from farmer.tasks.refer.request_before import asked_already
from farmer.team import place as places
from farmer.team.asking import Answering
from farmer.team.place import Answered, Place
from farmer.text import clean_note
from farmer.wording import capitalised

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class TeamAnswered(NamedTuple):
    """The answer of ``team answer``.

    Attributes:
        asked: what was asked.
        answer: yes, no or later.
        until: of later, from when on it may be asked again.
        request: the id of the request in your ledger, of a yes; else empty.
        person: for whom it is, in your ledger; None but for a yes.
        is_new: whether they were added for it.
    """

    asked: AskedOfMe
    answer: str
    until: date | None
    request: str
    person: Named | None
    is_new: bool


def answer(
    desk: Desk,
    number: str,
    said: StepTaken,
    *,
    of: str = "",
    who: str = "",
) -> TeamAnswered:
    """Say yes, no or later to a colleague's question; the next sync tells them.

    Args:
        desk: where to work.
        number: of the request in the colleague's ledger, such as ``r7``.
        said: the answer, with the word to the colleague as its note.
        of: which colleague's, where several of them ask under that number.
        who: whom it is for, where your ledger knows them by another name.

    Raises:
        NoTeam: where the ledger is in none.
        NotFound: where nothing of that number waits for an answer.
        Conflict: where several colleagues ask under it.
        Unknown, Ambiguous: where the names of a yes are not settled.
    """
    place = places.get(desk.ledger.place)
    asked = _meant(asked_of_me(desk), number, of)
    note = clean_note(said.note)
    person, is_new, request, key = None, False, "", ""
    if said.step == TARGET_YES:
        with desk.deciding() as reader:
            asker = _asker(desk, reader, asked, who)
            target_id, words = _target(desk, reader, asked, asker)
            life = Request(GIVEN, asker.id, target_id, words, "asker", ())
            begun = _begun(reader, place, asked, life)
        if begun is None:
            is_new = asker.id == 0
            begun = _record(desk, asked, life, said.on, note)
        person = Named.by_id(begun.person, asker.name)
        request, key = str(begun.id), begun.elsewhere
    body = Answering(said.step, said.on, said.until, note).text
    answered = Answered(asked.id, asked.asker, body, key)
    places.change(
        desk.ledger.place,
        lambda now: replace(
            now,
            answers=(*(each for each in now.answers if each.id != asked.id), answered),
        ),
    )
    word = dict(zip(ANSWERS, ANSWERS.typed, strict=True))[said.step]
    return TeamAnswered(asked, word, said.until, request, person, is_new)


class _Begun(NamedTuple):
    """The request of one's own that a yes is: its id here and elsewhere, and for whom it is."""

    id: Id
    elsewhere: str
    person: int


def _begun(reader: Reader, place: Place, asked: AskedOfMe, life: Request) -> _Begun | None:
    """What a yes recorded that was cut off before it was kept for the colleague."""
    known = asked_already(life, asked.need, reader.requests_of(life.person_id or 0))
    if known is None or known.via != capitalised(asked.asker):
        return None
    one = Id("r", known.id)
    begun = _Begun(one, outside_ids(reader).name_of(one), known.request.person_id or 0)
    is_told = any(each.request == begun.elsewhere for each in place.answers)
    return None if is_told or known.request.state != "target yes" else begun


def _record(desk: Desk, asked: AskedOfMe, life: Request, on: date, note: str) -> _Begun:
    with desk.changing(f"yes to {capitalised(asked.asker)}, for {asked.who}") as change:
        person = life.person_id or change.add_contact(
            Contact(asked.who, company=asked.company, added_on=desk.today)
        )
        told = RequestTold(asked.who, asked.to, asked.need, capitalised(asked.asker))
        steps = [
            StepTaken(ASKED, min(asked.on, on)),
            StepTaken(ASK_TARGET, on),
            StepTaken(TARGET_YES, on, note),
        ]
        whole = replace(life, person_id=person)
        one = Id("r", record(change, whole, told, map(RecordedStep, steps)))
        return _Begun(one, outside_ids(change.now).name_of(one), person)


def _meant(waiting: tuple[AskedOfMe, ...], number: str, of: str) -> AskedOfMe:
    typed = number.strip().casefold()
    found = [
        each
        for each in waiting
        if each.number == typed and (not of or each.asker == of.strip().casefold())
    ]
    if not found:
        raise NotFound(f"No colleague asks you for {typed}.", "See what is asked: farmer today")
    if len(found) > 1:
        raise Conflict(
            f"Several colleagues ask you for their {typed}.",
            f"Say whose: farmer team answer {typed} yes --of {found[0].asker}",
        )
    return found[0]


def _asker(desk: Desk, reader: Reader, asked: AskedOfMe, who: str) -> Person:
    """Whom it is for; of the number 0 where the ledger does not know them."""
    people, region = reader.people(), desk.settings.region
    if who:
        return find_person(who, people, region=region)
    try:
        return match_person(asked.who, people, region=region) or Person(0, asked.who)
    except Ambiguous as several:
        raise InvalidValue(
            f"{several.message}",
            f"Say who: farmer team answer {asked.number} yes --asker ID",
        ) from None


def _target(desk: Desk, reader: Reader, asked: AskedOfMe, asker: Person) -> tuple[int | None, str]:
    """Whom they want to meet: the one of whom you told, else as the name says it."""
    people, ids = reader.people(), outside_ids(reader)
    told = [p for p in people if asked.person and ids.name_of(Id("c", p.id)) == asked.person]
    if told:
        return told[0].id, ""
    target, words = find_target(desk, asked.to, people, asker)
    return (target.id if target else None), words
