"""Calendars as programs write them and as they break, with invented people."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import icalendar
from farmer.formats.incoming import (
    Entry,
    Exchange,
    How,
    Party,
    Schedule,
    Skipped,
    Unread,
    Unused,
    Version,
)
from farmer.formats.recurrence import FREQUENCIES, MOST_OCCURRENCES, Patience, Untraceable, days_by
from farmer.handles import email_handle
from farmer.model import Handle

TODAY = date(2026, 6, 15)
IDA = "ORGANIZER;CN=Ida North:mailto:ida@north.example"
BO = "ATTENDEE;CN=Bo East;PARTSTAT=ACCEPTED:MAILTO:Bo@East.example"
AT_TEN = "DTSTART;TZID=Europe/Oslo:20240105T100000\nDTEND;TZID=Europe/Oslo:20240105T104500"


def event(*lines: str, when: str = AT_TEN, uid: str = "talk", people: str = f"{IDA}\n{BO}") -> str:
    """A VEVENT of two people, with further lines."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", when, people, *lines, "END:VEVENT", ""))


def calendar(*events: str, head: str = "VERSION:2.0") -> str:
    return f"BEGIN:VCALENDAR\n{head}\n{''.join(events)}END:VCALENDAR\n"


def reading(text: str) -> list[Exchange | Skipped]:
    found = list(icalendar.read(text.encode(), How(TODAY)))
    assert all(isinstance(each, Exchange | Schedule | Skipped | Unread | Unused) for each in found)
    return [each for each in found if isinstance(each, Exchange | Skipped)]


def meetings(text: str) -> list[Exchange]:
    return [each for each in reading(text) if isinstance(each, Exchange)]


def reasons(text: str) -> list[str]:
    return [each.reason for each in reading(text) if isinstance(each, Skipped)]


def days(text: str) -> list[str]:
    return [each.on.isoformat() for each in meetings(text)]


def left(text: str) -> list[str]:
    found = icalendar.read(text.encode(), How(TODAY))
    return [each.column for each in found if isinstance(each, Unused)]


def party(name: str, address: str = "") -> Party:
    handle = email_handle(address) if address else None
    return Party(name, (handle,) if handle else ())


def test_a_meeting() -> None:
    text = calendar(event("SUMMARY:Coffee\\, then a walk"))
    assert icalendar.recognises(text)
    assert reading(text) == [
        Exchange(
            3,
            date(2024, 1, 5),
            "meeting",
            party("Ida North", "ida@north.example"),
            (party("Bo East", "bo@east.example"),),
            source_id="talk 2024-01-05",
            minutes=45,
            group=2,
            note="Coffee, then a walk",
            time="10:00",
            entry=Entry("talk", date(2024, 1, 5), Version(), "2024-01-05T09:00Z", "meeting"),
        )
    ]


def test_what_was_cancelled_is_no_meeting() -> None:
    assert reading(event("STATUS:Cancelled")) == [Skipped(1, icalendar.CANCELLED)]


@pytest.mark.parametrize(
    ("lines", "when", "reason"),
    [
        (("TRANSP:TRANSPARENT",), AT_TEN, icalendar.FREE),
        (("transp: transparent",), AT_TEN, icalendar.FREE),
        ((), "DTSTART;VALUE=DATE:20240105\nDTEND;VALUE=DATE:20240107", icalendar.SEVERAL_DAYS),
        (("DURATION:P3D",), "DTSTART;VALUE=DATE:20240105", icalendar.SEVERAL_DAYS),
        ((), "DTSTART:20240105T000000\nDTEND:20240107T000000", icalendar.SEVERAL_DAYS),
    ],
)
def test_what_takes_nobodys_time_or_several_days_is_no_conversation(
    lines: tuple[str, ...], when: str, reason: str
) -> None:
    text = calendar(event(*lines, when=when))
    assert (meetings(text), reasons(text)) == ([], [reason])


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (("TRANSP:OPAQUE",), AT_TEN),
        ((), "DTSTART;VALUE=DATE:20240105"),
        ((), "DTSTART;VALUE=DATE:20240105\nDTEND;VALUE=DATE:20240106"),
        ((), "DTSTART:20240105T220000\nDTEND:20240106T020000"),
    ],
)
def test_what_is_one_day_or_a_night_is_a_conversation(lines: tuple[str, ...], when: str) -> None:
    assert days(calendar(event(*lines, when=when))) == ["2024-01-05"]


