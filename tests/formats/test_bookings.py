"""Bookings as Calendly and Cal.com export them, with invented people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from farmer.formats import bookings, recognise
from farmer.formats.chat import UNNAMED_USER
from farmer.formats.decoding import to_text
from farmer.formats.incoming import Exchange, How, Party, Skipped, Unread, Unused
from farmer.model import Handle
from tests.formats.mutations import Cut, cuts, damaged

HOW = How(date(2026, 12, 1))
DAY = date(2026, 11, 20)
ANA = Party("Ana Ruiz", (Handle("email", "ana@acme.example"),))
BO = Party("Bo Li", (Handle("email", "bo@east.example"),))
GUEST = Party("", (Handle("email", "cy@west.example"),))

HEADER = (
    "User Name,User Email,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,"
    "Invitee Time Zone,Event Type Name,Start Date & Time,End Date & Time,Location,"
    "Event Created Date & Time,Canceled,Cancellation reason,Guest Email(s),Marked as No-Show,"
    "Event UUID\n"
)


def calendly(
    *,
    name: str = "Ana Ruiz,Ana,Ruiz",
    start: str = "2026-11-20 11:00 am",
    end: str = "2026-11-20 11:30 am",
    location: str = "Room 2, Meeting house",
    cancelled: str = "false",
    guests: str = "",
    no_show: str = "No",
    uuid: str = "e-1",
) -> str:
    email = "bo@east.example" if name.startswith("Bo") else "ana@acme.example"
    return (
        f"Kim Doe,kim@doe.example,{name},{email},Madrid,30 Minute Meeting,{start},{end},"
        f'"{location}",2026-11-01 01:40 am,{cancelled},,{guests},{no_show},{uuid}\n'
    )


CAL = (
    "Booking UID,Title,Status,Start Time,End Time,Attendee Name,Email,Event Type,Location\n"
    "u-1,Intro between Kim and Ana,accepted,2026-11-20 14:00:00,2026-11-20 14:45:00,"
    "Ana Ruiz; Bo Li,ana@acme.example; bo@east.example,Intro,integrations:daily\n"
    "u-2,Intro,cancelled,2026-11-20 15:00:00,2026-11-20 15:45:00,Bo Li,bo@east.example,Intro,\n"
    "u-3,Intro,accepted,2026-12-20 15:00:00,2026-12-20 15:45:00,Bo Li,bo@east.example,Intro,\n"
)
INSIGHTS = (
    "id,uid,title,createdAt,timeStatus,eventTypeId,eventLength,startTime,endTime,paid,userEmail,"
    "username,rating,noShowHost,bookerEmail,bookerName\n"
    "1,u-1,Intro,2026-11-01T09:00:00.000Z,completed,4,45,2026-11-20T14:00:00.000Z,"
    "2026-11-20T14:45:00.000Z,false,kim@doe.example,kim,,false,ana@acme.example,Ana Ruiz\n"
    "2,u-2,Intro,2026-11-01T09:00:00.000Z,completed,4,45,2026-11-20T14:00:00.000Z,"
    "2026-11-20T14:45:00.000Z,false,kim@doe.example,kim,,true,bo@east.example,Bo Li\n"
)


# As Cal.com's own program writes them since 2024: a column for each who was there.
ATTENDEES = (
    "id,uid,title,timeStatus,eventLength,startTime,endTime,userEmail,noShowHost,startTime_date,"
    "startTime_time,endTime_date,endTime_time,noShowGuests,noShowGuestsCount,attendee1,"
    "attendeePhone1,attendee2,attendeePhone2,What is it about?\n"
    "1,a,Intro,completed,30,2026-11-20T23:30:00.000Z,2026-11-21T00:00:00.000Z,kim@doe.example,false,"
    "2026-11-21,00:30:00,2026-11-21,01:00:00,,0,Ana Ruiz (ana@acme.example),+34600111222,,,tea\n"
    "2,b,Intro,completed,30,2026-11-19T10:00:00.000Z,2026-11-19T10:30:00.000Z,kim@doe.example,false,"
    "2026-11-19,11:00:00,,,Bo Li (bo@east.example),1,Bo Li (bo@east.example),,,,\n"
    "3,c,Intro,completed,30,2026-11-18T10:00:00.000Z,2026-11-18T10:30:00.000Z,kim@doe.example,false,"
    "2026-11-18,11:00:00,,,Bo Li (bo@east.example),1,Ana Ruiz (ana@acme.example),,"
    "Bo Li (bo@east.example),,\n"
    "4,d,Intro,cancelled,30,2026-11-17T10:00:00.000Z,2026-11-17T10:30:00.000Z,kim@doe.example,false,"
    ",,,,,0,Ana Ruiz (ana@acme.example),,Bo Li (bo@east.example),,\n"
    "5,e,Intro,completed,30,2026-11-16T10:00:00.000Z,2026-11-16T10:30:00.000Z,kim@doe.example,false,"
    ",,,,,0,Ana Ruiz (ana@acme.example),+34600111222,Bo Li (bo@east.example),+34600111222,\n"
)


def read(text: str) -> list[Any]:
    """What took place, and what did not."""
    return [row for row in bookings.read(text, HOW) if isinstance(row, Exchange | Skipped)]


@pytest.mark.parametrize("text", [HEADER + calendly(), CAL, INSIGHTS, ATTENDEES])
def test_it_is_told_by_its_content(text: str) -> None:
    found = recognise(text.encode())
    assert found is not None
    assert found.kind == "bookings"


def test_a_booking_is_a_meeting_that_they_began_with_its_minutes() -> None:
    (booked,) = read(HEADER + calendly(guests="cy@west.example"))
    assert (booked.on, booked.time, booked.kind, booked.minutes) == (DAY, "11:00", "meeting", 30)
    assert (booked.sender, booked.others, booked.group) == (ANA, (UNNAMED_USER, GUEST), 3)
    assert booked.note == "30 Minute Meeting"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"cancelled": "true"}, bookings.NOT_STANDING),
        ({"no_show": "Yes"}, bookings.NO_SHOW),
        ({"start": "2026-12-02 11:00 am"}, bookings.TO_COME),
        ({"start": "sometime"}, bookings.UNREADABLE),
    ],
)
def test_what_did_not_take_place_is_no_talk(told: dict[str, str], reason: str) -> None:
    assert read(HEADER + calendly(**told)) == [Skipped(2, reason)]


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("https://us02web.zoom.us/j/1", "video"),
        ("Google Meet", "video"),
        ("integrations:daily", "video"),
        ("+34 600 111 222", "call"),
        ("Phone call", "call"),
        ("", "meeting"),
        ("Meeting house", "meeting"),
    ],
)
def test_where_it_was_says_how(location: str, kind: str) -> None:
    (booked,) = read(HEADER + calendly(location=location))
    assert booked.kind == kind


def test_those_of_one_occasion_shared_the_talk() -> None:
    both = read(HEADER + calendly() + calendly(name="Bo Li,Bo,Li"))
    assert [(each.sender, each.group) for each in both] == [(ANA, 3), (BO, 3)]


@pytest.mark.parametrize(
    ("start", "clock"),
    [
        ("2026-11-20 12:05 am", "00:05"),
        ("2026-11-20 12:05 pm", "12:05"),
        ("20.11.2026 9:05", "09:05"),
    ],
)
def test_the_hour_is_read_on_either_clock(start: str, clock: str) -> None:
    (booked,) = read(HEADER + calendly(start=start, end=""))
    assert (booked.on, booked.time, booked.minutes) == (DAY, clock, None)


def test_cal_com_has_several_in_a_cell_and_its_own_states() -> None:
    first, *others = read(CAL)
    assert (first.sender, first.others, first.group) == (ANA, (UNNAMED_USER, BO), 3)
    assert (first.kind, first.minutes, first.time) == ("video", 45, "14:00")
    assert others == [Skipped(3, bookings.NOT_STANDING), Skipped(4, bookings.TO_COME)]


def test_an_instant_of_the_world_says_no_hour_here() -> None:
    first, second = read(INSIGHTS)
    assert (first.sender, first.minutes, first.time) == (ANA, 45, None)
    assert second == Skipped(3, bookings.NO_SHOW)


def test_cal_com_has_a_column_for_each_who_was_there_and_says_who_was_not() -> None:
    late, missed, without_bo, cancelled, together = read(ATTENDEES)
    ana = Party("Ana Ruiz", (*ANA.handles, Handle("phone", "+34600111222")))
    assert (late.on, late.time, late.minutes) == (date(2026, 11, 21), "00:30", 30)
    assert (late.sender, late.others) == (ana, (UNNAMED_USER,))
    assert missed == Skipped(3, bookings.NO_SHOW)
    assert (without_bo.sender, without_bo.others) == (ANA, (UNNAMED_USER,))
    assert cancelled == Skipped(5, bookings.NOT_STANDING)
    assert (together.sender, together.others) == (ana, (UNNAMED_USER, BO))


def test_numbers_of_nobody_in_particular_are_nobodys() -> None:
    text = (
        "uid,timeStatus,startTime,attendee1,attendee2,attendee3,attendeePhone1,attendeePhone2\n"
        "a,completed,2026-11-20,Ana (ana@acme.example),Bo (bo@east.example),Cy (cy@west.example),"
        "+34600111222,+34600111333\n"
    )
    booked, unread = (row for row in bookings.read(text, HOW) if not isinstance(row, Unused))
    assert isinstance(booked, Exchange)
    kinds = [each.kind for party in booked.others for each in party.handles]
    assert "phone" not in kinds
    assert unread == Unread(2, "phone")


@given(cuts(900))
def test_damaged_files_never_raise_and_read_the_same_twice(changes: list[Cut]) -> None:
    whole = (HEADER + calendly() + calendly(cancelled="true")).encode()
    text = to_text(damaged(whole, changes))
    rows = list(bookings.read(text, HOW))
    assert rows == list(bookings.read(text, HOW))
    assert all(row.line >= 1 for row in rows)


@pytest.mark.parametrize("called", ["Invitee No-show", "Attendee No Show", "Guest no-show"])
def test_who_did_not_come_is_told_under_many_names(called: str) -> None:
    header = HEADER.replace("Marked as No-Show", called)
    assert read(header + calendly(no_show="true")) == [Skipped(2, bookings.NO_SHOW)]
    assert isinstance(read(header + calendly(no_show="No"))[0], Exchange)
