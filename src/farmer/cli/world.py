"""The world outside: the clock, the environment and the standard streams are read here only."""

from __future__ import annotations

import io
import os
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import TextIO

from farmer.cli.invocation import current
from farmer.dates import parse_date, parse_past_date
from farmer.errors import InvalidValue, NoEditor, UnreadableFile, WrongSettings
from farmer.files import read_to_end
from farmer.ledger import open_ledger
from farmer.settings import Colours, Picker, Settings
from farmer.tasks.desk import Desk
from farmer.tasks.keep import settings_file as settingsfile
from farmer.text import printable

_STREAMS = (
    ("stdin", "r", "surrogateescape"),
    ("stdout", "w", "backslashreplace"),
    ("stderr", "w", "backslashreplace"),
)
# What every encoding of a terminal or a file takes somehow.
_SAMPLE = "1. José\t\n"


def today() -> date:
    """The calendar day here; ``FARMER_TODAY`` sets it for rehearsals."""
    rehearsed = os.environ.get("FARMER_TODAY")
    if not rehearsed:
        return clock_day()
    try:
        return parse_date(rehearsed, clock_day())
    except InvalidValue as wrong:
        raise InvalidValue(
            f"FARMER_TODAY: {wrong.message}", "Unset it, or write it as 2026-05-04."
        ) from None


def now() -> datetime:
    """This instant, in UTC; noon of the day that is being rehearsed."""
    if os.environ.get("FARMER_TODAY"):
        return datetime.combine(today(), datetime.min.time(), UTC).replace(hour=12)
    return datetime.now(UTC)


def clock_day() -> date:
    """The calendar day by the machine's clock and time zone."""
    return local(datetime.now(UTC)).date()


def local(instant: datetime) -> datetime:
    """`instant` by the machine's time zone; in UTC where that is nonsense."""
    try:
        return instant.astimezone()
    except ValueError:  # a zone more than a day away
        return instant


def desk(ledger: str | None) -> Desk:
    """Where a task works: the ledger asked for, today, now, this terminal, the user's settings.

    Raises:
        WrongSettings: where the file of settings is wrong.
    """
    path = settings_path()
    settings = settingsfile.load(path)
    return desk_by_default(ledger)._replace(settings=settings, settings_file=path)


def desk_by_default(ledger: str | None) -> Desk:
    """As `desk`, for tasks that settings do not matter to: a broken file does not stop them."""
    return Desk(
        open_ledger(ledger, os.environ, tell),
        today(),
        now(),
        tell,
        Settings(),
        at_clock=current().as_of is None,
    )


def settings_path() -> Path:
    """Where the file of settings is, or would be."""
    return settingsfile.locate(os.environ)


def colours() -> Colours:
    """How to draw; never a refusal, because by now what was asked for has been done."""
    try:
        return settingsfile.load(settings_path()).colours
    except WrongSettings:
        return Settings().colours


def picker() -> Picker:
    """How one of several is chosen; a broken file of settings stops nobody here."""
    try:
        return settingsfile.load(settings_path()).picker
    except WrongSettings:
        return Settings().picker


def patience() -> float:
    """Seconds to wait for another command; a broken file of settings stops nobody here."""
    try:
        return settingsfile.load(settings_path()).patience_seconds
    except WrongSettings:
        return Settings().patience_seconds


def editor(command: str) -> list[str]:
    """The user's editor, for `command`: a command and its options.

    Raises:
        NoEditor: where none is named.
    """
    import shlex

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named, posix=os.name == "posix")
    except ValueError:  # a quote that is never closed
        words = []
    if not words:
        raise NoEditor("No editor is named.", f"Set VISUAL or EDITOR: EDITOR=nano {command}")
    return words