@pytest.mark.parametrize(
    ("line", "unanswered"),
    [
        ("ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Bo East:mailto:bo@east.example", ["Bo East"]),
        ("ATTENDEE;partstat=tentative;CN=Bo East:mailto:bo@east.example", ["Bo East"]),
        ("ATTENDEE;CN=Bo East:mailto:bo@east.example", []),
        ("ATTENDEE;PARTSTAT=ACCEPTED;CN=Bo East:mailto:bo@east.example", []),
        ("STATUS:TENTATIVE", ["Ida North", "Bo East"]),
    ],
)
def test_who_did_not_say_that_they_would_come(line: str, unanswered: list[str]) -> None:
    people = f"{IDA}\n{line}" if line.startswith("ATT") else f"{line}\n{IDA}\n{BO}"
    (met,) = meetings(calendar(event(people=people)))
    assert [party.name for party in met.unanswered] == unanswered


def schedules(text: str) -> list[Schedule]:
    found = icalendar.read(text.encode(), How(TODAY))
    return [each for each in found if isinstance(each, Schedule)]


def test_of_which_times_a_file_speaks() -> None:
    weekly = event("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Oslo:20240112T100000")
    (series,) = schedules(calendar(weekly))
    assert series.since == date(1900, 1, 1)
    assert sorted(series.standing) == [date(2024, 1, 5), date(2024, 1, 19)]
    single = "RECURRENCE-ID;TZID=Europe/Oslo:20240119T100000"
    (cancelled,) = schedules(calendar(event(single, "STATUS:CANCELLED")))
    assert (cancelled.since, cancelled.standing) == (None, frozenset())
    assert cancelled.called_off == {date(2024, 1, 19)}
    (whole,) = schedules(calendar(event("STATUS:CANCELLED")))
    assert (whole.since, whole.standing) == (date(1900, 1, 1), frozenset())
    (endless,) = schedules(calendar(event("RRULE:FREQ=SECONDLY")))
    assert endless.since is None
    assert endless.standing == {date(2024, 1, 5)}
    assert not schedules(calendar(event(uid="")))


def test_of_two_versions_the_one_written_last_counts_in_whatever_order() -> None:
    old = event("LAST-MODIFIED:20240101T100000Z")
    new = event("LAST-MODIFIED:20240102T100000Z", when="DTSTART:20240106T100000")
    for order in ((old, new), (new, old)):
        assert days(calendar(*order)) == ["2024-01-06"]


def test_what_is_still_to_come_is_no_meeting() -> None:
    assert reasons(event(when="DTSTART;VALUE=DATE:20260616")) == [icalendar.IN_THE_FUTURE]
    assert days(event(when="DTSTART;VALUE=DATE:20260615")) == ["2026-06-15"]


def test_a_cancelled_calendar_cancels_what_is_in_it_only() -> None:
    text = calendar(event(uid="a"), head="METHOD:CANCEL") + calendar(event(uid="b"))
    assert reasons(text) == [icalendar.CANCELLED]
    assert [each.source_id for each in meetings(text)] == ["b 2024-01-05"]


