"""The command edit: people and records corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from farmer.birthdays import parse_birthday
from farmer.cli.answers import answer
from farmer.cli.correcting import corrected
from farmer.cli.noting import in_editor, read_dash
from farmer.cli.options import Anyway, Birthday, Except, Json, Ledger, With
from farmer.cli.world import past_day, region_for, today
from farmer.errors import ExitStatus
from farmer.model import PROMISE_ENDS
from farmer.referrals.states import IDEAS, OUTCOMES

Part = Annotated[
    str | None, typer.Option(metavar="TEXT", help="That part of the name, instead of the guess.")
]


def edit(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME…|ID…", help="People, or records: t88, f9, p3, r7, s12, e3."),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="A person's or event's name.")
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="NAME", help="A name that is written so too. Repeats."),
    ] = None,
    not_also: Annotated[
        list[str] | None,
        typer.Option("--not-also", metavar="NAME", help="Forget a former or other name. Repeats."),
    ] = None,
    prefix: Part = None,
    given_name: Part = None,
    middle_name: Part = None,
    family_name: Part = None,
    suffix: Part = None,
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
    prefer: Annotated[
        list[str] | None,
        typer.Option("--prefer", metavar="ADDRESS", help="Use this address first. Repeats."),
    ] = None,
    no_longer: Annotated[
        list[str] | None,
        typer.Option("--no-longer", metavar="ADDRESS", help="Not theirs any more. Repeats."),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=TEXT", help="A field of your own. Repeats."),
    ] = None,
    correction: Annotated[
        bool,
        typer.Option("--correction", help="It puts a slip right: what was there is not kept."),
    ] = False,
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
        str | None,
        typer.Option("--on", metavar="DATE", help="When it happened, or what changed did."),
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
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="NAME", help="Whom it is about, who promised or who asked."),
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="Until when a promise is due.")
    ] = None,
    ended: Annotated[
        str | None,
        typer.Option("--ended", metavar="END", help=f"How a promise ended: {PROMISE_ENDS.listed}."),
    ] = None,
    ended_on: Annotated[
        str | None, typer.Option("--ended-on", metavar="DATE", help="When a promise ended.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="NAME", help="Whom a request is to meet.")
    ] = None,
    need: Annotated[
        str | None, typer.Option("--need", metavar="TEXT", help="What a request is for.")
    ] = None,
    via: Annotated[
        str | None, typer.Option("--via", metavar="TEXT", help="How they asked.")
    ] = None,
    began: Annotated[
        str | None,
        typer.Option("--began", metavar="WHO", help=f"Whose idea a request was: {IDEAS.listed}."),
    ] = None,
    inside: Annotated[
        str | None,
        typer.Option("--inside", metavar="yes|no", help="Whether they want to buy from you."),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option("--outcome", metavar="OUTCOME", help=f"Of a step: {OUTCOMES.listed}."),
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="N", help="Closed business, of an outcome.")
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="Of the amount, such as EUR.")
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="1-5", help="Of an introduction.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Of the answer later: from when on."),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option(
            "--note",
            metavar="TEXT",
            callback=read_dash,
            help="What was said, promised, or is to be known of them, instead of what is there. "
            "- reads the standard input.",
        ),
    ] = None,
    add_note: Annotated[
        str | None,
        typer.Option(
            "--add-note",
            metavar="TEXT",
            callback=read_dash,
            help="More, on a line below what is there. - reads the standard input.",
        ),
    ] = None,
    in_editor_: Annotated[
        bool,
        typer.Option("--editor", help="Write the note in your editor ($VISUAL or $EDITOR)."),
    ] = False,
    anyway: Anyway = False,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Correct people, and whatever was recorded of them.

    Touchpoints, facts, promises, requests with their steps, events; an empty text empties a
    field: --company "".
    """
    from farmer.render.edit import EDITED
    from farmer.tasks.correct.correction import Correction
    from farmer.tasks.record.add import handle_of
    from farmer.tasks.whom import Whom

    texts = {
        "name": name,
        "prefix": prefix,
        "given-name": given_name,
        "middle-name": middle_name,
        "family-name": family_name,
        "suffix": suffix,
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
        "due": due,
        "ended": ended,
        "ended-on": ended_on,
        "need": need,
        "via": via,
        "began": began,
        "inside": inside,
        "outcome": outcome,
        "amount": amount,
        "currency": currency,
        "level": level,
        "until": until,
        "note": note,
    }
    # The order of 9/3 is that of the user's country, which is known here.
    for option in ("on", "met-on", "ended-on"):
        if (day := texts[option]) and "/" in day:
            texts[option] = past_day(day).isoformat()
    if birthday and "/" in birthday:
        texts["birthday"] = parse_birthday(birthday, today(), region=region_for(birthday))
    addresses = {"email": email, "phone": phone, "url": url}
    told = Correction(
        texts={option: text for option, text in texts.items() if text is not None},
        handles=tuple(
            handle_of(kind, text) for kind, given in addresses.items() for text in given or ()
        ),
        drop=tuple(drop or ()),
        through=through,
        at=at,
        who=who,
        to=to,
        add_note=add_note,
        correction=correction,
        prefer=tuple(prefer or ()),
        no_longer=tuple(no_longer or ()),
        also=tuple(also or ()),
        not_also=tuple(not_also or ()),
        own=tuple(set_ or ()),
    )
    whom = Whom.of(names or (), with_ or (), except_ or ())
    if in_editor_:
        edited = in_editor(
            ledger,
            whom,
            lambda words, text: corrected(
                ledger,
                Whom.of([words.id]),
                replace(told, texts={**told.texts, words.option: text}, edited=words.text),
                anyway=anyway,
                json=json,
            ),
            json=json,
        )
    else:
        edited = corrected(ledger, whom, told, anyway=anyway, json=json)
    answer(edited, EDITED, json=json)
    return ExitStatus.DONE
