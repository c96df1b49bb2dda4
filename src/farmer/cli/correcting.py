"""What farmer edit does with what was typed: names settled, then the task that corrects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farmer.cli.questions import settled, unless_forgotten
from farmer.cli.world import desk

if TYPE_CHECKING:
    from farmer.tasks.correct.correction import Correction
    from farmer.tasks.correct.edit import Edited
    from farmer.tasks.whom import Whom


# What names people beside those who are corrected, as options are called.
_NAMING = ("through", "who", "to")


def corrected(
    ledger: str | None, whom: Whom, told: Correction, *, anyway: bool, json: bool
) -> Edited:
    """Correct what is named, once every name is settled: those of `told` are as typed."""
    # An empty name is nobody's, and settled.
    others = {option: name for option in _NAMING if (name := getattr(told, option))}
    count = len(whom.to_settle)

    def correct(named: list[str], insisted: bool) -> Edited:
        by_option: dict[str, Any] = dict(zip(others, named[count:], strict=True))
        correction = replace(told, **by_option)
        return _task(whom)(desk(ledger), whom.settled(named[:count]), correction, anyway=insisted)

    return settled(
        [*whom.to_settle, *others.values()],
        lambda named, _new: unless_forgotten(
            lambda insisted: correct(named, insisted), anyway=anyway, json=json
        ),
        json=json,
    )


def _task(whom: Whom) -> Callable[..., Edited]:
    """What corrects them: requests are judged again, so they stand higher in the house."""
    from farmer.tasks.refer.request_edit import are_of_requests, edit_requests

    if are_of_requests(whom.names):
        return lambda at, named, correction, **_: edit_requests(at, named, correction)
    from farmer.tasks.correct.edit import edit as correct

    return correct