@pytest.mark.parametrize(
    "attendee",
    [
        "ATTENDEE;PARTSTAT=DECLINED:mailto:al@west.example",
        "ATTENDEE;PARTSTAT=declined;CN=Al West:mailto:al@west.example",
        "ATTENDEE;PARTSTAT=DELEGATED:mailto:al@west.example",
        "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:al@west.example",
        "ATTENDEE;CUTYPE=ROOM;CN=Blue room:mailto:blue@north.example",
        "ATTENDEE;CUTYPE=Resource:mailto:projector@north.example",
        "ATTENDEE;CUTYPE=GROUP:mailto:everybody@north.example",
        "ATTENDEE;CN=Blue room:mailto:b1@resource.calendar.google.com",
        "ATTENDEE:invalid:nomail",
        "ATTENDEE:MAILTO:ida@north.example",
    ],
)
def test_nobody_else(attendee: str) -> None:
    assert [each.others for each in meetings(event(people=f"{IDA}\n{attendee}"))] == [()]
    [met] = meetings(event(people=f"{IDA}\n{BO}\n{attendee}"))
    assert (len(met.others), met.group) == (1, 2)


def test_an_organizer_who_did_not_come_began_nothing() -> None:
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:ida@north.example"
    al = "ATTENDEE:mailto:al@west.example"
    [met] = meetings(event(people=f"{IDA}\n{declined}\n{BO}\n{al}"))
    assert met.sender is None
    assert met.group == 2


def test_names_and_addresses_wherever_they_stand() -> None:
    people = "\n".join(
        (
            "ORGANIZER:ida@north.example",
            'ATTENDEE;CN="North, Ida":mailto:ida@north.example',
            "ATTENDEE;CN=bo@east.example:mailto:bo@east.example",
            "ATTENDEE;CN=Al West:invalid:nomail",
            "ATTENDEE;CN=Eve South;EMAIL=eve@south.example:urn:uuid:1",
        )
    )
    [met] = meetings(event(people=people))
    assert met.sender == party("North, Ida", "ida@north.example")
    assert met.others == (
        party("", "bo@east.example"),
        party("Al West"),
        party("Eve South", "eve@south.example"),
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("LOCATION:https://north.zoom.us/j/1", "video"),
        ("DESCRIPTION:Join: https://teams.microsoft.com/l/meetup-join/1", "video"),
        ("DESCRIPTION:Join: https://meet.goo\n gle.com/abc", "video"),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "video"),
        ("CONFERENCE;VALUE=URI:https://north.example/1", "video"),
        ("LOCATION:Zoom Street 5", "meeting"),
        ("BEGIN:VALARM\nDESCRIPTION:https://zoom.us/1\nEND:VALARM", "meeting"),
    ],
)
def test_kind(line: str, kind: str) -> None:
    assert [met.kind for met in meetings(event(line))] == [kind]


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        ("DTSTART;VALUE=DATE:20240105\nDTEND;VALUE=DATE:20240106", None),
        ("DTSTART:20240105T100000Z\nDURATION:PT1H30M", 90),
        ("DTSTART:20240105T100000Z\nDTEND:20240105T100000Z", None),
        ("DTSTART:20240105T100000Z\nDTEND:20240105T090000Z", None),
        ("DTSTART:20240105T100000Z\nDTEND:20240107T100000Z", None),
        ("DTSTART:20240105T100000Z\nDTEND:20240105T110000", None),
        ("DTSTART;TZID=Europe/Oslo:20240105T100000\nDTEND:20240105T093000Z", 30),
        ("DTSTART:20240105T100000", None),
        ("DTSTART:2024-01-05T10:00:00", None),
    ],
)
def test_minutes(when: str, minutes: int | None) -> None:
    [met] = meetings(event(when=when))
    assert (met.on, met.minutes) == (date(2024, 1, 5), minutes)


LATE = "20240106T020000Z"  # on the evening of the fifth in New York


