"""The one way out: every refusal becomes a sentence or a JSON envelope, and an exit status."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import typer

from farmer import written
from farmer.cli.answers import AnswerLost, how_to_see, is_delivered, what_was_done
from farmer.cli.invocation import Invocation, begin
from farmer.cli.world import clock_day, day, patience, prepare_streams, tell
from farmer.errors import ExitStatus, FarmerError, InvalidValue, OutOfMemory
from farmer.ledger import open_ledger
from farmer.ledger.keys import keys_from
from farmer.ledger.waiting import wait_by
from farmer.shell import quoted
from farmer.wording import say_list

if TYPE_CHECKING:
    from farmer.ledger import FileLedger
    from farmer.ledger.holder import Holder


# What Python's own compiler says where it has no memory; or it takes what it reads for wrong. It
# reads annotations for Typer while farmer runs, and nothing that anybody types.
_COMPILER = "without exception set"
# Where rows become what the commands talk of.
_READERS = "farmer.ledger.sqlite.read"


class Usage(FarmerError):
    """The command line itself is wrong: an unknown option, a missing argument."""

    code: ClassVar[str] = "usage"


class Interrupted(FarmerError):
    """Ctrl-C, or the end of the input where an answer was expected."""

    code: ClassVar[str] = "interrupted"
    status: ClassVar[ExitStatus] = ExitStatus.INTERRUPTED

    def __init__(self) -> None:
        done = what_was_done()
        if done:
            super().__init__(f"Interrupted. {done} by then.", how_to_see())
        else:
            super().__init__("Interrupted; nothing was written.")


def closing_politely(app: typer.Typer, arguments: list[str]) -> int:
    """Run `app` and return its exit status; a bug ends in a plain traceback without locals."""
    prepare_streams()
    written.begin()
    keys_from(_key)
    wait_by(patience, _say_who)
    asked = begin()
    status = None
    try:
        status = _closed(app, arguments, asked)
        _warn_of_what_others_may_read(asked)
    except (MemoryError, SystemError, SyntaxError, OSError) as error:
        if not _is_for_memory(error):
            raise
        # Whoever has the answer is not told otherwise for want of a warning.
        return _refuse_for_memory(asked) if status is None else status
    return status


def _closed(app: typer.Typer, arguments: list[str], asked: Invocation) -> int:
    try:
        status = app(arguments, prog_name="farmer", standalone_mode=False)
        if status == ExitStatus.INTERRUPTED:  # Typer makes Ctrl-C a status, without a word
            raise KeyboardInterrupt
        return int(status or ExitStatus.DONE)
    except FarmerError as refusal:
        damage = _damage(asked) if _is_of_a_kept_value(refusal) else None
        return _refuse(damage or refusal, asked)
    except typer.TyperException as error:
        command = f"farmer {asked.command}".strip()
        return _refuse(Usage(error.format_message(), f"See: {command} --help"), asked)
    except (typer.Abort, KeyboardInterrupt):
        return _refuse(Interrupted(), asked)
    except Exception as error:
        damage = None if _is_for_memory(error) else _damage(asked)
        if damage is None:
            raise
        return _refuse(damage, asked)


def _is_of_a_kept_value(refusal: FarmerError) -> bool:
    """Whether what cannot be was not typed but read in the ledger."""
    if not isinstance(refusal, InvalidValue):
        return False
    from traceback import walk_tb

    frames = (frame for frame, _ in walk_tb(refusal.__traceback__))
    return any(frame.f_globals.get("__name__", "").startswith(_READERS) for frame in frames)


def _is_for_memory(error: Exception) -> bool:
    """Whether it is what Python, its compiler or the system says where there is no memory."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, SyntaxError):
        return error.filename == "<string>"
    return isinstance(error, MemoryError) or (
        isinstance(error, SystemError) and _COMPILER in str(error)
    )


def _refuse_for_memory(asked: Invocation) -> int:
    """Say that memory has run out, in the least memory where what was freed is not enough."""
    refusal = OutOfMemory()
    try:
        return _refuse(refusal, asked)
    except MemoryError:
        os.write(2, b"farmer: There is not enough memory to finish.\n")
        return refusal.status


def _damage(asked: Invocation) -> FarmerError | None:
    """The refusal of the ledger where it is damaged: then what went wrong may be no bug."""
    ledger = _ledger_of(asked)
    return ledger.damage() if ledger else None


def _warn_of_what_others_may_read(asked: Invocation) -> None:
    ledger = _ledger_of(asked)
    if ledger is None:
        return
    if ledger.open_to_others():
        place = quoted(ledger.place)
        tell(f"Others may open the ledger. To keep it to yourself: chmod 600 {place}")
    if asked.command == "doctor":  # whose answer that is
        return
    with suppress(FarmerError, OSError):  # another command is at it
        if readable := ledger.readable_beside():
            files = say_list(list(readable))
            tell(f"The ledger is locked, and {files} may be read without its key.")
            tell("To put that right: farmer lock")


def _ledger_of(asked: Invocation) -> FileLedger | None:
    """The ledger that the command was about, where there is one."""
    try:
        ledger = open_ledger(asked.ledger, os.environ)
        return ledger if ledger.exists else None
    except FarmerError:
        return None


def _key(place: str, salt: bytes) -> bytes:
    from farmer.cli.passphrase import ask_for_key

    return ask_for_key(place, salt)


def _say_who(holder: Holder | None) -> None:
    from farmer.cli.patience import say_who

    say_who(holder)


def _refuse(refusal: FarmerError, asked: Invocation) -> int:
    """Say why: as an envelope to a program that can be reached, else in words."""
    if not (asked.json and _is_told(refusal, asked)):
        tell(refusal.message)
        if refusal.hint:
            tell(refusal.hint)
    return refusal.status


def _is_told(refusal: FarmerError, asked: Invocation) -> bool:
    from farmer.render.envelope import error_envelope

    if isinstance(refusal, AnswerLost):
        return False  # part of the answer may be there already
    return is_delivered(error_envelope(asked.command, _day_of(asked), refusal))


def _day_of(asked: Invocation) -> date:
    """The day that the answer would have been for, as far as it can be told."""
    for text in (asked.as_of, None):
        with suppress(FarmerError):
            return day(text)
    return clock_day()
