"""The command that words letters: draft."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json, Ledger
from farmer.cli.questions import settled
from farmer.cli.world import desk, settings_path, tell
from farmer.errors import ExitStatus, InvalidValue
from farmer.shell import quoted

if TYPE_CHECKING:
    from farmer.tasks.refer.draft import Drafted


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
    editor: Annotated[
        bool, typer.Option("--editor", help="Write on in your editor ($VISUAL or $EDITOR).")
    ] = False,
    copy: Annotated[
        bool, typer.Option("--copy", help="Put the words on the clipboard too, by the terminal.")
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
    from farmer.tasks.refer.draft_kinds import list_kinds

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
    with ExitStack() as kept:
        if editor:
            command = f"farmer draft {letter} {quoted(matter)}"
            drafted = _written_on(
                drafted, f"{command}{f' --to {quoted(to)}' if to else ''} -e", kept
            )
        answer(drafted, LINK if mailto else VIEW, json=json)
        if copy:
            _copy("\n\n\n".join(each.text for each in drafted.letters))
    return ExitStatus.DONE


def _written_on(drafted: Drafted, command: str, kept: ExitStack) -> Drafted:
    """The letters as they were left in the editor, one after another.

    Until `kept` is closed they lie there: what goes wrong says where.
    """
    from farmer.cli.world import editor
    from farmer.tasks.editor import edited
    from farmer.tasks.refer.draft import SUBJECT, rewritten

    letters = []
    for letter in drafted.letters:
        text = f"{SUBJECT} {letter.subject}\n\n{letter.text}"
        letters.append(rewritten(letter, kept.enter_context(edited(text, editor(command)))))
    return drafted._replace(letters=tuple(letters))


def _copy(text: str) -> None:
    """Hand `text` to the terminal for its clipboard (OSC 52): no program is run for it.

    Raises:
        InvalidValue: where there is no terminal.
    """
    from base64 import b64encode

    terminal = next((each for each in (sys.stderr, sys.stdout) if each.isatty()), None)
    if terminal is None:
        raise InvalidValue("There is no terminal to copy with.", "Leave --copy out, and pipe it.")
    terminal.write(f"\x1b]52;c;{b64encode(text.encode()).decode()}\a")
    terminal.flush()
    tell("Handed to the terminal for the clipboard. Terminals that refuse it say nothing.")


def _own_templates() -> Path:
    return settings_path().parent / "letters"
