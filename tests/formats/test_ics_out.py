"""Calendars as farmer writes them, read by another library than the one that wrote them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import islice
from typing import Literal

import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import ics_out
from farmer.formats.ics_out import CalendarEntry
from farmer.model import EARLIEST, LATEST
from farmer.text import printable, printable_lines
from tests.formats.people import ANYTHING

AT = datetime(2026, 6, 15, 12, tzinfo=UTC)
ENTRIES = (
    CalendarEntry("birthday-c7@farmer", date(2027, 5, 12), "Birthday of Ana Ruiz", yearly="day"),
    CalendarEntry(
        "promise-p3@farmer",
        date(2026, 6, 20),
        "Promise of Bo: a, b; c\\d",
        "Said at the mixer.",
        "farmer promise kept p3",
    ),
)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//farmer//EN
X-WR-CALNAME:farmer
BEGIN:VEVENT
SUMMARY:Birthday of Ana Ruiz
DTSTART;VALUE=DATE:20270512
DTEND;VALUE=DATE:20270513
DTSTAMP:20260615T120000Z
UID:birthday-c7@farmer
RRULE:FREQ=YEARLY
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
SUMMARY:Promise of Bo: a\\, b\\; c\\\\d
DTSTART;VALUE=DATE:20260620
DTEND;VALUE=DATE:20260621
DTSTAMP:20260615T120000Z
UID:promise-p3@farmer
DESCRIPTION:Said at the mixer.\\nfarmer promise kept p3
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def test_every_line_of_a_calendar() -> None:
    assert "".join(ics_out.write(ENTRIES, AT)) == CALENDAR.replace("\n", "\r\n")


def entries() -> st.SearchStrategy[CalendarEntry]:
    """Entries with whatever other people wrote in their titles and notes."""
    day = st.dates(EARLIEST, LATEST)
    return st.builds(
        CalendarEntry,
        st.just("promise-p3@farmer"),
        day,
        ANYTHING,
        ANYTHING,
        yearly=st.sampled_from(["", "day", "leap day"]),
    )


@given(st.lists(entries(), max_size=4))
def test_another_library_reads_what_was_written(written: list[CalendarEntry]) -> None:
    [calendar] = vobject.readComponents("".join(ics_out.write(written, AT)))
    read = calendar.contents.get("vevent", [])
    assert [event.dtstart.value for event in read] == [entry.on for entry in written]
    assert [event.summary.value for event in read] == [printable(entry.title) for entry in written]
    notes = [
        "".join(line.value for line in event.contents.get("description", [])) for event in read
    ]
    assert notes == [printable_lines(entry.note) for entry in written]
    assert ["rrule" in event.contents for event in read] == [
        bool(entry.yearly) for entry in written
    ]


@given(entries())
def test_lines_are_short_and_whole_whatever_is_in_them(entry: CalendarEntry) -> None:
    text = "".join(ics_out.write([entry], AT))
    lines = text.removesuffix("\r\n").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not set("".join(lines)) & {*map(chr, range(32)), "\x7f", "\x85", "\u2028", "\u202e"}
    assert text.count("\r\nEND:VEVENT\r\n") == 1


@pytest.mark.parametrize(
    ("on", "yearly", "days"),
    [
        (date(2026, 5, 12), "day", ["2026-05-12", "2027-05-12", "2028-05-12"]),
        (date(2027, 3, 1), "day", ["2027-03-01", "2028-03-01", "2029-03-01"]),
        (date(2027, 3, 1), "leap day", ["2027-03-01", "2028-02-29", "2029-03-01"]),
        (
            date(2028, 2, 29),
            "leap day",
            ["2028-02-29", "2029-03-01", "2030-03-01", "2031-03-01", "2032-02-29"],
        ),
    ],
)
def test_a_birthday_comes_every_year(
    on: date, yearly: Literal["day", "leap day"], days: list[str]
) -> None:
    """On 29 February or, where there is none, on 1 March, in whichever year it begins."""
    born = CalendarEntry("a@farmer", on, "Birthday", yearly=yearly)
    text = "".join(ics_out.write([born], AT))
    [rule] = [line.removeprefix("RRULE:") for line in text.split("\r\n") if "RRULE" in line]
    begin = datetime(on.year, on.month, on.day, tzinfo=UTC)
    comes = islice(rrulestr(rule, dtstart=begin), len(days))
    assert [day.date().isoformat() for day in comes] == days


@given(st.lists(entries(), max_size=4), st.booleans())
def test_tasks_are_read_by_another_library_too(written: list[CalendarEntry], alarms: bool) -> None:
    """All but what comes every year, which nobody ticks off."""
    [calendar] = vobject.readComponents(
        "".join(ics_out.write(written, AT, alarms=alarms, todos=True))
    )
    tasks, days = calendar.contents.get("vtodo", []), calendar.contents.get("vevent", [])
    assert [task.due.value for task in tasks] == [each.on for each in written if not each.yearly]
    assert len(days) == sum(bool(each.yearly) for each in written)
    for each in (*tasks, *days):
        rung = each.contents.get("valarm", [])
        assert [alarm.trigger.value.total_seconds() for alarm in rung] == [9 * 3600] * alarms
    assert all(task.valarm.trigger.related_param == "END" for task in tasks if alarms)
