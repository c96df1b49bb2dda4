"""The life of a request as a state machine: which step may follow which, and who moves next.

Asked of me: asked → target asked → target yes → introduced → met → outcome → thanked; declined,
withdrawn or refused by the target on the way. Asked by me: drafted → sent → introduced → met →
outcome → thanked. Sources: A9, A10 and A13 of the method's sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from farmer.choices import Choices
from farmer.errors import InvalidValue
from farmer.wording import say_date

Direction = Literal["given", "received"]
GIVEN: Direction = "given"
RECEIVED: Direction = "received"
DIRECTIONS = (GIVEN, RECEIVED)

ASKED, ASK_TARGET, TARGET_YES, TARGET_NO = "asked", "ask-target", "target-yes", "target-no"
TARGET_LATER = "target-later"
CONFIRM, INTRODUCE, MET, OUTCOME, THANKED = "confirm", "introduce", "met", "outcome", "thanked"
DECLINE, WITHDRAW, REOPEN, SENT = "decline", "withdraw", "reopen", "sent"
REQUEST_STEPS: Choices[str] = Choices(
    "step",
    {
        ASKED: "somebody asked",
        SENT: "you asked",
        DECLINE: "it was declined",
        ASK_TARGET: "the target was asked whether it is welcome",
        TARGET_YES: "it is welcome",
        TARGET_NO: "it is not",
        TARGET_LATER: "not now: they may be asked again on a day",
        CONFIRM: "the asker still wants it",
        INTRODUCE: "the two were introduced",
        MET: "they met",
        OUTCOME: "how it turned out",
        THANKED: "thanks were said",
        WITHDRAW: "nobody wants it any more",
        REOPEN: "what ended it was taken back",
    },
)

OUTCOMES: Choices[str] = Choices(
    "outcome",
    {
        "good": "it went well",
        "bad": "it went badly",
        "no-fit": "they did not suit each other",
        "no-follow-up": "whoever had to move did not",
        "business": "they did business",
    },
)
BUSINESS = "business"
WENT_WELL = ("good", BUSINESS)
WENT_BADLY = ("bad", "no-follow-up")
IDEAS: Choices[str] = Choices(
    "--began",
    {"me": "it was your idea", "asker": "whoever asked", "target": "whom they want to meet"},
)
# What a target answers, and the step that it is.
ANSWERS: Choices[str] = Choices(
    "answer",
    {
        TARGET_YES: "it is welcome",
        TARGET_NO: "it is not",
        TARGET_LATER: "not now, but from the day of --until on",
    },
    typed={TARGET_YES: "yes", TARGET_NO: "no", TARGET_LATER: "later"},
)
LEVELS = range(1, 6)

# Where a step leads, and after which states it may come.
_LEADS = {
    ASKED: "asked",
    SENT: "sent",
    DECLINE: "declined",
    ASK_TARGET: "target asked",
    TARGET_YES: "target yes",
    TARGET_NO: "target no",
    TARGET_LATER: "target later",
    INTRODUCE: "introduced",
    MET: "met",
    OUTCOME: "outcome",
    THANKED: "closed",
    WITHDRAW: "withdrawn",
}
_AFTER: dict[Direction, dict[str, tuple[str, ...]]] = {
    GIVEN: {
        DECLINE: ("asked", "target asked", "target later", "target yes"),
        ASK_TARGET: ("asked", "target later"),
        TARGET_YES: ("target asked", "target later"),
        TARGET_NO: ("target asked", "target later"),
        TARGET_LATER: ("target asked", "target later"),
        CONFIRM: ("asked", "target asked", "target later", "target yes"),
        INTRODUCE: ("target yes",),
        MET: ("introduced",),
        OUTCOME: ("introduced", "met", "outcome", "closed"),
        THANKED: ("outcome",),
        WITHDRAW: ("asked", "target asked", "target later", "target yes"),
        REOPEN: ("declined", "withdrawn", "target no", "outcome", "closed"),
    },
    RECEIVED: {
        SENT: ("asked",),
        DECLINE: ("sent",),
        INTRODUCE: ("sent",),
        MET: ("introduced",),
        OUTCOME: ("introduced", "met", "outcome", "closed"),
        THANKED: ("outcome",),
        WITHDRAW: ("asked", "sent"),
        REOPEN: ("declined", "withdrawn", "outcome", "closed"),
    },
}
_ENDED = ("declined", "withdrawn", "target no", "closed")


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of a request's life.

    Attributes:
        step: one of ``REQUEST_STEPS``.
        on: the day.
        note: what was said; of an introduction against the verdict, why it was made anyway.
        level: of an introduction, BNI's effort from 1 to 5.
        outcome: of an outcome, one of ``OUTCOMES``.
        amount_minor, currency: of closed business, in the currency's smallest unit.
        until: of the answer *later*, the day from which the target may be asked again.

    Raises:
        InvalidValue: for an unknown step, outcome or level.
    """

    step: str
    on: date
    note: str = ""
    level: int | None = None
    outcome: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        REQUEST_STEPS.check(self.step)
        if self.outcome is not None:
            OUTCOMES.check(self.outcome)
        if self.level is not None and self.level not in LEVELS:
            raise InvalidValue(f"There is no level {self.level}.", "Choose from 1 to 5.")
        self._check_until()

    def _check_until(self) -> None:
        later = self.step == TARGET_LATER
        if later and self.until is None:
            raise InvalidValue(
                "The day from which to ask again is missing.", "Say it: --until friday"
            )
        if self.until is not None and not later:
            raise InvalidValue(
                "--until goes only with the answer later.", "Leave --until out, or answer later."
            )
        if self.until is not None and self.until <= self.on:
            raise InvalidValue(
                f"{say_date(self.until)} is not later than {say_date(self.on)}.",
                "Give a later day with --until.",
            )