@pytest.mark.parametrize(
    ("head", "when", "day"),
    [
        ("VERSION:2.0", f"DTSTART:{LATE}", "2024-01-06"),
        ("X-WR-TIMEZONE:America/New_York", f"DTSTART:{LATE}", "2024-01-05"),
        ("X-WR-TIMEZONE:Eastern Standard Time", f"DTSTART:{LATE}", "2024-01-05"),
        ("X-WR-TIMEZONE:Nowhere/Middle", f"DTSTART:{LATE}", "2024-01-06"),
        ("X-WR-TIMEZONE:Europe", f"DTSTART:{LATE}", "2024-01-06"),
        ("X-WR-TIMEZONE:../../etc", f"DTSTART:{LATE}", "2024-01-06"),
        (
            "X-WR-TIMEZONE:America/New_York",
            "DTSTART;TZID=Europe/Oslo:20240106T030000",
            "2024-01-06",
        ),
        ("X-WR-TIMEZONE:America/New_York", "DTSTART;VALUE=DATE:20240106", "2024-01-06"),
    ],
)
def test_the_day_is_that_of_the_place(head: str, when: str, day: str) -> None:
    assert days(calendar(event(when=when), head=head)) == [day]


@pytest.mark.parametrize(
    "zone",
    ["Pacific Standard Time", "/mozilla.org/20050126_1/America/Los_Angeles", "Office in the west"],
)
def test_an_end_in_utc_is_told_by_the_clocks_of_the_zone(zone: str) -> None:
    """The last day ends at 08:00 the next day in UTC, when the day after has not begun."""
    described = (
        f"BEGIN:VTIMEZONE\nTZID:{zone}\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "RRULE:FREQ=SECONDLY\nTZOFFSETTO:-0800\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    when = f"DTSTART;TZID={zone}:20240110T040000\nRRULE:FREQ=DAILY;UNTIL=20240112T115959Z"
    assert days(calendar(event(when=when), described)) == ["2024-01-10", "2024-01-11"]


WEEKLY = AT_TEN + "\nRRULE:FREQ=WEEKLY;COUNT=4"


def test_a_series_is_a_meeting_on_each_of_its_days() -> None:
    assert days(event(when=WEEKLY)) == ["2024-01-05", "2024-01-12", "2024-01-19", "2024-01-26"]
    forever = AT_TEN + "\nRRULE:FREQ=MONTHLY"
    assert days(event(when=forever))[-2:] == ["2026-05-05", "2026-06-05"]


@pytest.mark.parametrize(
    ("exception", "expected"),
    [
        ("EXDATE;TZID=Europe/Oslo:20240112T100000,20240126T100000", ["05", "19"]),
        ("EXDATE:20240112T090000Z\nEXDATE;VALUE=DATE:20240119", ["05", "26"]),
        ("RDATE;TZID=Europe/Oslo:20240117T100000", ["05", "12", "17", "19", "26"]),
        ("RDATE;VALUE=PERIOD:20240117T100000Z/PT1H", ["05", "12", "17", "19", "26"]),
        ("EXDATE:nonsense", ["05", "12", "19", "26"]),
    ],
)
def test_exceptions_and_additions(exception: str, expected: list[str]) -> None:
    assert days(event(exception, when=WEEKLY)) == [f"2024-01-{day}" for day in expected]


@pytest.mark.parametrize("zone", ["", "X-WR-TIMEZONE:Asia/Tokyo\n"])
def test_an_occurrence_moved_keeps_the_day_it_was_meant_for(zone: str) -> None:
    moved = event(
        "RECURRENCE-ID:20240112T230000Z",
        "SUMMARY:Later",
        when="DTSTART:20240116T150000Z",
    )
    late = WEEKLY.replace("T100000", "T235900")  # 22:59 in UTC
    text = calendar(moved.replace("T230000Z", "T225900Z"), event(when=late), head=zone + "A:b")
    ids = {met.source_id: met.on.day for met in meetings(text)}
    assert ids == {
        "talk 2024-01-12": 17 if zone else 16,
        "talk 2024-01-05": 5,
        "talk 2024-01-19": 19,
        "talk 2024-01-26": 26,
    }


def test_an_occurrence_cancelled() -> None:
    gone = event("RECURRENCE-ID;TZID=Europe/Oslo:20240112T100000", "STATUS:CANCELLED")
    text = calendar(event(when=WEEKLY), gone)
    assert days(text) == ["2024-01-05", "2024-01-19", "2024-01-26"]
    assert reasons(text) == [icalendar.CANCELLED]


def test_the_newest_version_counts() -> None:
    text = event("SEQUENCE:10", "SUMMARY:New") + event("SEQUENCE:9", "SUMMARY:Old")
    assert [met.note for met in meetings(text)] == ["New"]
    assert reasons(text) == [icalendar.OUTDATED]


def test_events_without_an_id_are_not_versions_of_each_other() -> None:
    assert len(meetings(event(uid="") + event(uid=""))) == 2


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;UNTIL=29991231T000000Z",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=YEARLY;BYSETPOS=" + ",".join(["1"] * 9000),
        "FREQ=SOMETIMES",
        "RSCALE=CHINESE;FREQ=YEARLY",
        "nonsense",
    ],
)
def test_a_rule_that_means_nothing_costs_all_but_the_first_time(rule: str) -> None:
    text = event(f"RRULE:{rule}") + event(uid="next")
    assert [met.source_id for met in meetings(text)] == ["talk 2024-01-05", "next 2024-01-05"]
    assert reasons(text) == [icalendar.UNTRACEABLE]