def pager() -> list[str]:
    """The user's pager, a command and its options, as git finds it; empty for none."""
    import shlex
    from shutil import which

    named = os.environ.get("FARMER_PAGER")
    if named is None:
        named = os.environ.get("PAGER", "less")
    try:
        words = shlex.split(named, posix=os.name == "posix")
    except ValueError:  # a quote that is never closed
        words = []
    return words if words and words != ["cat"] and which(words[0]) else []


def day(text: str | None) -> date:
    """The day that ``--as-of`` means; today where it is not given."""
    return today() if text is None else any_day(text)


def any_day(text: str) -> date:
    """The day that `text` means, the nearest one past where it has no year."""
    return parse_date(text, today(), region=region_for(text))


def past_day(text: str) -> date:
    """The day that `text` means, of what has happened."""
    return parse_past_date(text, today(), region=region_for(text))


def coming_day(text: str, since: date | None = None) -> date:
    """The day that `text` means, of what is due; seen from `since`, today where it is not given."""
    return parse_date(text, since or today(), ahead=True, region=region_for(text))


def region_for(text: str) -> str | None:
    """The user's country, where there is a day in `text` whose order depends on it."""
    return settingsfile.load(settings_path()).region if "/" in text else None


def prepare_streams() -> None:
    """Make the streams take every name, and be there.

    What their encoding is too small for is escaped; what is typed in another encoding is kept until
    somebody refuses it. One that the caller has closed, as `>&-` does, leads nowhere: in this
    order, each opens on the number that is missing, so that no file ever gets it.
    """
    for name, mode, errors in _STREAMS:
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if _takes_text(stream.encoding) else "utf-8"
            stream.reconfigure(encoding=encoding, errors=errors)


def _takes_text(encoding: str) -> bool:
    """Whether it is for text at all: PYTHONIOENCODING may name one for host names, or for none."""
    try:
        return bool(_SAMPLE.encode(encoding, "backslashreplace"))
    except (LookupError, UnicodeError):
        return False


def tell(words: str) -> None:
    """Say something on stderr, wrapped at words on a terminal: stdout is for the answer.

    Where nobody can read it, there is nothing to be done: the exit status says what it can.
    """
    said = printable(words)
    if sys.stderr.isatty():
        said = fill(said, max(20, get_terminal_size().columns), break_long_words=False)
    try:
        print(said, file=sys.stderr, flush=True)
    except OSError:
        fall_silent(sys.stderr)


def is_closed(stream: TextIO) -> bool:
    """Whether the caller had closed it, so that it leads nowhere."""
    return getattr(stream, "name", None) == os.devnull


def fall_silent(stream: TextIO) -> None:
    """Send the rest to nowhere: Python would complain once more when it closes the stream."""
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), stream.fileno())


def piped_in(most_bytes: int) -> bytes:
    """What the standard input holds, to its end.

    Raises:
        UnreadableFile: where it cannot be read, or holds more than `most_bytes`.
    """
    try:
        return read_to_end(sys.stdin.buffer, most_bytes)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is not open for reading").lower()
        raise UnreadableFile(
            f"The standard input cannot be read: {reason}.", "Pipe a file in, or name one."
        ) from None


def on_terminal() -> bool:
    """Whether the answer goes to a person's terminal."""
    return sys.stdout.isatty()


def can_page() -> bool:
    """Whether the answer goes to a terminal that can be filled page by page."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def has_blocks() -> bool:
    """Whether the terminal can show block characters, as far as is known."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, named), "")
    # Python writes UTF-8 in the locale C too; what reads it there need not know UTF-8.
    if os.environ.get("TERM") == "dumb" or locale in ("C", "POSIX"):
        return False
    try:
        "▁█░┃┄".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def can_ask() -> bool:
    """Whether there is somebody to ask: both to read the question and to type the answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def can_watch() -> bool:
    """Whether there is a terminal on which a progress bar can be watched."""
    return sys.stderr.isatty()


def stopwatch() -> float:
    """Seconds since some moment, for telling whether something takes long."""
    return time.monotonic()