@dataclass(frozen=True, slots=True)
class Request:
    """A request and its life so far.

    Attributes:
        direction: ``given`` where somebody asked you; ``received`` where you asked.
        person_id: who asked you, or whom you asked; None once they are forgotten.
        target_id: whom they want to meet, where the ledger knows them.
        target: the target in words: a name, or a kind of client; empty where the ledger knows them.
        began: whose idea it was, of ``IDEAS``.
        steps: the first is ``asked``.
    """

    direction: Direction
    person_id: int | None
    target_id: int | None
    target: str
    began: str
    steps: tuple[StepTaken, ...]

    @property
    def state(self) -> str:
        """Where it stands."""
        return _state(self.steps)

    @property
    def is_open(self) -> bool:
        """Whether anything is still to come."""
        return self.state not in _ENDED

    @property
    def last_on(self) -> date:
        """The day of its last step."""
        return self.steps[-1].on

    @property
    def introduction(self) -> StepTaken | None:
        """The step by which the introduction was made, where it stands."""
        return _last(_life(self.steps), INTRODUCE)

    @property
    def outcomes(self) -> tuple[StepTaken, ...]:
        """How it turned out, each time: what is taken back by reopening is not among them.

        But business that was done was done: whatever comes after it adds to it.
        """
        standing = _life(self.steps)
        return tuple(
            step
            for step in self.steps
            if step.step == OUTCOME
            and (step.outcome == BUSINESS or any(step is each for each in standing))
        )

    @property
    def outcome(self) -> StepTaken | None:
        """How it turned out last."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def until(self) -> date | None:
        """The day from which the target may be asked again, while that is their answer."""
        later = _last(_life(self.steps), TARGET_LATER)
        return later.until if later and self.state == "target later" else None

    @property
    def allowed(self) -> tuple[str, ...]:
        """The steps that may come next."""
        return tuple(step for step in REQUEST_STEPS if may_follow(self.direction, self.steps, step))

    @property
    def wanted_on(self) -> date:
        """The day on which the asker last said that they want it."""
        return max(step.on for step in self.steps if step.step in (ASKED, CONFIRM, REOPEN))

    def up_to(self, as_of: date) -> Request | None:
        """The request as it stood at the end of a day; None before it was asked."""
        steps = tuple(step for step in self.steps if step.on <= as_of)
        return (
            Request(self.direction, self.person_id, self.target_id, self.target, self.began, steps)
            if steps
            else None
        )


def may_follow(direction: Direction, steps: Sequence[StepTaken], step: str) -> bool:
    """Whether a step may come after those, of which the first is ``asked``."""
    if not steps:
        return step == ASKED
    return _state(steps) in _AFTER[direction].get(step, ())


def _state(steps: Sequence[StepTaken]) -> str:
    state = "asked"
    for step in _life(steps):
        state = _LEADS.get(step.step, state)
    return state


def _life(steps: Sequence[StepTaken]) -> list[StepTaken]:
    """The steps that stand: reopening takes back what ended it, and a consent with it.

    What was introduced stays introduced, and waits for another outcome.
    """
    standing: list[StepTaken] = []
    for step in steps:
        if step.step == REOPEN:
            while standing and _LEADS.get(standing[-1].step) in (*_ENDED, "outcome"):
                standing.pop()
            if _last(standing, INTRODUCE) is None:
                standing = [s for s in standing if s.step in (ASKED, SENT, CONFIRM)]
        else:
            standing.append(step)
    return standing


def _last(steps: Sequence[StepTaken], kind: str) -> StepTaken | None:
    return next((step for step in reversed(steps) if step.step == kind), None)
