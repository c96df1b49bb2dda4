"""Everything the ledger knows of one person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.details import Detail, Former
from farmer.ids import Id
from farmer.ledger.nouns import in_use_first
from farmer.model import REQUESTER, Contact, HandleKind, Role, Verdict
from farmer.people.meant import Person
from farmer.people.parts import NameParts, parts_of, parts_told
from farmer.scoring.cold import Silence
from farmer.scoring.life import Life
from farmer.scoring.score import Phase
from farmer.tasks.desk import Desk
from farmer.tasks.judge.noted import noted_of
from farmer.tasks.person import Named, look_up
from farmer.tasks.record.link import LinkShown, links_of_person
from farmer.tasks.record.promise import PromiseShown, open_promises

if TYPE_CHECKING:
    from farmer.ledger.nouns import History
    from farmer.ledger.reader import Reader


class HistoryLine(NamedTuple):
    """One touchpoint or fact of somebody's history, as recorded; `event` is empty without one.

    `source` is where it came from (`farmer.sources`); None also for what follows from a request or
    promise.
    """

    id: str
    on: date
    what: str
    by: str | None
    minutes: int | None
    group: int | None
    depth: int | None
    event: str
    note: str
    source: str | None


class ShownAddress(NamedTuple):
    """An address: whether it was marked to be used first, and since when it is theirs no longer."""

    kind: HandleKind
    value: str
    preferred: bool
    until: date | None


class Shown(NamedTuple):
    """The answer of ``show``: who somebody is, where you stand, and all that was recorded.

    Addresses stand in the order in which to use them, those of the past last; `former` is what else
    is or was true, the newest first; `promises` are the open ones, yours first. `details` are
    postal addresses, relations, days and own fields, and children where they were asked for;
    `links` are what was told of whom they know.
    `source` is where they came from (`farmer.sources`), on the day `added_on`. `name_parts` are as
    somebody or a file told them, or `parts_guessed` from how the name is written.
    """

    person: Named
    name_parts: NameParts
    parts_guessed: bool
    nickname: str
    company: str
    title: str
    handles: tuple[ShownAddress, ...]
    details: tuple[Detail, ...]
    children_left_out: int
    former: tuple[Former, ...]
    met_at: str
    met_on: date | None
    met_through: Named | None
    cadence_days: int
    birthday: str
    snoozed_until: date | None
    notes: str
    tags: tuple[str, ...]
    archived: bool
    links: tuple[LinkShown, ...]
    added_on: date | None
    source: str | None
    promises: tuple[PromiseShown, ...]
    role: Role
    verdict: Verdict
    score: float
    phase: Phase
    silence: Silence
    life: Life
    history: tuple[HistoryLine, ...]


def show(desk: Desk, who: str, *, as_of: date, children: bool = False) -> Shown:
    """All about the person `who` means, the newest first; their `children` where they are wanted.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    with desk.reading() as reader:
        person = look_up(reader, who, region=desk.settings.region)
        history = reader.history(person.id, as_of)
        contact = history.contact
        addresses = in_use_first(reader.addresses(person.id))
        former = reader.former(person.id)
        noted = noted_of(reader, person.id, children=children)
        tags = tuple(reader.tags_of(person.id))
        through = _introducer(reader, contact)
        source = reader.origin(person.id).source
        promises = open_promises(reader, person, as_of, desk.today)
        links = links_of_person(reader, person, as_of)
        steps = [step.taken.on for each in reader.requests_of(person.id) for step in each.steps]
    told = parts_told(contact)
    met = contact.met_on is None or contact.met_on <= as_of
    tie = history.tie(desk.settings.cadence_days)
    judged = tie.judged(REQUESTER, as_of)
    return Shown(
        person=Named.of(person),
        name_parts=told if any(told) else parts_of(contact.name),
        parts_guessed=not any(told),
        nickname=contact.nickname,
        company=contact.company,
        title=contact.title,
        handles=tuple(
            ShownAddress(*each.handle, preferred=each.preferred, until=each.until)
            for each in addresses
        ),
        details=noted.details,
        children_left_out=noted.children_left_out,
        former=tuple(reversed(former)),
        met_at=contact.met_at if met else "",
        met_on=contact.met_on if met else None,
        met_through=through if met else None,
        cadence_days=tie.cadence_days,
        birthday=contact.birthday,
        snoozed_until=contact.snoozed_until if contact.is_snoozed(as_of) else None,
        notes=contact.notes,
        tags=tags,
        archived=contact.archived,
        links=links,
        added_on=_unless_later(contact.added_on, as_of),
        source=source,
        promises=promises,
        role=REQUESTER,
        verdict=judged.verdict,
        score=judged.score,
        phase=judged.phase,
        silence=tie.silent(as_of),
        life=tie.life(steps, as_of),
        history=_lines(history),
    )


def _unless_later(day: date | None, as_of: date) -> date | None:
    return day if day is None or day <= as_of else None


def _introducer(reader: Reader, contact: Contact) -> Named | None:
    if contact.met_through_id is None:
        return None
    other = reader.contact(contact.met_through_id)
    return Named.of(Person(contact.met_through_id, other.name)) if other else None


def _lines(history: History) -> tuple[HistoryLine, ...]:
    lines = [
        HistoryLine(
            id=str(Id("t", point.id)),
            on=point.touch.on,
            what=point.touch.kind,
            by=point.touch.by,
            minutes=point.touch.minutes,
            group=point.touch.group,
            depth=point.touch.depth,
            event=point.event,
            note=point.touch.note,
            source=point.source,
        )
        for point in history.touchpoints
    ]
    lines += [
        HistoryLine(
            id=line.label,
            on=line.fact.on,
            what=line.fact.what,
            by=None,
            minutes=None,
            group=None,
            depth=None,
            event="",
            note=line.fact.note,
            source=line.source,
        )
        for line in history.evidence
    ]
    return tuple(sorted(lines, key=lambda line: line.on, reverse=True))
