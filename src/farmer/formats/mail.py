"""Mail: an mbox, a single message, a Maildir or any folder of messages.

A message is an exchange between whoever it is from and whoever it is to, on the day that its
sender's clock showed; nothing of what it says is read.
"""

from __future__ import annotations

import re
from datetime import date
from email.message import Message
from email.parser import HeaderParser
from email.utils import parsedate_tz
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from farmer.formats.addresses import parties, unreadable_parties
from farmer.formats.decoding import decode, to_text
from farmer.formats.incoming import MOST_PARTIES, Exchange, How, Party, Reading, Skipped, Unread
from farmer.formats.machines import DRAFT, not_personal
from farmer.formats.mailboxes import files, headers
from farmer.formats.source import BEGINNING
from farmer.model import EARLIEST

# Files of a folder that are enough to tell whether it is mail.
FILES_TRIED = 200

NOT_MAIL = "not a message"
NO_SENDER = "no address that it is from"
NOBODY_ELSE = "no address of anybody else that it is to"
MANY_RECIPIENTS = f"to more than {MOST_PARTIES} people"
UNREADABLE_DATE = "its date cannot be read"
IN_THE_FUTURE = "its date is still to come"
LOCKED = "the file or folder cannot be opened"

_PEOPLE = ("from", "to", "cc", "bcc")
_MAILBOX = re.compile(r"From \S.*\n([!-9;-~]+[ \t]*:|>From )")
_FIELD = re.compile(r"^([!-9;-~]+)[ \t]*:", re.MULTILINE)
_TELLING = {"from", "to", "cc", "date", "subject", "received", "message-id", "return-path"}
_TELLING |= {"mime-version", "delivered-to", "sender", "reply-to", "content-type"}
# The letters after a message's name in a Maildir; D is a draft.
_DRAFT = re.compile(r"[:;!]2,[A-Z]*D[A-Z]*$")


def recognises(text: str) -> bool:
    """Whether `text` begins as a mailbox or a message does."""
    text = text.lstrip("\ufeff\r\n")
    if _MAILBOX.match(text):
        return True
    header = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    names = {found[1].lower() for found in _FIELD.finditer(header)}
    return _FIELD.match(text) is not None and len(names & _TELLING) > 1


def recognises_folder(folder: Path) -> bool:
    """Whether one of the first files in `folder` is mail; it may hold half a disk of others."""
    return any(_is_mail(path) for path in islice(files(folder), FILES_TRIED))


def read(stream: BinaryIO, how: How) -> Reading:
    """Every message in `stream`, in order; those that are no exchange are skipped."""
    for line, header in headers(stream):
        yield from _of_message(line, header, how)


def read_folder(folder: Path, how: How) -> Reading:
    """Every message in the files of `folder` and the folders in it; each file is a line."""
    for number, path in enumerate(files(folder), start=1):
        try:
            yield from _of_file(number, path, how)
        except OSError:
            yield Skipped(number, LOCKED)


def _is_mail(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return recognises(to_text(stream.read(BEGINNING)))
    except OSError:
        return False


def _of_file(number: int, path: Path, how: How) -> Reading:
    if _DRAFT.search(path.name):
        yield Skipped(number, DRAFT)
        return
    with path.open("rb") as stream:
        if not recognises(to_text(stream.read(BEGINNING))):
            yield Skipped(number, NOT_MAIL)
            return
        stream.seek(0)
        for _, header in headers(stream):
            yield from _of_message(number, header, how)


def _of_message(line: int, header: bytes, how: How) -> Reading:
    message = HeaderParser().parsestr(decode(header))
    passed = _exchange(line, message, how)
    yield passed
    if isinstance(passed, Exchange):
        unread = (each for each in _PEOPLE if unreadable_parties(_values(message, each)))
        yield from (Unread(line, f"address of somebody in {each.capitalize()}") for each in unread)


def _exchange(line: int, message: Message, how: How) -> Exchange | Skipped:
    senders = parties(_values(message, "from"))
    everybody = parties(_values(message, *_PEOPLE))
    others = tuple(each for each in everybody if each not in senders[:1])
    on = _day(message)
    reason = _left_out(message, senders, others) or _wrong_day(on, how.today)
    if reason or on is None:
        return Skipped(line, reason)
    return Exchange(line, on, "email", senders[0], others)


def _values(message: Message, *names: str) -> list[str]:
    return [str(value) for name in names for value in message.get_all(name, [])]


def _day(message: Message) -> date | None:
    """The day that the sender's clock showed; None where that cannot be read."""
    try:
        told = parsedate_tz(str(message.get("date", "")))
        return date(*told[:3]) if told else None
    except (ValueError, TypeError, IndexError, OverflowError):  # the library's, and the calendar's
        return None


def _left_out(message: Message, senders: tuple[Party, ...], others: tuple[Party, ...]) -> str:
    """Why `message` is nothing between a few people, or nothing where it is."""
    personal = not_personal(message, senders)
    if personal or not senders:
        return personal or (NO_SENDER if message.keys() else NOT_MAIL)
    if not others:
        return NOBODY_ELSE
    return MANY_RECIPIENTS if len(others) > MOST_PARTIES else ""


def _wrong_day(on: date | None, today: date) -> str:
    if on is None or on < EARLIEST:
        return UNREADABLE_DATE
    return IN_THE_FUTURE if on > today else ""
