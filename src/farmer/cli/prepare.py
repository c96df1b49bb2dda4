"""The command prepare: one page before a meeting, or before an evening."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer, is_read
from farmer.cli.options import AsOf, Children, Json, Ledger, Role
from farmer.cli.questions import settled
from farmer.cli.world import day, desk
from farmer.errors import ExitStatus, InvalidValue
from farmer.model import REQUESTER, ROLES
from farmer.text import clean_name


def prepare(
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="A name or a word of it, nickname, address, or id such as c7."
        ),
    ] = None,
    role: Role = REQUESTER,
    guests: Annotated[
        str | None,
        typer.Option(
            "--guests", metavar="FILE", help="A guest list instead: whom of it you know, and why."
        ),
    ] = None,
    at: Annotated[
        str, typer.Option("--at", metavar="EVENT", help="What the guest list is of.")
    ] = "",
    children: Children = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """One page before a meeting: what was said, what to ask.

    With a guest list, before an evening: whom you know, who is going cold, whom to introduce.
    """
    from farmer.render.prepare import VIEW
    from farmer.tasks.judge.prepare import prepare as make_page

    asked, on = ROLES.parse(role), day(as_of)
    if (who is None) == (guests is None):
        raise InvalidValue(
            "Name one person, or a guest list.",
            'farmer prepare Ana, or farmer prepare --guests FILE --at "Spring fair"',
        )
    if guests is not None:
        from farmer.render.prepare_guests import VIEW as GUESTS
        from farmer.tasks.exchange.named_files import source_at
        from farmer.tasks.exchange.prepare_guests import prepare_guests

        page = prepare_guests(desk(ledger), source_at(Path(guests)), event=clean_name(at), as_of=on)
        answer(page, GUESTS, json=json, as_of=on)
        return ExitStatus.DONE
    named = children or is_read(json=json)
    prepared = settled(
        [who or ""],
        lambda names, _new: make_page(desk(ledger), names[0], role=asked, as_of=on, children=named),
        json=json,
    )
    answer(prepared, VIEW, json=json, as_of=on)
    return ExitStatus.DONE
