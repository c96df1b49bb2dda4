"""The command export: the ledger given back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Force, Json, Ledger
from farmer.cli.questions import settled_whom
from farmer.cli.world import desk, today
from farmer.dates import parse_date
from farmer.errors import ExitStatus


def export(
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="json, csv, vcard, ics, markdown or sql."),
    ] = "json",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="The file; for csv and markdown a folder."
        ),
    ] = None,
    who: Annotated[
        list[str] | None,
        typer.Option("--who", metavar="NAME", help="Only this person (or @TAG). Repeats."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Of what happened, only from that day on."),
    ] = None,
    version: Annotated[
        str, typer.Option("--version", metavar="4.0|3.0", help="Of vCards.")
    ] = "4.0",
    force: Force = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Give everything back, or some of it.

    JSON is the ledger in full: farmer import reads it into an empty one, and it is the same.
    """
    from farmer.formats.vcard_out import VERSIONS
    from farmer.render.export import FILES, VIEW
    from farmer.tasks.exchange.export import EXPORT_FORMATS
    from farmer.tasks.exchange.export import export as write
    from farmer.tasks.whom import Whom

    form = EXPORT_FORMATS.parse(format_)
    VERSIONS.check(version)
    from_day = parse_date(since, today()) if since is not None else None
    exported = settled_whom(
        Whom.of(who or ()),
        lambda whom: write(
            desk(ledger),
            form,
            whom,
            since=from_day,
            version=version,
            output=output,
            force=force,
        ),
        json=json,
    )
    answer(exported, FILES if exported.files else VIEW, json=json)
    return ExitStatus.DONE
