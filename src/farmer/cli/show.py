"""The command show: all about one person."""

from __future__ import annotations

from farmer.cli.answers import answer, is_read
from farmer.cli.options import AsOf, Children, Json, Ledger, Who
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus


def show(
    who: Who,
    children: Children = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Everything the ledger knows of one person.

    Children are named to you on a terminal, elsewhere only with --children.
    """
    from farmer.render.show import VIEW
    from farmer.tasks.judge.show import show as find_person

    on = day(as_of)
    named = children or is_read(json=json)
    shown = settled(
        [who],
        lambda names, _new: find_person(desk(ledger), names[0], as_of=on, children=named),
        json=json,
    )
    answer(shown, VIEW, json=json, as_of=on)
    return ExitStatus.DONE
