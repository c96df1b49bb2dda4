"""What a team is told today: worked out anew only where what it rests on has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from farmer import __version__
from farmer.handles import all_in
from farmer.ids import Id
from farmer.model import LIVE, ROLES
from farmer.scoring.ahead import AHEAD_DAYS
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.together.team_share import everybody_told
from farmer.team.diary import ToldNote, days_to_text, notes_to_text
from farmer.team.keys import token
from farmer.team.place import Place, Sent
from farmer.team.rows import EVIDENCE, WORDS, OwnKey
from farmer.team.telling import ToldStanding, Unreadable, from_text

if TYPE_CHECKING:
    from farmer.ledger.nouns import History, RollEntry
    from farmer.ledger.reader import Reader
    from farmer.scoring.tie import Tie

# What is told for a year is told anew once so much of it is left, though nothing changed.
_AHEAD = timedelta(days=AHEAD_DAYS)
_AHEAD_AT_LEAST = timedelta(days=183)


class StandingToTell(NamedTuple):
    """Of one person: what is told with the standing, and the tie by which it is worked out."""

    name: str
    company: str
    tokens: tuple[str, ...]
    spoke: str
    tie: Tie[RollEntry]
    on: date

    def worked_out(self) -> ToldStanding:
        """What is told. It takes a millisecond, which thousands of people are a while of."""
        ahead = {role: self.tie.foretold(role, self.on) for role in ROLES}
        return ToldStanding(self.name, self.company, self.tokens, self.spoke, ahead)

    @property
    def basis(self) -> str:
        """A digest of all that it rests on, but for the day, and of the farmer that judges."""
        touches = sorted(repr(touch) for touch in self.tie.touches)
        facts = sorted((fact.on.isoformat(), fact.what) for fact in self.tie.facts)
        said = repr((__version__, self[:4], touches, facts))
        return sha256(said.encode()).hexdigest()


def standings_to_tell(desk: Desk, reader: Reader, place: Place) -> dict[OwnKey, StandingToTell]:
    """What is told of how you stand, by the person's id elsewhere and to whom."""
    audiences = everybody_told(desk, reader, place)
    if not audiences:
        return {}
    on = desk.today
    entries = [entry for entry in reader.roll(on) if entry.id in audiences]
    talks = reader.newest_touches(on, LIVE)
    handles = {contact.id: found for contact, found in reader.everybody()}
    ids = outside_ids(reader)
    found: dict[OwnKey, StandingToTell] = {}
    for tie in reader.ties(entries, on, desk.settings.cadence_days):
        number = tie.contact.id
        talk = talks.get(number)
        addresses = all_in(desk.settings.region, handles.get(number, ()))
        told = StandingToTell(
            tie.contact.name,
            tie.contact.company,
            tuple(sorted(token(place.key, handle) for handle in addresses)),
            f"{talk.on:%Y-%m}" if talk else "",
            tie,
            on,
        )
        person = ids.name_of(Id("c", number))
        found |= {OwnKey(person, audience): told for audience in audiences[number]}
    return found


def more_to_tell(
    desk: Desk, reader: Reader, place: Place, standings: Mapping[OwnKey, StandingToTell]
) -> dict[OwnKey, str]:
    """What is told beside the standings to members by name: days without words, and notes."""
    by_number = {told.tie.contact.id: (key.person, told.tie) for key, told in standings.items()}
    found: dict[OwnKey, str] = {}
    for number, members in everybody_told(desk, reader, place, EVIDENCE).items():
        person, tie = by_number[number]
        body = days_to_text(tie.touches, tie.facts)
        found |= {OwnKey(person, member, EVIDENCE): body for member in members}
    for number, members in everybody_told(desk, reader, place, WORDS).items():
        person, _ = by_number[number]
        body = notes_to_text(_notes(reader.history(number, desk.today)))
        found |= {OwnKey(person, member, WORDS): body for member in members}
    return found


def _notes(history: History) -> Iterator[ToldNote]:
    for each in history.touchpoints:
        if each.touch.note:
            yield ToldNote(each.touch.on, each.touch.kind, each.touch.note)
    for line in history.evidence:
        # What follows from a request has the words of that, which are of somebody else as well.
        if line.fact.note and line.letter != "r":
            yield ToldNote(line.fact.on, line.fact.what, line.fact.note)


def unchanged(place: Place, wanted: dict[OwnKey, StandingToTell], today: date) -> Iterator[Sent]:
    """What was sent already, of those that are `wanted`: it says the same, for long enough."""
    bases = {id(told): told.basis for told in wanted.values()}
    for sent in place.sent:
        told = wanted.get(OwnKey(sent.person, sent.audience))
        if told and bases[id(told)] == sent.basis and _lasts(date.fromisoformat(sent.until), today):
            yield sent


def end_of_what_stands(body: str | None, said: ToldStanding, today: date) -> date | None:
    """Until when what lies there says the same; None where it does not, or not for long enough."""
    if body is None:
        return None
    try:
        there = from_text(body)
    except Unreadable:
        return None
    return there.until if _lasts(there.until, today) and there.still_says(said, today) else None


def _lasts(until: date, today: date) -> bool:
    """Whether it foretells long enough; what a clock told that was ahead, nobody can read yet."""
    return _AHEAD_AT_LEAST <= until - today <= _AHEAD
