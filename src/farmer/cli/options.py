"""The options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated

import typer

Ledger = Annotated[
    str | None,
    typer.Option("--ledger", metavar="PATH", help="Use this ledger (or set FARMER_LEDGER)."),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in one JSON envelope.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Judge as on this day, past or future: nothing dated later counts or shows. "
        "Names, cadences and notes are today's.",
    ),
]
On = Annotated[
    str,
    typer.Option(
        "--on",
        metavar="DATE",
        help="When: 2026-05-04, yesterday, 3 days ago, last friday, 12 May.",
    ),
]
Who = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A name or a word of it, nickname, address, or id such as c7."
    ),
]
