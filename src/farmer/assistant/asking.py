"""Calling a tool where a person can be asked first: the question comes back, then the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from farmer.assistant.questions import Declined, Response, Unanswered
from farmer.assistant.session import Pending
from farmer.assistant.tool import Allowed, Bench, Tool
from farmer.assistant.tools import Reply, call, tried

Settled = Sequence[Mapping[str, str]]


def call_asking(
    name: str,
    arguments: Mapping[str, Any],
    answers: Mapping[str, Response],
    at: Callable[[], Bench],
    allowed: Allowed,
) -> Reply | Pending:
    """What the tool tells as in `call`, or what a person is to be asked before it writes.

    The call is then made again, with the `answers` by their questions' keys. Nothing that came back
    is believed but that: whether it was asked, and of what, is remembered here.
    """
    came = tried(name, arguments, at, allowed, partial(_heard, answers))
    if isinstance(came, Reply | Pending):
        return came
    settled = [*(arguments.get("settled") or ()), *came]
    return call(name, {**arguments, "settled": settled} if settled else arguments, at, allowed)


def _heard(
    answers: Mapping[str, Response], bench: Bench, tool: Tool, given: Mapping[str, Any]
) -> Settled | Pending:
    """Whom names mean by the answer, which is a yes; or what is to be asked.

    Raises:
        Declined: where it is a no, which the token does not outlive.
        Unanswered: where it is none, or is not to what was asked last.
    """
    if tool.asks is None:
        return ()
    if not answers:
        return bench.session.put(tool.name, given, tool.asks(bench, given))
    token: str = given["token"]
    pending = bench.session.pending.pop(token, None)
    if pending is None or (tool.name, given) != (pending.tool, pending.given):
        raise Unanswered
    if answers.keys() != {pending.key}:
        raise Unanswered
    try:
        return pending.question.settled(answers[pending.key])
    except Declined:
        bench.session.forget(token)
        raise
