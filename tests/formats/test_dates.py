"""Days as other programs write them."""

from __future__ import annotations

from datetime import date

import pytest

from farmer.formats.dates import birthday_from, parse_birthday, parse_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 May 2024", date(2024, 5, 30)),
        ("1 sept 2024", date(2024, 9, 1)),
        ("30-May-24", date(2024, 5, 30)),
        ("Jan 15, 2024", date(2024, 1, 15)),
        ("October 1, 2026", date(2026, 10, 1)),
        ("November 1, 2026 10:00 AM", date(2026, 11, 1)),
        ("15-ene-24", date(2024, 1, 15)),
        ("15 mai 2024", date(2024, 5, 15)),
        ("15. März 2024", date(2024, 3, 15)),
        ("1 août 2024", date(2024, 8, 1)),
        ("15 de enero de 2024", date(2024, 1, 15)),
        ("3 października 2024", date(2024, 10, 3)),
        ("7 juil. 2024", date(2024, 7, 7)),
        ("7 juin 2024", date(2024, 6, 7)),
        ("12/22/16, 9:55 AM", date(2016, 12, 22)),
        ("1/8/2018", date(2018, 1, 8)),
        ("16.09.2021", date(2021, 9, 16)),
        ("2024-05-30", date(2024, 5, 30)),
        ("2024/5/3", date(2024, 5, 3)),
        ("2024.5.3", date(2024, 5, 3)),
        ("2026-11-20 10:15", date(2026, 11, 20)),
        ("45432", date(2024, 5, 20)),
        ("22/12/16", None),
        ("30 Mayday 2024", None),
        ("7 jui 2024", None),
        ("30 Ma 2024", None),
        ("1 1 2024", None),
        ("1/2-2024", None),
        ("٣٠ May 2024", None),
        ("1 May 1024", None),
        ("12345", None),
        ("454321", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_numbers_are_read_in_the_order_that_is_told() -> None:
    assert parse_day("05/06/2024", month_first=False) == date(2024, 6, 5)
    assert parse_day("05/06/2024", month_first=True) == date(2024, 5, 6)
    assert parse_day("22/12/16", month_first=False) == date(2016, 12, 22)
    assert parse_day("05.06.2024", month_first=True) == date(2024, 6, 5)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        *(
            (text, "--05-04")
            for text in ("May 4", "4 May", "4. Mai", "4 de mayo", "May 4th", "4-May")
        ),
        *((text, "") for text in ("May 40", "4 Foo", "30 February", "May")),
        ("29 February", "--02-29"),
    ],
)
def test_a_birthday_in_words_needs_no_year(text: str, born: str) -> None:
    assert parse_birthday(text) == born


@pytest.mark.parametrize("at", range(3))
def test_a_number_that_no_computer_counts_with_is_no_part_of_a_birthday(at: int) -> None:
    parts = ["1984", "5", "12"]
    parts[at] = "9" * 30
    assert birthday_from(*parts) == ""
