"""The command tag, and what was said before for its other uses: untag, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Except, Json, Ledger, With
from farmer.cli.questions import settled_whom
from farmer.cli.world import desk
from farmer.errors import ExitStatus, InvalidValue
from farmer.text import is_tag

if TYPE_CHECKING:
    from farmer.tasks.whom import Whom


NamesAndTags = typer.Argument(
    metavar="NAME… @TAG…", help="Who, and which groups, such as @chapter."
)


def tag(
    words: Annotated[list[str] | None, NamesAndTags] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take them out of the groups instead.")
    ] = False,
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Put people into groups, to name them together afterwards.

    Alone it shows every group, and who is in it.
    """
    if not (words or remove or with_ or except_):
        return tags(ledger, json)
    return _regroup(words or [], with_, except_, ledger, remove=remove, json=json)


def untag(
    words: Annotated[list[str], NamesAndTags],
    with_: With = None,
    except_: Except = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """Take people out of groups."""
    return _regroup(words, with_, except_, ledger, remove=True, json=json)


def tags(ledger: Ledger = None, json: Json = False) -> int:
    """Every tag, and who has it."""
    from farmer.render.tag import LISTED
    from farmer.tasks.record.tag import groups

    answer(groups(desk(ledger)), LISTED, json=json)
    return ExitStatus.DONE


def _regroup(
    words: list[str],
    with_: list[str] | None,
    except_: list[str] | None,
    ledger: str | None,
    *,
    remove: bool,
    json: bool,
) -> int:
    from farmer.render.tag import TAGGED, UNTAGGED
    from farmer.tasks.record import tag as task

    whom, groups = _named(words, with_, except_, remove=remove)
    act = task.untag if remove else task.tag
    grouped = settled_whom(whom, lambda who: act(desk(ledger), who, groups), json=json)
    answer(grouped, UNTAGGED if remove else TAGGED, json=json)
    return ExitStatus.DONE


def _named(
    words: list[str], with_: list[str] | None, except_: list[str] | None, *, remove: bool
) -> tuple[Whom, list[str]]:
    """The people that the words of a command name, and the tags."""
    from farmer.tasks.whom import Whom

    groups = [word for word in words if is_tag(word)]
    if not groups:
        raise InvalidValue(
            "No tag was given; a tag begins with @.",
            f"For example: farmer tag{' --remove' * remove} Ana @chapter",
        )
    names = [word for word in words if not is_tag(word)]
    return Whom.of(names, with_ or (), except_ or ()), groups
