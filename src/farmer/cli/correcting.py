"""The commands that correct: edit, tag, archive, remove, forget, history, undo and the like."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.asking import confirm, settled, settled_circle
from farmer.cli.options import Birthday, Except, Json, Ledger, Limit, Names, Who, With
from farmer.cli.world import desk, desk_by_default, local, today
from farmer.errors import ExitStatus, InvalidValue
from farmer.names import is_tag

if TYPE_CHECKING:
    from farmer.render import View
    from farmer.tasks.circle import Circle
    from farmer.tasks.desk import Desk
    from farmer.tasks.groups import Grouped

NamesAndTags = Annotated[
    list[str],
    typer.Argument(metavar="NAME… @TAG…", help="Who, and which groups, such as @chapter."),
]


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
        str | None, typer.Option("--minutes", metavar="N", help="How long it lasted.")
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
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Correct people, touchpoints, facts or events.

    An empty text empties a field: --company "".
    """
    from farmer.render.changes import EDITED
    from farmer.tasks.add import handle_of
    from farmer.tasks.circle import Circle
    from farmer.tasks.correction import Correction
    from farmer.tasks.edit import edit as correct

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
    addresses = {"email": email, "phone": phone, "url": url}
    circle = Circle.of(names or (), with_ or (), except_ or ())
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

    count = len(circle.to_settle)
    edited = settled(
        [*circle.to_settle, *introducer],
        lambda named, _new: correct(
            desk(ledger), circle.settled(named[:count]), correction(named[count:])
        ),
        json=json,
    )
    answer("edit", edited, EDITED, json=json, as_of=today())
    return ExitStatus.DONE


def tag(
    words: NamesAndTags,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Put people into groups, to name them together afterwards."""
    from farmer.render.changes import TAGGED
    from farmer.tasks.groups import tag as put_in

    named = _named(words, with_, except_, "tag")
    return _regroup("tag", put_in, TAGGED, named, ledger, json=json)


def untag(
    words: NamesAndTags,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take people out of groups."""
    from farmer.render.changes import UNTAGGED
    from farmer.tasks.groups import untag as take_out

    named = _named(words, with_, except_, "untag")
    return _regroup("untag", take_out, UNTAGGED, named, ledger, json=json)


def archive(
    names: Names = None,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Leave people out of every list; their history is kept."""
    from farmer.render.changes import ARCHIVED
    from farmer.tasks.archive import archive as put_away
    from farmer.tasks.circle import Circle

    archived = settled_circle(
        Circle.of(names or (), with_ or (), except_ or ()),
        lambda circle: put_away(desk(ledger), circle),
        json=json,
    )
    answer("archive", archived, ARCHIVED, json=json, as_of=today())
    return ExitStatus.DONE


def unarchive(
    names: Names = None,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Bring archived people back into the lists."""
    from farmer.render.changes import ARCHIVED
    from farmer.tasks.archive import unarchive as bring_back
    from farmer.tasks.circle import Circle

    brought = settled_circle(
        Circle.of(names or (), with_ or (), except_ or ()),
        lambda circle: bring_back(desk(ledger), circle),
        json=json,
    )
    answer("unarchive", brought, ARCHIVED, json=json, as_of=today())
    return ExitStatus.DONE


def remove(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID…", help="Records, such as t88, f9 or e3.")
    ],
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take out what was recorded by mistake."""
    from farmer.render.changes import REMOVED
    from farmer.tasks.remove import remove as take_out

    answer("remove", take_out(desk_by_default(ledger), ids), REMOVED, json=json, as_of=today())
    return ExitStatus.DONE


def forget(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; it cannot be undone.")] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Delete a person and all that is about them, for good.

    Also from the history and from farmer's own backups; no new backup is made.
    """
    from farmer.render.changes import FORGOTTEN
    from farmer.tasks.forget import doom
    from farmer.tasks.forget import forget as delete

    doomed = settled([who], lambda names, _new: doom(desk(ledger), names[0]), json=json)
    if not yes:
        confirm(doomed.sentence, f"To do it: farmer forget {doomed.id} --yes", json=json)
    answer("forget", delete(desk(ledger), doomed), FORGOTTEN, json=json, as_of=today())
    return ExitStatus.DONE


def history(
    who: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only what touched this person.")
    ] = None,
    limit: Limit = 20,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """What was changed, the newest first."""
    from farmer.render.history import view
    from farmer.tasks.history import history as find_changes

    found = settled(
        [who] if who is not None else [],
        lambda names, _new: find_changes(desk(ledger), *names, limit=limit),
        json=json,
    )
    answer("history", found, view(local), json=json, as_of=today())
    return ExitStatus.DONE


def undo(
    past_forgetting: Annotated[
        bool,
        typer.Option("--past-forgetting", help="Go on to what came before a forgetting."),
    ] = False,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take back the last change, whole."""
    from farmer.render.history import UNDONE
    from farmer.tasks.history import undo as take_back

    undone = take_back(desk_by_default(ledger), past_forgetting=past_forgetting)
    answer("undo", undone, UNDONE, json=json, as_of=today())
    return ExitStatus.DONE


def redo(ledger: Ledger = None, json: Json = False) -> int:
    """Do again what undo took back last."""
    from farmer.render.history import REDONE
    from farmer.tasks.history import redo as do_again

    answer("redo", do_again(desk_by_default(ledger)), REDONE, json=json, as_of=today())
    return ExitStatus.DONE


def _named(
    words: list[str], with_: list[str] | None, except_: list[str] | None, command: str
) -> tuple[Circle, list[str]]:
    """The people that the words of a command name, and the tags."""
    from farmer.tasks.circle import Circle

    tags = [word for word in words if is_tag(word)]
    if not tags:
        raise InvalidValue(
            "No tag was given; a tag begins with @.", f"For example: farmer {command} Ana @chapter"
        )
    names = [word for word in words if not is_tag(word)]
    return Circle.of(names, with_ or (), except_ or ()), tags


def _regroup(
    command: str,
    act: Callable[[Desk, Circle, list[str]], Grouped],
    view: View[Grouped],
    named: tuple[Circle, list[str]],
    ledger: str | None,
    *,
    json: bool,
) -> int:
    circle, tags = named
    grouped = settled_circle(circle, lambda who: act(desk(ledger), who, tags), json=json)
    answer(command, grouped, view, json=json, as_of=today())
    return ExitStatus.DONE
