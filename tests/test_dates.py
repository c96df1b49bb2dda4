"""Dates as people type them: every documented form, and nothing that would be a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from farmer.dates import DATE_FORMS, YEARLESS_MONTHS, parse_date, parse_past_date, read_date
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
    read_as = [parse_date(form, MONDAY, region="GB") for form in DATE_FORMS.split(", ")]
    assert len(read_as) == 19


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
        ("the 4th of July 2025", "2025-07-04"),
        ("May the 4th 2025", "2025-05-04"),
        ("2026/03/09", "2026-03-09"),
        ("2026/3/9", "2026-03-09"),
        ("2026-5-4", "2026-05-04"),
        ("2026.03.09", "2026-03-09"),
        ("9.3.2026", "2026-03-09"),
        ("09.03.2026", "2026-03-09"),
        ("9.3. 2026", "2026-03-09"),
        ("13/3/2026", "2026-03-13"),
        ("3/13/2026", "2026-03-13"),
        ("5/5/2026", "2026-05-05"),
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
        ("3w ago", "2026-05-25"),
        ("10d ago", "2026-06-05"),
        ("2mo ago", "2026-04-15"),
        ("1 y ago", "2025-06-15"),
        ("in 3w", "2026-07-06"),
        ("last week", "2026-06-08"),
        ("last month", "2026-05-15"),
        ("last year", "2025-06-15"),
        ("next week", "2026-06-22"),
        ("next month", "2026-07-15"),
    ],
)
def test_so_long_ago_and_in_so_long_are_reckoned_from_today(text: str, day: str) -> None:
    assert read(text) == due(text) == day


@pytest.mark.parametrize(
    ("text", "was", "will_be"),
    [
        ("2d", "2026-06-13", "2026-06-17"),
        ("3w", "2026-05-25", "2026-07-06"),
        ("2 days", "2026-06-13", "2026-06-17"),
        ("a week", "2026-06-08", "2026-06-22"),
        ("1mo", "2026-05-15", "2026-07-15"),
        ("1y", "2025-06-15", "2027-06-15"),
    ],
)
def test_so_long_alone_goes_the_way_that_is_asked_about(text: str, was: str, will_be: str) -> None:
    assert (read(text), due(text)) == (was, will_be)


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
    ("text", "day"),
    [
        ("12 May", "2026-05-12"),
        ("May 12", "2026-05-12"),
        ("12th of May", "2026-05-12"),
        ("12.5.", "2026-05-12"),
        ("12.5", "2026-05-12"),
        ("13/5", "2026-05-13"),
        ("15 jun", "2026-06-15"),
        ("31 December", "2025-12-31"),
        ("15 Sept", "2025-09-15"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_past_one_within_nine_months(
    text: str, day: str
) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16 June", "2026-06-16"),
        ("June 16", "2026-06-16"),
        ("15 jun", "2026-06-15"),
        ("12.7.", "2026-07-12"),
        ("31 December", "2026-12-31"),
        ("15 March", "2027-03-15"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_coming_one_within_nine_months(
    text: str, day: str
) -> None:
    assert due(text) == day


@pytest.mark.parametrize(
    ("text", "ahead", "said", "year"),
    [
        ("16 June", False, "“16 June” is tomorrow", "16 Jun 2025"),
        ("16.6.", False, "“16.6.” is tomorrow", "16 Jun 2025"),
        ("17 June", False, "the last one is more than nine months away", "17 Jun 2025"),
        ("14 Sept", False, "the last one is more than nine months away", "14 Sep 2025"),
        ("29 Feb", False, "the last one is more than nine months away", "29 Feb 2024"),
        ("14 June", True, "the next one is more than nine months away", "14 Jun 2027"),
        ("16 March", True, "the next one is more than nine months away", "16 Mar 2027"),
        ("29 Feb", True, "the next one is more than nine months away", "29 Feb 2028"),
    ],
)
def test_a_day_that_is_nearly_right_is_not_bent_into_another_year(
    text: str, ahead: bool, said: str, year: str
) -> None:
    with pytest.raises(InvalidValue, match=said) as refusal:
        parse_date(text, MONDAY, ahead=ahead)
    assert refusal.value.hint == f"Write the year: {year}."
    assert parse_date(year, MONDAY).isoformat()


def test_a_leap_day_is_found_across_a_century_that_has_none() -> None:
    with pytest.raises(InvalidValue, match="last one") as refusal:
        read("29 Feb", date(2103, 12, 31))
    assert "29 Feb 2096" in refusal.value.hint
    with pytest.raises(InvalidValue, match="next one") as refusal:
        due("29 Feb", date(2096, 3, 1))
    assert "29 Feb 2104" in refusal.value.hint


@given(st.dates(date(1950, 1, 1), date(2900, 1, 1)), st.integers(-400, 400), st.booleans())
def test_no_day_without_a_year_is_far_away(today: date, away: int, ahead: bool) -> None:
    """Whatever day of the year is typed, it is near and on the right side, or refused."""
    typed = today + timedelta(days=away)
    try:
        day = parse_date(f"{typed:%d %b}", today, ahead=ahead)
    except InvalidValue:
        return
    assert (day.month, day.day) == (typed.month, typed.day)
    assert timedelta(0) <= (day - today if ahead else today - day) <= timedelta(276)
    assert YEARLESS_MONTHS == 9


@pytest.mark.parametrize(
    ("text", "was", "will_be"),
    [
        ("the 12th", "2026-06-12", "2026-07-12"),
        ("15th", "2026-06-15", "2026-06-15"),
        ("the 1st", "2026-06-01", "2026-07-01"),
        ("the 31st", "2026-05-31", "2026-07-31"),
        ("the 22nd", "2026-05-22", "2026-06-22"),
    ],
)
def test_a_day_of_the_month_is_the_nearest_one(text: str, was: str, will_be: str) -> None:
    assert (read(text), due(text)) == (was, will_be)


@pytest.mark.parametrize("form", ["{}", "the {}", "{} May 2026", "May {}", "the {} of May"])
@pytest.mark.parametrize("wrong", ["12nd", "2th", "1nd", "11st", "13rd", "21th", "22st", "3th"])
def test_an_ordinal_that_is_none_is_refused(form: str, wrong: str) -> None:
    """It may be the 12th or the 2nd."""
    with pytest.raises(InvalidValue, match=f"There is no day “{form.format(wrong)}”"):
        parse_date(form.format(wrong), MONDAY)


@pytest.mark.parametrize("number", range(1, 32))
def test_of_every_number_one_ordinal_is_right(number: int) -> None:
    def is_read(ending: str) -> bool:
        try:
            return parse_date(f"May {number}{ending} 2026", MONDAY) == date(2026, 5, number)
        except InvalidValue:
            return False

    assert sum(map(is_read, ("st", "nd", "rd", "th"))) == 1
    assert is_read("th") == (number not in (1, 2, 3, 21, 22, 23, 31))


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("end of month", "2026-06-15", "2026-06-30"),
        ("the end of the month", "2026-02-28", "2026-02-28"),
        ("End of this month", "2024-02-01", "2024-02-29"),
        ("end of next month", "2026-01-31", "2026-02-28"),
        ("end of last month", "2026-03-31", "2026-02-28"),
        ("end of the year", "2026-06-15", "2026-12-31"),
        ("the end of last year", "2026-06-15", "2025-12-31"),
    ],
)
def test_the_end_of_a_month_or_year_is_its_last_day(
    text: str, today: str, day: str, ahead: bool
) -> None:
    assert parse_date(text, date.fromisoformat(today), ahead=ahead).isoformat() == day


def test_tomorrows_number_is_no_day_of_last_month() -> None:
    with pytest.raises(InvalidValue, match="“the 16th” is tomorrow") as refusal:
        read("the 16th")
    assert refusal.value.hint == "Write the month: 16 May 2026."
    with pytest.raises(InvalidValue, match="“the 1st” is tomorrow"):
        read("the 1st", date(2026, 3, 31))


# -- Numbers between slashes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "region", "day"),
    [
        ("9/3/2026", "US", "2026-09-03"),
        ("9/3/2026", "PH", "2026-09-03"),
        ("9/3/2026", "GB", "2026-03-09"),
        ("9/3/2026", "ES", "2026-03-09"),
        ("9/3/2026", "BR", "2026-03-09"),
        ("3/9", "US", "2026-03-09"),
        ("9/3", "DE", "2026-03-09"),
        ("3/9", "JP", "2026-03-09"),
        ("13/3", "US", "2026-03-13"),
        ("3/13", "GB", "2026-03-13"),
        ("3/13", None, "2026-03-13"),
        ("13/3/2026", None, "2026-03-13"),
        ("5/5", None, "2026-05-05"),
    ],
)
def test_slashes_are_in_the_order_of_the_country_or_the_only_possible_one(
    text: str, region: str | None, day: str
) -> None:
    assert parse_date(text, MONDAY, region=region).isoformat() == day


@pytest.mark.parametrize(
    ("text", "region", "readings"),
    [
        ("9/3", None, ("9 Mar", "3 Sep")),
        ("3/9", None, ("3 Sep", "9 Mar")),
        ("9/3/2026", None, ("9 Mar 2026", "3 Sep 2026")),
        ("1/2/2026", "CA", ("1 Feb 2026", "2 Jan 2026")),
        ("9/3/2026", "JP", ("9 Mar 2026", "3 Sep 2026")),
    ],
)
def test_slashes_that_may_be_two_days_are_refused_with_both(
    text: str, region: str | None, readings: tuple[str, str]
) -> None:
    one, two = readings
    with pytest.raises(InvalidValue) as refusal:
        parse_date(text, MONDAY, region=region)
    assert refusal.value.message == f"“{text}” may be {one} or {two}."
    assert refusal.value.hint.startswith(f"Write {one} or {two}.")
    assert ("config set region" in refusal.value.hint) == (region is None)
    for reading in readings:
        assert read_date(reading, date(2026, 10, 1)) is not None


# -- Refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("5", "march", "2026", "May 2026", "5/6/26", "4.5.26", "2026/05", "20260504", "9-3-2026"),
        *("2026/5-4", "2026-05-04T10:00", "2026-W20-1", "noon", "this week", "next weekend"),
        *("last", "next", "ago", "the 12", "in 3", "days ago", "-3 days ago", "3.5 days ago"),
        *("eleven days ago", "in 2 fortnights", "next 12 May", "3m", "3h ago", "123 May"),
        *(
            "٢٠٢٦-٠٥-٠٤",
            "٩/٣",
            "",
            " ",
            "\x00",
            "friday friday",
            "today yesterday",
            "fridays 13",
            "10000 days ago",
        ),
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
        *("in 9999 years", "13/13", "0/5", "31.6.", "2026/13/01", "the 32nd", "0th", "31/2/2026"),
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
