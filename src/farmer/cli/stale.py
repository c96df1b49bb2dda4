"""The command stale: what is going cold."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer, is_read
from farmer.cli.options import (
    AsOf,
    Except,
    Ids,
    Json,
    Ledger,
    Limit,
    Names,
    Statuses,
    With,
    at_most,
)
from farmer.cli.questions import settled_whom
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus, InvalidValue

# Enough for one evening; a pipe gets them all.
USUALLY_READ = 10


def stale(
    names: Names = None,
    status: Statuses = None,
    limit: Limit = None,
    long_: Annotated[
        bool, typer.Option("--long", help="Say more of each: by month, the role, the last note.")
    ] = False,
    of_us: Annotated[
        bool, typer.Option("--of-us", help="Who goes cold for all of your team.")
    ] = False,
    ids: Ids = False,
    with_: With = None,
    except_: Except = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 12 where something is listed.")
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Which relationships are going cold, and what is at stake.

    A terminal shows the first ten of them.
    """
    from farmer.render.stale import IDS, LONG, VIEW
    from farmer.scoring.cold import STATUSES
    from farmer.tasks.tend.stale import stale as find_stale
    from farmer.tasks.whom import Whom

    if of_us:
        if names or long_ or ids or with_ or except_:
            raise InvalidValue(
                "--of-us is of everybody whom your team tells of.",
                "Leave out names, tags, --long and --ids.",
            )
        return _of_us(status, limit, as_of, ledger, exit_code=exit_code, json=json)
    on = day(as_of)
    most = at_most(limit, USUALLY_READ if is_read(json=json) and not ids else None)
    statuses = [STATUSES.parse(word) for word in status or ()]
    found = settled_whom(
        Whom.of(names or (), with_ or (), except_ or ()),
        lambda whom: find_stale(desk(ledger), whom, as_of=on, statuses=statuses, limit=most),
        json=json,
    )
    shown = IDS if ids else LONG if long_ else VIEW
    answer(found, shown, json=json, as_of=on)
    return ExitStatus.LISTED if exit_code and found.total else ExitStatus.DONE


def _of_us(
    status: list[str] | None,
    limit: int | None,
    as_of: str | None,
    ledger: str | None,
    *,
    exit_code: bool,
    json: bool,
) -> int:
    from farmer.render.stale_of_us import VIEW
    from farmer.scoring.cold import STATUSES
    from farmer.tasks.tend.stale_of_us import stale_of_us

    on = day(as_of)
    most = at_most(limit, USUALLY_READ if is_read(json=json) else None)
    statuses = [STATUSES.parse(word) for word in status or ()]
    found = stale_of_us(desk(ledger), as_of=on, statuses=statuses, limit=most)
    answer(found, VIEW, json=json, as_of=on)
    return ExitStatus.LISTED if exit_code and found.total else ExitStatus.DONE
