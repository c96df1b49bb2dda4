"""WhatsApp's ``WhatsApp Chat with Ana.txt`` and ``_chat.txt``: who wrote on which day, who called.

A line is ``20/11/2026, 18:05 - Ana Ruiz: Hello`` on Android, ``[20/11/2026, 18:05:33] Ana Ruiz:
Hello`` on an iPhone; the numbers, the clock and the marks follow the telephone's language. What
has no such beginning goes on with the message above it; what has no sender is WhatsApp's own. An
iPhone says that, too, in the name of somebody or of the group, behind a mark that nobody types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from typing import NamedTuple

from farmer.day_order import settled
from farmer.formats.chat import (
    CALL_OF_NOBODY,
    GROUP_CALL,
    NOTICE,
    UNREADABLE_DATE,
    UNSENT,
    Said,
    exchanges,
    minutes_of,
    named_or_number,
)
from farmer.formats.chat_words import CALL, OF_A_GROUP, is_taken_back
from farmer.formats.dates import parse_day
from farmer.formats.incoming import How, Party, Reading, Skipped
from farmer.formats.lengths import spoken_seconds

_DATE = r"(?P<date>[0-9]{1,4}[./-] ?[0-9]{1,2}[./-] ?[0-9]{2,4}\.?)"
_CLOCK = r"(?P<clock>[^\]\[\n-]{0,8}?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?[^\]\[\n-]{0,10}?)"
_ENTRY = re.compile(rf"(?:{_DATE},? {_CLOCK} [-–] |\[{_DATE.replace('date', 'day')},? "
                    rf"{_CLOCK.replace('clock', 'hour')}\] )(?P<rest>.*)")  # fmt: skip
# Marks of direction, which surround what WhatsApp itself says, and the spaces that are none.
_MARK = "\u200e"
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[\u00a0\u202f]")
_TWELVE_HOURS = re.compile(r"[ap]\.? ?m\b", re.IGNORECASE)
# What an iPhone says beside a call, or what to tap: ``Voice call. ‎45 sec``, in any language.
_MORE = re.compile(f"[.,،。、] ?{_MARK}")
# Nobody's name: what WhatsApp says of a group quotes its name.
_LONGEST_SENDER = 80
_QUOTE = re.compile('["“”„«]')


class _Entry(NamedTuple):
    """A line with a day: somebody's, or with no `sender` WhatsApp's own.

    One that is `marked` was written by WhatsApp in somebody's name, in several parts where it
    `goes_on`; `opening` is the first of them.
    """

    line: int
    date: str
    clock: str
    sender: str
    text: str
    marked: bool = False
    opening: bool = False
    goes_on: bool = False

    def is_notice(self, group: str) -> bool:
        """Whether it is WhatsApp's own, where it writes in the name of the `group` too."""
        named = self.sender == group or self.sender in self.text
        unknown = self.goes_on and not (CALL.match(self.text) or OF_A_GROUP.match(self.text))
        return self.opening or (self.marked and (named or unknown))


def recognises(text: str) -> bool:
    """Whether `text` begins with an entry of a chat."""
    first = next((line for line in StringIO(text) if line.strip()), "")
    return _ENTRY.match(_plain(first)) is not None


def read(text: str, how: How) -> Reading:
    """Who wrote on which day, and every call."""
    entries = list(_firsts(_entries(text)))
    group = _group_of(entries)
    notices = {each.line for each in entries if each.is_notice(group)}
    mine = [each for each in entries if each.line not in notices]
    twelve_hours = any(_TWELVE_HOURS.search(each.clock) for each in mine)
    dates = [each.date for each in mine]
    month_first = settled(dates, how.today, how.region, otherwise=twelve_hours)
    parties = {each.sender: named_or_number(each.sender) for each in mine if each.sender}
    said = (
        Skipped(each.line, NOTICE)
        if each.line in notices
        else _said(each, parties.get(each.sender), month_first=month_first)
        for each in entries
    )
    yield from exchanges(tuple(dict.fromkeys(parties.values())), said)


def _group_of(entries: Sequence[_Entry]) -> str:
    """The group in whose name WhatsApp writes, empty where there is none.

    The chat is opened in its name, and it says nothing else; in a chat of two, the other's is used.
    """
    named = [each for each in entries if each.sender]
    if not named or not named[0].opening:
        return ""
    first = named[0].sender
    typed = any(each.sender == first and not each.marked for each in named)
    others = {each.sender for each in named} - {first}
    return first if len(others) > 1 and not typed else ""


def _entries(text: str) -> Iterator[_Entry]:
    """Everything that has a day, in its order."""
    begun = False
    for number, line in enumerate(StringIO(text), start=1):
        found = _ENTRY.match(_plain(line))
        if found is None:
            continue
        day, clock = found["date"] or found["day"], found["clock"] or found["hour"]
        day = re.sub(r" |\.$", "", day)
        sender, colon, said = f"{found['rest']} ".partition(": ")
        sender = sender.removeprefix("~").strip()
        if not colon or len(sender) > _LONGEST_SENDER or _QUOTE.search(sender):
            yield _Entry(number, day, clock, "", found["rest"][:_LONGEST_SENDER])
            continue
        told = line.partition(": ")[2]
        marked = told.startswith(_MARK)
        opening, begun = marked and not begun, True
        goes_on = _MORE.search(told) is not None
        yield _Entry(number, day, clock, sender, said[:_LONGEST_SENDER], marked, opening, goes_on)


def _firsts(entries: Iterator[_Entry]) -> Iterator[_Entry]:
    """Each sender's first message of a day, every call and notice: a chat may be years long."""
    written: set[tuple[str, str]] = set()
    for each in entries:
        if not each.sender or each.marked or is_taken_back(each.text):
            yield each
        elif (each.date, each.sender) not in written or CALL.match(each.text):
            written.add((each.date, each.sender))
            yield each


def _said(entry: _Entry, sender: Party | None, *, month_first: bool) -> Said | Skipped:
    call = CALL.match(entry.text)
    if OF_A_GROUP.match(entry.text) and (entry.marked or sender is None):
        return Skipped(entry.line, GROUP_CALL)
    if sender is None:
        return Skipped(entry.line, CALL_OF_NOBODY if call else NOTICE)
    on = parse_day(entry.date, month_first=month_first)
    if on is None:
        return Skipped(entry.line, UNREADABLE_DATE)
    return _call(entry, on, sender, call) if call else _message(entry, on, sender)


def _message(entry: _Entry, on: date, sender: Party) -> Said | Skipped:
    taken_back = is_taken_back(entry.text)
    return Skipped(entry.line, UNSENT) if taken_back else Said(entry.line, on, sender)


def _call(entry: _Entry, on: date, sender: Party, call: re.Match[str]) -> Said:
    if call["missed"] or call["later"] or call["unanswered"]:
        return Said(entry.line, on, sender, "attempt")
    seconds = spoken_seconds(call["lasted"])
    minutes = minutes_of(seconds) if seconds else None
    kind = "video" if call["video"] else "call"
    return Said(entry.line, on, sender, kind, minutes, f"{entry.date} {entry.clock}")


def _plain(line: str) -> str:
    return _SPACES.sub(" ", _MARKS.sub("", line)).rstrip("\n")
