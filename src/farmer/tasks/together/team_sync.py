"""Sending a team what is new of what one tells, and receiving what the others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import NoLedger
from farmer.tasks.asked import asked_today, passed_of
from farmer.tasks.colleagues import is_one_of
from farmer.tasks.desk import Desk
from farmer.tasks.together.driver import driver, joined_book
from farmer.tasks.together.team_carry import UNWATCHED, Carried, Carrying, carry
from farmer.tasks.together.team_passing import take_in, to_pass
from farmer.tasks.together.team_share import EVERYBODY_IN_IT
from farmer.tasks.together.team_telling import (
    StandingToTell,
    end_of_what_stands,
    more_to_tell,
    standings_to_tell,
    unchanged,
)
from farmer.team import place as places
from farmer.team.given import given_now
from farmer.team.place import Place, ReceivedMore, ReceivedStanding, Sent
from farmer.team.rows import STANDING, News, OwnKey, PassedOn, PassedRow, Teller, row_digest
from farmer.team.telling import to_text

if TYPE_CHECKING:
    from farmer.team.book import TeamBook


# So long a wait is one question to the system; then it is asked again.
_PATIENCE_SECONDS = 600.0


class TeamSynced(NamedTuple):
    """The answer of ``team sync``.

    Attributes:
        sent: of how many people something new was told.
        taken_back: of how many nothing is told any more.
        received: by colleague, of how many people they told something new.
        withdrawn: of how many people colleagues tell nothing any more.
        new_members: who was not in the team at the last sync.
        answered: of how many requests a colleague said something new.
        asked: what waits for your answer today, as ``r7 of lee``.
        carried: what went between one's own machines; None where the book carries no ledger.
    """

    sent: int
    taken_back: int
    received: dict[str, int]
    withdrawn: int
    new_members: tuple[str, ...]
    answered: int = 0
    asked: tuple[str, ...] = ()
    carried: Carried | None = None

    @property
    def is_news(self) -> bool:
        """Whether a colleague told or took back anything or is new, or another machine wrote."""
        came = self.carried.received if self.carried else 0
        return bool(self.received or self.withdrawn or self.new_members or came)


def sync(desk: Desk, carrying: Carrying = UNWATCHED) -> TeamSynced:
    """Send what changed, take back what is not told any more, and receive what others tell.

    One transaction there, and then one file here: whatever is cut off is done by the next sync.
    Where the book carries the ledger, that goes first: what is told rests on what came.

    Raises:
        NoTeam: where the ledger is in none.
        NoLedger: where there is no ledger any more: its people are not to be taken back for that.
            Who never had one receives what others tell.
        NoDriver: where what talks to PostgreSQL is not installed.
        BookUnreachable, BookRefuses: where the server does not answer, or not to this member.
        AnotherBook: where it is another one than was joined; nothing is sent there.
        LedgerLocked, WrongKey, LedgerUnavailable: as `carry`.
    """
    place = places.get(desk.ledger.place)
    carried = carry(desk, place, carrying) if place.carries_since else None
    with desk.reading_of_us() as reader:
        if not reader.exists and place.has_told:
            raise NoLedger
        wanted = standings_to_tell(desk, reader, place)
        more = more_to_tell(desk, reader, place, wanted)
        passing = to_pass(desk, reader, place)
    as_sent = {
        OwnKey(sent.person, sent.audience): sent for sent in unchanged(place, wanted, desk.today)
    }
    with joined_book(place) as opened:
        there = opened.own(place.machine)
        stands = {key: sent for key, sent in as_sent.items() if there.get(key) == sent.digest}
        new, sent = _worked_out(desk, opened, place, wanted, stands, there)
        new |= {
            key: body
            for key, body in more.items()
            if there.get(key) != row_digest(place.machine, key, body)
        }
        gone = [key for key in there if key not in wanted and key not in more]
        opened.tell(place.machine, new)
        opened.take_back(place.machine, gone)
        news = opened.news(_digests(place))
        passed = opened.pass_on(place.machine, passing)
        elsewhere = opened.passed_elsewhere(place.machine)
        members = tuple(opened.members())
        # Before that is committed: what was not recorded here comes again.
        settled = take_in(desk, place, passed)
    synced = _received(
        desk, news, (*stands.values(), *sent), (*wanted, *more), members, passed, elsewhere
    )
    of = {key.person for key in new}
    taken_back = len({key.person for key in gone} - of)
    asked = tuple(f"{each.number} of {each.asker}" for each in asked_today(desk))
    return synced._replace(
        sent=len(of), taken_back=taken_back, answered=settled, asked=asked, carried=carried
    )


def sync_once_there_is_news(desk: Callable[[], Desk], carrying: Carrying = UNWATCHED) -> TeamSynced:
    """The same, until something new comes; `desk` is asked each time what day it is.

    Raises:
        NoTeam, NoLedger, NoDriver, BookUnreachable, BookRefuses, AnotherBook: as `sync`.
    """
    place = places.get(desk().ledger.place)
    with driver().listening(place.address, insecure=place.insecure) as hears:
        synced = sync(desk(), carrying)
        while not synced.is_news:
            while not hears(_PATIENCE_SECONDS):
                pass
            again = sync(desk(), carrying)
            synced = again._replace(
                sent=synced.sent + again.sent, taken_back=synced.taken_back + again.taken_back
            )
    return synced


def _worked_out(
    desk: Desk,
    opened: TeamBook,
    place: Place,
    wanted: Mapping[OwnKey, StandingToTell],
    stands: Mapping[OwnKey, Sent],
    there: Mapping[OwnKey, str],
) -> tuple[dict[OwnKey, str], list[Sent]]:
    """What is new of what is told, and what is known of each that had to be worked out."""
    unsure = [key for key in wanted if key not in stands]
    said = {id(wanted[key]): wanted[key].worked_out() for key in unsure}
    bodies = opened.own_bodies(place.machine, [key for key in unsure if key in there])
    new, sent = {}, []
    for key in unsure:
        told = said[id(wanted[key])]
        until = end_of_what_stands(bodies.get(key), told, desk.today)
        digest = there.get(key, "")
        if until is None:
            new[key] = to_text(told)
            until, digest = told.until, row_digest(place.machine, key, new[key])
        basis = wanted[key].basis
        sent.append(Sent(key.person, key.audience, digest, basis, until.isoformat()))
    return new, sent


def _readers(
    me: str, told: Iterable[OwnKey], members: Collection[str]
) -> frozenset[tuple[str, str, str]]:
    """Each person of whom something is told, with each member who can read it, and what it is."""
    return frozenset(
        (each.person, member, each.part)
        for each in told
        for member in (members if each.audience == EVERYBODY_IN_IT else (each.audience,))
        if member != me
    )


def _digests(place: Place) -> dict[Teller, list[str]]:
    """What was received already, by digests."""
    found: dict[Teller, list[str]] = {}
    had: list[ReceivedStanding | ReceivedMore] = [*place.received, *place.more]
    for each in had:
        found.setdefault(Teller(each.keeper, each.machine), []).append(each.digest)
    return found


def _received(
    desk: Desk,
    news: News,
    sent: tuple[Sent, ...],
    told: Iterable[OwnKey],
    members: tuple[str, ...],
    passed: Iterable[PassedRow],
    elsewhere: Iterable[PassedOn],
) -> TeamSynced:
    """Keep what others tell now in the place of what they told before, as it is by now here."""
    came = [
        ReceivedStanding(row.keeper, row.machine, row.person, row.digest, row.body)
        for row in news.rows
        if row.part == STANDING
    ]
    more_came = [
        ReceivedMore(row.keeper, row.machine, row.person, row.part, row.digest, row.body)
        for row in news.rows
        if row.part != STANDING
    ]
    before: tuple[ReceivedStanding, ...] = ()
    had_more: tuple[ReceivedMore, ...] = ()
    known: tuple[str, ...] = ()

    def is_there(each: ReceivedStanding | ReceivedMore) -> bool:
        return each.digest in news.digests.get(Teller(each.keeper, each.machine), ())

    def renewed(now: Place) -> Place:
        nonlocal before, had_more, known
        before, had_more, known = now.received, now.more, now.members
        forgotten = frozenset(now.forgotten)
        there = filter(is_there, now.received)
        kept = [each for each in (*there, *came) if not is_one_of(now, each, forgotten)]
        day = desk.today.isoformat()
        given = given_now(now.given, _readers(now.me, told, members), day)
        return replace(
            now,
            members=members,
            synced_on=day,
            sent=sent,
            given=given,
            passed=passed_of(now, passed),
            passed_elsewhere=passed_of(now, elsewhere),
        ).with_received(
            dict.fromkeys(sorted(kept, key=lambda each: each[:3])),
            dict.fromkeys((*filter(is_there, now.more), *more_came)),
        )

    place = places.change(desk.ledger.place, renewed)
    fresh: set[ReceivedStanding | ReceivedMore] = {*place.received, *place.more}
    fresh -= {*before, *had_more}
    new = Counter(keeper for keeper, _ in {(each.keeper, each.person) for each in fresh})
    had, has = Counter(r.keeper for r in before), Counter(r.keeper for r in place.received)
    joined = tuple(m for m in members if m not in known and m != place.me)
    return TeamSynced(0, 0, dict(sorted(new.items())), (had - has).total(), joined)
