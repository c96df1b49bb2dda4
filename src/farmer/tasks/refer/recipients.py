"""Whom a letter about a request goes to, and whether it may be written as the request stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from farmer.errors import Conflict
from farmer.ids import Id
from farmer.ledger.recorded import RecordedRequest
from farmer.referrals.states import GIVEN, RECEIVED, WENT_BADLY

BOTH_SIDES = "asker+target"


def recipients(recorded: RecordedRequest, letter: str) -> tuple[str, ...]:
    """A word for each to be written: ``asker``, ``target``, or ``BOTH_SIDES`` for one to both.

    Raises:
        Conflict: where it cannot be written as things stand.
    """
    return _RULES[recorded.request.direction, letter](recorded)


def _before_introduction(recorded: RecordedRequest) -> tuple[str, ...]:
    if recorded.request.introduction is not None:
        raise Conflict("The introduction has been made already.", f"See: {_show(recorded)}")
    return ("asker",)


def _to_be_asked(recorded: RecordedRequest) -> tuple[str, ...]:
    if recorded.request.state not in ("asked", "target asked"):
        raise Conflict(f"It is {recorded.request.state}.", f"See: {_show(recorded)}")
    return ("target",)


def _welcome(recorded: RecordedRequest) -> tuple[str, ...]:
    if recorded.request.state != "target yes" and recorded.request.introduction is None:
        raise Conflict(
            "The target has not said that it is welcome.",
            f"Ask them first: farmer draft ask-target {Id('r', recorded.id)}",
        )
    return (BOTH_SIDES,)


def _introduced(recorded: RecordedRequest) -> None:
    if recorded.request.introduction is None:
        raise Conflict("The introduction has not been made.", f"See: {_show(recorded)}")


def _both(recorded: RecordedRequest) -> tuple[str, ...]:
    _introduced(recorded)
    return ("asker", "target")


def _the_new_contact(recorded: RecordedRequest) -> tuple[str, ...]:
    _introduced(recorded)
    return ("target",)


def _who_gave_time(recorded: RecordedRequest) -> tuple[str, ...]:
    """The target; after a bad outcome both, to put it right."""
    outcome = recorded.request.outcome
    if outcome is None:
        raise Conflict(
            "How it went is not known yet.",
            f"Say it: farmer request outcome {Id('r', recorded.id)} good",
        )
    return ("asker", "target") if outcome.outcome in WENT_BADLY else ("target",)


def _who_introduced(recorded: RecordedRequest) -> tuple[str, ...]:
    _introduced(recorded)
    return ("asker",)


def _not_yours(recorded: RecordedRequest) -> tuple[str, ...]:
    raise Conflict("It was you who asked; that letter is theirs to write.", _show(recorded))


def _show(recorded: RecordedRequest) -> str:
    return f"farmer request show {Id('r', recorded.id)}"


_RULES: Mapping[tuple[str, str], Callable[[RecordedRequest], tuple[str, ...]]] = {
    (GIVEN, "decline"): _before_introduction,
    (GIVEN, "ask-target"): _to_be_asked,
    (GIVEN, "forwardable"): _before_introduction,
    (GIVEN, "introduction"): _welcome,
    (GIVEN, "follow-up"): _both,
    (GIVEN, "thank-you"): _who_gave_time,
    (RECEIVED, "decline"): _not_yours,
    (RECEIVED, "ask-target"): _not_yours,
    (RECEIVED, "introduction"): _not_yours,
    (RECEIVED, "forwardable"): _before_introduction,
    (RECEIVED, "follow-up"): _the_new_contact,
    (RECEIVED, "thank-you"): _who_introduced,
}
