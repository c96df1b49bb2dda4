"""Sending a team what is new of what one tells, and receiving what the others do."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import NoLedger
from farmer.handles import all_in
from farmer.ids import Id
from farmer.model import LIVE, ROLES
from farmer.tasks.colleagues import is_one_of
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.together.team import driver
from farmer.tasks.together.team_share import everybody_told
from farmer.team import place as places
from farmer.team.keys import key_digest, token
from farmer.team.place import Place, ReceivedStanding
from farmer.team.refusals import AnotherBook
from farmer.team.telling import ToldStanding, Unreadable, from_text, to_text

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

# What is told for a year is told anew once so much of it is left, though nothing changed.
_AHEAD_AT_LEAST = timedelta(days=183)


class TeamSynced(NamedTuple):
    """The answer of ``team sync``.

    Attributes:
        sent: of how many people something new was told.
        taken_back: of how many nothing is told any more.
        received: by colleague, of how many people they told something new.
        withdrawn: of how many people colleagues tell nothing any more.
        new_members: who was not in the team at the last sync.
    """

    sent: int
    taken_back: int
    received: dict[str, int]
    withdrawn: int
    new_members: tuple[str, ...]


def sync(desk: Desk) -> TeamSynced:
    """Send what changed, take back what is not told any more, and receive what others tell.

    One transaction there, and then one file here: whatever is cut off is done by the next sync.

    Raises:
        NoTeam: where the ledger is in none.
        NoLedger: where there is no ledger: its people are not to be taken back for that.
        NoDriver: where what talks to PostgreSQL is not installed.
        BookUnreachable, BookRefuses: where the server does not answer, or not to this member.
        AnotherBook: where it is another one than was joined; nothing is sent there.
    """
    place = places.get(desk.ledger.place)
    book = driver()
    with desk.reading() as reader:
        if not reader.exists:
            raise NoLedger
        told = to_tell(desk, reader, place)
    wanted = {book.OwnKey(*key): said for key, said in told.items()}
    with book.open_book(place.address, insecure=place.insecure) as opened:
        if opened.id != place.book or opened.key_digest != key_digest(place.key):
            raise AnotherBook
        rows = opened.told()
        mine = {
            book.OwnKey(row.person, row.audience): row.body
            for row in rows
            if row.keeper == place.me and row.machine == place.machine
        }
        new = {
            key: to_text(said)
            for key, said in wanted.items()
            if not _stands(mine.get(key), said, desk.today)
        }
        gone = [key for key in mine if key not in wanted]
        opened.tell(place.machine, new)
        opened.take_back(place.machine, gone)
        members = tuple(opened.members())
    others = [ReceivedStanding(row.keeper, row.body) for row in rows if row.keeper != place.me]
    synced = _received(desk, others, members)
    sent = {key.person for key in new}
    return synced._replace(sent=len(sent), taken_back=len({key.person for key in gone} - sent))


def to_tell(desk: Desk, reader: Reader, place: Place) -> dict[tuple[str, str], ToldStanding]:
    """What is told today, by the person's id elsewhere and to whom."""
    audiences = everybody_told(desk, reader, place)
    if not audiences:
        return {}
    on = desk.today
    entries = [entry for entry in reader.roll(on) if entry.id in audiences]
    talks = reader.newest_touches(on, LIVE)
    handles = {contact.id: found for contact, found in reader.everybody()}
    ids = outside_ids(reader)
    found: dict[tuple[str, str], ToldStanding] = {}
    for tie in reader.ties(entries, on, desk.settings.cadence_days):
        number = tie.contact.id
        talk = talks.get(number)
        addresses = all_in(desk.settings.region, handles.get(number, ()))
        said = ToldStanding(
            tie.contact.name,
            tie.contact.company,
            tuple(sorted(token(place.key, handle) for handle in addresses)),
            f"{talk.on:%Y-%m}" if talk else "",
            {role: tie.foretold(role, on) for role in ROLES},
        )
        person = ids.of(Id("c", number)).hex
        found |= {(person, audience): said for audience in audiences[number]}
    return found


def _stands(body: str | None, said: ToldStanding, today: date) -> bool:
    """Whether what lies there says the same for long enough."""
    if body is None:
        return False
    try:
        there = from_text(body)
    except Unreadable:
        return False
    ends = min(there.standing[role].until for role in ROLES)
    return ends - today >= _AHEAD_AT_LEAST and there.still_says(said, today)


def _received(desk: Desk, others: list[ReceivedStanding], members: tuple[str, ...]) -> TeamSynced:
    """Keep what others tell now in the place of what they told before, as it is by now here."""
    place = places.get(desk.ledger.place)
    forgotten = frozenset(place.forgotten)
    kept = tuple(each for each in others if not is_one_of(place, each, forgotten))
    new = Counter(each.keeper for each in set(kept) - set(place.received))
    before, after = Counter(r.keeper for r in place.received), Counter(r.keeper for r in kept)
    withdrawn = (before - after).total()
    joined = tuple(m for m in members if m not in place.members and m != place.me)
    synced_on = desk.today.isoformat()
    places.keep(
        desk.ledger.place, replace(place, members=members, synced_on=synced_on, received=kept)
    )
    return TeamSynced(0, 0, dict(sorted(new.items())), withdrawn, joined)
