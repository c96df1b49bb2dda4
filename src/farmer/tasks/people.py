"""Everybody, or those wanted, one line each (the command ``list``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from farmer.errors import InvalidValue
from farmer.ledger import reading
from farmer.model import REQUESTER, VERDICTS, Contact, Role, Verdict
from farmer.names import clean, fold, words
from farmer.scoring.cold import Status
from farmer.scoring.gates import fired_rules
from farmer.scoring.score import Phase, phase_of, score_standing, verdict_of
from farmer.scoring.standing import standing
from farmer.tasks.circle import EVERYBODY, Circle
from farmer.tasks.desk import Desk
from farmer.tasks.ties import Tie, ties
from farmer.tasks.who import Named

# A phase by its letter, or in the words that are shown for it.
_PHASES: dict[str, Phase] = {
    "none": "none",
    "v": "V",
    "visibility": "V",
    "c": "C",
    "credibility": "C",
    "p": "P",
    "profitability": "P",
}


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person: where they stand as a requester, and how long it has been silent."""

    person: Named
    company: str
    tags: tuple[str, ...]
    verdict: Verdict
    score: float
    phase: Phase
    status: Status
    last_on: date | None
    elapsed_days: int | None
    cadence_days: int
    added_on: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The answer of ``list``; `total` counts those beyond the limit; verdicts are for `role`."""

    people: tuple[ListedPerson, ...]
    total: int
    role: Role = REQUESTER


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to list: everybody who is all of what was asked for.

    Attributes:
        circle: people and groups; everybody where empty.
        phase, verdict, status: where they stand on the day.
        company, met_at: words of the company they work for, of where you met.
        since: in touch on that day or later.
        archived: those archived, instead of those who are not.
    """

    circle: Circle = EVERYBODY
    phase: Phase | None = None
    verdict: Verdict | None = None
    status: Status | None = None
    company: str = ""
    met_at: str = ""
    since: date | None = None
    archived: bool = False


def list_people(
    desk: Desk,
    wanted: Wanted = Wanted(),
    *,
    as_of: date,
    sort: str = "name",
    limit: int | None = None,
) -> Listed:
    """Those wanted, in the order of `sort`, one of ``SORTS``.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        InvalidValue: for an order that there is none of.
    """
    if sort not in SORTS:
        raise InvalidValue(f"There is no order “{sort}”.", f"Choose from: {', '.join(SORTS)}.")
    with desk.reading() as db:
        if db is None:
            return Listed((), 0)
        found = ties(desk, db, as_of, wanted.circle, archived=wanted.archived)
        tags = reading.tags(db)
    found = [tie for tie in found if _is_of(tie.contact, wanted)]
    if wanted.since is not None:
        since = wanted.since
        found = [tie for tie in found if tie.silence.last and tie.silence.last >= since]
    whose: dict[int, list[str]] = {}
    for tag, ids in tags.items():
        for contact_id in ids:
            whose.setdefault(contact_id, []).append(tag)
    lines = [_line(tie, as_of, whose.get(tie.contact.id or 0, [])) for tie in found]
    lines = [line for line in lines if _stands(line, wanted)]
    lines.sort(key=SORTS[sort])
    return Listed(tuple(lines[:limit]), len(lines))


def parse_verdict(word: str) -> Verdict:
    """The verdict that `word` names; ``not-yet`` is as good as ``not yet``.

    Raises:
        InvalidValue: for any other word.
    """
    plain = word.strip().casefold().replace("-", " ")
    for verdict in VERDICTS:
        if plain == verdict:
            return verdict
    raise InvalidValue(f"There is no verdict “{word}”.", "Choose from: not-yet, almost, farmed.")


def parse_phase(word: str) -> Phase:
    """The phase that `word` names, by its letter or in full.

    Raises:
        InvalidValue: for any other word.
    """
    phase = _PHASES.get(word.strip().casefold())
    if phase is None:
        choices = "none, visibility, credibility, profitability"
        raise InvalidValue(f"There is no phase “{word}”.", f"Choose from: {choices}.")
    return phase


def _is_of(contact: Contact, wanted: Wanted) -> bool:
    return _mentions(contact.company, wanted.company) and _mentions(contact.met_at, wanted.met_at)


def _mentions(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in `text`, as it is or word for word."""
    plain = clean(wanted)
    if fold(plain) in fold(text):
        return True
    each = set(words(plain))
    return bool(each) and each <= set(words(text))


def _stands(line: ListedPerson, wanted: Wanted) -> bool:
    return (
        wanted.phase in (None, line.phase)
        and wanted.verdict in (None, line.verdict)
        and wanted.status in (None, line.status)
    )


def _line(tie: Tie, as_of: date, tags: list[str]) -> ListedPerson:
    score, phase = _standing(tie, as_of)
    return ListedPerson(
        person=tie.person,
        company=tie.contact.company,
        tags=tuple(tags),
        verdict=verdict_of(score),
        score=score,
        phase=phase,
        status=tie.silence.status,
        last_on=tie.silence.last,
        elapsed_days=tie.silence.elapsed_days,
        cadence_days=tie.cadence_days,
        added_on=tie.contact.added_on,
    )


def _standing(tie: Tie, as_of: date) -> tuple[float, Phase]:
    # Most of a large ledger are imported names never met: nothing to tally is nothing to score.
    if tie.silence.status == "never met" and not tie.facts:
        return 0.0, "none"
    state = standing(tie.touches, tie.facts, as_of)
    score = score_standing(state, REQUESTER, tie.cadence_days)
    return score, phase_of(state, fired_rules(state, REQUESTER, tie.cadence_days))


def _by_day(day: date | None) -> int:
    """Newest first, never last."""
    return -day.toordinal() if day else 1


# By the word that asks for it, what each order goes by; people of the same rank are by name.
SORTS: dict[str, Callable[[ListedPerson], tuple[Any, ...]]] = {
    "name": lambda line: (fold(line.person.name),),
    "score": lambda line: (-line.score, fold(line.person.name)),
    "last": lambda line: (_by_day(line.last_on), fold(line.person.name)),
    "added": lambda line: (_by_day(line.added_on), fold(line.person.name)),
    "company": lambda line: (not line.company, fold(line.company), fold(line.person.name)),
    "cadence": lambda line: (line.cadence_days, fold(line.person.name)),
}
