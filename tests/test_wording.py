"""How dates, counts and lists are said."""

from __future__ import annotations

from datetime import date

import pytest

from farmer.wording import say_count, say_date, say_list


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 5, 4), "4 May 2026"),
        (date(2026, 1, 31), "31 Jan 2026"),
        (date(1999, 12, 1), "1 Dec 1999"),
        (date(2026, 9, 10), "10 Sep 2026"),
    ],
)
def test_a_date_has_its_month_in_letters_and_no_leading_zero(day: date, said: str) -> None:
    assert say_date(day) == said


def test_every_month_has_its_name() -> None:
    said = [say_date(date(2026, month, 1)).split()[1] for month in range(1, 13)]
    assert " ".join(said) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (-1, "-1 days")]
)
def test_one_is_singular_and_everything_else_plural(number: int, said: str) -> None:
    assert say_count(number, "day") == said


def test_an_uncommon_plural_is_used_where_it_is_given() -> None:
    assert say_count(1, "person", "people") == "1 person"
    assert say_count(3, "person", "people") == "3 people"


def test_a_list_ends_with_its_last_word() -> None:
    assert say_list(["Ana"]) == "Ana"
    assert say_list(["Ana", "Bo"]) == "Ana and Bo"
    assert say_list(["Ana", "Bo", "Cy"]) == "Ana, Bo and Cy"
    assert say_list(["Ana", "Bo"], last="or") == "Ana or Bo"
