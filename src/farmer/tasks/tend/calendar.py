"""A file with what is due, kept fresh for a calendar program that subscribes to it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from farmer.errors import InvalidValue, NoLedger
from farmer.formats import ics_out
from farmer.model import LIVE
from farmer.tasks.desk import Desk
from farmer.tasks.output import check_output, write_output
from farmer.tasks.tend.calendar_entries import agenda


class Kept(NamedTuple):
    """The answer of ``calendar``.

    Attributes:
        path: the file.
        entries: how many things are in it.
        alarms: whether they have alarms.
        written: whether the file was written, because it was not there or what is due had changed.
    """

    path: str
    entries: int
    alarms: bool
    written: bool


def keep_calendar(
    desk: Desk, path: Path, *, alarms: bool = False, todos: bool = False, force: bool = False
) -> Kept:
    """Write what is due to a file of its own, whole or not at all, where it says anything else.

    With `todos`, what can be done is a task rather than an event of the day.
    Of people whom only a file brought nothing is due (`farmer.tasks.tend.ties.tended`).
    What is no calendar of farmer's is replaced only with `force`.

    Raises:
        NoLedger: where there is no ledger yet.
        InvalidValue: where the file cannot be read or written.
        Conflict: where something else is there that is not to be replaced.
    """
    check_output(desk, path, "calendar", ics_out.is_ours, force=force)
    with desk.deciding() as reader:
        if not reader.exists:
            raise NoLedger
        tended = {person.id for person in reader.people()} - reader.untended(LIVE)
        entries = agenda(desk, reader, tended)
    text = "".join(ics_out.write(entries, desk.now, alarms=alarms, todos=todos))
    content = text.encode("utf-8", "surrogatepass")
    # More than that it is not, if it is the same: whatever else is there is not read to its end.
    stale = not ics_out.is_same(_beginning(path, len(content) + 1), text)
    if stale:
        write_output(path, [content])
    return Kept(str(path), len(entries), alarms, stale)


def _beginning(path: Path, most_bytes: int) -> str:
    """The first of what is there; nothing where there is no file."""
    try:
        with path.open("rb") as file:
            return file.read(most_bytes).decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        reason = (error.strerror or "it is not a path").lower()
        raise InvalidValue(f"{path} cannot be read: {reason}.", "Name another file.") from None
