"""Is this relationship farmed enough — and for an introduction, is the other one?"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from farmer.errors import InvalidValue, Unknown
from farmer.model import REQUESTER, TARGET, Role, Verdict
from farmer.people.meant import Person
from farmer.scoring.reasons import CONSENT
from farmer.tasks.desk import Desk
from farmer.tasks.judge.side import Side, judge_side
from farmer.tasks.person import look_up, mention_archived
from farmer.team import is_in_team

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.letters.decline_reasons import DeclineReason
    from farmer.tasks.colleagues import Keeper
    from farmer.tasks.judge.brief import Brief
    from farmer.tasks.judge.doors import DoorShown


class Checked(NamedTuple):
    """The answer of ``check``: one side, or both sides of an introduction.

    Attributes:
        asker: whose work would be vouched for (or the only person asked about).
        target: whose attention would be spent, where an introduction is meant.
        verdict, score: of the whole; the lower of the two sides.
        weaker: which side is the weaker one, or None for one side alone.
        farmed_on: the earliest day on which the whole can be farmed, or None.
        consent: what to do before a farmed introduction is made; empty otherwise.
        brief: what somebody who has to answer needs beside it; None where nobody is told.
        through: of a target who is only known of, who can open the door, the best first.
        to: whom an introduction is meant to who is not in the ledger; empty for the others.
        keepers: who of the team knows the target, the best first; not who you know better.
    """

    asker: Side
    target: Side | None
    verdict: Verdict
    score: float
    weaker: Literal["requester", "target"] | None
    farmed_on: date | None
    consent: str
    brief: Brief | None = None
    through: tuple[DoorShown, ...] = ()
    to: str = ""
    keepers: tuple[Keeper, ...] = ()


def check(
    desk: Desk,
    who: str,
    *,
    to: str | None = None,
    role: Role = REQUESTER,
    as_of: date,
    without_memory: bool = False,
    in_words: bool = False,
) -> Checked:
    """Judge the relationship with `who`, or an introduction of `who` to `to`.

    `without_memory` leaves out what was told from memory; `in_words` is whether people are told, or
    programs everything.

    A target who is not in the ledger is one whom a colleague tells of, if any does.

    Raises:
        Unknown: for a name nobody answers to: a stranger, so the verdict is ``not yet``.
        Ambiguous: where several people answer to a name.
        InvalidValue: for an introduction of somebody to themselves.
    """
    with desk.reading() as reader:
        asker = _find(desk, reader, who, stranger="stranger" if role == REQUESTER else "mine")
        target, keepers = _target(desk, reader, to, as_of) if to is not None else (None, ())
        if target == asker:
            raise InvalidValue(
                f"{asker.name} is on both sides of that introduction.", "Name two people."
            )
        if target is None:
            side = judge_side(desk, reader, asker, role, as_of, without_memory=without_memory)
            checked = _alone(side)
        else:
            checked = judge_introduction(
                desk, reader, asker, target, as_of, without_memory=without_memory
            )
        checked = _with_keepers(checked, keepers)
        if target is not None and target.known_of:
            from farmer.tasks.judge.doors import doors_to

            checked = checked._replace(through=doors_to(desk, reader, target, as_of))
        if not in_words:
            mention_archived(desk, (asker, target))
            return checked
        return in_brief(reader, checked, (asker, target), as_of, without_memory=without_memory)


def in_brief(
    reader: Reader,
    checked: Checked,
    people: tuple[Person, Person | None],
    as_of: date,
    *,
    before: bool = True,
    without_memory: bool = False,
) -> Checked:
    """The same with what to tell first, of the `people` who were judged (see `brief`)."""
    from farmer.tasks.judge.brief import brief

    sides = [
        (person, side.assessment)
        for person, side in zip(people, (checked.asker, checked.target), strict=True)
        if person and side
    ]
    told = brief(reader, sides, as_of, before=before, without_memory=without_memory)
    return checked._replace(brief=told)


def judge_introduction(
    desk: Desk,
    reader: Reader,
    asker: Person,
    target: Person | None,
    as_of: date,
    without: int | None = None,
    *,
    without_memory: bool = False,
) -> Checked:
    """Judge introducing `asker` to `target`; the asker alone until the target is somebody known.

    `without` is a request whose own consequences are left out; `without_memory` leaves out what
    was told from memory.
    """
    judge = partial(judge_side, desk, reader, without_memory=without_memory)
    asking = judge(asker, REQUESTER, as_of, without)
    if target is None:
        return _alone(asking)
    return _both(asking, judge(target, TARGET, as_of, without))


def _find(desk: Desk, reader: Reader, who: str, *, stranger: DeclineReason) -> Person:
    """The one person that `who` means; of a stranger it is said how to reply to whoever asks."""
    try:
        return look_up(reader, who, region=desk.settings.region)
    except Unknown as unknown:
        from farmer.letters.replies import reply_to

        reply = f"You could reply: “{reply_to(stranger)}”"
        sentence = f"{unknown.message} A stranger: not yet, whoever asks. {reply}"
        raise Unknown(sentence, unknown.hint, unknown.near) from None


def _target(
    desk: Desk, reader: Reader, to: str, as_of: date
) -> tuple[Person | None, tuple[Keeper, ...]]:
    """Whom an introduction is meant to, and who of the team knows them.

    Raises:
        Unknown: where nobody of the ledger answers to it, and no colleague tells of them.
    """
    if not is_in_team(desk.ledger.place):
        return _find(desk, reader, to, stranger="mine"), ()
    from farmer.tasks.colleagues import keepers_called, keepers_of

    try:
        target = _find(desk, reader, to, stranger="mine")
    except Unknown:
        keepers = keepers_called(desk, to, TARGET, as_of)
        if not keepers:
            raise
        return None, keepers
    return target, keepers_of(desk, reader, target.id, TARGET, as_of)


def _with_keepers(checked: Checked, keepers: tuple[Keeper, ...]) -> Checked:
    """The same with who of the team knows the target; a stranger's side is the best keeper's."""
    if checked.target is not None:
        own = checked.target.assessment.score
        return checked._replace(keepers=tuple(each for each in keepers if each.score > own))
    if not keepers:
        return checked
    best = keepers[0]
    known = checked._replace(to=best.name, keepers=keepers)
    if best.score < checked.score:
        return known._replace(
            verdict=best.verdict, score=best.score, weaker="target", farmed_on=None
        )
    return known._replace(weaker="requester")


def _alone(side: Side) -> Checked:
    verdict, score = side.assessment.verdict, side.assessment.score
    return Checked(side, None, verdict, score, None, side.farmed_on, "")


def _both(asker: Side, target: Side) -> Checked:
    from farmer.scoring.pairing import pair

    judged = pair(asker.assessment, target.assessment)
    days = (asker.farmed_on, target.farmed_on)
    return Checked(
        asker=asker,
        target=target,
        verdict=judged.verdict,
        score=judged.score,
        weaker=judged.weaker,
        farmed_on=None if None in days else max(day for day in days if day),
        consent=CONSENT if judged.verdict == "farmed" else "",
    )
