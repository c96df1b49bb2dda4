"""The command find: what was written, by its words."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Ids, Json, Ledger, Limit, at_most
from farmer.cli.world import desk
from farmer.errors import ExitStatus


def find(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS…", help="What to look for, in any order."),
    ],
    limit: Limit = 20,
    ids: Ids = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Find words in notes, names, companies and events.

    GAINS, requests and promises too, the best match first, and whose an address is or was. The
    beginning of a word is enough; words between double quotes stand together. Of more than 10,000
    matches, names and the newest come first.
    """
    from farmer.render.find import IDS, VIEW
    from farmer.tasks.tend.find import find as search

    found = search(desk(ledger), " ".join(words), limit=at_most(limit))
    answer(found, IDS if ids else VIEW, json=json)
    return ExitStatus.DONE
