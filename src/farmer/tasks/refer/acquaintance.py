"""How somebody is known, in the words that a letter to them or about them needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import LIVE, REQUESTER
from farmer.people.meant import Person
from farmer.people.naming import called
from farmer.people.parts import parts_told
from farmer.tasks.desk import Desk
from farmer.tasks.record.addresses import current_addresses

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.scoring.assessment import Assessment


class Acquaintance(NamedTuple):
    """Somebody as they are known on a day.

    Attributes:
        called: the nickname, or the given name (see `farmer.people.naming`).
        address: an e-mail address, empty without one.
        asker: the judgement of vouching for their work.
        work: the best that is known of their work: used, seen, vouched, told, or empty.
        since, last_spoken: the days of the first and the last live touch, or None.
        met_at: the event at which they were met last, or where they were met first.
        favour: the newest note of something they did for the user.
    """

    person: Person
    called: str
    address: str
    asker: Assessment
    work: str
    since: date | None
    last_spoken: date | None
    met_at: str
    favour: str


def acquaintance(
    desk: Desk, reader: Reader, person: Person, without: int | None = None
) -> Acquaintance:
    """How `person` is known today, leaving out what came of the request `without`."""
    history = reader.history(person.id, desk.today, without)
    contact = history.contact
    judged = history.tie(desk.settings.cadence_days).judged(REQUESTER, desk.today)
    spoken = [point for point in history.touchpoints if point.touch.kind in LIVE]
    # What follows from a request is noted in its own words, which may be about somebody else.
    got = [line.fact for line in history.evidence if line.fact.what == "got" and line.letter == "f"]
    favours = [fact for fact in got if fact.note]
    addresses = current_addresses(reader, person.id)
    emails = [each.value for each in addresses if each.kind == "email"]
    return Acquaintance(
        person=person,
        called=called(contact.name, contact.nickname, parts_told(contact)),
        address=emails[0] if emails else "",
        asker=judged,
        work=_work(judged),
        since=spoken[0].touch.on if spoken else None,
        last_spoken=spoken[-1].touch.on if spoken else None,
        met_at=(spoken[-1].event if spoken else "") or contact.met_at,
        favour=max(favours, key=lambda fact: fact.on).note if favours else "",
    )


def _work(judged: Assessment) -> str:
    """The best rung on which their work is known, none while unhappy with it."""
    known = judged.standing.facts
    if known.unhappy:
        return ""
    rungs = (
        ("used", known.used),
        ("seen", known.seen),
        ("vouched", known.vouched),
        ("told", known.told),
    )
    return next((rung for rung, reached in rungs if reached), "")
