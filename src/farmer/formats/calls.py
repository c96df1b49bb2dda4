"""Calls and text messages as *SMS Backup & Restore* keeps them: ``calls-….xml``, ``sms-….xml``.

Read by expat as the bytes come, after what the program writes that is no XML is put right
(`farmer.formats.xml_references`). A document that declares a type of its own is read no further:
these have none, and entities, by which a few bytes become gigabytes, are declared in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import BinaryIO
from xml.parsers import expat

from farmer.formats.chat import UNNAMED_USER, minutes_of
from farmer.formats.dates import parse_day
from farmer.formats.incoming import Exchange, How, Party, Reading, Skipped, handles_from, kept
from farmer.formats.instants import day_at
from farmer.formats.xml_references import put_right_in
from farmer.handles import phone_handle
from farmer.text import fold

BROKEN_OFF = "the file is broken from here on"
UNREADABLE_DATE = "the day of the call or message cannot be read"
HIDDEN_NUMBER = "a hidden number, or a service that writes without one"
GROUP_MESSAGE = "a message to several people"
VOICEMAIL_OR_BLOCKED = "voice mail, or a number that was blocked"
NOT_SENT = "a message that was not sent"

_BEGINNING = re.compile(r"(?:\s*<(?:\?|!--)[^>]*>)*\s*<(?:calls|smses)[\s>]")
# What the programs number: who rang or wrote, and whether anybody answered.
_RECEIVED, _SENT, _MISSED, _REJECTED = "1", "2", "3", "5"
_SEVERAL = "~"
_VOICEMAIL = frozenset(
    (
        *("voicemail", "mailbox", "sprachbox", "buzondevoz", "messagerie", "messagerievocale"),
        *("segreteria", "segreteriatelefonica", "correiodevoz", "pocztaglosowa"),
    )
)
_MOST_DIGITS = 18

_Attributes = Mapping[str, str]


def is_voicemail(name: str) -> bool:
    """Whether a name is that of the machine that takes one's calls."""
    return fold(name).replace(" ", "") in _VOICEMAIL


def recognises(beginning: str) -> bool:
    """Whether a file that begins so is one of them."""
    return _BEGINNING.match(beginning) is not None


def read(stream: BinaryIO, _how: How) -> Reading:
    """Every call, and every day on which one wrote to the other."""
    written: set[tuple[date, Party]] = set()
    for line, name, told in _elements(stream):
        found = _found(line, name, told)
        if isinstance(found, Exchange) and found.kind == "message":
            party = next(p for p in (found.sender, *found.others) if p and p != UNNAMED_USER)
            if (found.on, party) in written:
                continue
            written.add((found.on, party))
        yield found


def _found(line: int, name: str, told: _Attributes) -> Exchange | Skipped:
    if not name:
        return Skipped(line, BROKEN_OFF)
    return _call(line, told) if name == "call" else _message(line, told)


class _Listener:
    """Gathers the calls and messages that expat hears of."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._heard: list[tuple[int, str, _Attributes]] = []

    def feed(self, data: bytes, *, last: bool) -> bool:
        """Read on; whether all of it could be read."""
        try:
            self._parser.Parse(data, last)
        except (expat.ExpatError, ValueError, LookupError):  # the last for an unknown encoding
            return False
        return True

    def take(self) -> Iterator[tuple[int, str, _Attributes]]:
        """What was heard since: the line, whether it is a call, sms or mms, and its attributes."""
        heard, self._heard = self._heard, []
        yield from heard

    @property
    def line(self) -> int:
        """Where it is."""
        return self._parser.CurrentLineNumber

    def _begin(self, name: str, told: dict[str, str]) -> None:
        if name in ("call", "sms", "mms"):
            self._heard.append((self.line, name, told))

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document with a type of its own")


def _elements(stream: BinaryIO) -> Iterator[tuple[int, str, _Attributes]]:
    """Each call and message; where it is broken off, an element without a name."""
    listener = _Listener()
    for data in chain(put_right_in(stream), [b""]):
        whole = listener.feed(data, last=not data)
        yield from listener.take()
        if not whole:
            yield (listener.line, "", {})
            return


def _call(line: int, told: _Attributes) -> Exchange | Skipped:
    """Calls that nobody answered are attempts, whoever rang."""
    party, on, how = _party(told, "number"), _day(told), told.get("type")
    if party is None:
        return Skipped(line, HIDDEN_NUMBER)
    if on is None:
        return Skipped(line, UNREADABLE_DATE)
    if how not in (_RECEIVED, _SENT, _MISSED, _REJECTED) or is_voicemail(party.name):
        return Skipped(line, VOICEMAIL_OR_BLOCKED)
    seconds = _number(told.get("duration", "")) or 0
    when = told.get("date") or on.isoformat()
    sender, other = (UNNAMED_USER, party) if how == _SENT else (party, UNNAMED_USER)
    if how in (_MISSED, _REJECTED) or not seconds:
        return Exchange(line, on, "attempt", sender, (other,), source_id=when)
    minutes = minutes_of(seconds)
    return Exchange(line, on, "call", sender, (other,), when, minutes, group=2)


def _message(line: int, told: _Attributes) -> Exchange | Skipped:
    if _SEVERAL in told.get("address", ""):
        return Skipped(line, GROUP_MESSAGE)
    party, on = _party(told, "address"), _day(told)
    how = told.get("type") or told.get("msg_box")
    if party is None:
        return Skipped(line, HIDDEN_NUMBER)
    if on is None:
        return Skipped(line, UNREADABLE_DATE)
    if how not in (_RECEIVED, _SENT):
        return Skipped(line, NOT_SENT)
    sender, other = (UNNAMED_USER, party) if how == _SENT else (party, UNNAMED_USER)
    return Exchange(line, on, "message", sender, (other,))


def _party(told: _Attributes, number: str) -> Party | None:
    handles = handles_from(((phone_handle, told.get(number, "")),))
    name = kept(told.get("contact_name", ""))
    party = Party("" if name.startswith("(") else name, handles)
    return party if party != UNNAMED_USER else None


def _day(told: _Attributes) -> date | None:
    """The day by the telephone's clocks as it wrote it; else by the clocks of Greenwich."""
    on = parse_day(told.get("readable_date", ""))
    instant = _number(told.get("date", ""))
    return on if on is not None or instant is None else day_at(instant)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None
