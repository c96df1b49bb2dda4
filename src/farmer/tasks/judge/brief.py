"""What a person is told first of a judgement, beside the judgement itself.

Only people, and programs that want all of it, are told: what it takes to know how somebody is
called and what they asked before is read for nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id
from farmer.letters.decline_reasons import why_not
from farmer.letters.replies import GLADLY, reply_to
from farmer.model import REQUESTER
from farmer.people.naming import called
from farmer.people.parts import parts_told
from farmer.scoring.briefly import Conversations, conversations, meanwhile
from farmer.tasks.person import Named, word_for
from farmer.text import fold
from farmer.wording import forms_of

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedRequest
    from farmer.people.meant import Person
    from farmer.referrals.states import Request
    from farmer.scoring.assessment import Assessment


# Two names and a command are to fit on one line of a terminal.
_LONGEST_WORD = 16


class AskedBefore(NamedTuple):
    """A request that is about the same people, as it stood on the day.

    Attributes:
        target: whom they want to meet, by name or in words.
        asked_on: when it was asked; `state_on` is the day of its last step.
        is_open: whether anything is still to come of it.
        introduced_on: the day of the introduction, where it was made.
    """

    id: str
    need: str
    target: str
    state: str
    asked_on: date
    state_on: date
    is_open: bool
    introduced_on: date | None


class Familiar(NamedTuple):
    """Somebody as they are spoken of: how they are called, and the talks on record with them."""

    called: str
    talks: Conversations


class Brief(NamedTuple):
    """What somebody who has to answer needs beside the verdict.

    Attributes:
        asker, target: as they are spoken of; None without a target.
        command: what can be typed next where it is farmed; empty else.
        asked: what was asked before about the same: what is open, else what ended last; or None.
        reply: what can be said to whoever asks.
        meanwhile: what can honestly be done for the asker until then; empty where it is farmed, or
            nobody asks.
    """

    asker: Familiar
    target: Familiar | None
    command: str
    asked: AskedBefore | None
    reply: str
    meanwhile: str


def brief(
    reader: Reader,
    sides: Sequence[tuple[Person, Assessment]],
    as_of: date,
    *,
    before: bool = True,
    without_memory: bool = False,
) -> Brief:
    """What to tell of one side, or of an asker and a target.

    `before` is whether what was asked before is told: a request itself tells that on its own;
    `without_memory` leaves out what was told from memory.
    """
    people = [person for person, _ in sides]
    known = [_familiar(reader, person, as_of, without_memory=without_memory) for person in people]
    judged = sides[0][1]
    asks = judged.role == REQUESTER
    farmed = all(side.verdict == "farmed" for _, side in sides)
    return Brief(
        asker=known[0],
        target=known[1] if len(known) > 1 else None,
        command=_command(reader, people, asks=asks) if farmed else "",
        asked=_asked(reader, people, as_of, asks=asks) if before else None,
        reply=GLADLY if farmed else reply_to(why_not(judged) if asks else "mine"),
        meanwhile=meanwhile(judged, forms_of(known[0].called)) if asks and not farmed else "",
    )


def _familiar(reader: Reader, person: Person, as_of: date, *, without_memory: bool) -> Familiar:
    history = reader.history(person.id, as_of)
    if without_memory:
        history = history.recorded
    contact = history.contact
    return Familiar(
        called(contact.name, contact.nickname, parts_told(contact)),
        conversations(point.touch for point in history.touchpoints),
    )


def _command(reader: Reader, people: Sequence[Person], *, asks: bool) -> str:
    """What records the next step with whoever may be introduced, or asked."""
    namesakes = reader.namesakes([person.name for person in people])
    words = [_word(person, namesakes) for person in people]
    if not asks:
        return f'farmer ask {words[0]} --need "…"'
    if len(words) == 1:
        return f"farmer check {words[0]} --to NAME"
    return f'farmer request add {words[0]} --to {words[1]} --need "…"'


def _word(person: Person, namesakes: Collection[str]) -> str:
    """Somebody as a word of a command, which is no longer than a line."""
    named = Named.of(person)
    return named.id if len(person.name) > _LONGEST_WORD else word_for(named, namesakes)


def _asked(reader: Reader, people: list[Person], as_of: date, *, asks: bool) -> AskedBefore | None:
    """What is open about the same people, the newest of it; else what ended last."""
    then = [
        (recorded, life)
        for recorded, life in _standing(reader, people[0].id, as_of)
        if _is_about(life, people, asks=asks)
    ]
    if not then:
        return None
    *_, (recorded, life) = sorted(then, key=lambda each: (each[1].is_open, each[1].last_on))
    target = reader.person(life.target_id) if life.target_id is not None else None
    return AskedBefore(
        id=str(Id("r", recorded.id)),
        need=recorded.need,
        target=target.name if target else life.target,
        state=life.state,
        asked_on=life.steps[0].on,
        state_on=life.last_on,
        is_open=life.is_open,
        introduced_on=life.introduction.on if life.introduction else None,
    )


def _standing(
    reader: Reader, contact_id: int, as_of: date
) -> Iterator[tuple[RecordedRequest, Request]]:
    """What was asked of you in which somebody has a part, as it stood on a day."""
    for recorded in reader.requests_of(contact_id):
        life = recorded.request.up_to(as_of)
        if life is not None and life.direction == "given":
            yield recorded, life


def _is_about(life: Request, people: list[Person], *, asks: bool) -> bool:
    """Whether it is about the same asker, or target, or both."""
    if not asks:
        return life.target_id == people[0].id
    if life.person_id != people[0].id:
        return False
    wanted = people[1:]
    return not wanted or life.target_id == wanted[0].id or fold(life.target) == fold(wanted[0].name)
