"""Whose move a request waits for, what that is, and what can be typed next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from farmer.referrals.states import GIVEN, WENT_BADLY, Request
from farmer.wording import say_date


class Move(NamedTuple):
    """What comes next.

    Attributes:
        waiting_for: whose move it is: me, asker, target, both; empty once it has ended.
        sentence: what to do.
        commands: what can be typed after ``farmer request``; ``{id}`` stands for the request's.
    """

    waiting_for: str
    sentence: str
    commands: tuple[str, ...]


def next_move(request: Request, verdict: str | None, *, asker: str, target: str) -> Move:
    """The next move of a request.

    Args:
        request: as it stands.
        verdict: of the day it was asked for, where there was one.
        asker: the name of who asked, or was asked.
        target: the name of whom they want to meet, or what sort of person.
    """
    moves = _GIVEN if request.direction == GIVEN else _RECEIVED
    move = moves[request.state]
    if request.direction == GIVEN and request.state == "asked" and verdict != "farmed":
        move = _NOT_YET
    if request.state == "outcome" and request.outcome and request.outcome.outcome in WENT_BADLY:
        move = _WENT_BADLY
    until = say_date(request.until) if request.until else ""
    return move._replace(sentence=move.sentence.format(who=asker, whom=target, until=until))


_NOT_YET = Move(
    "me",
    "It is too early: tell {who} so, kindly, and what would make it possible.",
    ("decline {id}", "ask-target {id}"),
)
_WENT_BADLY = Move(
    "me",
    "Speak to both, {who} and {whom}: say that you are sorry, and put right what you can.",
    ("thanked {id}",),
)
_ENDED = Move("", "Nothing more is to be done.", ("reopen {id}",))
_GIVEN: Mapping[str, Move] = {
    "asked": Move(
        "me",
        "Ask {whom} privately whether it is welcome.",
        ("ask-target {id}", "decline {id}"),
    ),
    "target asked": Move(
        "target",
        "Wait for {whom}; no answer is a no.",
        ("target-said {id} yes", "target-said {id} no", "withdraw {id}"),
    ),
    "target later": Move(
        "target",
        "Leave {whom} in peace until {until}; then ask again.",
        ("ask-target {id}", "target-said {id} yes", "withdraw {id}"),
    ),
    "target yes": Move(
        "me",
        "Introduce {who} to {whom}.",
        ("introduce {id} --level 3", "withdraw {id}"),
    ),
    "target no": Move(
        "",
        "Tell {who} that it does not fit now; the answer of {whom} stays with you.",
        ("reopen {id}",),
    ),
    "introduced": Move(
        "both",
        "After two weeks ask both how it went.",
        ("met {id}", "outcome {id} good"),
    ),
    "met": Move("both", "Ask both how it went.", ("outcome {id} good",)),
    "outcome": Move("me", "Thank {whom}, and tell them what came of it.", ("thanked {id}",)),
    "declined": _ENDED,
    "withdrawn": _ENDED,
    "closed": _ENDED,
}
_RECEIVED: Mapping[str, Move] = {
    "asked": Move("me", "Ask {who}, in person if you can.", ("sent {id}", "withdraw {id}")),
    "sent": Move("asker", "Wait for {who}.", ("introduce {id}", "decline {id}")),
    "introduced": Move("me", "Follow up within two days.", ("met {id}", "outcome {id} good")),
    "met": Move("me", "Say how it went.", ("outcome {id} good",)),
    "outcome": Move("me", "Thank {who}, and tell them what came of it.", ("thanked {id}",)),
    "declined": _ENDED,
    "withdrawn": _ENDED,
    "closed": _ENDED,
}
