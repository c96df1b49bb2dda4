"""Who goes cold for the whole team: whom none of it has talked with for longer than is wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import TARGET, VERDICTS, Verdict
from farmer.scoring.cold import Status, status_after
from farmer.tasks.colleagues import Keeper
from farmer.tasks.desk import Desk
from farmer.tasks.our_people import OurPerson, our_people, own_ties
from farmer.tasks.person import Named
from farmer.team import place as places

if TYPE_CHECKING:
    from farmer.scoring.foretold import Foretold

_RANKS = tuple(VERDICTS)
_A_MONTH = len("2026-05")


class OurTie(NamedTuple):
    """Somebody whom the team knows, and who of it does.

    Attributes:
        person: who, where you know them yourself; else None.
        status: by the last talk that any of the team had with them.
        spoke: when that was: a month as ``2026-05``, of your own a day.
        keepers: who knows them, the best first.
        until: the last day on which anybody stands as well as the best does today; None where
            that is not foretold to end, or is not yet farmed at all.
    """

    name: str
    company: str
    person: Named | None
    status: Status
    spoke: str
    keepers: tuple[Keeper, ...]
    until: date | None


class StaleOfUs(NamedTuple):
    """The answer of ``stale --of-us``.

    Attributes:
        ties: whom the team has to lose, the best known first; dormant ones last.
        total: how many there are, those beyond the limit included.
        known: how many people colleagues tell of in all.
    """

    ties: tuple[OurTie, ...]
    total: int
    known: int


def stale_of_us(
    desk: Desk, *, as_of: date, statuses: Collection[Status] = (), limit: int | None = None
) -> StaleOfUs:
    """Whom colleagues tell of, and with whom none of the team has talked for too long.

    Of colleagues the month of a talk is known: its last day counts. What is wanted is your own
    cadence with somebody, else the usual one.

    Raises:
        NoTeam: where the ledger is in none.
    """
    places.get(desk.ledger.place)
    usual = desk.settings.cadence_days
    with desk.reading_of_us() as reader:
        known = our_people(desk, reader)
        ties, spoke = own_ties(desk, reader, known, as_of)
        found = []
        for each in known:
            own = ties.get(each.own or 0)
            keepers = each.keepers(TARGET, as_of, own, spoke.get(each.own or 0, ""))
            last = max((keeper.spoke for keeper in keepers), key=_day_of, default="")
            if not last:
                continue
            silent = max(0, (as_of - _day_of(last)).days)
            status = status_after(silent, own.cadence_days if own else usual)
            if status in statuses if statuses else status != "warm":
                ahead = [telling.told.standing[TARGET] for telling in each.tellings]
                ahead += [own.foretold(TARGET, as_of)] if own else []
                until = _until(ahead, keepers[0].verdict, as_of)
                found.append(_tie(each, status, last, keepers, until))
    found.sort(key=_order)
    return StaleOfUs(tuple(found[:limit]), len(found), len(known))


def _tie(
    each: OurPerson, status: Status, last: str, keepers: tuple[Keeper, ...], until: date | None
) -> OurTie:
    person = Named.by_id(each.own, each.name) if each.own else None
    return OurTie(each.name, each.company, person, status, last, keepers, until)


def _order(tie: OurTie) -> tuple[bool, int, int, str]:
    best = tie.keepers[0]
    return tie.status == "dormant", -_RANKS.index(best.verdict), -best.score, tie.name


def _day_of(spoke: str) -> date:
    """The day of a talk; of a month its last one, and long ago of none."""
    if not spoke:
        return date.min
    if len(spoke) > _A_MONTH:
        return date.fromisoformat(spoke)
    after = date.fromisoformat(f"{spoke}-28") + timedelta(days=4)
    return after.replace(day=1) - timedelta(days=1)


def _until(ahead: Iterable[Foretold], best: Verdict, on: date) -> date | None:
    """The last day on which one of them stands as well as that; None for no such day."""
    least = _RANKS.index(best)
    if not least:
        return None
    days = [_falls_on(each, least, on) for each in ahead if _rank_on(each, on) >= least]
    return None if None in days else max(day for day in days if day) - timedelta(days=1)


def _rank_on(ahead: Foretold, on: date) -> int:
    step = ahead.on(on)
    return _RANKS.index(step.verdict) if step else -1


def _falls_on(ahead: Foretold, least: int, on: date) -> date | None:
    lower = (s.on for s in ahead.steps if s.on > on and _RANKS.index(s.verdict) < least)
    return next(lower, None)
