"""The commands of the group ``config``: list, get, set, unset, edit."""

from __future__ import annotations

from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json
from farmer.cli.world import editor, settings_path
from farmer.errors import ExitStatus

Key = Annotated[str, typer.Argument(metavar="KEY", help="The setting's name.")]


def config(context: typer.Context, json: Json = False) -> int:
    """Your settings, their values and where they come from."""
    return ExitStatus.DONE if context.invoked_subcommand else _list(json=json)


def list_(json: Json = False) -> int:
    """Every setting, its value and where it comes from."""
    return _list(json=json)


def get(key: Key, json: Json = False) -> int:
    """One setting's value."""
    from farmer.render.config import GOT
    from farmer.tasks.keep.config import get_setting

    answer(get_setting(settings_path(), key), GOT, json=json)
    return ExitStatus.DONE


def set_(
    key: Key,
    values: Annotated[
        list[str], typer.Argument(metavar="VALUE…", help="What it is to be; several for me.")
    ],
    json: Json = False,
) -> int:
    """Write one setting; the rest of the file stays as it is."""
    from farmer.render.config import SAVED
    from farmer.tasks.keep.config import set_setting

    saved = set_setting(settings_path(), key, values)
    answer(saved, SAVED, json=json)
    return ExitStatus.DONE


def unset(key: Key, json: Json = False) -> int:
    """Take one setting out of the file: its default is in force again."""
    from farmer.render.config import SAVED
    from farmer.tasks.keep.config import unset_setting

    answer(unset_setting(settings_path(), key), SAVED, json=json)
    return ExitStatus.DONE


def edit(json: Json = False) -> int:
    """Open the file in your editor ($VISUAL or $EDITOR), then check it."""
    from farmer.render.config import LISTED
    from farmer.tasks.keep.config import edit_settings

    configured = edit_settings(settings_path(), editor("farmer config edit"))
    answer(configured, LISTED, json=json)
    return ExitStatus.DONE


def _list(*, json: bool) -> int:
    from farmer.render.config import LISTED
    from farmer.tasks.keep.config import list_settings

    answer(list_settings(settings_path()), LISTED, json=json)
    return ExitStatus.DONE
