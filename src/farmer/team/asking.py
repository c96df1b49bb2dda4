"""What a member asks a colleague, and what that one answers: how both travel.

As with what is told, whatever comes from others is read with care.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from farmer.referrals.states import ANSWERS, INTRODUCE, MET, OUTCOME, StepTaken
from farmer.text import clean, clean_name

_FORM = 1
_MOST_STEPS, _MOST_LETTERS = 20, 500
# What both are told of how it went on.
TOLD_ON = (INTRODUCE, MET, OUTCOME)


@dataclass(frozen=True)
class ColleagueQuestion:
    """What a colleague is asked.

    Attributes:
        number: of the request in the ledger of who asks, such as ``r7``.
        on: the day on which it was asked.
        who, company: for whom.
        to: whom they want to meet; `person` is the id of that one in the colleague's ledger, where
            the colleague told of them.
        need: what for.
    """

    number: str
    on: date
    who: str
    company: str
    to: str
    person: str
    need: str


@dataclass(frozen=True)
class ColleagueAsking(ColleagueQuestion):
    """The same as it travels.

    Attributes:
        steps: how it went on.
        ended: whether it is not wanted any more.
    """

    steps: tuple[StepTaken, ...] = ()
    ended: bool = False

    @property
    def text(self) -> str:
        """What travels."""
        said = {**vars(self), "on": self.on.isoformat(), "steps": _from_steps(self.steps)}
        return json.dumps({"form": _FORM, **said}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> ColleagueAsking | None:
        """What was asked; None for what is not that, or is of a newer farmer."""
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            said = json.loads(text)
            who, to = clean_name(said["who"]), clean_name(said["to"])
            if said["form"] == _FORM and who and to:
                return cls(
                    clean(said["number"])[:20],
                    date.fromisoformat(said["on"]),
                    who,
                    clean(said["company"]),
                    to,
                    clean(said["person"]),
                    clean(said["need"])[:_MOST_LETTERS],
                    _to_steps(said["steps"]),
                    bool(said["ended"]),
                )
        return None


class Answering(NamedTuple):
    """What the colleague says to it: of ``ANSWERS``, and how it went on.

    Attributes:
        until: of *later*, from when on they may be asked again.
        note: a word to who asked.
    """

    answer: str
    on: date
    until: date | None
    note: str
    steps: tuple[StepTaken, ...] = ()

    @property
    def text(self) -> str:
        """What travels."""
        until = self.until.isoformat() if self.until else ""
        said = {**self._asdict(), "on": self.on.isoformat(), "until": until}
        said["steps"] = _from_steps(self.steps)
        return json.dumps({"form": _FORM, **said}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Answering | None:
        """What was answered; None for what is not that, or is of a newer farmer."""
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            said = json.loads(text)
            until = date.fromisoformat(said["until"]) if said["until"] else None
            answered = cls(
                said["answer"],
                date.fromisoformat(said["on"]),
                until,
                clean(said["note"])[:_MOST_LETTERS],
                _to_steps(said["steps"]),
            )
            if said["form"] == _FORM and said["answer"] in tuple(ANSWERS):
                # It refuses a later without a day.
                StepTaken(answered.answer, answered.on, until=until)
                return answered
        return None


def _from_steps(steps: Sequence[StepTaken]) -> list[list[str]]:
    return [[each.step, each.on.isoformat(), each.outcome or ""] for each in steps]


def _to_steps(said: Any) -> tuple[StepTaken, ...]:
    steps = [
        StepTaken(step, date.fromisoformat(on), outcome=outcome or None)
        for step, on, outcome in said[:_MOST_STEPS]
        if step in TOLD_ON
    ]
    return tuple(each for each in steps if (each.step == OUTCOME) == (each.outcome is not None))
