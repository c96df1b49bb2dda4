"""Meetings that happened, from calendars of every make."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import Exchange, Skipped, icalendar
from farmer.formats.decoding import to_text
from farmer.formats.recurrence import MOST, days_of
from tests.formats.mutations import cuts, damaged
from tests.formats.reading import HOW, read

PEOPLE = (
    'ORGANIZER;CN="Ruiz, Ana":MAILTO:Ana@Ruiz.example',
    "ATTENDEE;CN=Kim Doe;PARTSTAT=ACCEPTED:mailto:kim@doe.example",
    "ATTENDEE;CN=Bo Li;PARTSTAT=DECLINED:mailto:bo@li.example",
    "ATTENDEE;CUTYPE=ROOM:mailto:room@doe.example",
)
PLAIN = ("UID:u1", "DTSTART;TZID=Romance Standard Time:20260504T100000", "DURATION:PT45M")


def calendar(*events: tuple[str, ...], method: str = "") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([method] if method else [])]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def rows(*events: tuple[str, ...], method: str = "") -> list[Exchange | Skipped]:
    kind, found = read(calendar(*events, method=method))
    assert kind == "icalendar"
    return [row for row in found if isinstance(row, Exchange | Skipped)]


def test_a_meeting_with_whoever_was_there() -> None:
    (met,) = rows((*PLAIN, *PEOPLE, "SUMMARY:The lease\\, again"))
    assert isinstance(met, Exchange)
    assert (met.on, met.kind, met.minutes, met.group) == (date(2026, 5, 4), "meeting", 45, 2)
    assert met.sender is not None
    assert (met.sender.name, met.sender.handles[0].value) == ("Ruiz, Ana", "ana@ruiz.example")
    assert [party.name for party in met.others] == ["Kim Doe"]
    assert (met.note, met.source_id) == ("The lease, again", "u1 2026-05-04")


def test_a_call_with_pictures_is_told_by_its_address() -> None:
    for line in ("LOCATION:https://zoom.us/j/1", "CONFERENCE;VALUE=URI:https://x.example"):
        (met,) = rows((*PLAIN, *PEOPLE, line))
        assert isinstance(met, Exchange)
        assert met.kind == "video"


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ((*PLAIN, *PEOPLE, "STATUS:CANCELLED"), icalendar.CANCELLED),
        (PLAIN, icalendar.ALONE),
        ((*PLAIN, PEOPLE[0]), icalendar.ALONE),
        (("UID:x", "DTSTART:20991231", *PEOPLE), icalendar.IN_THE_FUTURE),
        (("UID:x", *PEOPLE), icalendar.NO_START),
        (("UID:x", "DTSTART:INVALID", *PEOPLE), icalendar.NO_START),
    ],
)
def test_what_was_no_meeting_is_left_out(event: tuple[str, ...], reason: str) -> None:
    assert rows(event) == [Skipped(3, reason)]


def test_a_cancellation_sent_by_mail() -> None:
    (row,) = rows((*PLAIN, *PEOPLE), method="METHOD:CANCEL")
    assert row == Skipped(4, icalendar.CANCELLED)


def test_a_series_with_one_moved_one_cancelled_and_one_left_out() -> None:
    series = (*PLAIN, *PEOPLE, "RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE:20260511T100000")
    moved = ("UID:u1", "RECURRENCE-ID:20260518T100000", "DTSTART:20260519T090000", *PEOPLE)
    gone = ("UID:u1", "RECURRENCE-ID:20260525T100000", "DTSTART:20260525T100000", *PEOPLE)
    found = rows(series, moved, (*gone, "STATUS:CANCELLED"))
    days = sorted(row.on.isoformat() for row in found if isinstance(row, Exchange))
    # The last two are after today.
    assert days == ["2026-05-04", "2026-05-19", "2026-06-01", "2026-06-08"]
    assert [row.reason for row in found if isinstance(row, Skipped)] == [icalendar.CANCELLED]


def test_a_broken_event_costs_no_neighbour() -> None:
    good = (*PLAIN, *PEOPLE)
    broken = ("DTSTART:20260504T100000\r\nBEGIN:VALARM\r\nATTENDEE:mailto:x@y.example",)
    found = rows(good, broken, ("UID:u3", *PLAIN[1:], *PEOPLE))
    assert [type(row) for row in found] == [Skipped, Exchange, Exchange] or [
        type(row) for row in found
    ] == [Exchange, Skipped, Exchange]
    torn = calendar(good, good).replace(b"END:VEVENT\r\n", b"", 1)
    assert sum(isinstance(row, Exchange) for row in read(torn)[1]) == 2


@pytest.mark.parametrize(
    ("rule", "trouble"),
    [
        ("FREQ=SECONDLY", "unclear"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "unclear"),
        ("FREQ=NEVER", "unclear"),
        ("COUNT=3", "unclear"),
        ("FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))), "too many"),
        ("FREQ=DAILY", "too many"),
    ],
)
def test_rules_are_followed_so_far_and_no_further(rule: str, trouble: str) -> None:
    begun = time.process_time()
    days, said = days_of(date(1970, 1, 1), rule, (), (), date(2026, 1, 1))
    assert (said, 1 <= len(days) <= MOST) == (trouble, True)
    assert time.process_time() - begun < 2


@given(
    st.dates(date(2000, 1, 1), date(2026, 1, 1)),
    st.sampled_from(["FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY", ""]),
    st.lists(st.dates(date(2000, 1, 1), date(2027, 1, 1)), max_size=4),
    st.lists(st.dates(date(2000, 1, 1), date(2027, 1, 1)), max_size=4),
)
def test_days_are_in_order_each_once_none_to_come_none_taken_out(
    first: date, rule: str, more: list[date], without: list[date]
) -> None:
    until = date(2026, 6, 15)
    days, trouble = days_of(first, rule, more, without, until)
    assert days == sorted(set(days))
    assert not set(days) & set(without)
    assert all(day <= until for day in days)
    assert trouble == ""
    assert first in days or first in without


@given(st.data())
def test_damaged_calendars_never_raise(data: st.DataObject) -> None:
    whole = calendar((*PLAIN, *PEOPLE, "RRULE:FREQ=WEEKLY;COUNT=6"), (*PLAIN, *PEOPLE))
    broken = damaged(whole, data.draw(cuts(len(whole))))
    assert all(row.line >= 1 for row in icalendar.read(broken, HOW))


def test_ten_years_of_meetings_take_seconds() -> None:
    events = [
        (f"UID:e{n}", f"DTSTART:20{16 + n % 10}0504T100000", "DURATION:PT1H", *PEOPLE)
        for n in range(1_000)
    ]
    begun = time.process_time()
    assert len(rows(*events)) == 1_000
    assert time.process_time() - begun < 10


def test_files_as_people_have_them_agree_with_an_independent_parser(shared_data: Path) -> None:
    """The days of every occurrence, where it did not stop at its own limit of a hundred."""
    folder = shared_data / "data/ical"
    agreed, checked = 0, 0
    for path in sorted(folder.iterdir()):
        oracle = shared_data / "data/ical_oracle" / f"{path.name}.expanded.json"
        theirs = _expanded(oracle) if oracle.exists() else []
        if not theirs or len(theirs) >= 100:
            continue
        checked += 1
        agreed += _ours(path, max(theirs)) == set(theirs)
    assert checked > 50
    # The others: to-dos and free-busy lists, which are no meetings, and moved occurrences that the
    # independent parser keeps on both days.
    assert agreed >= checked - 15


def _expanded(path: Path) -> list[date]:
    text, at, found = path.read_text(encoding="utf-8").rstrip(), 0, []
    while at < len(text):
        told, at = json.JSONDecoder().raw_decode(text, at)
        found += [date.fromisoformat(event["start"][:10]) for event in told["events"]]
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


def _ours(path: Path, until: date) -> set[date]:
    series = defaultdict(list)
    for line, block in icalendar._blocks(to_text(path.read_bytes())):
        event = icalendar._event(line, block, False)
        if not isinstance(event, Skipped):
            series[event.uid or str(line)].append(event)
    found = set()
    for events in series.values():
        instead = {event.instead_of for event in events}
        for event in events:
            days, _ = days_of(event.on, event.rule, event.more, event.without, until)
            found |= {day for day in days if event.instead_of or day not in instead}
    return found
