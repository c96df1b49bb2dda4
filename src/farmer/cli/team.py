"""The command team, and those under it: who of us knows somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import AsOf, Json, Ledger, Note, Yes
from farmer.cli.questions import confirm, settled, settled_whom
from farmer.cli.world import can_watch, coming_day, day, desk, stopwatch, today
from farmer.errors import ExitStatus, InvalidValue
from farmer.referrals.states import ANSWERS, StepTaken
from farmer.wording import say_list

if TYPE_CHECKING:
    from farmer.tasks.together.team_share import SharingChanged
    from farmer.tasks.whom import Whom

BookAddress = Annotated[
    str,
    typer.Argument(metavar="ADDRESS", help="As in postgresql://kim@db.firm.example/firm."),
]
Insecure = Annotated[
    bool,
    typer.Option(
        "--insecure-network",
        help="Do not ask the server who it is: others on the way may then read and change all.",
    ),
]

KeptPassword = Annotated[
    bool,
    typer.Option("--keyring", help="Let the system's keyring keep your password on this machine."),
]


def team(
    context: typer.Context,
    key: Annotated[
        bool, typer.Option("--key", help="Show the team's key too, for a member who joins.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Who is in your team, what you tell them, and of whom they told you.

    It asks no server: it is what the last sync brought.
    """
    from farmer.render.team import SHOWN
    from farmer.tasks.together.team import overview

    if context.invoked_subcommand:
        return ExitStatus.DONE
    answer(overview(desk(ledger), key=key), SHOWN, json=json)
    return ExitStatus.DONE


