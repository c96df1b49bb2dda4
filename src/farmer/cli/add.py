"""The command add: a person on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farmer.birthdays import parse_birthday
from farmer.cadences import parse_cadence
from farmer.cli.answers import answer
from farmer.cli.options import Anyway, Birthday, Json, Ledger, Note, Tag
from farmer.cli.questions import settled, unless_forgotten
from farmer.cli.world import desk, past_day, region_for, today
from farmer.errors import ExitStatus
from farmer.model import Contact

if TYPE_CHECKING:
    from farmer.tasks.record.add import Added


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    nickname: Annotated[
        str, typer.Option("--nickname", metavar="NAME", help="What they are called.")
    ] = "",
    company: Annotated[
        str, typer.Option("--company", metavar="NAME", help="Whom they work for.")
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What they do there.")] = "",
    email: Annotated[
        list[str] | None,
        typer.Option("--email", metavar="ADDRESS", help="An e-mail address. Repeats."),
    ] = None,
    phone: Annotated[
        list[str] | None, typer.Option("--phone", metavar="NUMBER", help="A phone number. Repeats.")
    ] = None,
    url: Annotated[
        list[str] | None,
        typer.Option("--url", metavar="ADDRESS", help="A profile's address. Repeats."),
    ] = None,
    met_at: Annotated[str, typer.Option("--met-at", metavar="PLACE", help="Where you met.")] = "",
    met_on: Annotated[
        str | None, typer.Option("--met-on", metavar="DATE", help="When you met.")
    ] = None,
    through: Annotated[
        str | None, typer.Option("--through", metavar="NAME", help="Who introduced you.")
    ] = None,
    cadence: Annotated[
        str | None,
        typer.Option(
            "--cadence",
            metavar="DAYS",
            help="How often to be in touch: 30, monthly, layer-15 …; else your setting.",
        ),
    ] = None,
    birthday: Annotated[str, Birthday] = "",
    tag: Tag = None,
    note: Note = "",
    anyway: Anyway = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Add a person on purpose: a namesake too."""
    from farmer.render.add import ADDED
    from farmer.tasks.record.add import add as record
    from farmer.tasks.record.add import handle_of

    contact = Contact(
        name=name,
        nickname=nickname,
        company=company,
        title=title,
        met_at=met_at,
        met_on=past_day(met_on) if met_on is not None else None,
        cadence_days=parse_cadence(cadence) if cadence is not None else None,
        notes=note,
        birthday=parse_birthday(birthday, today(), region=region_for(birthday)) if birthday else "",
    )
    given = {"email": email, "phone": phone, "url": url}
    handles = [handle_of(kind, text) for kind, texts in given.items() for text in texts or ()]

    def attempt(names: list[str], _new: bool) -> Added:
        return unless_forgotten(
            lambda insisted: record(
                desk(ledger), contact, handles, *names, tags=tag or (), anyway=insisted
            ),
            anyway=anyway,
            json=json,
        )

    added = settled([through] if through else [], attempt, json=json)
    answer(added, ADDED, json=json)
    return ExitStatus.DONE
