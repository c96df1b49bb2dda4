"""Who stands on the page: whom to tend now, who is drawn with their story, and everybody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.facts import word_of
from farmer.ids import Id
from farmer.model import REQUESTER
from farmer.scoring.cold import Status
from farmer.scoring.score import Phase
from farmer.scoring.weights import is_counted
from farmer.tasks.desk import Desk
from farmer.tasks.outside_ids import outside_ids
from farmer.tasks.person import Named, word_for
from farmer.tasks.tend.list_ import ListedPerson
from farmer.tasks.tend.stale import StaleTie, costliest, is_going_cold, worst
from farmer.tasks.tend.ties import RollTie, tended

if TYPE_CHECKING:
    from farmer.ledger.outside import OutsideIds
    from farmer.ledger.reader import Reader

# As many as a glance takes in, and a week has evenings for.
TEND_NOW = 7
# Who is drawn with a story: all, as long as they are no more than Dunbar's widest layer has room
# for. Of more there are so many: half those it would cost most to let go, half who stands best.
DRAWN, DRAWN_OF_MORE = 150, 100
HAPPENINGS_TOLD = 4
LACKS_TOLD = 2
# The days of contact that a calendar shows: a year in whole weeks.
CALENDAR_DAYS = 7 * 53

ListedTie = tuple[RollTie, ListedPerson]


class StoryLine(NamedTuple):
    """One thing that happened with somebody."""

    on: date
    what: str
    note: str


class Plant(NamedTuple):
    """One person who is drawn.

    Attributes:
        anchor: where their story stands in the page; the same in every page of the ledger, and
            in no other ledger's.
        tags: the groups they are in.
        story: the latest of what happened, the newest first.
        lacks: why it is not farmed, the first reasons of `check`.
        contact_on: the days of contact that a calendar of a year shows, in order.
    """

    person: Named
    anchor: str
    company: str
    phase: Phase
    verdict: str
    score: float
    status: Status
    last_on: date
    elapsed_days: int
    tags: tuple[str, ...]
    story: tuple[StoryLine, ...]
    lacks: tuple[str, ...]
    contact_on: tuple[date, ...]


class Tending(NamedTuple):
    """Somebody to tend now: the tie, where their story stands, and what records that it was done.

    They are the first of `stale`: by what there is to lose over how warm the tie still is.
    """

    tie: StaleTie
    anchor: str
    command: str


class Undrawn(NamedTuple):
    """Somebody who stands in the page by name: there are too many to draw, or no contact yet."""

    person: Named
    phase: Phase
    status: Status
    elapsed_days: int | None
    tags: tuple[str, ...]


class OnPage(NamedTuple):
    """Everybody of the page.

    Attributes:
        tending: whom to tend now, the greatest loss first.
        going_cold: how many ties go cold, those among them.
        plants: who is drawn, those of `tending` first.
        undrawn: everybody else, by name.
    """

    tending: tuple[Tending, ...]
    going_cold: int
    plants: tuple[Plant, ...]
    undrawn: tuple[Undrawn, ...]


def standing_of(desk: Desk, reader: Reader, lines: Sequence[ListedTie], tags: Tags) -> OnPage:
    """Everybody of `lines` on the desk's day, with their tags by number."""
    on, ids = desk.today, outside_ids(reader)
    awake = {entry.id for entry in tended(reader, [tie.contact for tie, _ in lines])}
    cold = [
        tie
        for tie, _ in lines
        if tie.contact.id in awake and not tie.contact.is_snoozed(on) and is_going_cold(tie, on)
    ]
    costly = costliest(cold, on, DRAWN_OF_MORE // 2)
    drawn = _drawn(lines, [tie.contact.id for tie in costly])
    undrawn = [line for line in lines if line[0].contact.id not in drawn]
    by_number = {tie.contact.id: (tie, line) for tie, line in lines}
    return OnPage(
        tending=_tending(reader, ids, costly[:TEND_NOW], on),
        going_cold=len(cold),
        plants=tuple(_plant(desk, reader, ids, *by_number[n], tags.get(n, ())) for n in drawn),
        undrawn=tuple(
            Undrawn(
                line.person,
                line.phase,
                line.status,
                line.elapsed_days,
                tuple(tags.get(tie.contact.id, ())),
            )
            for tie, line in undrawn
        ),
    )


Tags = Mapping[int, Sequence[str]]


def _drawn(lines: Sequence[ListedTie], costly: Iterable[int]) -> Collection[int]:
    """The numbers of who is drawn, in order: those it would cost most, then who stands best."""
    met = [line for line in lines if line[1].last_on is not None]
    met.sort(key=lambda line: (-line[1].score, line[1].person.name))
    found = dict.fromkeys(costly)
    for tie, _ in met:
        if len(met) > DRAWN and len(found) >= DRAWN_OF_MORE:
            break
        found.setdefault(tie.contact.id)
    return found


def _tending(
    reader: Reader, ids: OutsideIds, ties: Sequence[RollTie], on: date
) -> tuple[Tending, ...]:
    namesakes = reader.namesakes([tie.contact.name for tie in ties])
    return tuple(
        Tending(
            shown,
            _anchor(ids, tie.contact.id),
            f"farmer log {word_for(shown.person, namesakes)} --by me",
        )
        for tie, shown in zip(ties, worst(reader, ties, on, None), strict=True)
    )


def _anchor(ids: OutsideIds, number: int) -> str:
    """Enough of the id that other programs know them by for no two people of a page to share it."""
    return f"c-{ids.of(Id('c', number)).hex[:12]}"


def _plant(
    desk: Desk,
    reader: Reader,
    ids: OutsideIds,
    tie: RollTie,
    line: ListedPerson,
    tags: Sequence[str],
) -> Plant:
    number, on = tie.contact.id, desk.today
    _, touchpoints, evidence = reader.history(number, on)
    moments = [
        StoryLine(point.touch.on, point.touch.kind, point.touch.note) for point in touchpoints
    ]
    moments += [StoryLine(it.fact.on, word_of(it.fact.what), it.fact.note) for it in evidence]
    moments.sort(key=lambda moment: moment.on, reverse=True)
    first = on - timedelta(days=CALENDAR_DAYS)
    days = {it.touch.on for it in touchpoints if it.touch.on > first and is_counted(it.touch)}
    assert line.last_on is not None  # only who was met is drawn
    return Plant(
        person=line.person,
        anchor=_anchor(ids, number),
        company=line.company,
        phase=line.phase,
        verdict=line.verdict,
        score=line.score,
        status=line.status,
        last_on=line.last_on,
        elapsed_days=line.elapsed_days or 0,
        tags=tuple(tags),
        story=tuple(moments[:HAPPENINGS_TOLD]),
        lacks=tuple(g.sentence for g in tie.judged(REQUESTER, on).failing[:LACKS_TOLD]),
        contact_on=tuple(sorted(days)),
    )
