"""Phone numbers written nationally, read as those of one country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.model import Handle
from farmer.names import any_handle, phone_handle
from farmer.phones import check_region, in_region


def dialled(typed: str, region: str | None) -> str:
    """`typed` as a phone number, read in `region`."""
    handle = phone_handle(typed)
    assert handle is not None
    return in_region(handle, region).value


@pytest.mark.parametrize(
    ("typed", "region", "value"),
    [
        ("020 7946 0018", "GB", "+442079460018"),
        ("(020) 7946-0018", "GB", "+442079460018"),
        ("٠٢٠ ٧٩٤٦ ٠٠١٨", "GB", "+442079460018"),
        ("600 123 456", "ES", "+34600123456"),
        ("06 6982 1234", "IT", "+390669821234"),
        ("(415) 555-2671", "US", "+14155552671"),
        ("011 44 20 7946 0018", "US", "+442079460018"),
    ],
)
def test_a_national_number_is_one_of_the_region(typed: str, region: str, value: str) -> None:
    assert dialled(typed, region) == value


@pytest.mark.parametrize("typed", ["+44 20 7946 0018", "0044 20 7946 0018", "+49 30 1234567"])
@pytest.mark.parametrize("region", [None, "GB", "US"])
def test_an_international_number_is_the_same_everywhere(typed: str, region: str | None) -> None:
    assert dialled(typed, region) == dialled(typed, None)


@pytest.mark.parametrize("typed", ["12345", "020 7946 0018 ext 5", "0" * 40, "600 123 456"])
def test_what_the_countrys_plan_does_not_have_stays_as_it_was_written(typed: str) -> None:
    assert dialled(typed, "GB") == dialled(typed, None)


@pytest.mark.parametrize("typed", ["ana@ruiz.example", "linkedin.com/in/ana"])
def test_other_addresses_are_left_alone_even_in_no_country(typed: str) -> None:
    handle = any_handle(typed)
    assert handle is not None
    assert in_region(handle, "ZZ") is handle


@pytest.mark.parametrize("region", ["ZZ", "UK", "gb", ""])
def test_no_country_is_refused_when_a_number_is_read(region: str) -> None:
    with pytest.raises(InvalidValue, match="region"):
        in_region(Handle("phone", "02079460018"), region)
    with pytest.raises(InvalidValue, match="region"):
        check_region(region)


@given(
    st.text("0123456789+ ()-", min_size=5, max_size=30),
    st.sampled_from(["GB", "US", "DE", "IT", "AU", "BR", "IN"]),
)
def test_reading_twice_is_reading_once_and_without_a_region_nothing_changes(
    typed: str, region: str
) -> None:
    handle = phone_handle(typed)
    if handle is not None:
        once = in_region(handle, region)
        assert in_region(once, region) == once
        assert in_region(handle, None) is handle