def test_of_a_series_too_long_the_newest_days_are_kept() -> None:
    text = event("RRULE:FREQ=DAILY", when="DTSTART:20010101T100000")
    found = days(text)
    assert len(found) == MOST_OCCURRENCES
    assert found[-1] == TODAY.isoformat()
    assert reasons(text) == [icalendar.TOO_MANY_DAYS]


NEIGHBOURS = {
    "no day": "BEGIN:VEVENT\nSUMMARY:Lost\nEND:VEVENT\n",
    "a day there is none of": event(uid="lost", when="DTSTART:20240231T100000"),
    "before there were calendars": event(uid="lost", when="DTSTART:00010101T000000Z"),
    "never ended": "BEGIN:VEVENT\nUID:lost\n",
    "events within events": "BEGIN:VEVENT\n" * 50,
    "alarms within alarms": "BEGIN:VEVENT\n" + "BEGIN:VALARM\n" * 500,
    "no line at all": "BEGIN:VEVENT\n\x00\x01;;;:::\n" + "x" * 100_000 + "\nEND:VEVENT\n",
}


def test_what_is_not_kept_is_named_once_a_file() -> None:
    alarm = "BEGIN:VALARM\nDESCRIPTION:Soon\nEND:VALARM"
    todo = "BEGIN:VTODO\nSUMMARY:Buy bread\nDESCRIPTION:Rye\nEND:VTODO\n"
    talk = event("LOCATION;LANGUAGE=en:The pier", "DESCRIPTION:", alarm, "PRIORITY:1")
    assert left(calendar(talk, todo, event("location:Here", uid="other"))) == [
        "LOCATION", "VALARM", "VTODO",
    ]  # fmt: skip
    assert left(calendar(event(), head="METHOD:PUBLISH\nX-WR-CALDESC:Mine")) == []


