"""Referral requests: recorded, advanced step by step, shown and listed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import Conflict, InvalidValue
from farmer.ids import Id
from farmer.ledger.recorded import RecordedRequest, RecordedStep
from farmer.people.meant import Person
from farmer.people.naming import surely_turned
from farmer.plain import to_plain
from farmer.referrals.states import (
    ASKED,
    GIVEN,
    IDEAS,
    INTRODUCE,
    OUTCOME,
    REOPEN,
    Request,
    StepTaken,
)
from farmer.referrals.turns import check_step
from farmer.tasks.desk import Desk
from farmer.tasks.judge.check import Checked, in_brief, judge_introduction
from farmer.tasks.judge.side import Side
from farmer.tasks.new_name import NewName, check_firm, check_words
from farmer.tasks.person import find_person, match_person, mention_archived
from farmer.tasks.refer.request_before import Earlier, check_not_asked, earlier
from farmer.tasks.refer.request_meant import find_request, is_open
from farmer.tasks.refer.request_shown import RequestShown, request_numbered, shown
from farmer.tasks.refer.request_waiting import with_colleagues
from farmer.team import is_in_team
from farmer.text import clean, clean_name, clean_note
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader


# Told of a change and of the number of the request that it is about, once all of it is written.
StepBeside = Callable[["Writer", int], None]


class Advanced(NamedTuple):
    """What a step of a request did: the request as it stands, and the judgement of the day.

    Attributes:
        checked: both sides, where somebody asked you; None where it was not judged.
        before: what the same person asked before about the same, the newest first.
    """

    request: RequestShown
    checked: Checked | None = None
    before: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestTold:
    """A request as it is told: who, for whom, what for.

    Raises:
        InvalidValue: without a need, or where `began` is none of ``IDEAS``.
    """

    who: str
    to: str
    need: str
    via: str = ""
    began: str = "asker"
    inside: bool = False
    on: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.need.strip():
            raise InvalidValue("What it is for is missing.", "Say it in one sentence.")
        IDEAS.check(self.began)


def add(
    desk: Desk, asking: RequestTold, *, anyway: bool = False, beside: StepBeside | None = None
) -> Advanced:
    """Record that somebody asked you for an introduction, with both verdicts as they are today.

    `anyway` records it also where the same is asked for already; `beside` is told of the change.

    Raises:
        AskedAlready: where it is, unless `anyway`.
        Unknown, Ambiguous: where nobody or several people answer to a name.
        InvalidValue: where nobody is to be met, or they are the same person.
    """
    on = asking.on or desk.today
    with desk.deciding() as reader:
        people = reader.people()
        asker = find_person(asking.who, people, region=desk.settings.region)
        target, words = find_target(desk, asking.to, people, asker)
        life = Request(GIVEN, asker.id, target.id if target else None, words, asking.began, ())
        requests = reader.requests_of(asker.id)
        if not anyway:
            check_not_asked(life, asking.need, requests)
        mention_archived(desk, (asker, target))
        checked = judge_introduction(desk, reader, asker, target, on)
        checked = in_brief(reader, checked, (asker, target), on, before=False)
    step = _frozen(StepTaken(ASKED, on, clean_note(asking.note)), checked)
    to = target.name if target else words
    with desk.changing(f"request of {asker.name} for {to}") as change:
        request_id = record(change, life, asking, [step])
        if beside is not None:
            beside(change, request_id)
        begun = as_it_stands(desk, change.now, request_id)
    return Advanced(begun, checked, before=earlier(life, requests))


def advance(
    desk: Desk,
    typed: str,
    taken: StepTaken,
    *,
    to: str | None = None,
    anyway: bool = False,
    beside: StepBeside | None = None,
) -> Advanced:
    """Take the next step of a request.

    Args:
        desk: where to work.
        typed: the request's id, such as ``r7``, or a name where one of theirs is open.
        taken: the step; the note of an introduction made `anyway` says why.
        to: with ``ask-target``, who a kind of client turned out to be.
        anyway: introduce although the verdict is not farmed.
        beside: what is told of the change.

    Raises:
        NotFound, Unknown, Ambiguous: where no request, nobody or several requests are meant.
        Conflict: for a step out of its turn, or an introduction that the verdict does not allow.
    """
    taken = replace(taken, note=clean_note(taken.note))
    with desk.deciding() as reader:
        recorded = find_request(reader, typed, desk.settings.region, _taking(taken))
        _check_is_mine(desk, reader, recorded.id, taken)
        check_step(recorded.request, taken)
        people = reader.people()
        named = target_columns(desk, to, people, recorded.request.person_id)
        checked = _judged(desk, reader, recorded, people, taken)
    if checked is not None and checked.verdict != "farmed" and not anyway:
        raise Conflict(
            f"It is not farmed: {checked.verdict} on {say_date(taken.on)}.",
            f"Decline it, or say why you do it: farmer request introduce {Id('r', recorded.id)} "
            '--anyway "why"',
        )
    step = _frozen(taken, checked) if checked is not None else RecordedStep(taken)
    with desk.changing(f"request {Id('r', recorded.id)} {_said(taken)}") as change:
        # Asked again now that nobody else can write: another command may have taken a step.
        check_step(request_numbered(change.now, recorded.id).request, taken)
        if named:
            change.edit_request(recorded.id, named)
        change.add_step(recorded.id, step)
        if beside is not None:
            beside(change, recorded.id)
        return Advanced(as_it_stands(desk, change.now, recorded.id), checked)


def show(desk: Desk, typed: str) -> RequestShown:
    """A request's whole story, by its id or by a name (see `find_request`)."""
    with desk.reading() as reader:
        found = find_request(reader, typed, desk.settings.region, past=True)
        return as_it_stands(desk, reader, found.id)


