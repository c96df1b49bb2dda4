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
from farmer.shell import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from farmer.cli.walk import Walk
    from farmer.errors import Ambiguous
    from farmer.tasks.desk import Desk
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.evening import NoteLine
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
    from farmer.tasks.record.kinds import parse_kind
    from farmer.tasks.record.log import log as record
    from farmer.tasks.record.telling import LogEntry
    from farmer.tasks.whom import Whom

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
    whom = Whom.of(names or (), with_ or (), except_ or ()).at_events
    told = told_on(past_day(on))
    usual = LogEntry(told, tuple(map(Share, whom.names)), whom._replace(names=()))
    asked = not json and can_ask()
    at_desk = desk(ledger)
    tellings, reviewed = _told(at_desk, list(names or ()), usual, from_, asked=asked)
    logged = settled(
        [name for telling in tellings for name in telling.to_settle],
        lambda named, confirmed: record(
            desk(ledger), _renamed(tellings, named), new=new or confirmed, slips_seen=confirmed
        ),
        may_add=True,
        confirmed=reviewed,
        likeliest=lambda ambiguous: _likeliest(at_desk, ambiguous, (), usual.told),
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
        noted = _from_notes(file, at, usual, asked=asked)
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

        return settle_tellings(_walk(at, usual), [(names[0], line)]), True
    if asked and not (names or usual.also.has_groups):
        return one_each(_asked_for(at, usual)), True
    return [usual], False


def _given(usual: LogEntry) -> list[LogEntry]:
    """What the arguments tell of somebody before any notes are read."""
    return [usual] if usual.shares or usual.also.has_groups else []


def _walk(at: Desk, usual: LogEntry) -> Walk:
    from farmer.cli.walk import Walk
    from farmer.tasks.record.log import acquaintance

    alone = usual._replace(shares=(), also=usual.also._replace(tags=()))
    return Walk(
        acquaintance(at),
        alone,
        lambda ambiguous, beside, told: _likeliest(at, ambiguous, beside, told),
    )


def _likeliest(
    at: Desk, ambiguous: Ambiguous, beside: Sequence[int], told: Encounter
) -> str | None:
    """The id of the one to propose where a name may be several people's, who are told apart."""
    from farmer.ids import parse_id
    from farmer.tasks.record.likeliest import find_likeliest

    at.tell_apart(ambiguous)
    ids = {one.number: typed for typed in ambiguous.candidates if (one := parse_id(typed, "c"))}
    found = find_likeliest(at, ids, beside, told)
    return ids[found] if found else None


def _renamed(tellings: Sequence[LogEntry], names: Sequence[str]) -> list[LogEntry]:
    """The same, each name in them replaced by the one at its place."""
    left = iter(names)
    return [telling.settled([next(left) for _ in telling.to_settle]) for telling in tellings]


def _asked_for(at: Desk, usual: LogEntry) -> list[LogEntry]:
    """Everybody whom the person at the terminal names or ticks, where they met, who began."""
    from farmer.cli.ticking import offer
    from farmer.cli.walk import ask_beginner, ask_event, ask_guests, instruct

    instruct()
    walk, told = _walk(at, usual), usual.told
    if not (told.at or told.kind):
        told = replace(told, at=ask_event(walk.known))
    told, listed = offer(at, told)
    if told.by is None:
        told = replace(told, by=ask_beginner())
    return ask_guests(replace(walk, telling=walk.telling._replace(told=told), listed=listed))


def _from_notes(file: str, at: Desk, usual: LogEntry, *, asked: bool) -> list[LogEntry]:
    """What notes tell; what is not understood is asked, or refused where nobody can be."""
    from farmer.cli.walk import settle_tellings
    from farmer.formats.decoding import to_text
    from farmer.tasks.exchange.named_files import read_bytes
    from farmer.tasks.record.evening import read_notes, refuse_unread
    from farmer.tasks.record.line import SeenFrom, telling_of

    most = MOST_NOTES_BYTES
    data = piped_in(most) if file == "-" else read_bytes(Path(file), most)
    walk = _walk(at, usual)
    seen = SeenFrom(walk.known.people, at.today, at.settings.region)

    def read(note: NoteLine) -> LogEntry | None:
        try:
            return telling_of(note, walk.telling, seen)
        except InvalidValue as refusal:
            said = f"Line {note.number}: {refusal.message}"
            raise InvalidValue(said, refusal.hint, refusal.details) from None

    told, unread = read_notes(to_text(data), read)
    if asked:
        return settle_tellings(walk, told, unread)
    refuse_unread(unread)
    if not told:
        raise InvalidValue(
            "There is nobody in these notes.", "Write a line as Name: what was said."
        )
    return [telling for _, telling in told]
