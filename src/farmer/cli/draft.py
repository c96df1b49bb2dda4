"""The command that words letters: draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.questions import settled
from farmer.cli.world import desk, settings_path
from farmer.errors import ExitStatus, InvalidValue


def draft(
    letter: Annotated[
        str | None,
        typer.Argument(
            metavar="LETTER", help="Which, such as decline; see --list.", show_default=False
        ),
    ] = None,
    matter: Annotated[
        str | None,
        typer.Argument(metavar="REQUEST|NAME", help="About which request, or to whom."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="NAME", help="Of decline NAME: whom they want to meet, or what sort."
        ),
    ] = None,
    mailto: Annotated[
        bool, typer.Option("--mailto", help="Print a link that opens in your mail program.")
    ] = False,
    list_: Annotated[
        bool, typer.Option("--list", help="Say which letters there are, and their templates.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Word a letter, ready to paste: nothing is ever sent.

    The words are templates; your own go into the folder that --list names.
    """
    from farmer.render.draft import LETTER_KINDS, LINK, VIEW
    from farmer.tasks.refer.draft import draft as word
    from farmer.tasks.refer.draft import list_kinds

    if list_:
        answer(list_kinds(_own_templates()), LETTER_KINDS, json=json)
        return ExitStatus.DONE
    if letter is None or matter is None:
        raise InvalidValue(
            "Say which letter, and about which request or to whom.",
            "For example: farmer draft decline r7; see: farmer draft --list",
        )
    drafted = settled(
        [matter] if to is None else [matter, to],
        lambda named, _new: word(desk(ledger), letter, named[0], _own_templates(), *named[1:]),
        json=json,
    )
    answer(drafted, LINK if mailto else VIEW, json=json)
    return ExitStatus.DONE


def _own_templates() -> Path:
    return settings_path().parent / "letters"
