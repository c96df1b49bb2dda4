"""Tables of calls, as programs for iPhones and Android telephones export them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from farmer.day_order import settled
from farmer.details import Detail
from farmer.formats.answers import plain
from farmer.formats.chat import UNNAMED_USER, minutes_of
from farmer.formats.incoming import (
    Exchange,
    How,
    Party,
    Reading,
    Skipped,
    Unread,
    handles_from,
    kept,
)
from farmer.formats.instants import parse_clocked
from farmer.formats.leftover import columns_left, is_nothing, unreadable
from farmer.formats.sheet import find_sheet, is_empty
from farmer.formats.table_details import TableDetails
from farmer.handles import phone_handle
from farmer.text import fold

UNREADABLE_DATE = "the day of the call cannot be read"
NO_NUMBER_SAID = "neither a number nor a name beside the call"
NO_DIRECTION = "whether they rang or you did is not told"

_COLUMNS = {
    "name": "contact, contact name, name, caller, caller name, cached name",
    "number": "number, phone number, phone, telephone number, mobile number, caller id, "
    "contact number",
    "how": "call type, type, direction, call direction, call status",
    "day": "date, call date, date time, date & time, date and time, timestamp, start time, "
    "started at",
    "clock": "time, call time, time of day",
    "lasted": "duration, call duration, duration s, duration sec, duration secs, duration seconds, "
    "duration in seconds, duration hh mm ss, length, talk time",
    "minutes": "duration min, duration mins, duration minutes, duration in minutes",
    "service": "service, call service, app",
}
_CALLED = {fold(word): what for what, words in _COLUMNS.items() for word in words.split(", ")}
_MINE = ("outgoing", "outgoing call", "dialed", "dialled", "out", "outbound", "made", "placed", "2",
         "ausgehend", "saliente", "sortant", "uscita", "efetuada", "uitgaand")  # fmt: skip
_THEIRS = ("incoming", "incoming call", "received", "in", "inbound", "answered", "1", "eingehend",
           "entrante", "entrant", "ricevuta", "recebida", "inkomend")  # fmt: skip
_MISSED = ("missed", "missed call", "rejected", "declined", "no answer", "unanswered", "cancelled",
           "not answered", "canceled", "3", "5", "verpasst", "perdida", "manqué", "persa", "gemist",
           "incoming missed", "outgoing cancelled", "outgoing canceled",
           "outgoing missed")  # fmt: skip
# No length of a call takes more letters.
_LONGEST = 40
_SPOKEN = re.compile(
    r"(?:(?P<hours>[0-9]{1,3})\s*h\w*\W*)?(?:(?P<minutes>[0-9]{1,4})\s*m\w*\W*)?"
    r"(?:(?P<seconds>[0-9]{1,6})\s*s\w*\.?)?",
    re.IGNORECASE,
)


def recognises(text: str) -> bool:
    """Whether `text` has a table of calls."""
    return find_sheet(text, _is_header) is not None


def read(text: str, how: How) -> Reading:
    """Every call; those that nobody answered are attempts, whoever rang."""
    sheet = find_sheet(text, _is_header)
    if sheet is None:
        return
    places = {what: at for at, what in reversed([*enumerate(map(_called, sheet.columns))]) if what}
    details = TableDetails(sheet, how.keep)
    rows = [(line, row, _told(row, places)) for line, row in sheet.rows() if not is_empty(row)]
    days = [told.get("day", "") for _, _, told in rows]
    month_first = settled(days, how.today, how.region, otherwise=True)
    for line, row, told in rows:
        noted = details.of(row, month_first=month_first)
        yield _call(line, told, noted, month_first=month_first)
        yield from (Unread(line, each) for each in unreadable({"phone": [told.get("number", "")]}))
        if _seconds(told) is None:
            yield Unread(line, "duration")
    yield from columns_left(sheet, set(places.values()), details)


def _call(
    line: int, told: Mapping[str, str], details: tuple[Detail, ...], *, month_first: bool
) -> Exchange | Skipped:
    handles = handles_from(((phone_handle, told.get("number", "")),))
    party = Party(kept(told.get("name", "")), handles, details)
    if party == UNNAMED_USER:
        return Skipped(line, NO_NUMBER_SAID)
    when = f"{told.get('day', '')} {told.get('clock', '')}".strip()
    began = parse_clocked(when, month_first=month_first)
    if began is None:
        return Skipped(line, UNREADABLE_DATE)
    how, seconds = plain(told.get("how", "")), _seconds(told)
    if how not in (*_MINE, *_THEIRS, *_MISSED):
        return Skipped(line, NO_DIRECTION)
    mine = how in _MINE or how.startswith("outgoing")
    sender, other = (UNNAMED_USER, party) if mine else (party, UNNAMED_USER)
    if how in _MISSED or seconds == 0:
        return Exchange(line, began.at.date(), "attempt", sender, (other,), source_id=when)
    kind = "video" if "video" in plain(told.get("service", "")) else "call"
    return Exchange(
        line,
        began.at.date(),
        kind,
        sender,
        (other,),
        source_id=when,
        minutes=minutes_of(seconds) if seconds else None,
        group=2,
        time=began.clock,
    )


def _seconds(told: Mapping[str, str]) -> int | None:
    """How long the call was, 0 where nobody says, None where that cannot be read."""
    if "minutes" in told:
        found = re.match(r"[0-9]{1,4}", told["minutes"] or "0")
        return 60 * int(found[0]) if found else None
    cell = told.get("lasted", "").strip()
    if is_nothing(cell):
        return 0
    if re.fullmatch(r"[0-9]{1,6}", cell):
        return int(cell)
    clock = re.fullmatch(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})", cell)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return 3600 * hours + 60 * minutes + seconds
    spoken = _SPOKEN.fullmatch(cell) if len(cell) <= _LONGEST else None
    if spoken is None:
        return None
    parts = zip(spoken.groups(), (3600, 60, 1), strict=True)
    return sum(int(part or 0) * unit for part, unit in parts)


def _told(row: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {what: row[at].strip() for what, at in places.items() if at < len(row)}


def _called(column: str) -> str:
    return _CALLED.get(plain(column), "")


def _is_header(columns: Sequence[str]) -> bool:
    """Whether columns of those names are of calls: with whom, when, who rang and how long."""
    told = set(map(_called, columns))
    who, length = told & {"name", "number"}, told & {"lasted", "minutes"}
    return {"day", "how"} <= told and bool(who) and bool(length)
