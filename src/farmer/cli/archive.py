"""The commands archive and unarchive: in no list, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farmer.cli.answers import answer
from farmer.cli.asking import settled_circle
from farmer.cli.options import Except, Json, Ledger, Names, With
from farmer.cli.world import desk
from farmer.errors import ExitStatus

if TYPE_CHECKING:
    pass


def archive(
    names: Names = None,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Leave people out of every list; their history is kept."""
    from farmer.render.archive import ARCHIVED
    from farmer.tasks.correct.archive import archive as put_away
    from farmer.tasks.whom import Circle

    archived = settled_circle(
        Circle.of(names or (), with_ or (), except_ or ()),
        lambda circle: put_away(desk(ledger), circle),
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
    from farmer.render.archive import ARCHIVED
    from farmer.tasks.correct.archive import unarchive as bring_back
    from farmer.tasks.whom import Circle

    brought = settled_circle(
        Circle.of(names or (), with_ or (), except_ or ()),
        lambda circle: bring_back(desk(ledger), circle),
        json=json,
    )
    answer(brought, ARCHIVED, json=json)
    return ExitStatus.DONE
