"""Whether a step of a request is in its turn, when it is taken and when it is corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from farmer.errors import Conflict
from farmer.referrals.states import ANSWERS, ASKED, GIVEN, INTRODUCE, Request, StepTaken
from farmer.wording import say_date, say_list

# The asker's wish is asked for again after so many days: needs pass (A10).
STALE_WISH_DAYS = 30
# What is typed for a step, where that is not its name.
_TYPED = {
    answer: f"target-said {word}" for answer, word in zip(ANSWERS, ANSWERS.typed, strict=True)
}


def check_step(request: Request, taken: StepTaken) -> None:
    """Refuse a step that cannot come now.

    Raises:
        Conflict: for a step out of its turn, dated before the one before it, or an introduction
            that the asker has not wished for within 30 days.
    """
    if taken.step not in request.allowed:
        may = say_list([typed(step) for step in request.allowed], "or")
        raise Conflict(
            f"It is {request.state}: {typed(taken.step)} cannot come now.",
            f"What can come: {may}.",
        )
    if taken.on < request.last_on:
        raise Conflict(
            f"{say_date(taken.on)} is before the last step, on {say_date(request.last_on)}.",
            "Give a later day with --on.",
        )
    stale_on = request.wanted_on + timedelta(days=STALE_WISH_DAYS)
    if request.direction == GIVEN and taken.step == INTRODUCE and taken.on > stale_on:
        raise Conflict(
            f"The asker last said so on {say_date(request.wanted_on)}; after {STALE_WISH_DAYS} "
            "days, ask again whether it is still wanted.",
            "When they say yes: farmer request confirm",
        )


def check_life(request: Request) -> None:
    """Refuse a request whose steps could not have come one after the other.

    Raises:
        Conflict: naming the first that could not, and why.
    """
    if not request.steps or request.steps[0].step != ASKED:
        raise Conflict(
            "A request begins with the step asked, and the others need it.",
            "To take out all of it, remove the request itself.",
        )
    for number, taken in enumerate(request.steps[1:], 1):
        before = replace(request, steps=request.steps[:number])
        said = f"{typed(taken.step)} on {say_date(taken.on)}"
        if taken.step not in before.allowed:
            raise Conflict(
                f"Then it would be {before.state}, where {said} does not fit.",
                "Correct or take out the later step first, or both in one command.",
            )
        if taken.on < before.last_on:
            raise Conflict(
                f"Then {said} would come before {typed(before.steps[-1].step)} on "
                f"{say_date(before.last_on)}.",
                "Give a later day, or correct the other step first.",
            )


def typed(step: str) -> str:
    """What is typed for a step."""
    return _TYPED.get(step, step)
