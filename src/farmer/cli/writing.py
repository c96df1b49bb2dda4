"""The commands that add to what is known: mark, gains, add."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.birthdays import parse_birthday
from farmer.cadences import parse_cadence
from farmer.cli.answers import answer
from farmer.cli.asking import settled, settled_circle
from farmer.cli.options import AsOf, Birthday, Except, Json, Ledger, Note, On, Who, With
from farmer.cli.world import day, desk, today
from farmer.dates import parse_past_date
from farmer.errors import ExitStatus, InvalidValue
from farmer.model import GAINS, Contact

Slot = Annotated[str | None, typer.Option(metavar="TEXT", help="What you learnt (or told).")]


def mark(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME… FACT", help="Who, and last what they or you did; see the list below."
        ),
    ],
    on: On = "today",
    note: Note = "",
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Record evidence: a promise kept, a service used, a favour."""
    from farmer.render.changes import MARKED
    from farmer.tasks.circle import Circle
    from farmer.tasks.mark import mark as record

    *names, fact = words
    if not (names or with_):
        raise InvalidValue(
            "Name somebody, and the fact last.", f"For example: farmer mark Ana {fact}"
        )
    when = parse_past_date(on, today())
    marked = settled_circle(
        Circle.of(names, with_ or (), except_ or ()),
        lambda circle: record(desk(ledger), circle, fact, on=when, note=note),
        json=json,
    )
    answer("mark", marked, MARKED, json=json, as_of=today())
    return ExitStatus.DONE


def gains(
    who: Who,
    goals: Slot = None,
    accomplishments: Slot = None,
    interests: Slot = None,
    networks: Slot = None,
    skills: Slot = None,
    mine: Annotated[
        bool, typer.Option("--mine", help="These are yours, and you told them.")
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What you know of each other's goals, skills and networks.

    Without a text it shows both sides, and what to ask next time; an empty text empties a slot.
    """
    from farmer.render.gains import VIEW
    from farmer.tasks.gains import gains as exchange

    slots = (goals, accomplishments, interests, networks, skills)
    texts = {slot: text for slot, text in zip(GAINS, slots, strict=True) if text is not None}
    on = day(as_of)
    exchanged = settled(
        [who],
        lambda names, _new: exchange(desk(ledger), names[0], texts, mine=mine, as_of=on),
        json=json,
    )
    answer("gains", exchanged, VIEW, json=json, as_of=on)
    return ExitStatus.DONE


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
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Add a person on purpose: a namesake too."""
    from farmer.render.changes import ADDED
    from farmer.tasks.add import add as record
    from farmer.tasks.add import handle_of

    contact = Contact(
        name=name,
        nickname=nickname,
        company=company,
        title=title,
        met_at=met_at,
        met_on=parse_past_date(met_on, today()) if met_on is not None else None,
        cadence_days=parse_cadence(cadence) if cadence is not None else None,
        notes=note,
        birthday=parse_birthday(birthday, today()) if birthday else "",
    )
    given = {"email": email, "phone": phone, "url": url}
    handles = [handle_of(kind, text) for kind, texts in given.items() for text in texts or ()]
    added = settled(
        [through] if through else [],
        lambda names, _new: record(desk(ledger), contact, handles, *names),
        json=json,
    )
    answer("add", added, ADDED, json=json, as_of=today())
    return ExitStatus.DONE
