"""A plan as a person would say it: how many talks, how far apart, and what to do beside them."""

from __future__ import annotations

from farmer.scoring.constants import WEEK_DAYS
from farmer.scoring.plan import Plan
from farmer.scoring.plan_parts import (
    GIVE,
    MEET,
    PROMISE,
    RECEIVE,
    REPAIR,
    SEE,
    TALKS,
    THEY_START,
    USE,
    VOUCH,
)
from farmer.wording import NameForms, say_number, say_times

# Each action once, and what is said instead where it is to be done more often; giving first.
_DEEDS = {
    REPAIR: "let {whom} put it right",
    GIVE: "help {whom}{often}",
    SEE: "look at {whose} work",
    VOUCH: "ask somebody who has used {whom}",
    USE: "use {whose} service{often}",
    RECEIVE: "accept help from {whom}{often}",
    PROMISE: "let {whom} keep {promises}",
}
_TALK = {
    MEET: "an hour with {whom}",
    THEY_START: "let {whom} call you",
}


def say_plan(plan: Plan, who: NameForms) -> str:
    """``four talks, about six weeks apart, the last two for Joe to begin; use Joe's service``."""
    talks = [_talks(plan, who)] if any(action in TALKS for action in plan.actions) else []
    deeds = [
        _deed(action, plan.actions.count(action), who)
        for action in _DEEDS
        if action in plan.actions
    ]
    return "; ".join(talks + deeds)


def say_action(action: str, who: NameForms) -> str:
    """One action, done once: ``an hour with Joe``."""
    if action in _TALK:
        return _TALK[action].format(**who._asdict())
    return _deed(action, 1, who)


def _deed(action: str, number: int, who: NameForms) -> str:
    often = f" {say_times(number)}" if number > 1 else ""
    promises = f"{say_number(number)} small promise{'' if number == 1 else 's'}"
    return _DEEDS[action].format(**who._asdict(), often=often, promises=promises)


def _talks(plan: Plan, who: NameForms) -> str:
    number = sum(action in TALKS for action in plan.actions)
    theirs = plan.actions.count(THEY_START)
    said = f"{say_number(number)} talk{'' if number == 1 else 's'}"
    if number > 1:
        weeks = round((plan.days - WEEK_DAYS) / (number - 1) / WEEK_DAYS)
        said += ", about " + ("a week apart" if weeks == 1 else f"{say_number(weeks)} weeks apart")
    if not theirs:
        return said
    which = "" if number == 1 else "all " if theirs == number else f"the last {_last(theirs)}"
    return f"{said}, {which}for {who.whom} to begin"


def _last(theirs: int) -> str:
    return "one " if theirs == 1 else f"{say_number(theirs)} "
