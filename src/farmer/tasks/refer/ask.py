"""Before you ask somebody yourself: is your own standing farmed enough? (the command ``ask``)."""

from __future__ import annotations

from farmer.ledger.recorded import RecordedStep
from farmer.model import TARGET
from farmer.referrals.clarity import doubts
from farmer.referrals.states import ASKED, RECEIVED, SENT, Request, StepTaken
from farmer.tasks.desk import Desk
from farmer.tasks.judge.side import judge_side
from farmer.tasks.person import find_person
from farmer.tasks.refer.request import Advanced, RequestTold, begin, find_target, to_frozen
from farmer.text import clean_note


def ask(desk: Desk, asking: RequestTold, *, sent: bool) -> Advanced:
    """Judge, and record, asking somebody yourself; once `sent`, it is a withdrawal there.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to a name.
        InvalidValue: where they are the same person.
    """
    on = asking.on or desk.today
    with desk.deciding() as reader:
        people = reader.people()
        person = find_person(asking.who, people, region=desk.settings.region)
        target, words = find_target(desk, asking.to, people, person) if asking.to else (None, "")
        standing = judge_side(desk, reader, person, TARGET, on)
    life = Request(RECEIVED, person.id, target.id if target else None, words, "me", ())
    judged = standing.assessment
    asked = StepTaken(ASKED, on, clean_note(asking.note))
    steps = [RecordedStep(asked, judged.verdict, to_frozen(standing))]
    if sent:
        steps.append(RecordedStep(StepTaken(SENT, on)))
    unclear = tuple(doubts(asking.need, target.name if target else words))
    begun = begin(desk, life, asking, steps, f"ask {person.name}")
    return Advanced(begun, standing=standing, doubts=unclear)
