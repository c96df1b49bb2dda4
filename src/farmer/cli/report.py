"""The command that makes a page of the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import AsOf, Force, Json, Ledger
from farmer.cli.questions import settled
from farmer.cli.world import day, desk, tell
from farmer.errors import ExitStatus, InvalidValue


def report(
    who: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="One page about this person, for a meeting."),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", metavar="PATH", help="Where to; - shows the page.")
    ] = Path("garden.html"),
    before: Annotated[str | None, typer.Option("--who", hidden=True)] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Leave out names and words, to show it around.")
    ] = False,
    as_of: AsOf = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    force: Force = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """The whole field on one page: a file that needs nothing else.

    Whom to tend now, what is due, who is where, the year, who led to whom.
    """
    from farmer.render.report import PAGE, VIEW
    from farmer.tasks.tend.report import Page, save

    who = who if who is not None else before
    if who is not None and redact:
        raise InvalidValue(
            "A page about one person without their name is empty.",
            "Leave --redact or the name out.",
        )
    on = day(as_of)
    page, people = _brief(who, on, ledger, json=json) if who else _garden(on, ledger, redact=redact)
    if str(output) == "-":
        answer(Page(page, people), PAGE, json=json, as_of=on)
        return ExitStatus.DONE
    saved = save(desk(ledger), output, page, people, force=force)
    answer(saved, VIEW, json=json, as_of=on)
    if open_:
        _show(output.absolute())
    return ExitStatus.DONE


def _show(page: Path) -> None:
    """Open the page in a browser; where that cannot be done, it is there all the same."""
    import webbrowser

    try:
        opened = webbrowser.open(page.as_uri())
    except (webbrowser.Error, LookupError, OSError, ValueError):  # BROWSER may say anything
        opened = False
    if not opened:
        tell(f"No browser could be opened; the page is {page}.")


def _garden(on: date, ledger: str | None, *, redact: bool) -> tuple[str, int]:
    from farmer.render.pages.writing import garden_page
    from farmer.tasks.tend.report_garden import garden, redacted

    found = garden(desk(ledger)._replace(today=on))
    return garden_page(redacted(found) if redact else found), found.people


def _brief(who: str, on: date, ledger: str | None, *, json: bool) -> tuple[str, int]:
    from farmer.render.pages.writing import brief_page
    from farmer.tasks.judge.prepare import prepare

    prepared = settled(
        [who], lambda names, _new: prepare(desk(ledger), names[0], as_of=on), json=json
    )
    return brief_page(prepared, on), 1
