"""The one way out: every refusal becomes a sentence or a JSON envelope, and an exit status."""

from __future__ import annotations

import os
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import typer

from farmer.cli.answers import speaking
from farmer.cli.commands import COMMANDS
from farmer.cli.world import clock_day, day, prepare_streams, tell
from farmer.errors import ExitStatus, FarmerError
from farmer.ledger.connect import is_there, locate
from farmer.ledger.files import is_open
from farmer.ledger.keys import keys_from
from farmer.shell import quoted


class Usage(FarmerError):
    """The command line itself is wrong: an unknown option, a missing argument."""

    code: ClassVar[str] = "usage"


class Interrupted(FarmerError):
    """Ctrl-C, or the end of the input where an answer was expected."""

    code: ClassVar[str] = "interrupted"
    status: ClassVar[ExitStatus] = ExitStatus.INTERRUPTED


def closing_politely(app: typer.Typer, arguments: list[str]) -> int:
    """Run `app` and return its exit status; a bug ends in a plain traceback without locals."""
    prepare_streams()
    keys_from(_key)
    status = _closed(app, arguments)
    _warn_where_others_may_read(arguments)
    return status


def _closed(app: typer.Typer, arguments: list[str]) -> int:
    try:
        status = app(arguments, prog_name="farmer", standalone_mode=False)
        if status == ExitStatus.INTERRUPTED:  # Typer makes Ctrl-C a status, without a word
            raise KeyboardInterrupt
        return int(status or ExitStatus.DONE)
    except FarmerError as refusal:
        return _refuse(refusal, arguments)
    except typer.TyperException as error:
        command = f"farmer {_command_of(arguments)}".strip()
        return _refuse(Usage(error.format_message(), f"See: {command} --help"), arguments)
    except (typer.Abort, KeyboardInterrupt):
        return _refuse(Interrupted("Interrupted; nothing was written."), arguments)
    except Exception:
        damage = _damage(arguments)
        if damage is None:
            raise
        return _refuse(damage, arguments)


def _damage(arguments: list[str]) -> FarmerError | None:
    """The refusal of the ledger where it is damaged: then what went wrong may be no bug."""
    from farmer.ledger.checkup import damage_of

    path = _ledger_of(arguments)
    return damage_of(path) if path else None


def _warn_where_others_may_read(arguments: list[str]) -> None:
    path = _ledger_of(arguments)
    if path and is_open(path):
        tell(f"Others may open the ledger. To keep it to yourself: chmod 600 {quoted(str(path))}")


def _ledger_of(arguments: list[str]) -> Path | None:
    """The ledger that the command was about, where there is one."""
    named = dict(pairwise(arguments)).get("--ledger")
    try:
        path = locate(named, os.environ)
        return path if is_there(path) else None
    except FarmerError:
        return None


def _key(path: Path, salt: bytes) -> bytes:
    from farmer.cli.keys import ask_for_key

    return ask_for_key(path, salt)


def _refuse(refusal: FarmerError, arguments: list[str]) -> int:
    if _wants_json(arguments):
        from farmer.render.envelope import error_envelope

        with speaking():
            print(error_envelope(_command_of(arguments), _as_of(arguments), refusal))
    else:
        tell(refusal.message)
        if refusal.hint:
            tell(refusal.hint)
    return refusal.status


def _wants_json(arguments: list[str]) -> bool:
    return "--json" in arguments


def _as_of(arguments: list[str]) -> date:
    """The day that the answer would have been for, as far as it can be told."""
    try:
        asked = dict(pairwise(arguments)).get("--as-of")
        return day(asked)
    except FarmerError:
        return clock_day()


def _command_of(arguments: list[str]) -> str:
    words = [word for word in arguments if not word.startswith("-")]
    for at, word in enumerate(words):
        if word in COMMANDS:
            grouped = " ".join(words[at : at + 2])
            return grouped if grouped in COMMANDS else word
    return ""
