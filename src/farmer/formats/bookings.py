"""Appointments that others booked with the user, as Calendly and Cal.com export them.

Each is a meeting with whoever booked it; what was cancelled, refused or is to come is none, nor is
one to which somebody did not come.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from farmer.day_order import settled
from farmer.details import Detail
from farmer.formats.answers import plain
from farmer.formats.chat import UNNAMED_USER
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
from farmer.formats.instants import Clocked, parse_clocked
from farmer.formats.leftover import columns_left, unreadable
from farmer.formats.sheet import find_sheet, is_empty
from farmer.formats.table_details import TableDetails
from farmer.handles import email_handle, phone_handle
from farmer.model import MINUTES
from farmer.text import fold

NOT_STANDING = "a booking that was cancelled, or not accepted"
NO_SHOW = "a booking to which somebody did not come"
TO_COME = "a booking that is still to come"
BY_NOBODY = "a booking of nobody"
UNREADABLE = "the day of the booking cannot be read"
EMPTY = "an empty row"

_COLUMNS = {
    "name": "invitee name, attendee name, attendee names, attendees, booker name, bookername, "
    "booked by, invitee, attendee",
    "first": "invitee first name, attendee first name",
    "last": "invitee last name, attendee last name",
    "email": "invitee email, attendee email, attendee emails, booker email, bookeremail",
    "phone": "attendee phone, attendee phone number, text reminder number, invitee phone",
    "guests": "guest email s, guest emails, guests, additional guests",
    "start": "start date & time, start date time, start time, starttime, start",
    "start_day": "starttime date",
    "start_clock": "starttime time",
    "end": "end date & time, end date time, end time, endtime, end",
    "minutes": "event length, eventlength, duration, duration minutes, event duration",
    "title": "event type name, event type, title, event name",
    "location": "location, meeting location",
    "cancelled": "canceled, cancelled, is canceled",
    "status": "status, booking status, timestatus, time status",
    "no_show": "marked as no show, no show, noshow, noshowhost, no show host, noshowguests, "
    "no show guests, attendee no show, invitee no show, guest no show, host no show, "
    "attendee marked as no show, invitee marked as no show",
    "id": "event uuid, booking uid, uid, booking id, event id",
}
_CALLED = {fold(word): what for what, words in _COLUMNS.items() for word in words.split(", ")}
# One column for each who was there, as Cal.com has them.
_NUMBERED = {"name": re.compile(r"attendee ?[0-9]+"), "phone": re.compile(r"attendeephone ?[0-9]+")}
# Which writes a name with its address behind it.
_ADDRESSED = re.compile(r"(?P<name>.*?)\s*\((?P<email>[^()\s]+@[^()\s]+)\)")
# A column that only says "Email" is whose the booking is, where no other says it better.
_LOOSELY = {"email": ("email", "e mail", "email address"), "name": ("name",)}
_NO = ("", "false", "no", "0", "n", "null", "none")
_CALLED_OFF = ("cancelled", "canceled", "rejected", "declined", "pending", "unconfirmed",
               "rescheduled", "awaiting host", "no show", "deleted")  # fmt: skip
_VIDEO = re.compile(
    r"\b(?:zoom|meet|teams|webex|skype|video)\b|integrations:|https?://", re.IGNORECASE
)
_PHONE = re.compile(r"\bphone\b|userphone|\bcall\b|^\+?[0-9][0-9 ()./-]{5,}$", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,\n]")


def recognises(text: str) -> bool:
    """Whether `text` has a table of bookings."""
    return find_sheet(text, _is_header) is not None


def read(text: str, how: How) -> Reading:
    """Every booking that took place."""
    sheet = find_sheet(text, _is_header)
    if sheet is None:
        return
    places = _places(sheet.columns)
    details = TableDetails(sheet, how.keep)
    rows = [(line, row, _told(row, places)) for line, row in sheet.rows()]
    starts = [_start_of(told) for _, _, told in rows]
    month_first = settled(starts, how.today, how.region, otherwise=True)
    sizes = Counter(_one(told, "id") for _, _, told in rows)
    for line, row, told in rows:
        if is_empty(row):
            yield Skipped(line, EMPTY)
        else:
            noted = details.of(row, month_first=month_first)
            for each in _booking(line, told, how, month_first, sizes[_one(told, "id")]):
                yield _noted(each, noted) if isinstance(each, Exchange) and noted else each
    ours = {at for each in places.values() for at in each}
    yield from columns_left(sheet, ours, details)


def _noted(booking: Exchange, details: tuple[Detail, ...]) -> Exchange:
    """What a row tells besides is told of whoever booked."""
    booker = booking.sender and replace(booking.sender, details=details)
    return replace(booking, sender=booker)


def _booking(
    line: int, told: Mapping[str, list[str]], how: How, month_first: bool, sharing: int
) -> Iterator[Exchange | Skipped | Unread]:
    """What a row tells; `sharing` rows are of the same occasion."""
    start = parse_clocked(_start_of(told), month_first=month_first)
    away = {email_handle(each) for each in _no_shows(told)}
    everybody = _parties(told)
    parties = [each for each in everybody if not away & {*each.handles}]
    reason = _why_none(told, start, how) or (NO_SHOW if everybody and not parties else "")
    if reason or start is None or not parties:
        yield Skipped(line, reason or BY_NOBODY)
        return
    others = sharing if _one(told, "id") else 1
    title = kept(_one(told, "title"))
    yield Exchange(
        line,
        start.at.date(),
        _kind(_one(told, "location")),
        parties[0],
        (UNNAMED_USER, *parties[1:]),
        source_id=f"{start.at:%Y-%m-%d %H:%M} {fold(title)}",
        minutes=_minutes(told, month_first),
        group=max(len(parties), others) + 1,
        note=title,
        time=start.clock,
    )
    emails = [*_several(told, "email"), *_several(told, "guests")]
    yield from (Unread(line, each) for each in unreadable({**told, "email": emails}))
    if len(_phones(told)) not in (0, 1, len(everybody)):
        yield Unread(line, "phone")  # nothing says whose they are


def _why_none(told: Mapping[str, list[str]], start: Clocked | None, how: How) -> str:
    if any(plain(cell) not in _NO for cell in told.get("cancelled", ())):
        return NOT_STANDING
    if any(plain(cell) in _CALLED_OFF for cell in told.get("status", ())):
        return NOT_STANDING
    if any(plain(cell) not in _NO for cell in told.get("no_show", ()) if "@" not in cell):
        return NO_SHOW
    if start is None:
        return UNREADABLE
    return TO_COME if start.at.date() > how.today else ""


def _start_of(told: Mapping[str, list[str]]) -> str:
    """When it began: by the clocks of whoever exported it, where they are told beside another."""
    day, clock = _one(told, "start_day"), _one(told, "start_clock")
    return f"{day} {clock}" if day and clock else _one(told, "start")


def _no_shows(told: Mapping[str, list[str]]) -> list[str]:
    """The addresses of those who did not come, where it says who."""
    apart = (each for cell in told.get("no_show", ()) for each in _SEVERAL.split(cell))
    named = (_ADDRESSED.fullmatch(each.strip()) for each in apart)
    return [found["email"] for found in named if found]


def _parties(told: Mapping[str, list[str]]) -> list[Party]:
    """Whoever booked it, then the guests whom they brought."""
    names = _several(told, "name") or [" ".join((*told.get("first", ()), *told.get("last", ())))]
    emails, phones = _several(told, "email"), _phones(told)
    found = []
    for at in range(max(len(names), len(emails))):
        name, email = (each[at] if at < len(each) else "" for each in (names, emails))
        if addressed := _ADDRESSED.fullmatch(name):
            name, email = addressed["name"], addressed["email"]
        alone = len(phones) == 1 and at == 0
        phone = phones[at] if alone or len(phones) == len(names) else ""
        addresses = [(email_handle, email), (phone_handle, phone)]
        found.append(Party(kept(name), handles_from(addresses)))
    found += [Party("", handles_from([(email_handle, each)])) for each in _several(told, "guests")]
    return [each for each in dict.fromkeys(found) if each != UNNAMED_USER]


def _phones(told: Mapping[str, list[str]]) -> list[str]:
    """The numbers, each once: whoever brought others may have only one, which is told of all."""
    return list(dict.fromkeys(told.get("phone", ())))


def _kind(location: str) -> str:
    if _VIDEO.search(location):
        return "video"
    return "call" if _PHONE.search(location) else "meeting"


def _minutes(told: Mapping[str, list[str]], month_first: bool) -> int | None:
    start, end = (
        parse_clocked(_one(told, what), month_first=month_first) for what in ("start", "end")
    )
    if start is not None and end is not None:
        lasted = (end.at - start.at) // timedelta(minutes=1)
    else:
        said = re.match(r"[0-9]{1,4}", _one(told, "minutes"))
        lasted = int(said[0]) if said else 0
    return lasted if lasted in MINUTES else None


def _told(row: Sequence[str], places: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """By what a column holds, what stands in it."""
    cells = {
        what: [row[at].strip() for at in found if at < len(row)] for what, found in places.items()
    }
    return {what: [cell for cell in found if cell] for what, found in cells.items()}


def _one(told: Mapping[str, list[str]], what: str) -> str:
    return next(iter(told.get(what, ())), "")


def _several(told: Mapping[str, list[str]], what: str) -> list[str]:
    """The values of cells that may hold several; a comma is in no address, and in some names."""
    apart = re.compile(r"[;\n]") if what == "name" else _SEVERAL
    parts = [part.strip() for cell in told.get(what, ()) for part in apart.split(cell)]
    return [part for part in parts if part]


def _places(columns: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        if what := _called(column):
            places.setdefault(what, []).append(at)
    for what, names in _LOOSELY.items():
        if what not in places:
            places[what] = [at for at, column in enumerate(columns) if plain(column) in names]
    return places


def _called(column: str) -> str:
    """What a column holds; empty where that is nothing of ours."""
    said = plain(column)
    numbered = (what for what, called in _NUMBERED.items() if called.fullmatch(said))
    return _CALLED.get(said) or next(numbered, "")


def _is_header(columns: Sequence[str]) -> bool:
    """Whether columns of those names are of bookings: whose, when, and whether they stand."""
    told = set(map(_called, columns))
    stands = {"cancelled", "status", "id"} & told
    return {"start"} <= told and bool({"name", "email"} & told) and bool(stands)