@pytest.mark.parametrize("broken", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_broken_event_costs_no_other(broken: str) -> None:
    text = calendar(event(uid="before"), broken, event(uid="after"))
    assert [met.source_id for met in meetings(text)] == ["before 2024-01-05", "after 2024-01-05"]
    assert set(reasons(text)) == {icalendar.NO_DAY}


def test_a_broken_line_costs_only_itself() -> None:
    broken = ("ATTENDEE", "ATTENDEE;CN=:mailto:", "DTEND:never", "DURATION:PX", "SEQUENCE:1st")
    [met] = meetings(event(*broken, when="DTSTART:20240105T100000"))
    assert (met.on, met.minutes, met.group) == (date(2024, 1, 5), None, 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way_and_are_counted(end: str) -> None:
    text = calendar(event(), event("SUMMARY:Two\n  words", uid="b")).replace("\n", end)
    assert icalendar.recognises(text)
    assert [(met.line, met.note) for met in meetings(text)] == [(3, ""), (10, "Two words")]


@pytest.mark.parametrize("text", ["", "BEGIN:VCARD\nEND:VCARD", "a BEGIN:VCALENDAR", "a,b\n1,2\n"])
def test_other_files_are_not_recognised(text: str) -> None:
    assert not icalendar.recognises(text)


def test_lower_case_and_utf16() -> None:
    text = calendar(event("SUMMARY:Smørbrød")).replace("BEGIN", "begin").replace("UID", "uid")
    found = list(icalendar.read(text.encode("utf-16"), How(TODAY)))
    assert [each.note for each in found if isinstance(each, Exchange)] == ["Smørbrød"]


@given(
    st.sampled_from(FREQUENCIES),
    st.integers(1, 40),
    st.lists(st.sampled_from(("MO", "TU", "WE", "1FR", "-1SU")), max_size=3),
    st.lists(st.integers(-31, 31), max_size=2),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
)
def test_days_are_as_if_nobody_had_moved_to_the_end_of_time(
    freq: str, interval: int, weekdays: list[str], monthdays: list[int], first: date
) -> None:
    """Where the library looks for days does not change which it finds."""
    from dateutil.rrule import rrulestr

    rule: dict[str, list[Any]]
    rule = {"FREQ": [freq], "INTERVAL": [interval], "BYDAY": weekdays, "BYMONTHDAY": monthdays}
    rule = {name: values for name, values in rule.items() if values}
    start = datetime.combine(first, time(9))
    last = min(start + timedelta(days=900), datetime.combine(TODAY, time.max))
    written = ";".join(f"{name}={','.join(map(str, values))}" for name, values in rule.items())
    moments = rrulestr(f"{written};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=start)
    found = days_by(rule, start, last, Patience())
    assert found == (sorted({moment.date() for moment in moments}), False)


JANUARY = datetime.combine(date(2024, 1, 1), time(10))
JUNE = datetime.combine(date(2026, 6, 15), time(10))


@pytest.mark.parametrize(
    "rule",
    [
        {"FREQ": ["SECONDLY"], "BYSECOND": [1], "BYMONTHDAY": [31], "BYMONTH": [2]},
        {"FREQ": ["HOURLY"], "BYMONTHDAY": [30], "BYMONTH": [2]},
        {"FREQ": ["minutely"], "BYYEARDAY": [366], "BYMONTH": [1]},
        {"BYDAY": ["MO"]},
    ],
)
def test_nobody_meets_by_the_hour(rule: dict[str, list[Any]]) -> None:
    """It takes no step to say so: those of a day would be looked through to the end of time."""
    patience = Patience()
    with pytest.raises(Untraceable):
        days_by(rule, JANUARY, JUNE, patience)
    assert patience == Patience()


def test_rules_that_never_fall_use_up_the_patience_of_their_file() -> None:
    never: dict[str, list[Any]] = {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [30]}
    patience = Patience()
    for _ in range(10):
        assert days_by(never, JANUARY, JUNE, patience) == ([], False)
    patience.left //= 10
    with pytest.raises(Untraceable):
        _ = [days_by(never, JANUARY, JUNE, patience) for _ in range(10)]


def test_rules_that_fall_cost_their_days() -> None:
    patience = Patience()
    weekly: dict[str, list[Any]] = {"FREQ": ["WEEKLY"]}
    days, _ = days_by(weekly, JUNE - timedelta(days=28), JUNE, patience)
    assert len(days) == 5
    assert patience == Patience(Patience().left - 5)


WHOLE = calendar(
    event("SUMMARY:One", uid="a"),
    event("EXDATE:20240112T090000Z", when=WEEKLY),
    event("RECURRENCE-ID:20240119T090000Z", when="DTSTART:20240120T090000Z"),
    head="METHOD:PUBLISH\nX-WR-TIMEZONE:Europe/Oslo",
).encode()


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(WHOLE)),
            st.integers(0, 40),
            st.one_of(st.binary(max_size=8), st.sampled_from((b"\n", b":", b";", b'"', b"9" * 30))),
        ),
        max_size=5,
    )
)
def test_damage_never_raises(changes: list[tuple[int, int, bytes]]) -> None:
    data = WHOLE
    for at, length, put in changes:
        data = data[:at] + put + data[at + length :]
    for each in icalendar.read(data, How(TODAY)):
        assert isinstance(each, Exchange | Schedule | Skipped | Unread | Unused)