def record(
    change: Writer, life: Request, asking: RequestTold, steps: Iterable[RecordedStep]
) -> int:
    """Record a request and its first steps; its number."""
    request_id = change.add_request(
        life, clean(asking.need), clean_name(asking.via), inside=asking.inside
    )
    for step in steps:
        change.add_step(request_id, step)
    return request_id


def find_target(
    desk: Desk, to: str, people: list[Person], other: Person
) -> tuple[Person | None, str]:
    """The person that `to` names, or the words where the ledger knows nobody by them."""
    words = clean_name(to)
    if not words:
        raise InvalidValue("Whom to meet is missing.", 'Say it: --to "Richard Branson"')
    found = match_person(words, people, region=desk.settings.region)
    if found == other:
        raise InvalidValue(f"{other.name} is on both sides of that.", "Name two people.")
    if found:
        return found, ""
    check_firm(NewName.of(words), people)
    check_words(words)
    return None, surely_turned(words) or words


def target_columns(
    desk: Desk, to: str | None, people: list[Person], asker_id: int | None
) -> dict[str, object]:
    """The columns of a request that say whom to meet, once that is `to`; none where it is None."""
    if to is None:
        return {}
    asker = next((person for person in people if person.id == asker_id), Person(0, ""))
    target, words = find_target(desk, to, people, asker)
    return {"target_id": target.id if target else None, "target": words}


def _taking(taken: StepTaken) -> Callable[[Request], bool]:
    """Whether somebody who is named rather than an id can mean a request with that step."""
    return (lambda life: REOPEN in life.allowed) if taken.step == REOPEN else is_open


def _judged(
    desk: Desk,
    reader: Reader,
    recorded: RecordedRequest,
    people: list[Person],
    taken: StepTaken,
) -> Checked | None:
    """The judgement of an introduction, leaving out what came of this very request."""
    life = recorded.request
    by_id = {person.id: person for person in people}
    asker = by_id.get(life.person_id or 0)
    if taken.step != INTRODUCE or life.direction != GIVEN or asker is None:
        return None
    target = by_id.get(life.target_id or 0)
    checked = judge_introduction(desk, reader, asker, target, taken.on, recorded.id)
    return in_brief(reader, checked, (asker, target), taken.on, before=False)


def _frozen(taken: StepTaken, checked: Checked) -> RecordedStep:
    """A step with both assessments as they are: evidence of what was known that day."""
    target = checked.target
    return RecordedStep(
        taken, checked.verdict, to_frozen(checked.asker), to_frozen(target) if target else None
    )


def to_frozen(side: Side) -> str:
    """One side's assessment as a step keeps it: evidence of what was known that day."""
    # The tallies behind it can be worked out again; what was said of them is the evidence.
    return json.dumps(to_plain(side.assessment), ensure_ascii=False)


def _check_is_mine(desk: Desk, reader: Reader, request_id: int, taken: StepTaken) -> None:
    """Refuse a step that is a colleague's to take; most ledgers are in no team."""
    if is_in_team(desk.ledger.place):
        from farmer.tasks.asked import check_is_mine

        check_is_mine(desk, reader, request_id, taken)


def _said(taken: StepTaken) -> str:
    more = f" {taken.outcome}" if taken.step == OUTCOME else ""
    return f"{taken.step}{more} on {say_date(taken.on)}"


def as_it_stands(desk: Desk, reader: Reader, request_id: int) -> RequestShown:
    """The request of that number in the ledger, as it stands today."""
    people = {person.id: person for person in reader.people()}
    found = shown(reader, request_numbered(reader, request_id), people, desk.today)
    return with_colleagues(desk, reader, [found])[0]