def create(
    address: BookAddress,
    member: Annotated[
        list[str] | None,
        typer.Option("--member", metavar="LOGIN", help="Let this one in, such as kim. Repeats."),
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Run it there, as the owner.")] = False,
    insecure: Insecure = False,
    json: Json = False,
) -> int:
    """Make a team's book in a PostgreSQL database, and its members.

    It prints the SQL for whoever runs the server; or runs it there with --run. It may be repeated,
    as for one more member.
    """
    from farmer.cli.team_password import asking_passwords
    from farmer.render.team import MADE, SCRIPT
    from farmer.tasks.together.team import create as make

    asking_passwords()
    made = make(address, member or [], run=run, insecure=insecure)
    if made.ran:
        answer(made, MADE, json=json)
    else:
        answer(made, SCRIPT, json=json)
    return ExitStatus.DONE


def join(
    address: BookAddress,
    carry: Annotated[
        bool,
        typer.Option("--carry", help="Bring your whole ledger to your other machines, sealed."),
    ] = False,
    insecure: Insecure = False,
    keyring: KeptPassword = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Join a team with this ledger.

    Nothing is told until you share somebody. The first to join gets the team's key; whoever joins
    later is asked for it, or FARMER_TEAM_KEY has it. A password is taken from PGPASSWORD, ~/.pgpass
    or the keyring, or typed. With --carry your own machines keep one ledger, as through a folder
    by farmer sync: what lies on the server for that, only they can open.
    """
    from farmer.cli.team_password import asking_passwords, team_key
    from farmer.render.team import JOINED
    from farmer.tasks.together.team import join as enter

    asking_passwords(keep=keyring)
    joined = enter(desk(ledger), address, team_key, insecure=insecure, carries=carry)
    answer(joined, JOINED, json=json)
    return ExitStatus.DONE


def share(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME… @TAG…", help="Of whom, and which groups, such as @clients."),
    ],
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="NAME", help="Tell this member only. Repeats."),
    ] = None,
    stop: Annotated[
        bool, typer.Option("--stop", help="Tell it no more; of a person, whatever their tags say.")
    ] = False,
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="Tell them the days it rests on too, without a word."),
    ] = False,
    words: Annotated[
        bool, typer.Option("--words", help="Tell them your notes too: of people by name only.")
    ] = False,
    never: Annotated[
        bool, typer.Option("--never", help="They asked for it: tell nobody, in no team.")
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Tell your team how you stand with somebody.

    Their name, firm and digests of addresses; the verdict today and when it changes if nothing
    happens; the month of your last talk. A word or a day only to whom --to names, with --words or
    --evidence. The next sync sends it.
    """
    from farmer.render.team import SHARED
    from farmer.tasks.together.team_never import never_share
    from farmer.tasks.together.team_share import share as tell_of
    from farmer.tasks.whom import Whom
    from farmer.team.rows import EVIDENCE, WORDS

    more = [part for part, is_told in ((EVIDENCE, evidence), (WORDS, words)) if is_told]
    if never and (to or stop or more):
        raise InvalidValue("--never is of everybody and for good.", "Leave the others out.")

    def change(whom: Whom) -> SharingChanged:
        if never:
            return never_share(desk(ledger), whom)
        return tell_of(desk(ledger), whom, to or [], stop=stop, more=more)

    changed = settled_whom(Whom.of(names), change, json=json)
    answer(changed, SHARED, json=json)
    return ExitStatus.DONE


def show(
    wanted: Annotated[str, typer.Argument(metavar="NAME", help="Of whom.")],
    as_of: AsOf = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What colleagues tell you of somebody: how they stand, and the days and notes told to you.

    Days and notes are there where a colleague tells you by name. They are in no search of yours,
    no export and no assistant's answer.
    """
    from farmer.render.team_show import VIEW
    from farmer.tasks.together.team_show import told_of

    on = day(as_of)
    shown = settled([wanted], lambda named, _: told_of(desk(ledger), named[0], as_of=on), json=json)
    answer(shown, VIEW, json=json, as_of=on)
    return ExitStatus.DONE


def sync(
    wait: Annotated[
        bool, typer.Option("--wait", help="If nothing came, wait until a colleague tells more.")
    ] = False,
    keyring: Annotated[
        bool,
        typer.Option(
            "--keyring",
            help="Let the system's keyring keep your password, and the passphrase of a ledger that "
            "is carried.",
        ),
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Send your team what is new of what you tell, and receive what they do.

    Without the server nothing is lost: the next sync sends it.
    """
    from farmer.cli.passphrase import new_secret
    from farmer.cli.team_password import asking_passwords
    from farmer.render.progress import saying
    from farmer.render.team import SYNCED
    from farmer.tasks.together.team_carry import Carrying, is_carried
    from farmer.tasks.together.team_sync import sync as meet
    from farmer.tasks.together.team_sync import sync_once_there_is_news

    asking_passwords(keep=keyring, also_passphrase=is_carried(desk(ledger)))
    with saying(stopwatch, wanted=not json and can_watch()) as doing:
        carrying = Carrying(new_secret, doing, keyring)
        if wait:
            synced = sync_once_there_is_news(lambda: desk(ledger), carrying)
        else:
            synced = meet(desk(ledger), carrying)
    answer(synced, SYNCED, json=json)
    return ExitStatus.DONE


def answer_(
    number: Annotated[
        str, typer.Argument(metavar="REQUEST", help="The colleague's request, such as r7.")
    ],
    said: Annotated[
        str, typer.Argument(metavar="ANSWER", help=f"{say_list(ANSWERS.typed, 'or')}.")
    ],
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Of later: from when on to ask again."),
    ] = None,
    of: Annotated[
        str, typer.Option("--of", metavar="NAME", help="Whose, where several ask under a number.")
    ] = "",
    who: Annotated[
        str, typer.Option("--asker", metavar="NAME", help="Whom it is for, as you know them.")
    ] = "",
    note: Note = "",
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Answer a colleague who asks you for an introduction.

    A yes means that you asked the target, who welcomes it: it becomes a request of yours. The
    colleague reads the answer, and the note, at the next sync.
    """
    from farmer.render.team_answer import ANSWERED
    from farmer.tasks.together.team_answer import answer as say

    on = today()
    again = coming_day(until, on) if until is not None else None
    taken = StepTaken(ANSWERS.parse(said), on, note, until=again)
    answered = say(desk(ledger), number, taken, of=of, who=who)
    answer(answered, ANSWERED, json=json)
    return ExitStatus.DONE


def leave(
    here: Annotated[
        bool,
        typer.Option("--here", help="On this machine alone, where the server is gone for good."),
    ] = False,
    yes: Yes = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Leave the team: what you told is taken back, and what was told you is deleted here."""
    from farmer.cli.team_password import asking_passwords
    from farmer.render.team import LEFT
    from farmer.tasks.together.team import leave as part

    if not yes:
        confirm(
            "What colleagues told you is deleted here. What you told them stays on the server."
            if here
            else "What you told the team is taken back, and what they told you is deleted here. "
            "Only whoever runs the server can let you in again.",
            f"To do it: farmer team leave {'--here ' if here else ''}--yes",
            json=json,
        )
    asking_passwords()
    answer(part(desk(ledger), here=here), LEFT, json=json)
    return ExitStatus.DONE
