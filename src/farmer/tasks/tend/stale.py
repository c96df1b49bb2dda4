"""Which relationships are going cold, and what there is to lose."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import REQUESTER, ROLES, Role
from farmer.scoring.cold import Status
from farmer.scoring.life import last_months
from farmer.scoring.reasons import DORMANT
from farmer.scoring.score import ceiling
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named
from farmer.tasks.tend.ties import RollTie, named, roll, tended, unless_warm
from farmer.tasks.whom import EVERYBODY, Whom

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader

MONTHS_TOLD = 24
# Nobody can go cold with whom there was never real contact: these are counted apart.
UNMET: tuple[Status, ...] = ("barely met", "never met")


class StaleTie(NamedTuple):
    """One tie of the list.

    Attributes:
        status: by its cadence (or ``barely met``, ``never met``).
        last_on, elapsed_days: the last real contact and the days since; for somebody unmet the
            days since they were added.
        rhythm_days, drifting: the tie's own rhythm, and whether it is quiet for this tie.
        warmth: how warm it still is; None for somebody unmet.
        at_stake, at_stake_as: the higher of both roles' scores on the day of the last real contact,
            and which role that is.
        last_said, last_said_on: the newest note and its day.
        contact_by_month: the weight of the touches of each month, of the last two years at most,
            the newest last.
    """

    person: Named
    company: str
    status: Status
    last_on: date | None
    elapsed_days: int | None
    cadence_days: int
    rhythm_days: float | None
    drifting: bool
    warmth: float | None
    at_stake: float
    at_stake_as: Role
    last_said: str
    last_said_on: date | None
    contact_by_month: tuple[float, ...]


# Dormant or not, the loss as a negative number, the name, and for namesakes the place on the roll.
_Place = tuple[bool, float, str, int]


class _Ranked(NamedTuple):
    """A tie, its place in the list, and what there is to lose."""

    place: _Place
    tie: RollTie
    at_stake: float
    role: Role


class Asleep(NamedTuple):
    """Somebody to be left in peace, and the day on which they are back."""

    person: Named
    until: date


class Stale(NamedTuple):
    """The answer of ``stale``.

    Attributes:
        ties: what is going cold, the greatest loss first.
        total: how many there are, those beyond the limit included.
        barely_met, never_met: how many there is nothing to lose with yet.
        snoozed: those left out because they are to be left in peace.
        untended: how many more a file brought whom you do not look after so far; nobody where
            somebody is asked for by name or tag.
        advice: what is known of dormant ties, where one is listed.
    """

    ties: tuple[StaleTie, ...]
    total: int
    barely_met: int
    never_met: int
    snoozed: tuple[Asleep, ...]
    untended: int
    advice: str


def stale(
    desk: Desk,
    whom: Whom = EVERYBODY,
    *,
    as_of: date,
    statuses: Collection[Status] = (),
    limit: int | None = None,
) -> Stale:
    """The ties of those named that are not warm, or those of the `statuses` asked for.

    Who is snoozed is left out, unless they are asked for by name; who is not looked after so far,
    unless by name or tag.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
    """
    with desk.reading() as reader:
        meant = roll(desk, reader, as_of, whom)
        entries = meant if whom.names or whom.tags else tended(reader, meant)
        untended = len(meant) - len(entries)
        if "warm" not in statuses:
            entries = unless_warm(desk, reader, as_of, entries)
        everybody = reader.ties(entries, as_of, desk.settings.cadence_days)
        wanted = [tie for tie in everybody if _is_wanted(tie, as_of, statuses)]
        asleep = [tie for tie in wanted if tie.contact.is_snoozed(as_of) and not whom.names]
        awake = [tie for tie in wanted if not tie.contact.is_snoozed(as_of) or whom.names]
        shown = worst(reader, awake, as_of, limit)
    met = [tie.silent(as_of).status for tie in everybody]
    return Stale(
        ties=shown,
        total=len(awake),
        barely_met=met.count("barely met"),
        never_met=met.count("never met"),
        snoozed=tuple(
            Asleep(named(tie.contact), tie.contact.snoozed_until or as_of) for tie in asleep
        ),
        untended=untended,
        advice=DORMANT if any(tie.status == "dormant" for tie in shown) else "",
    )


def coldest(
    reader: Reader, everybody: Iterable[RollTie], as_of: date, limit: int | None
) -> tuple[tuple[StaleTie, ...], int]:
    """The ties going cold that it would cost most to let go, and how many go cold in all.

    Who is snoozed is left out.
    """
    awake = [tie for tie in everybody if not tie.contact.is_snoozed(as_of)]
    cold = [tie for tie in awake if is_going_cold(tie, as_of)]
    return worst(reader, cold, as_of, limit), len(cold)


def costliest(listed: Iterable[RollTie], as_of: date, limit: int | None) -> list[RollTie]:
    """The ties of the list in the order of `worst`, as many as the `limit` allows."""
    return [ranked.tie for ranked in _ranked(listed, as_of, limit)]


def is_going_cold(tie: RollTie, as_of: date) -> bool:
    """Whether it is in the list on that day, where nobody asks for other statuses."""
    return _is_wanted(tie, as_of, ())


def worst(
    reader: Reader, listed: Iterable[RollTie], as_of: date, limit: int | None
) -> tuple[StaleTie, ...]:
    """The ties of the list, the greatest loss first, as many as the `limit` allows."""
    shown = _ranked(listed, as_of, limit)
    notes = reader.last_notes(as_of, [tie.contact.id for _, tie, _, _ in shown])
    return tuple(_line(tie, stake, role, as_of, notes) for _, tie, stake, role in shown)


def _ranked(listed: Iterable[RollTie], as_of: date, limit: int | None) -> list[_Ranked]:
    """The ties with their place, the greatest loss first.

    With a limit nobody is judged whose place would be too low even if they had all the points they
    can have: they are taken in the order of that hope.
    """
    if limit == 0:
        return []
    hopes = [((*_order(tie, _ceiling(tie), as_of), at), tie) for at, tie in enumerate(listed)]
    hopes.sort(key=lambda hope: hope[0])
    found: list[_Ranked] = []
    for hope, tie in hopes:
        if limit is not None and len(found) >= limit and found[limit - 1].place < hope:
            break
        stake, role = _at_stake(tie, as_of)
        place = (*_order(tie, stake, as_of), hope[-1])
        insort(found, _Ranked(place, tie, stake, role), key=_place)
    return found[:limit]


def _is_wanted(tie: RollTie, as_of: date, statuses: Collection[Status]) -> bool:
    quiet = tie.silent(as_of)
    if statuses:
        return quiet.status in statuses
    return quiet.status not in UNMET and (quiet.status != "warm" or quiet.drifting)


def _line(
    tie: RollTie,
    at_stake: float,
    role: Role,
    as_of: date,
    notes: Mapping[int, tuple[date, str]],
) -> StaleTie:
    contact, quiet = tie.contact, tie.silent(as_of)
    said_on, said = notes.get(contact.id, (None, ""))
    return StaleTie(
        person=named(contact),
        company=contact.company,
        status=quiet.status,
        last_on=quiet.last,
        elapsed_days=_elapsed(tie, as_of),
        cadence_days=tie.cadence_days,
        rhythm_days=quiet.rhythm_days,
        drifting=quiet.drifting,
        warmth=quiet.warmth,
        at_stake=at_stake,
        at_stake_as=role,
        last_said=said,
        last_said_on=said_on,
        contact_by_month=last_months(tie.touches, as_of, MONTHS_TOLD),
    )


def _at_stake(tie: RollTie, as_of: date) -> tuple[float, Role]:
    """The higher score on the day of the last real contact, and its role."""
    last = tie.silent(as_of).last
    if last is None:
        return 0.0, REQUESTER
    scores = [(tie.score(role, last), role) for role in ROLES]
    return max(scores, key=lambda scored: scored[0])


def _ceiling(tie: RollTie) -> float:
    return ceiling(len(tie.touches), len(tie.facts))


def _place(ranked: _Ranked) -> _Place:
    return ranked.place


def _elapsed(tie: RollTie, as_of: date) -> int | None:
    """Days since the last real contact; since they were added where there was none."""
    added_on, elapsed = tie.contact.added_on, tie.silent(as_of).elapsed_days
    if elapsed is None and added_on is not None:
        return max(0, (as_of - added_on).days)
    return elapsed


def _order(tie: RollTie, at_stake: float, as_of: date) -> tuple[bool, float, str]:
    """What there is to lose over how warm it still is, highest first; dormant ones last."""
    quiet = tie.silent(as_of)
    if quiet.warmth is None:
        return (False, float(-(_elapsed(tie, as_of) or 0)), tie.contact.name)
    return (quiet.status == "dormant", -at_stake / quiet.warmth, tie.contact.name)
