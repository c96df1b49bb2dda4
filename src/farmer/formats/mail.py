"""Mail: an mbox, a single message, a Maildir or any folder of messages.

Only headers are read, by the standard library's parser, a message at a time: the body is never
held, and a mailbox may be larger than the memory. The day of a message is the one that its sender's
clock showed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from farmer.formats.incoming import (
    Exchange,
    How,
    Party,
    Reading,
    Skipped,
    handles_from,
    kept_name,
)
from farmer.names import email_handle

# More are a circular, not a talk.
MOST = 5
# What is longer is no line of a header, and no header is longer than this.
LONGEST_LINE = 64 * 1024
LONGEST_HEADER = 512 * 1024

# A hundred addresses need less.
LONGEST_LIST = 20_000
# Of a folder of messages, one of so many files is one.
FILES_TRIED = 50

BULK = "a list, a newsletter or a machine"
TO_MANY = "to more than five people"
NO_DATE = "its date cannot be read"
NO_ADDRESS = "no address on one side"
NOT_A_MESSAGE = "not a message"
IN_THE_FUTURE = "its date is in the future"

_BEGINS = re.compile(rb"From \S+.*\d{4}")
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*:")
_SIGNS = re.compile(r"^(from|date|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE)
_MACHINE = re.compile(
    r"(no|do-?not|donot)[-_.]?reply|mailer-daemon|postmaster|bounces?|notifications?|newsletters?",
    re.IGNORECASE,
)


def recognises(text: str) -> bool:
    """Whether `text` begins as a mailbox or a message does."""
    head = text.lstrip("\r\n")
    if re.match(r"From \S+.*\d{4}", head):
        return True
    lines = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0].splitlines()
    headers = [line for line in lines if not line.startswith((" ", "\t"))]
    return (
        len(headers) > 1
        and all(_FIELD.match(line) for line in headers)
        and _SIGNS.search("\n".join(headers)) is not None
    )


def recognises_folder(folder: Path) -> bool:
    """Whether one of the first files in `folder` is a message: a folder may hold half a disk."""
    files = islice((path for path in folder.rglob("*") if _is_message(path)), FILES_TRIED)
    for path in files:
        with path.open("rb") as stream:
            if recognises(stream.read(LONGEST_LINE).decode("latin-1")):
                return True
    return False


def read(stream: BinaryIO, how: How) -> Reading:
    """Every message of a mailbox, or the one that it is."""
    for line, header in _headers(stream):
        yield _exchange(line, header, how)


def read_folder(folder: Path, how: How) -> Reading:
    """Every message in a folder and the folders in it; each file counts as a line."""
    files = sorted(path for path in folder.rglob("*") if _is_message(path))
    for number, path in enumerate(files, start=1):
        with path.open("rb") as stream:
            _, header = next(_headers(stream), (1, b""))
        yield _exchange(number, header, how)


def _is_message(path: Path) -> bool:
    """Whether it may be one: programs keep their own files beside, hidden."""
    return path.is_file() and not path.name.startswith(".")


def _headers(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The header of each message, and the line on which it begins."""
    header: list[bytes] | None = []
    begun, size, after_empty = 1, 0, True
    for number, line in _lines(stream):
        if after_empty and _BEGINS.match(line):
            if header:
                yield begun, b"".join(header)
            header, begun, size = [], number, 0
        elif header is not None:
            if line.strip() and size < LONGEST_HEADER:
                header.append(line)
                size += len(line)
            elif header:
                yield begun, b"".join(header)
                header = None
        after_empty = not line.strip()
    if header:
        yield begun, b"".join(header)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; of one that has no end, only the beginning."""
    number = 0
    whole = True
    while line := stream.readline(LONGEST_LINE):
        if whole:
            number += 1
            yield number, line
        whole = line.endswith(b"\n")


def _exchange(line: int, header: bytes, how: How) -> Exchange | Skipped:
    message = BytesHeaderParser().parsebytes(header)
    senders, others = _parties(message, "from"), _parties(message, "to", "cc")
    on = _day(message)
    reason = _left_out(message, senders, others, on, how)
    if reason or on is None:
        return Skipped(line, reason)
    return Exchange(line, on, "email", senders[0], tuple(others))


def _left_out(
    message: Message, senders: list[Party], others: list[Party], on: date | None, how: How
) -> str:
    """Why a message is nothing between people, or nothing where it is."""
    reasons = {
        NOT_A_MESSAGE: "from" not in message and "date" not in message,
        BULK: _is_bulk(message, senders),
        NO_ADDRESS: not (senders and others),
        TO_MANY: len(others) > MOST,
        NO_DATE: on is None,
        IN_THE_FUTURE: on is not None and on > how.today,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message["date"])).date()
    except (TypeError, ValueError, OverflowError):
        return None


def _is_bulk(message: Message, senders: list[Party]) -> bool:
    """Whether no person wrote it to a person."""
    lists = any(name in message for name in ("list-id", "list-unsubscribe", "list-post"))
    precedence = str(message.get("precedence", "")).strip().casefold()
    automatic = str(message.get("auto-submitted", "no")).strip().casefold()
    machine = any(_MACHINE.match(handle.value) for sender in senders for handle in sender.handles)
    return (
        lists or machine or precedence in ("bulk", "list", "junk") or not automatic.startswith("no")
    )


def _parties(message: Message, *names: str) -> list[Party]:
    """Everybody in those headers who has an address, each once."""
    found: dict[str, Party] = {}
    for name in names:
        for called, address in _addresses(message, name):
            handles = handles_from(((email_handle, address),))
            if handles:
                found.setdefault(handles[0].value, Party(kept_name(_decoded(called)), handles))
    return list(found.values())


def _addresses(message: Message, name: str) -> list[tuple[str, str]]:
    texts = [str(value)[:LONGEST_LIST] for value in message.get_all(name, [])]
    try:
        return getaddresses(texts)
    except RecursionError:  # groups within groups within groups
        return []


def _decoded(name: str) -> str:
    """A name as RFC 2047 may have encoded it."""
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return name
