"""Dates as people type them: every documented form, and nothing that would be a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from farmer.dates import DATE_FORMS, parse_date, parse_past_date
from farmer.errors import InvalidValue
from farmer.model import EARLIEST, LATEST

MONDAY = date(2026, 6, 15)
FRIDAY = date(2026, 6, 12)


def read(text: str, today: date = MONDAY) -> str:
    """What is meant of something that has happened."""
    return parse_date(text, today).isoformat()


def due(text: str, today: date = MONDAY) -> str:
    """What is meant of something to come."""
    return parse_date(text, today, ahead=True).isoformat()


# -- The documented forms ---------------------------------------------------------------------


def test_every_form_that_the_refusal_offers_is_read() -> None:
    read_as = [parse_date(form, MONDAY) for form in DATE_FORMS.split(", ")]
    assert len(read_as) == 11


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2030-12-31", "2030-12-31"),
        ("today", "2026-06-15"),
        ("yesterday", "2026-06-14"),
        ("tomorrow", "2026-06-16"),
        ("12 May 2025", "2025-05-12"),
        ("12 may 2031", "2031-05-12"),
        ("May 12, 2025", "2025-05-12"),
        ("1st September 2025", "2025-09-01"),
        ("22nd sept 2025", "2025-09-22"),
        ("3rd Dec 2025", "2025-12-03"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_whole_date_means_the_same_of_what_was_and_what_is_to_come(
    text: str, day: str, ahead: bool
) -> None:
    assert parse_date(text, MONDAY, ahead=ahead).isoformat() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0 days ago", "2026-06-15"),
        ("3 days ago", "2026-06-12"),
        ("a day ago", "2026-06-14"),
        ("an week ago", "2026-06-08"),
        ("one week ago", "2026-06-08"),
        ("two weeks ago", "2026-06-01"),
        ("1 month ago", "2026-05-15"),
        ("ten months ago", "2025-08-15"),
        ("2 years ago", "2024-06-15"),
        ("in 2 weeks", "2026-06-29"),
        ("in a month", "2026-07-15"),
        ("in three days", "2026-06-18"),
        ("in 1 year", "2027-06-15"),
    ],
)
def test_so_long_ago_and_in_so_long_are_reckoned_from_today(text: str, day: str) -> None:
    assert read(text) == due(text) == day


def test_a_month_from_a_long_month_ends_in_a_short_one() -> None:
    assert read("1 month ago", date(2026, 3, 31)) == "2026-02-28"
    assert read("in 1 month", date(2028, 1, 30)) == "2028-02-29"
    assert read("1 year ago", date(2028, 2, 29)) == "2027-02-28"
    assert read("4 years ago", date(2028, 2, 29)) == "2024-02-29"


@pytest.mark.parametrize("text", ["  LAST   Friday ", "last friday", "Last, Friday"])
def test_letter_case_commas_and_spaces_do_not_matter(text: str) -> None:
    assert read(text) == "2026-06-12"


# -- Weekdays ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "was", "will_be"),
    [
        ("friday", "2026-06-12", "2026-06-19"),
        ("last friday", "2026-06-12", "2026-06-12"),
        ("next friday", "2026-06-19", "2026-06-19"),
        ("tue", "2026-06-09", "2026-06-16"),
        ("sunday", "2026-06-14", "2026-06-21"),
        ("last sunday", "2026-06-14", "2026-06-14"),
    ],
)
def test_a_weekday_is_the_nearest_one_before_or_ahead(text: str, was: str, will_be: str) -> None:
    assert (read(text), due(text)) == (was, will_be)


def test_todays_weekday_is_today_and_the_last_or_next_is_a_week_away() -> None:
    assert read("monday") == due("monday") == "2026-06-15"
    assert read("last monday") == due("last monday") == "2026-06-08"
    assert read("next monday") == due("next monday") == "2026-06-22"


@pytest.mark.parametrize(
    "text",
    [
        *("mon", "monday", "tue", "tues", "tuesday", "wed", "weds", "wednesday"),
        *("thu", "thur", "thurs", "thursday", "fri", "friday", "sat", "saturday"),
        *("sun", "sunday"),
    ],
)
def test_weekdays_are_known_by_their_names_and_usual_abbreviations(text: str) -> None:
    assert read(text)[:4] == "2026"
    assert parse_date(text, MONDAY).strftime("%A").casefold().startswith(text[:3])


@given(
    st.sampled_from(["mon", "wednesday", "sat", "sunday"]),
    st.dates(date(1950, 1, 1), date(2900, 1, 1)),
)
def test_bare_last_and_next_weekdays_lie_within_a_week(name: str, today: date) -> None:
    near, last, ahead = (parse_date(f"{way}{name}", today) for way in ("", "last ", "next "))
    assert timedelta(0) <= today - near < timedelta(7)
    assert timedelta(0) < today - last <= timedelta(7)
    assert timedelta(0) < ahead - today <= timedelta(7)


# -- Days of a month without a year -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "was", "will_be"),
    [
        ("12 May", "2026-05-12", "2027-05-12"),
        ("May 12", "2026-05-12", "2027-05-12"),
        ("16 June", "2025-06-16", "2026-06-16"),
        ("15 jun", "2026-06-15", "2026-06-15"),
        ("29 Feb", "2024-02-29", "2028-02-29"),
        ("31 December", "2025-12-31", "2026-12-31"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_before_or_ahead(
    text: str, was: str, will_be: str
) -> None:
    assert (read(text), due(text)) == (was, will_be)


def test_a_leap_day_is_found_across_a_century_that_has_none() -> None:
    assert read("29 Feb", date(2103, 12, 31)) == "2096-02-29"
    assert due("29 Feb", date(2096, 3, 1)) == "2104-02-29"


# -- Refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("5", "march", "2026", "May 2026", "5/6/2026", "04.05.2026", "2026/05/04", "20260504"),
        *("2026-5-4", "2026-05-04T10:00", "2026-W20-1", "noon", "last week", "next month"),
        *("last", "next", "ago", "3 days", "in 3", "days ago", "-3 days ago", "3.5 days ago"),
        *("eleven days ago", "in 2 fortnights", "next 12 May", "12th of May", "123 May"),
        *("", " ", "\x00", "friday friday", "today yesterday", "fridays 13", "10000 days ago"),
    ],
)
def test_what_is_not_documented_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(InvalidValue, match="not a date that farmer knows") as refusal:
        parse_date(text, MONDAY)
    assert DATE_FORMS in refusal.value.hint


@pytest.mark.parametrize("text", ["monsday", "frinesday", "sunurday", "tueday", "thuday", "satday"])
def test_a_weekday_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="not a date that farmer knows"):
        parse_date(text, MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30", "2026-13-01", "2025-02-29", "0000-01-01", "31 June", "30 Feb", "0 May"),
        *("31 June 2026", "29 Feb 2025", "32 May 2026", "12 May 0000", "9999 years ago"),
        *("in 9999 years", "٢٠٢٦-٠٥-٠٤"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="There is no day"):
        parse_date(text, MONDAY)


@pytest.mark.parametrize("text", ["1899-12-31", "31 Dec 1899", "500 years ago"])
def test_a_day_before_anybody_living_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="not in the years 1900 to 2999"):
        parse_date(text, MONDAY)
    assert read("1900-01-01") == "1900-01-01"


@pytest.mark.parametrize(
    "text", ["2026-06-16", "tomorrow", "in 1 day", "next friday", "1 May 2027"]
)
def test_the_future_is_refused_for_what_has_happened(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"in the future; only what has happened"):
        parse_past_date(text, MONDAY)
    assert parse_date(text, MONDAY) > MONDAY


@pytest.mark.parametrize("text", ["today", "2026-06-15", "monday", "0 days ago", "15 June"])
def test_today_has_happened(text: str) -> None:
    assert parse_past_date(text, MONDAY) == MONDAY


# -- Whatever is typed ------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("in", "a", "an", "two", "0", "3", "31", "9999", "10000", "ago", "day", "weeks", "months"),
        *("years", "last", "next", "fri", "sunday", "29", "29th", "feb", "may", "September", ","),
        *("2026", "2024", "0000", "1900", "2026-02-29", "-", "today", "tomorrow", "yesterday"),
        *("\u0663", "\u00b2", "\x1b", "\ud800", "\u017funday"),
    ]
)


@given(st.text() | st.lists(PIECES, max_size=6).map(" ".join), st.booleans())
@example("tomorrow", False)
def test_any_text_is_a_day_or_an_invalid_value(text: str, ahead: bool) -> None:
    refused: list[str] = []
    for today in (MONDAY, date(1900, 1, 1), date(9999, 12, 31)):
        try:
            day = parse_date(text, today, ahead=ahead)
        except InvalidValue as refusal:
            refused.append(refusal.message)
        else:
            assert date(1899, 12, 31) <= day
    assert all(refused)


@given(st.text() | st.lists(PIECES, max_size=6).map(" ".join), st.dates(date(1900, 1, 8)))
def test_what_has_happened_is_never_later_than_today(text: str, today: date) -> None:
    try:
        day = parse_past_date(text, today)
    except InvalidValue:
        return
    assert day <= today


@given(st.dates(EARLIEST, LATEST), st.dates(EARLIEST, LATEST))
def test_an_iso_date_is_itself_whatever_day_it_is_today(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day
