"""Whose move a request waits for, what that is, and what can be typed next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from farmer.referrals.states import GIVEN, WENT_BADLY, Request
from farmer.referrals.turns import STALE_WISH_DAYS
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


def next_move(
    request: Request,
    verdict: str | None,
    *,
    asker: str,
    target: str,
    on: date,
    away: Collection[str] = (),
) -> Move:
    """The next move of a request.

    Args:
        request: as it stands.
        verdict: of the day, where the move turns on one: of the introduction, or of your own
            standing with whom you ask.
        asker: the name of who asked, or was asked.
        target: the name of whom they want to meet, or what sort of person.
        on: the day.
        away: who of ``asker`` and ``target`` is archived, and not to be approached any more.
    """
    move = _past_who_is_away(request, away) if away and request.is_open else None
    move = move or _usual_move(request, verdict, on)
    until = say_date(request.until) if request.until else ""
    return move._replace(sentence=move.sentence.format(who=asker, whom=target, until=until))


def _usual_move(request: Request, verdict: str | None, on: date) -> Move:
    moves = _GIVEN if request.direction == GIVEN else _RECEIVED
    if request.state == "asked" and verdict != "farmed":
        return _NOT_YET if request.direction == GIVEN else _NOT_YET_YOURS
    if request.until and request.until <= on:
        return _LATER_HAS_COME
    if request.state == "target yes":
        return _before_introduction(request, verdict, on)
    if request.state == "outcome" and request.outcome and request.outcome.outcome in WENT_BADLY:
        return _WENT_BADLY
    return moves[request.state]


def _before_introduction(request: Request, verdict: str | None, on: date) -> Move:
    """No introduction is told to be made that would be refused."""
    if on > request.wanted_on + timedelta(days=STALE_WISH_DAYS):
        return _STALE
    return _GIVEN[request.state] if verdict == "farmed" else _WELCOME_NOT_FARMED


def _past_who_is_away(request: Request, away: Collection[str]) -> Move:
    """What is owed to the one who is left, where somebody in it is archived."""
    left = "{whom}" if "asker" in away else "{who}"
    gone = "{who}" if "asker" in away else "{whom}"
    given, state = request.direction == GIVEN, request.state
    command = _ENDS_WITH.get(state, "withdraw {id}")
    # Whoever asked you is owed an answer; whom you asked, and the target, once they were asked.
    owed = len(away) == 1 and (state != "asked" or (given and "target" in away))
    if not owed or (not given and "asker" in away):
        return Move("", f"{gone} is archived: nothing more is to be done.", (command,))
    if state in ("introduced", "met"):
        what = f"ask {left} how it went" if given else f"tell {left} how it went"
    elif state == "outcome":
        what = f"tell {left} what came of it"
    else:
        what = f"tell {left} that it falls away"
        command = "decline {id}" if given and "target" in away else command
    return Move("me", f"{gone} is archived: {what}.", (command,))


# By what an open request ends where nothing more can come.
_ENDS_WITH = {
    "introduced": "outcome {id} good",
    "met": "outcome {id} good",
    "outcome": "thanked {id}",
}
_NOT_YET = Move(
    "me",
    "It is too early: tell {who} so, kindly, and what would make it possible.",
    ("decline {id}",),
)
_NOT_YET_YOURS = Move(
    "me",
    "It is too early to ask {who}. First do what is missing.",
    ("withdraw {id}",),
)
_WELCOME_NOT_FARMED = Move(
    "me",
    "It is welcome, but not farmed: tell {who} so, or say why you introduce them anyway.",
    ("decline {id}", 'introduce {id} --anyway "WHY"'),
)
_STALE = Move(
    "me",
    f"{{who}} last said so more than {STALE_WISH_DAYS} days ago: ask whether it is still wanted.",
    ("confirm {id}", "withdraw {id}"),
)
_LATER_HAS_COME = Move(
    "me",
    "{whom} said later, from {until} on: ask them again.",
    ("ask-target {id}", "withdraw {id}"),
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
        ("introduce {id}", "withdraw {id}"),
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
