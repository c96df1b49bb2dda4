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

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class Checked(NamedTuple):
    """The answer of ``check``: one side, or both sides of an introduction.

    Attributes:
        asker: whose work would be vouched for (or the only person asked about).
        target: whose attention would be spent, where an introduction is meant.
        verdict, score: of the whole; the lower of the two sides.
        weaker: which side is the weaker one, or None for one side alone.
        farmed_on: the earliest day on which the whole can be farmed, or None.
        consent: what to do before a farmed introduction is made; empty otherwise.
    """

    asker: Side
    target: Side | None
    verdict: Verdict
    score: float
    weaker: Literal["requester", "target"] | None
    farmed_on: date | None
    consent: str


def check(
    desk: Desk,
    who: str,
    *,
    to: str | None = None,
    role: Role = REQUESTER,
    as_of: date,
    without_memory: bool = False,
) -> Checked:
    """Judge the relationship with `who`, or an introduction of `who` to `to`.

    `without_memory` leaves out what was told from memory.

    Raises:
        Unknown: for a name nobody answers to: a stranger, so the verdict is ``not yet``.
        Ambiguous: where several people answer to a name.
        InvalidValue: for an introduction of somebody to themselves.
    """
    with desk.reading() as reader:
        asker = _find(desk, reader, who)
        target = _find(desk, reader, to) if to is not None else None
        if target == asker:
            raise InvalidValue(
                f"{asker.name} is on both sides of that introduction.", "Name two people."
            )
        mention_archived(desk, (asker, target))
        if target is None:
            return _alone(
                judge_side(desk, reader, asker, role, as_of, without_memory=without_memory)
            )
        return judge_introduction(desk, reader, asker, target, as_of, without_memory=without_memory)


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


def _find(desk: Desk, reader: Reader, who: str) -> Person:
    try:
        return look_up(reader, who, region=desk.settings.region)
    except Unknown as unknown:
        sentence = f"{unknown.message} A stranger: not yet, whoever asks."
        raise Unknown(sentence, unknown.hint, unknown.near) from None


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
