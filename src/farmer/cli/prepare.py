"""The command prepare: one page before a meeting."""

from __future__ import annotations

from farmer.cli.answers import answer
from farmer.cli.options import AsOf, Json, Ledger, Role, Who
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus
from farmer.model import REQUESTER, ROLES


def prepare(
    who: Who,
    role: Role = REQUESTER,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """One page before a meeting: what was said, what to ask."""
    from farmer.render.prepare import VIEW
    from farmer.tasks.judge.prepare import prepare as make_page

    asked, on = ROLES.parse(role), day(as_of)
    prepared = settled(
        [who],
        lambda names, _new: make_page(desk(ledger), names[0], role=asked, as_of=on),
        json=json,
    )
    answer(prepared, VIEW, json=json, as_of=on)
    return ExitStatus.DONE
