"""Signal's chats as `signal-export` writes them, ``chat.md`` and ``data.json``, or its own export.

A line is ``[2026-11-20 18:05:33] Ana Ruiz: Hello``; whoever exported it is *Me*, and what nobody
said is *No-Sender*'s. The other file has the same as JSON, one message a line. Calls are messages
that say so: ``Outgoing voice call (accepted, 5m 3s)``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import BinaryIO

from farmer.formats import signal_desktop
from farmer.formats.chat import (
    CALL_OF_NOBODY,
    GROUP_CALL,
    NOTICE,
    UNNAMED_USER,
    UNREADABLE_DATE,
    Said,
    exchanges,
    minutes_of,
    named_or_number,
)
from farmer.formats.dates import parse_day
from farmer.formats.decoding import to_text
from farmer.formats.incoming import How, Reading, Skipped, kept
from farmer.formats.lengths import spoken_seconds
from farmer.formats.loosejson import mapping, mappings
from farmer.formats.loosejson import text as text_of
from farmer.formats.streams import from_text, whole_of

_ME, _NOBODY = "Me", "No-Sender"
_ACCEPTED = "accepted"
_LINE = re.compile(
    r"\[(?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2},? [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)\] "
    r"(?P<sender>[^:\n]{1,80}):(?P<text> .{0,80}|$)"
)
_CALL = re.compile(
    r"(?P<how>Incoming|Outgoing|Missed) (?:(?P<kind>voice|video|group|adhoc) )?call"
    r"(?: \((?P<outcome>[^()]{1,60})\))?"
)
_OWN_LINE = re.compile(
    rf"^\[[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}},? [0-9:]{{5,8}}\] (?:{_ME}|{_NOBODY}):", re.MULTILINE
)
_JSON = re.compile(r'\s*(?:\[\s*)?\{(?=[^}]{0,400}"sender"\s*:)(?=[^}]{0,400}"date"\s*:)')
# No line that tells what a file is is longer.
_LONGEST_FIRST = 65_536
_JSON_SIGNS = ('"quote"', '"sticker"', '"reactions"')


def recognises(text: str) -> bool:
    """Whether `text` begins as one of the three files does."""
    if signal_desktop.recognises(text):
        return True
    first = next((line for line in StringIO(text) if line.strip()), "")
    if _LINE.match(first):
        return _OWN_LINE.search(text) is not None
    return _JSON.match(text) is not None and any(sign in text for sign in _JSON_SIGNS)


def read_stream(stream: BinaryIO, how: How) -> Reading:
    """Who wrote on which day; Signal Desktop's own export, which may be large, line by line."""
    first = stream.readline(_LONGEST_FIRST)
    if signal_desktop.begins(to_text(first)):
        yield from signal_desktop.read(stream, how)
    else:
        yield from from_text(read)(BytesIO(first + whole_of(stream)), how)


def read(text: str, _how: How) -> Reading:
    """Who wrote on which day."""
    said = list(_of_json(text) if _JSON.match(text) else _of_lines(text))
    parties = dict.fromkeys(each.sender for each in said if isinstance(each, Said))
    yield from exchanges(tuple(parties), said)


def _of_lines(text: str) -> Iterator[Said | Skipped]:
    for number, line in enumerate(StringIO(text), start=1):
        found = _LINE.match(line)
        if found is not None:
            yield _said(number, found["at"], found["sender"], found["text"])


def _of_json(text: str) -> Iterator[Said | Skipped]:
    for number, line in enumerate(StringIO(text), start=1):
        try:
            told = json.loads(line.strip().rstrip(","))
        except (ValueError, RecursionError):
            continue
        for each in mappings(told) or [mapping(told)]:
            if each:
                at, sender, body = (text_of(each.get(key)) for key in ("date", "sender", "body"))
                yield _said(number, at, sender, body)


def _said(number: int, at: str, sender: str, body: str) -> Said | Skipped:
    name = kept(sender)
    call = _CALL.fullmatch(body.strip())
    if not name or name == _NOBODY:  # what Signal itself says, as of a timer
        return Skipped(number, CALL_OF_NOBODY if call else NOTICE)
    on = parse_day(at[:10])
    if on is None:
        return Skipped(number, UNREADABLE_DATE)
    party = UNNAMED_USER if name == _ME else named_or_number(name)
    if call is None:
        return Said(number, on, party)
    if call["kind"] in ("group", "adhoc"):
        return Skipped(number, GROUP_CALL)
    outcome, _, lasted = (call["outcome"] or _ACCEPTED).partition(", ")
    if call["how"] == "Missed" or outcome != _ACCEPTED:
        return Said(number, on, party, "attempt")
    seconds = spoken_seconds(lasted)
    kind = "video" if call["kind"] == "video" else "call"
    return Said(number, on, party, kind, minutes_of(seconds) if seconds else None, at)
