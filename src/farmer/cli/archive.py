"""The command archive: in no list, and back; unarchive is what was said before for the latter."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Except, Json, Ledger, Names, With
from farmer.cli.questions import settled_whom
from farmer.cli.world import desk
from farmer.errors import ExitStatus


def archive(
    names: Names = None,
    back: Annotated[
        bool, typer.Option("--back", help="Bring them back into the lists instead.")
    ] = False,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Leave people out of every list; their history is kept."""
    from farmer.render.archive import ARCHIVED
    from farmer.tasks.correct import archive as task
    from farmer.tasks.whom import Whom

    act = task.unarchive if back else task.archive
    archived = settled_whom(
        Whom.of(names or (), with_ or (), except_ or ()),
        lambda whom: act(desk(ledger), whom),
        json=json,
    )
    answer(archived, ARCHIVED, json=json)
    return ExitStatus.DONE


def unarchive(
    names: Names = None,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Bring archived people back into the lists."""
    return archive(names, True, with_, except_, ledger, json)
