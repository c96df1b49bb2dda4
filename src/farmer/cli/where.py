"""The command where: the ledger's place, and what is in it."""

from __future__ import annotations

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.world import desk_by_default
from farmer.errors import ExitStatus


def where(ledger: Ledger = None, json: Json = False) -> int:
    """Where the ledger is, and what is in it."""
    from farmer.render.where import VIEW
    from farmer.tasks.keep.where import where as find

    answer(find(desk_by_default(ledger)), VIEW, json=json)
    return ExitStatus.DONE
