"""The command where: the ledger's place, and what is in it."""

from __future__ import annotations

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import desk_by_default, today
from farmer.errors import ExitStatus


def where(ledger: Ledger = None, json: Json = False) -> int:
    """Where the ledger is, and what is in it."""
    from farmer.render.where import VIEW
    from farmer.tasks.keep.where import where as find

    answer("where", find(desk_by_default(ledger)), VIEW, json=json, as_of=today())
    return ExitStatus.DONE
