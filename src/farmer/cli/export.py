"""The command export: the ledger given back."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Children, Except, Force, Json, Ledger, Names, With
from farmer.cli.questions import settled, settled_whom
from farmer.cli.world import any_day, desk
from farmer.errors import ExitStatus, InvalidValue

if TYPE_CHECKING:
    from farmer.render import Verbatim
    from farmer.tasks.exchange.export import Exported


def export(
    names: Names = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="json, csv, vcard, ics, markdown, sql, graphml or mermaid.",
        ),
    ] = "json",
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PATH", help="The file; for csv and markdown a folder."),
    ] = None,
    with_: With = None,
    except_: Except = None,
    who: Annotated[list[str] | None, typer.Option("--who", hidden=True)] = None,
    for_subject: Annotated[
        str | None,
        typer.Option(
            "--for-subject",
            metavar="NAME",
            help="Everything about this person, as a letter to them that names nobody else.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Of what happened, only from that day on."),
    ] = None,
    vcard_version: Annotated[
        str, typer.Option("--vcard-version", metavar="4.0|3.0", help="Of vCards.")
    ] = "4.0",
    history: Annotated[
        str,
        typer.Option(
            "--history",
            metavar="none|short|full",
            help="Of vCards: how much of it is in the note. Your own note always is.",
        ),
    ] = "none",
    children: Children = False,
    force: Force = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Give everything back, or some of it.

    JSON is the ledger in full: farmer import reads it into an empty one, and it is the same.
    """
    from farmer.formats.vcard_out import HISTORIES, VERSIONS
    from farmer.render.export import FILES, LETTER
    from farmer.tasks.exchange.export import EXPORT_FORMATS
    from farmer.tasks.exchange.export import export as write
    from farmer.tasks.whom import Whom

    named = [*(names or ()), *(who or ())]
    if for_subject is not None:
        if named or since is not None or format_ != "json":
            raise InvalidValue(
                "--for-subject is one letter about one person.",
                'Leave the other options out: farmer export --for-subject "Ana Ruiz" -o ana.md',
            )
        letter = _letter(for_subject, ledger, output, children=children, force=force, json=json)
        _show(letter, LETTER, json=json)
        return ExitStatus.DONE
    form = EXPORT_FORMATS.parse(format_)
    VERSIONS.check(vcard_version)
    HISTORIES.check(history)
    from_day = any_day(since) if since is not None else None
    with ExitStack() as stack:
        exported = settled_whom(
            Whom.of(named, with_ or (), except_ or ()),
            lambda whom: stack.enter_context(
                write(
                    desk(ledger),
                    form,
                    whom,
                    since=from_day,
                    version=vcard_version,
                    history=history,
                    children=children,
                    output=output,
                    force=force,
                )
            ),
            json=json,
        )
        _show(exported, FILES, json=json)
    return ExitStatus.DONE


def _show(exported: Exported, files: Verbatim[Exported], *, json: bool) -> None:
    """Say where it was written, or show the `files`; an envelope holds all of them at once."""
    from farmer.render.export import VIEW

    shown = exported.in_one_piece() if json else exported
    answer(shown, files if shown.files else VIEW, json=json)


def _letter(
    who: str,
    ledger: str | None,
    output: Path | None,
    *,
    children: bool,
    force: bool,
    json: bool,
) -> Exported:
    from farmer.tasks.exchange.subject import export_for_subject

    return settled(
        [who],
        lambda names, _new: export_for_subject(
            desk(ledger), names[0], children=children, output=output, force=force
        ),
        json=json,
    )
