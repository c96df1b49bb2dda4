"""The command log, which asks for what it was not told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.link import note_knowing
from farmer.cli.log_last import go_through
from farmer.cli.log_notes import entries_in, likeliest_of, walk_from
from farmer.cli.noting import read_dashes
from farmer.cli.options import Except, Json, Ledger, On, With
from farmer.cli.questions import may_ask, settled
from farmer.cli.world import can_ask, desk, past_day, region_for
from farmer.durations import parse_minutes
from farmer.errors import ExitStatus, InvalidValue
from farmer.model import BEGINNERS, KINDS
from farmer.shell import quoted

if TYPE_CHECKING:
    from datetime import date

    from farmer.tasks.desk import Desk
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.telling import LogEntry


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
            "office; kept”, or a whole talk a line. - is the standard input.",
        ),
    ] = None,
    happened: Annotated[
        bool,
        typer.Option(
            "--happened",
            help="It happened: the newest meeting that was only planned, with those named or all.",
        ),
    ] = False,
    last: Annotated[
        bool,
        typer.Option(
            "--last",
            help="Go through what came from sources, one after another: who began, what was said.",
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
    from farmer.lines.knowing import read_knowing
    from farmer.lines.promises import parse_promise
    from farmer.render.log import LOGGED
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.guests import Share
    from farmer.tasks.record.kinds import parse_kind
    from farmer.tasks.record.log import log as record
    from farmer.tasks.record.telling import LogEntry, renamed
    from farmer.tasks.whom import Whom

    if len(names or ()) == 1 and (knowing := read_knowing((names or [""])[0])):
        return note_knowing(knowing, past_day(on), ledger, new=new, json=json)
    how = parse_kind(kind) if kind is not None else None

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

    told_at_once = names or note or fact or promised or kind or by or minutes
    if last and not told_at_once and may_ask(json=json):
        return go_through(desk(ledger))
    if happened or last:
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
    whom = Whom.of(names or (), with_ or (), except_ or ()).at_events
    told = told_on(past_day(on))
    usual = LogEntry(told, tuple(map(Share, whom.names)), whom._replace(names=()))
    asked = not json and can_ask()
    at_desk = desk(ledger)
    tellings, reviewed = _told(at_desk, list(names or ()), usual, from_, asked=asked)
    logged = settled(
        [name for telling in tellings for name in telling.to_settle],
        lambda named, confirmed: record(
            desk(ledger), renamed(tellings, named), new=new or confirmed, slips_seen=confirmed
        ),
        may_add=True,
        confirmed=reviewed,
        likeliest=lambda ambiguous: likeliest_of(at_desk, ambiguous, (), usual.told),
        json=json,
    )
    answer(logged, LOGGED, json=json)
    return ExitStatus.DONE


def _told(
    at: Desk, names: list[str], usual: LogEntry, file: str | None, *, asked: bool
) -> tuple[list[LogEntry], bool]:
    """What is told by arguments, a line, notes or a person who is asked, and whether they saw it.

    `usual` is what the options and names tell.
    """
    from farmer.tasks.record.line import telling_in
    from farmer.tasks.record.telling import one_each

    if file is not None:
        noted = entries_in(file, at, usual, asked=asked)
        same = [e._replace(also=usual.also) if e.told == usual.told else e for e in noted]
        return one_each([*_given(usual), *same]), asked
    if "with" in names[1:]:
        raise InvalidValue(
            "A line is one argument.", f"Put it in quotes: farmer log {quoted(' '.join(names))}"
        )
    if len(names) == 1 and (line := telling_in(at, names[0], usual._replace(shares=()))):
        if not asked:
            return [line], False
        from farmer.cli.walk import settle_tellings

        return settle_tellings(walk_from(at, usual), [(names[0], line)]), True
    if asked and not (names or usual.also.has_groups):
        return one_each(_asked_for(at, usual)), True
    return [usual], False


def _given(usual: LogEntry) -> list[LogEntry]:
    """What the arguments tell of somebody before any notes are read."""
    return [usual] if usual.shares or usual.also.has_groups else []


def _asked_for(at: Desk, usual: LogEntry) -> list[LogEntry]:
    """Everybody whom the person at the terminal names or ticks, where they met, who began."""
    from farmer.cli.ticking import explain, offer
    from farmer.cli.walk import ask_beginner, ask_event, ask_guests, instruct

    instruct()
    walk, told = walk_from(at, usual), usual.told
    if not (told.at or told.kind):
        told = replace(told, at=ask_event(walk.known))
    told, listed = offer(at, told)
    if told.by is None:
        told = replace(told, by=ask_beginner())
    if listed:
        explain(listed)
    return ask_guests(replace(walk, telling=walk.telling._replace(told=told), listed=listed))
