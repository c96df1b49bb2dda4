"""The options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.noting import read_dash

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
        help="When: 2026-05-04, yesterday, 3 days ago, last friday, 12 May, 9.3.2026.",
    ),
]
With = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="@TAG", help="Everybody with this tag too. Repeats."),
]
Except = Annotated[
    list[str] | None,
    typer.Option("--except", metavar="NAME", help="Leave this one out (or @TAG). Repeats."),
]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME…", help="Names, ids such as c7, or tags such as @chapter."),
]
Birthday = typer.Option("--birthday", metavar="DAY", help="12 May, or 12 May 1984.")
Note = Annotated[
    str,
    typer.Option(
        "--note",
        metavar="TEXT",
        callback=read_dash,
        help="What was said or done; - reads the standard input.",
    ),
]
Which = Annotated[
    str,
    typer.Argument(
        metavar="REQUEST", help="An id such as r7, or a name where one request of theirs is open."
    ),
]
Children = Annotated[
    bool, typer.Option("--children", help="Their children too, who else stay out of it.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Replace what is there, even if farmer did not write it.")
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Also with an address of somebody who was forgotten.")
]
Need = Annotated[str, typer.Option("--need", metavar="TEXT", help="What for, in one sentence.")]
Keyring = Annotated[
    bool,
    typer.Option("--keyring", help="Let the system's keyring keep the key on this machine."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Tag = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="@TAG", help="Put them into this group too. Repeats."),
]
Ids = Annotated[
    bool, typer.Option("--ids", help="Say the ids only, one a line, for other commands.")
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="These only: warm, due, cooling, cold, dormant, barely-met, never-met. Repeats.",
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=0, metavar="N", help="List at most so many; 0 lists all."),
]


def at_most(limit: int | None, usual: int | None = None) -> int | None:
    """How many to list: the `usual` number where none was typed, None for all."""
    return usual if limit is None else limit or None


Who = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A name or a word of it, nickname, address, or id such as c7."
    ),
]
Role = Annotated[
    str,
    typer.Option(
        "--as", metavar="ROLE", help="requester: vouch for their work; target: ask of them."
    ),
]
