"""The commands for groups: tag, untag, tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.asking import settled_circle
from farmer.cli.options import Except, Json, Ledger, With
from farmer.cli.world import desk
from farmer.errors import ExitStatus, InvalidValue
from farmer.text import is_tag

if TYPE_CHECKING:
    from farmer.render import View
    from farmer.tasks.desk import Desk
    from farmer.tasks.record.tag import Grouped
    from farmer.tasks.whom import Circle


NamesAndTags = Annotated[
    list[str],
    typer.Argument(metavar="NAME… @TAG…", help="Who, and which groups, such as @chapter."),
]


def tag(
    words: NamesAndTags,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Put people into groups, to name them together afterwards."""
    from farmer.render.tag import TAGGED
    from farmer.tasks.record.tag import tag as put_in

    named = _named(words, with_, except_, "tag")
    return _regroup(put_in, TAGGED, named, ledger, json=json)


def untag(
    words: NamesAndTags,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take people out of groups."""
    from farmer.render.tag import UNTAGGED
    from farmer.tasks.record.tag import untag as take_out

    named = _named(words, with_, except_, "untag")
    return _regroup(take_out, UNTAGGED, named, ledger, json=json)


def _named(
    words: list[str], with_: list[str] | None, except_: list[str] | None, command: str
) -> tuple[Circle, list[str]]:
    """The people that the words of a command name, and the tags."""
    from farmer.tasks.whom import Circle

    tags = [word for word in words if is_tag(word)]
    if not tags:
        raise InvalidValue(
            "No tag was given; a tag begins with @.", f"For example: farmer {command} Ana @chapter"
        )
    names = [word for word in words if not is_tag(word)]
    return Circle.of(names, with_ or (), except_ or ()), tags


def _regroup(
    act: Callable[[Desk, Circle, list[str]], Grouped],
    view: View[Grouped],
    named: tuple[Circle, list[str]],
    ledger: str | None,
    *,
    json: bool,
) -> int:
    circle, tags = named
    grouped = settled_circle(circle, lambda who: act(desk(ledger), who, tags), json=json)
    answer(grouped, view, json=json)
    return ExitStatus.DONE


def tags(ledger: Ledger = None, json: Json = False) -> int:
    """Every tag, and who has it."""
    from farmer.render.tag import LISTED
    from farmer.tasks.record.tag import groups

    answer(groups(desk(ledger)), LISTED, json=json)
    return ExitStatus.DONE
