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
    from datetime import date

    from farmer.tasks.desk import Desk
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.guests import Share


def log(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="Everybody who was there.")
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
    from farmer.render.log import LOGGED
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.guests import Share
    from farmer.tasks.record.log import log as record
    from farmer.tasks.record.promise import parse_promise
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
    shares = [Share(name) for name in whom.names]
    asked = not json and can_ask()
    if from_ is not None:
        shares += _shares_from(from_, desk(ledger), told, asked=asked, new=new)
    elif asked and not shares and not whom.tags:
        told, shares = _asked_for(desk(ledger), told, new=new)
    whom = whom._replace(names=tuple(share.name for share in shares))
    logged = settled(
        whom.to_settle,
        lambda named, confirmed: record(
            desk(ledger),
            [share._replace(name=name) for share, name in zip(shares, named, strict=False)],
            told,
            also=whom.settled(named),
            new=new or confirmed,
            slips_seen=confirmed,
        ),
        may_add=True,
        confirmed=asked and bool(from_ or not names),
        json=json,
    )
    answer(logged, LOGGED, json=json)
    return ExitStatus.DONE


def _asked_for(at: Desk, told: Encounter, *, new: bool) -> tuple[Encounter, list[Share]]:
    """Everybody whom the person at the terminal names, and the event where they met."""
    from farmer.cli.walk import Walk, ask_event, ask_guests
    from farmer.tasks.record.log import acquaintance

    known = acquaintance(at)
    if not (told.at or told.kind):
        told = replace(told, at=ask_event(known))
    return told, [guest.settled for guest in ask_guests(Walk(known, told.usual_kind, new))]


def _shares_from(file: str, at: Desk, told: Encounter, *, asked: bool, new: bool) -> list[Share]:
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
        walk = Walk(acquaintance(at), told.usual_kind, new)
        return [guest.settled for guest in settle_notes(walk, notes)]
    refuse_unread(notes.unread)
    if not notes.shares:
        raise InvalidValue(
            "There is nobody in these notes.", "Write a line as Name: what was said."
        )
    return list(notes.shares)