def test_files_as_people_have_them(shared_data: Path) -> None:
    found: Counter[str] = Counter()
    for path in sorted((shared_data / "data/ical").glob("*.ics")):
        for each in icalendar.read(path.read_bytes(), How(date(2026, 11, 24))):
            if isinstance(each, Exchange | Skipped):
                found[each.reason if isinstance(each, Skipped) else "meeting"] += 1
    assert found == {
        "meeting": 3684,
        icalendar.SEVERAL_DAYS: 6,
        icalendar.ALONE: 4830,
        icalendar.NO_DAY: 67,
        icalendar.OUTDATED: 15,
        icalendar.CANCELLED: 4,
        icalendar.TOO_MANY_DAYS: 3,
    }


# What an independent reader has and this one has not, by file: it keeps occurrences that were moved
# elsewhere, and days of which an exception names another hour.
MOVED = {
    "calcard__259": {"2012-11-05"},
    "nodeical__whole_day_moved_over_dst_change_berlin": {"2024-10-28"},
    "nodeical__biweekly-exdate-until": {"2017-12-18", "2017-12-19"},
}
# It is not asked about what is no event, about years that are not ours, or about invitations that
# are changed and cancelled in one file.
NOT_COMPARED = (b"BEGIN:VTODO", b"BEGIN:VFREEBUSY", b"RSCALE", b"METHOD:REQUEST", b"METHOD:CANCEL")


def test_no_occurrence_is_lost(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every day that an independent reader finds is found, and explained where not."""
    for module in ("recurrence", "events"):
        monkeypatch.setattr(f"farmer.formats.{module}.MOST_OCCURRENCES", 100_000)
    compared = 0
    for path in sorted((shared_data / "data/ical").glob("*.ics")):
        oracle = shared_data / "data/ical_oracle" / f"{path.name}.expanded.json"
        data = path.read_bytes()
        if not oracle.is_file() or any(mark in data for mark in NOT_COMPARED):
            continue
        expected = {day for day in _starts(oracle) if day <= TODAY.isoformat()}
        # How long something lasts, and whether it takes time, is not asked.
        data = re.sub(rb"(?m)^(DTEND|DURATION|TRANSP)[;:].*\n(?: .*\n)*", b"", data)
        alone = data.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\n" + f"{IDA}\r\n{BO}".encode())
        found = {each.on.isoformat() for each in meetings(alone.decode("utf-8", "replace"))}
        assert expected - found == MOVED.get(path.stem, set()), path.name
        compared += 1
    assert compared > 70


def _starts(oracle: Path) -> set[str]:
    """The days in an oracle's file, which may hold several JSON values one after another."""
    text = oracle.read_text().strip()
    starts: set[str] = set()
    at = 0
    while at < len(text):
        value, at = json.JSONDecoder().raw_decode(text, at)
        starts |= {each["start"][:10] for each in value["events"]}
        at += len(text[at:]) - len(text[at:].lstrip())
    return starts


def test_handles_are_normalised() -> None:
    [met] = meetings(event())
    assert met.others[0].handles == (Handle("email", "bo@east.example"),)
