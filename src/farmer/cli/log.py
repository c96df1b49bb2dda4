"""The command log, which asks for what it was not told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.noting import MOST_NOTES_BYTES, read_dashes
from farmer.cli.options import Except, Json, Ledger, On, With
from farmer.cli.questions import settled
from farmer.cli.world import can_ask, desk, past_day, piped_in, region_for
from farmer.durations import parse_minutes
from farmer.errors import ExitStatus, InvalidValue
from farmer.model import BEGINNERS, KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from farmer.tasks.desk import Desk
    from farmer.tasks.record.telling import Telling


def log(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME… | LINE",
            help="Everybody who was there; or one line that tells all of it, in quotes. Whatever "
            "somebody answers to is a name.",
        ),
    ] = None,
    on: On = "today",
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"How: {KINDS.listed}. Else event with --at, meeting without.",
        ),
    ] = None,
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="EVENT",
            help="The event's name: everybody named met each other there.",
        ),
    ] = "",
    place: Annotated[str, typer.Option("--place", metavar="PLACE", help="Where it was held.")] = "",
    together: Annotated[
        bool, typer.Option("--together", help="They met each other too, as --at says anyway.")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", metavar="WHO", help=f"Who began it: {BEGINNERS.listed}.")
    ] = None,
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="N", help="How long: 90, 90m, 1h, 1h30.")
    ] = None,
    group: Annotated[
        int | None,
        typer.Option("--group", metavar="N", help="How many shared the talk, both of you too."),
    ] = None,
    depth: Annotated[
        int,
        typer.Option(
            "--depth", metavar="0-3", help="0 small talk, 1 ordinary, 2 substantive, 3 confided."
        ),
    ] = 1,
    note: Annotated[
        list[str] | None,
        typer.Option(
            "--note",
            metavar="TEXT",
            callback=read_dashes,
            help="What was said; “Ana: …” binds it to Ana; - reads it in. Repeats.",
        ),
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(
            "--fact", metavar="FACT", help="Evidence in the same breath, as for mark. Repeats."
        ),
    ] = None,
    promised: Annotated[
        list[str] | None,
        typer.Option(
            "--promised", metavar="TEXT", help="What they promised: “send it by friday”. Repeats."
        ),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Add people whom the ledger does not know.")
    ] = False,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Read who was there from notes, a line each: “Ana Ruiz (Voss & Co): a new "
            "office; kept”. - is the standard input.",
        ),
    ] = None,
    happened: Annotated[
        bool,
        typer.Option(
            "--happened",
            help="It happened: the newest meeting that was only planned, with those named or all.",
        ),
    ] = False,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Record contact: who, how, when, who began it, what was said.

    Without a name, on a terminal, it asks for one person after another.
    """
    from farmer.lines.promises import parse_promise
    from farmer.render.log import LOGGED
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.guests import Share
    from farmer.tasks.record.line import telling_in
    from farmer.tasks.record.log import log as record
    from farmer.tasks.record.telling import Telling
    from farmer.tasks.whom import Whom

    how = KINDS.parse(kind) if kind is not None else None

    def told_on(when: date) -> Encounter:
        return Encounter(
            on=when,
            kind=how,
            by=by,
            minutes=parse_minutes(minutes) if minutes is not None else None,
            group=group,
            depth=depth,
            at=at,
            place=place,
            together=together,
            notes=tuple(note or ()),
            facts=tuple(fact or ()),
            promised=tuple(
                parse_promise(text, when, region=region_for(text)) for text in promised or ()
            ),
        )

    if happened:
        if on != "today" or at or place or together or new or from_ or with_ or except_:
            raise InvalidValue(
                "--happened is about a meeting whose day, place and people are known.",
                "Leave the others out: farmer log --happened --note TEXT",
            )
        from farmer.tasks.record.planned import confirm_last

        confirmed = settled(
            list(names or ()),
            lambda named, _new: confirm_last(desk(ledger), named, told_on, how),
            json=json,
        )
        answer(confirmed, LOGGED, json=json)
        return ExitStatus.DONE
    told = told_on(past_day(on))
    whom = Whom.of(names or (), with_ or (), except_ or ())
    asked = not json and can_ask()
    tellings = [Telling(told, tuple(map(Share, whom.names)), whom._replace(names=()))]
    if from_ is not None:
        tellings[0] = _from_notes(from_, desk(ledger), tellings[0], asked=asked, new=new)
    elif len(names or ()) == 1:
        line = (
            telling_in(desk(ledger), whom.names[0], told, tellings[0].also) if whom.names else None
        )
        tellings = [line] if line else tellings
    elif asked and not names and not whom.tags:
        tellings[0] = _asked_for(desk(ledger), tellings[0], new=new)
    logged = settled(
        [name for telling in tellings for name in telling.to_settle],
        lambda named, confirmed: record(
            desk(ledger),
            _renamed(tellings, named),
            new=new or confirmed,
            slips_seen=confirmed,
        ),
        may_add=True,
        confirmed=asked and bool(from_ or not names),
        json=json,
    )
    answer(logged, LOGGED, json=json)
    return ExitStatus.DONE


def _renamed(tellings: Sequence[Telling], names: Sequence[str]) -> list[Telling]:
    """The same, each name in them replaced by the one at its place."""
    renamed, at = [], 0
    for telling in tellings:
        count = len(telling.to_settle)
        renamed.append(telling.settled(names[at : at + count]))
        at += count
    return renamed


def _asked_for(at: Desk, telling: Telling, *, new: bool) -> Telling:
    """Everybody whom the person at the terminal names, and the event where they met."""
    from farmer.cli.walk import Walk, ask_event, ask_guests
    from farmer.tasks.record.log import acquaintance

    known, told = acquaintance(at), telling.told
    if not (told.at or told.kind):
        told = replace(told, at=ask_event(known))
    guests = ask_guests(Walk(known, told.usual_kind, new))
    return telling._replace(told=told, shares=tuple(guest.settled for guest in guests))


def _from_notes(file: str, at: Desk, telling: Telling, *, asked: bool, new: bool) -> Telling:
    """Everybody in notes; what is not understood is asked, or refused where nobody can be."""
    from farmer.cli.walk import Walk, settle_notes
    from farmer.formats.decoding import to_text
    from farmer.tasks.exchange.named_files import read_bytes
    from farmer.tasks.record.evening import read_notes, refuse_unread
    from farmer.tasks.record.log import acquaintance

    most = MOST_NOTES_BYTES
    data = piped_in(most) if file == "-" else read_bytes(Path(file), most)
    notes = read_notes(to_text(data))
    if asked:
        walk = Walk(acquaintance(at), telling.told.usual_kind, new)
        guests = settle_notes(walk, notes)
        return telling._replace(shares=(*telling.shares, *(guest.settled for guest in guests)))
    refuse_unread(notes.unread)
    if not notes.shares:
        raise InvalidValue(
            "There is nobody in these notes.", "Write a line as Name: what was said."
        )
    return telling._replace(shares=(*telling.shares, *notes.shares))
