"""Everybody, or those wanted, one line each (the command ``list``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from farmer.choices import Choices
from farmer.ledger.nouns import RollEntry
from farmer.model import REQUESTER, Role, Verdict
from farmer.scoring.cold import Status
from farmer.scoring.score import Phase, verdict_of
from farmer.tasks.desk import Desk
from farmer.tasks.keeping import check_keep_for, past_keeping
from farmer.tasks.person import Named
from farmer.tasks.tend.ties import RollTie, named, roll
from farmer.tasks.whom import EVERYBODY, Whom
from farmer.text import clean, fold, words

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class ListedPerson(NamedTuple):
    """One person: where they stand as a requester, and how long it has been silent.

    `former` is the company they worked for before, where they are listed for its sake.
    """

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
    former: str = ""


class Listed(NamedTuple):
    """The answer of ``list``; `total` counts those beyond the limit; verdicts are for `role`."""

    people: tuple[ListedPerson, ...]
    total: int
    role: Role = REQUESTER


class Wanted(NamedTuple):
    """Whom to list: everybody who is all of what was asked for.

    Attributes:
        whom: people and groups; everybody where empty.
        phase, verdict, statuses: where they stand on the day.
        company, met_at: words of the company they work or worked for, of where you met.
        since: in touch on that day or later.
        archived: those archived, instead of those who are not.
        past_keeping: only who is kept longer than is meant, archived or not.
    """

    whom: Whom = EVERYBODY
    phase: Phase | None = None
    verdict: Verdict | None = None
    statuses: Collection[Status] = ()
    company: str = ""
    met_at: str = ""
    since: date | None = None
    archived: bool = False
    past_keeping: bool = False

    @property
    def takes_judging(self) -> bool:
        """Whether somebody has to be judged before it is known whether they are wanted."""
        asked = (self.phase, self.verdict, self.since)
        return bool(self.statuses) or any(value is not None for value in asked)


def list_people(
    desk: Desk,
    wanted: Wanted,
    *,
    as_of: date,
    sort: str = "name",
    limit: int | None = None,
) -> Listed:
    """Those wanted, in the order of `sort`, one of ``ORDERS``.

    Raises:
        Unknown, Ambiguous, NotFound: where a name or tag is not settled.
        InvalidValue: for an unknown sort order, or where it is not set how long people are kept.
    """
    ORDERS.check(sort)
    if wanted.past_keeping:
        check_keep_for(desk)
    with desk.reading() as reader:
        everybody = _everybody(desk, reader, wanted, as_of)
        before = _former_companies(reader, wanted.company)
        entries = [entry for entry in everybody if _is_of(entry, wanted, before)]
        if sort in _BEFORE_JUDGING:
            entries.sort(key=partial(_BEFORE_JUDGING[sort], desk.settings.cadence_days))
        # Nobody is judged who will not be shown, where that can be told beforehand.
        beforehand = sort in _BEFORE_JUDGING and not wanted.takes_judging
        shown = entries[:limit] if beforehand else entries
        found = reader.ties(shown, as_of, desk.settings.cadence_days)
        tags = tags_by_person(reader)
    lines = [
        line_of(tie, as_of, tags.get(tie.contact.id, ()), before.get(tie.contact.id, ""))
        for tie in found
    ]
    lines = [line for line in lines if _stands(line, wanted)]
    if sort in _AFTER_JUDGING:
        lines.sort(key=_AFTER_JUDGING[sort])
    return Listed(tuple(lines[:limit]), len(entries) if beforehand else len(lines))


def _everybody(desk: Desk, reader: Reader, wanted: Wanted, as_of: date) -> list[RollEntry]:
    """Those meant, by name, before anything of them is looked at."""
    found = roll(desk, reader, as_of, wanted.whom, archived=wanted.archived)
    if not wanted.past_keeping:
        return found
    found += roll(desk, reader, as_of, wanted.whom, archived=not wanted.archived)
    past = past_keeping(desk, reader, as_of)
    return sorted((e for e in found if e.id in past), key=lambda entry: fold(entry.name))


def _former_companies(reader: Reader, company: str) -> dict[int, str]:
    """Whoever worked for that company before, and what it is called."""
    past = reader.everybodys_former() if company else []
    return {
        whose: former.value
        for whose, former in past
        if former.what == "company" and _mentions(former.value, company)
    }


def _is_of(entry: RollEntry, wanted: Wanted, before: Mapping[int, str]) -> bool:
    works = _mentions(entry.company, wanted.company) or entry.id in before
    return works and _mentions(entry.met_at, wanted.met_at)


def _mentions(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in `text`, as it is or word for word."""
    if not wanted:
        return True
    plain = clean(wanted)
    if fold(plain) in fold(text):
        return True
    each = set(words(plain))
    return bool(each) and each <= set(words(text))


def _stands(line: ListedPerson, wanted: Wanted) -> bool:
    return (
        wanted.phase in (None, line.phase)
        and wanted.verdict in (None, line.verdict)
        and (not wanted.statuses or line.status in wanted.statuses)
        and (wanted.since is None or (line.last_on is not None and line.last_on >= wanted.since))
    )


def tags_by_person(reader: Reader) -> dict[int, list[str]]:
    """Whose tags are which, by number; who has none is missing."""
    whose: dict[int, list[str]] = {}
    for tag, ids in reader.tags().items():
        for contact_id in ids:
            whose.setdefault(contact_id, []).append(tag)
    return whose


def line_of(tie: RollTie, as_of: date, tags: Sequence[str] = (), former: str = "") -> ListedPerson:
    """One person of a list: where they stand on that day."""
    score = tie.score(REQUESTER, as_of)
    status, last_on = tie.status(as_of)
    return ListedPerson(
        person=named(tie.contact),
        company=tie.contact.company,
        tags=tuple(tags),
        verdict=verdict_of(score),
        score=score,
        phase=tie.phase(REQUESTER, as_of),
        status=status,
        last_on=last_on,
        elapsed_days=(as_of - last_on).days if last_on else None,
        cadence_days=tie.cadence_days,
        added_on=tie.contact.added_on,
        former=former,
    )


def _by_day(day: date | None) -> int:
    """Newest first, never last."""
    return -day.toordinal() if day else 1


# By the word that asks for it, what each order goes by; people of the same rank are by name. Most
# are known of an entry (and the cadence of those without one), two only of somebody judged.
_BEFORE_JUDGING: dict[str, Callable[[int, RollEntry], Any]] = {
    "name": lambda _days, _entry: 0,
    "added": lambda _days, entry: _by_day(entry.added_on),
    "company": lambda _days, entry: (not entry.company, fold(entry.company)),
    "cadence": lambda days, entry: entry.cadence_days or days,
}
_AFTER_JUDGING: dict[str, Callable[[ListedPerson], float]] = {
    "score": lambda line: -line.score,
    "last": lambda line: _by_day(line.last_on),
}
ORDERS: Choices[str] = Choices(
    "order",
    {
        "name": "by name",
        "score": "the highest first",
        "last": "the latest contact first",
        "added": "the newest first",
        "company": "by company",
        "cadence": "the most often wanted first",
    },
)
