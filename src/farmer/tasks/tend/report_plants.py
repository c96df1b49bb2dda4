"""Who stands on the page: whom to tend now, who is drawn with their story, and everybody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
from farmer.tasks.tend.list_ import ListedPerson, line_of
from farmer.tasks.tend.stale import StaleTie, costliest, is_going_cold, worst
from farmer.tasks.tend.ties import RollTie, named, tended

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


def standing_of(desk: Desk, reader: Reader, ties: Sequence[RollTie], tags: Tags) -> OnPage:
    """Everybody of `ties` on the desk's day, with their tags by number."""
    on, ids = desk.today, outside_ids(reader)
    awake = {entry.id for entry in tended(reader, [tie.contact for tie in ties])}
    cold = [
        tie
        for tie in ties
        if tie.contact.id in awake and not tie.contact.is_snoozed(on) and is_going_cold(tie, on)
    ]
    costly = costliest(cold, on, DRAWN_OF_MORE // 2)
    drawn = _drawn(ties, costly, on)
    numbers = {tie.contact.id for tie in drawn}
    return OnPage(
        tending=_tending(reader, ids, costly[:TEND_NOW], on),
        going_cold=len(cold),
        plants=tuple(
            _plant(desk, reader, ids, tie, line_of(tie, on, tags.get(tie.contact.id, ())))
            for tie in drawn
        ),
        undrawn=tuple(
            Undrawn(
                named(tie.contact),
                tie.phase(REQUESTER, on),
                tie.silent(on).status,
                tie.silent(on).elapsed_days,
                tuple(tags.get(tie.contact.id, ())),
            )
            for tie in ties
            if tie.contact.id not in numbers
        ),
    )


Tags = Mapping[int, Sequence[str]]


def _drawn(ties: Sequence[RollTie], costly: Iterable[RollTie], on: date) -> list[RollTie]:
    """Who is drawn, in order: those it would cost most, then who stands best."""
    met = [tie for tie in ties if tie.silent(on).last is not None]
    everybody = len(met) <= DRAWN
    found = {tie.contact.id: tie for tie in costly}
    for tie in _best(met, len(met) if everybody else DRAWN_OF_MORE, on):
        if not everybody and len(found) >= DRAWN_OF_MORE:
            break
        found.setdefault(tie.contact.id, tie)
    return list(found.values())


def _best(ties: Iterable[RollTie], most: int, on: date) -> list[RollTie]:
    """The ties of the highest scores, so many; nobody is judged who cannot be among them."""
    by_hope: defaultdict[float, list[RollTie]] = defaultdict(list)
    for tie in ties:
        by_hope[tie.ceiling(REQUESTER, on)].append(tie)
    found: list[tuple[float, str, RollTie]] = []
    for hope in sorted(by_hope, reverse=True):
        if len(found) >= most and -found[most - 1][0] > hope:
            break
        found += [(-tie.score(REQUESTER, on), tie.contact.name, tie) for tie in by_hope[hope]]
        found.sort(key=lambda each: each[:2])
    return [tie for _, _, tie in found[:most]]


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
    return f"c-{ids.name_of(Id('c', number))[:10]}"


def _plant(
    desk: Desk,
    reader: Reader,
    ids: OutsideIds,
    tie: RollTie,
    line: ListedPerson,
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
        tags=line.tags,
        story=tuple(moments[:HAPPENINGS_TOLD]),
        lacks=tuple(g.sentence for g in tie.judged(REQUESTER, on).failing[:LACKS_TOLD]),
        contact_on=tuple(sorted(days)),
    )
