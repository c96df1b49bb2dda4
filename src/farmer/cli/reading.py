"""The commands that only read: check, stale, show, list, find, prepare, where."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.asking import settled, settled_circle
from farmer.cli.options import AsOf, Except, Json, Ledger, Limit, Names, Who
from farmer.cli.world import day, desk, desk_by_default, today
from farmer.dates import parse_date
from farmer.errors import ExitStatus, InvalidValue
from farmer.model import REQUESTER, to_role

VERDICT_STATUS = {
    "farmed": ExitStatus.DONE,
    "almost": ExitStatus.ALMOST,
    "not yet": ExitStatus.NOT_YET,
}


Role = Annotated[
    str,
    typer.Option(
        "--as", metavar="ROLE", help="requester: vouch for their work; target: ask of them."
    ),
]


def check(
    who: Who,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Judge introducing them to this person."),
    ] = None,
    role: Role = REQUESTER,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add every formula, gate and source.")
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Is this relationship farmed — and with --to, the other one?

    Exits 0 when farmed, 10 when almost, 11 when not yet, 3 for a stranger: farmer check Ana && …
    """
    from farmer.render.check import view
    from farmer.tasks.check import check as judge

    asked = to_role(role)
    if to is not None and asked != REQUESTER:
        raise InvalidValue(
            "--as does not go with --to: the first is the requester, the second the target.",
            "Leave --as out.",
        )
    on = day(as_of)
    names = [who] if to is None else [who, to]
    checked = settled(
        names,
        lambda named, _new: judge(
            desk(ledger),
            named[0],
            to=named[1] if to is not None else None,
            role=asked,
            as_of=on,
        ),
        json=json,
    )
    answer("check", checked, view(explain=explain), json=json, as_of=on)
    return VERDICT_STATUS[checked.verdict]


def stale(
    names: Names = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="List these only: warm, due, cooling, cold, dormant, barely-met, never-met. "
            "Repeats.",
        ),
    ] = None,
    limit: Limit = None,
    except_: Except = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 12 where something is listed.")
    ] = False,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Which relationships are going cold, and what is at stake."""
    from farmer.render.stale import VIEW
    from farmer.tasks.circle import Circle
    from farmer.tasks.stale import parse_status
    from farmer.tasks.stale import stale as find_stale

    on = day(as_of)
    statuses = [parse_status(word) for word in status or ()]
    found = settled_circle(
        Circle.of(names or (), (), except_ or ()),
        lambda circle: find_stale(desk(ledger), circle, as_of=on, statuses=statuses, limit=limit),
        json=json,
    )
    answer("stale", found, VIEW, json=json, as_of=on)
    return ExitStatus.LISTED if exit_code and found.total else ExitStatus.DONE


def today_(
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 12 where something is due.")
    ] = False,
    one_line: Annotated[
        bool, typer.Option("--one-line", help="Say only how much, for a prompt or a status bar.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What is due: follow-ups, promises, requests, ties going cold."""
    from farmer.render.today import ONE_LINE, VIEW
    from farmer.tasks.today import today as find_due

    found = find_due(desk(ledger))
    answer("today", found, ONE_LINE if one_line else VIEW, json=json, as_of=today())
    return ExitStatus.LISTED if exit_code and found.total else ExitStatus.DONE


def show(who: Who, as_of: AsOf = None, ledger: Ledger = None, json: Json = False) -> int:
    """Everything the ledger knows of one person."""
    from farmer.render.show import VIEW
    from farmer.tasks.show import show as find_person

    on = day(as_of)
    shown = settled(
        [who], lambda names, _new: find_person(desk(ledger), names[0], as_of=on), json=json
    )
    answer("show", shown, VIEW, json=json, as_of=on)
    return ExitStatus.DONE


def list_(
    names: Names = None,
    verdict: Annotated[
        str | None,
        typer.Option("--verdict", metavar="VERDICT", help="These only: not-yet, almost or farmed."),
    ] = None,
    phase: Annotated[
        str | None,
        typer.Option(
            "--phase",
            metavar="PHASE",
            help="These only: none, visibility, credibility or profitability.",
        ),
    ] = None,
    company: Annotated[
        str, typer.Option("--company", metavar="WORDS", help="Only who works there.")
    ] = "",
    met_at: Annotated[
        str, typer.Option("--met-at", metavar="WORDS", help="Only whom you met there.")
    ] = "",
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only who was in touch on that day or later."),
    ] = None,
    never_met: Annotated[
        bool, typer.Option("--never-met", help="Only whom you were never in touch with.")
    ] = False,
    archived: Annotated[
        bool, typer.Option("--archived", help="Those archived, instead of the others.")
    ] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort", metavar="ORDER", help="name, score, last, added, company or cadence."
        ),
    ] = "name",
    limit: Limit = None,
    ids: Annotated[
        bool, typer.Option("--ids", help="Say the ids only, one a line, for other commands.")
    ] = False,
    except_: Except = None,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Everybody, or those wanted, one line each."""
    from farmer.render.people import IDS, VIEW
    from farmer.tasks.circle import Circle
    from farmer.tasks.people import Wanted, list_people, parse_phase, parse_verdict

    on = day(as_of)
    wanted = Wanted(
        phase=parse_phase(phase) if phase is not None else None,
        verdict=parse_verdict(verdict) if verdict is not None else None,
        status="never met" if never_met else None,
        company=company,
        met_at=met_at,
        since=parse_date(since, today()) if since is not None else None,
        archived=archived,
    )
    listed = settled_circle(
        Circle.of(names or (), (), except_ or ()),
        lambda circle: list_people(
            desk(ledger), wanted._replace(circle=circle), as_of=on, sort=sort, limit=limit
        ),
        json=json,
    )
    answer("list", listed, IDS if ids else VIEW, json=json, as_of=on)
    return ExitStatus.DONE


def tags(ledger: Ledger = None, json: Json = False) -> int:
    """Every tag, and who has it."""
    from farmer.render.groups import VIEW
    from farmer.tasks.groups import groups

    answer("tags", groups(desk(ledger)), VIEW, json=json, as_of=today())
    return ExitStatus.DONE


def find(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS…", help="What to look for, in any order."),
    ],
    limit: Limit = 20,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Find words in notes, names, companies and events.

    GAINS, requests and promises too, the best match first. The beginning of a word is enough; words
    between double quotes stand together.
    """
    from farmer.render.find import VIEW
    from farmer.tasks.find import find as search

    found = search(desk(ledger), " ".join(words), limit=limit)
    answer("find", found, VIEW, json=json, as_of=today())
    return ExitStatus.DONE


def prepare(
    who: Who,
    role: Role = REQUESTER,
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """One page before a meeting: what was said, what to ask."""
    from farmer.render.prepare import VIEW
    from farmer.tasks.prepare import prepare as make_page

    asked, on = to_role(role), day(as_of)
    prepared = settled(
        [who],
        lambda names, _new: make_page(desk(ledger), names[0], role=asked, as_of=on),
        json=json,
    )
    answer("prepare", prepared, VIEW, json=json, as_of=on)
    return ExitStatus.DONE


def where(ledger: Ledger = None, json: Json = False) -> int:
    """Where the ledger is, and what is in it."""
    from farmer.render.where import VIEW
    from farmer.tasks.where import where as find

    answer("where", find(desk_by_default(ledger)), VIEW, json=json, as_of=today())
    return ExitStatus.DONE
