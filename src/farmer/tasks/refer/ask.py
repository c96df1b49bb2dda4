"""Before you ask somebody yourself: is your own standing farmed enough? (the command ``ask``)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from farmer.ids import Id
from farmer.ledger.recorded import RecordedRequest, RecordedStep
from farmer.model import TARGET
from farmer.people.meant import Person
from farmer.referrals.clarity import doubts
from farmer.referrals.states import ASKED, RECEIVED, SENT, Request, StepTaken
from farmer.shell import quoted, quoted_or_id
from farmer.tasks.desk import Desk
from farmer.tasks.judge.side import Side, judge_side
from farmer.tasks.person import find_person, mention_archived
from farmer.tasks.refer.request import (
    Advanced,
    RequestTold,
    as_it_stands,
    find_target,
    record,
    to_frozen,
)
from farmer.tasks.refer.request_before import as_asked, asked_already, is_worded_so
from farmer.tasks.refer.request_shown import RequestShown
from farmer.text import clean_note

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class Asked(NamedTuple):
    """The answer of ``ask``.

    Attributes:
        request: as it was recorded, or was before; None where nothing is.
        standing: your own standing with the person.
        doubts: what is not specific or easy yet in what you ask.
        next: what to do; `commands` are what can be typed then.
    """

    request: RequestShown | None
    standing: Side
    doubts: tuple[str, ...]
    next: str
    commands: tuple[str, ...]


def ask(
    desk: Desk, asking: RequestTold, *, recorded: bool, sent: bool, anyway: bool = False
) -> Asked:
    """Judge asking somebody yourself, and record it once where that is said.

    Args:
        desk: where to work.
        asking: whom, and what for.
        recorded: record that you are going to ask.
        sent: record that you have asked: it is a withdrawal there.
        anyway: it is something else, although the same or nearly the same is asked for already.

    Raises:
        AskedAlready: where nearly the same is, and this is to be recorded, unless `anyway`.
        Unknown, Ambiguous: where nobody or several people answer to a name.
        InvalidValue: where they are the same person.
    """
    on = asking.on or desk.today
    with desk.reading() as reader:
        people = reader.people()
        person = find_person(asking.who, people, region=desk.settings.region)
        target, words = find_target(desk, asking.to, people, person) if asking.to else (None, "")
        mention_archived(desk, (person, target))
        standing = judge_side(desk, reader, person, TARGET, on)
        life = Request(RECEIVED, person.id, target.id if target else None, words, "me", ())
        same = None if anyway else _asked(reader, life, asking.need)
        known = as_it_stands(desk, reader, same.id) if same else None
    if recorded or sent:
        known = _record(desk, asking, life, standing, person, sent=sent, anyway=anyway)
    elif same is not None:
        _tell_asked(desk, same)
    unclear = tuple(doubts(asking.need, target.name if target else words))
    if known is not None:
        return Asked(known, standing, unclear, known.next, known.commands)
    return Asked(None, standing, unclear, *_next(asking, person, standing, anyway=anyway))


def record_own(desk: Desk, asking: RequestTold, *, anyway: bool = False) -> Advanced:
    """Record that you are going to ask a connector to introduce you, as `ask` judges it.

    Raises:
        AskedAlready, Unknown, Ambiguous, InvalidValue: as `ask` does.
    """
    asked = ask(desk, replace(asking, began="me"), recorded=True, sent=False, anyway=anyway)
    assert asked.request is not None  # it is recorded
    return Advanced(asked.request)


def _record(
    desk: Desk,
    asking: RequestTold,
    life: Request,
    standing: Side,
    person: Person,
    *,
    sent: bool,
    anyway: bool,
) -> RequestShown:
    """The request once it is there: the same one is not recorded twice."""
    on = asking.on or desk.today
    judged = standing.assessment
    steps = [
        RecordedStep(
            StepTaken(ASKED, on, clean_note(asking.note)), judged.verdict, to_frozen(standing)
        )
    ]
    if sent:
        steps.append(RecordedStep(StepTaken(SENT, on)))
    with desk.changing(f"ask {person.name}") as change:
        same = None if anyway else _asked(change.now, life, asking.need)
        if same is None:
            return as_it_stands(desk, change.now, record(change, life, asking, steps))
        if not is_worded_so(same, asking.need):
            raise as_asked(same)
        _tell_asked(desk, same)
        if sent and same.request.state == "asked":
            change.add_step(same.id, steps[-1])
        return as_it_stands(desk, change.now, same.id)


def _asked(reader: Reader, life: Request, need: str) -> RecordedRequest | None:
    """The open request that asks the same person for the same or nearly the same, or None."""
    assert life.person_id is not None  # whoever is asked was just found
    return asked_already(life, need, reader.requests_of(life.person_id))


def _tell_asked(desk: Desk, same: RecordedRequest) -> None:
    desk.notify(f"You asked that already: {Id('r', same.id)}, “{same.need}”, {same.request.state}.")


def _next(
    asking: RequestTold, person: Person, standing: Side, *, anyway: bool
) -> tuple[str, tuple[str, ...]]:
    """What to do before anything is recorded: nothing that the verdict speaks against."""
    whom = quoted_or_id(person.name, str(Id("c", person.id)))
    if standing.archived:
        return f"{person.name} is archived: nothing is to be asked of them.", ()
    if standing.assessment.verdict != "farmed":
        shown = (f"farmer check {whom} --as target",)
        return f"It is too early to ask {person.name}. First do what is missing.", shown
    to = f" --to {quoted(asking.to)}" if asking.to else ""
    sent = f"farmer ask {whom} --need {quoted(asking.need)}{to} --sent{' --anyway' * anyway}"
    return f"Ask {person.name}, in person if you can; then record it.", (sent,)
