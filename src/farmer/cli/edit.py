"""The command edit: people and records corrected."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.birthdays import parse_birthday
from farmer.cli.answers import answer
from farmer.cli.options import Anyway, Birthday, Except, Json, Ledger, With
from farmer.cli.questions import settled, unless_forgotten
from farmer.cli.world import desk, past_day, region_for, today
from farmer.errors import ExitStatus


def edit(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME…|ID…", help="People, or records such as t88, f9 or e3."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="A person's or event's name.")
    ] = None,
    nickname: Annotated[
        str | None, typer.Option("--nickname", metavar="NAME", help="What they are called.")
    ] = None,
    company: Annotated[
        str | None, typer.Option("--company", metavar="NAME", help="Whom they work for.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="What they do there.")
    ] = None,
    email: Annotated[
        list[str] | None, typer.Option("--email", metavar="ADDRESS", help="Add it. Repeats.")
    ] = None,
    phone: Annotated[
        list[str] | None, typer.Option("--phone", metavar="NUMBER", help="Add it. Repeats.")
    ] = None,
    url: Annotated[
        list[str] | None, typer.Option("--url", metavar="ADDRESS", help="Add it. Repeats.")
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option("--drop", metavar="ADDRESS", help="Take this address out. Repeats."),
    ] = None,
    met_at: Annotated[
        str | None, typer.Option("--met-at", metavar="PLACE", help="Where you met.")
    ] = None,
    met_on: Annotated[
        str | None, typer.Option("--met-on", metavar="DATE", help="When you met.")
    ] = None,
    through: Annotated[
        str | None, typer.Option("--through", metavar="NAME", help="Who introduced you.")
    ] = None,
    cadence: Annotated[
        str | None,
        typer.Option(
            "--cadence", metavar="DAYS", help="How often to be in touch: 30, monthly, layer-15 …"
        ),
    ] = None,
    birthday: Annotated[str | None, Birthday] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it happened.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="How you were in touch.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="WHO", help="Who began it: me, them, both, none.")
    ] = None,
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="N", help="How long: 90, 90m, 1h, 1h30.")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="N", help="How many shared the talk, both of you too."),
    ] = None,
    depth: Annotated[
        str | None,
        typer.Option(
            "--depth", metavar="0-3", help="0 small talk, 1 ordinary, 2 substantive, 3 confided."
        ),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="EVENT", help="At which event it happened.")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help="Where an event was held.")
    ] = None,
    fact: Annotated[
        str | None, typer.Option("--fact", metavar="FACT", help="What a fact says, as for mark.")
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="What was said, or is to be known of them."),
    ] = None,
    anyway: Anyway = False,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Correct people, touchpoints, facts or events.

    An empty text empties a field: --company "".
    """
    from farmer.render.edit import EDITED
    from farmer.tasks.correct.correction import Correction
    from farmer.tasks.correct.edit import edit as correct
    from farmer.tasks.record.add import handle_of
    from farmer.tasks.whom import Whom

    texts = {
        "name": name,
        "nickname": nickname,
        "company": company,
        "title": title,
        "met-at": met_at,
        "met-on": met_on,
        "cadence": cadence,
        "birthday": birthday,
        "on": on,
        "kind": kind,
        "by": by,
        "minutes": minutes,
        "group": group,
        "depth": depth,
        "place": place,
        "fact": fact,
        "note": note,
    }
    # The order of 9/3 is that of the user's country, which is known here.
    for option in ("on", "met-on"):
        if (day := texts[option]) and "/" in day:
            texts[option] = past_day(day).isoformat()
    if birthday and "/" in birthday:
        texts["birthday"] = parse_birthday(birthday, today(), region=region_for(birthday))
    addresses = {"email": email, "phone": phone, "url": url}
    whom = Whom.of(names or (), with_ or (), except_ or ())
    introducer = [through] if through else []

    def correction(settled_through: list[str]) -> Correction:
        return Correction(
            texts={option: text for option, text in texts.items() if text is not None},
            handles=tuple(
                handle_of(k, text) for k, all_ in addresses.items() for text in all_ or ()
            ),
            drop=tuple(drop or ()),
            through=settled_through[0] if settled_through else through,
            at=at,
        )

    count = len(whom.to_settle)
    edited = settled(
        [*whom.to_settle, *introducer],
        lambda named, _new: unless_forgotten(
            lambda insisted: correct(
                desk(ledger),
                whom.settled(named[:count]),
                correction(named[count:]),
                anyway=insisted,
            ),
            anyway=anyway,
            json=json,
        ),
        json=json,
    )
    answer(edited, EDITED, json=json)
    return ExitStatus.DONE
