"""The command show: all about one person."""

from __future__ import annotations

from farmer.cli.answers import answer
from farmer.cli.options import AsOf, Json, Ledger, Who
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus


def show(who: Who, as_of: AsOf = None, ledger: Ledger = None, json: Json = False) -> int:
    """Everything the ledger knows of one person."""
    from farmer.render.show import VIEW
    from farmer.tasks.judge.show import show as find_person

    on = day(as_of)
    shown = settled(
        [who], lambda names, _new: find_person(desk(ledger), names[0], as_of=on), json=json
    )
    answer(shown, VIEW, json=json, as_of=on)
    return ExitStatus.DONE
