"""Addresses normalised to match, and phone numbers written nationally."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.handles import (
    all_in,
    any_handle,
    check_region,
    email_handle,
    in_region,
    phone_handle,
    url_handle,
)
from farmer.model import Handle


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


# -- Normalised -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["ana@x.example", " ANA@X.Example ", "mailto:ana@x.example", "<ana@x.example>"]
)
def test_an_email_is_the_same_however_it_is_written(typed: str) -> None:
    assert email_handle(typed) == any_handle(typed) == Handle("email", "ana@x.example")


@pytest.mark.parametrize("typed", ["ana@x", "@x.example", "ana ruiz@x.example", "ana", ""])
def test_what_lacks_a_part_is_no_email(typed: str) -> None:
    assert email_handle(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["+44 (20) 7946-0018", "tel:+442079460018", "0044 20 7946 0018", "(+44) 20.7946.0018"],
)
def test_an_international_number_is_digits_after_a_plus(typed: str) -> None:
    assert phone_handle(typed) == Handle("phone", "+442079460018")
    assert any_handle(typed) == Handle("phone", "+442079460018")


def test_a_local_number_stays_local_and_any_scripts_digits_are_digits() -> None:
    assert phone_handle("020 7946 0018") == Handle("phone", "02079460018")
    assert phone_handle("٠٢٠ ٧٩٤٦") == Handle("phone", "0207946")


@pytest.mark.parametrize("typed", ["1234", "call 020 7946 0018", "Ana", ""])
def test_few_digits_or_words_are_no_number(typed: str) -> None:
    assert phone_handle(typed) is None


def test_five_digits_are_a_number_and_an_extension_is_part_of_it() -> None:
    assert phone_handle("12345") == Handle("phone", "12345")
    assert phone_handle("020 7946 ext 5") == Handle("phone", "02079465")


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.LinkedIn.com/in/Ana-R%C3%BAiz/?utm=1#top",
        "HTTP://linkedin.com/in/ana-rúiz",
        "linkedin.com/in/ana-ru\u0301iz//",
        "www.linkedin.com/in/ana-rúiz",
    ],
)
def test_a_profile_is_its_address_without_trimmings(typed: str) -> None:
    assert url_handle(typed) == any_handle(typed) == Handle("url", "linkedin.com/in/ana-rúiz")


@pytest.mark.parametrize(
    "typed",
    [
        "https://es.linkedin.com/in/ana",
        "https://m.linkedin.com/in/Ana/",
        "https://www.linkedin.com/in/ana/en",
        "https://www.linkedin.com/in/ana/detail/contact-info/",
        "https://www.linkedin.com/mwlite/in/ana",
        "https://touch.www.linkedin.com/in/ana",
    ],
)
def test_a_linkedin_profile_is_one_under_every_host_and_language(typed: str) -> None:
    assert url_handle(typed) == Handle("url", "linkedin.com/in/ana")
    [before] = all_in(None, [Handle("url", "es.linkedin.com/in/ana")])
    assert before == url_handle(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "https://es.linkedin.com/pub/ana-ruiz/1/2B/3c4/de?trk=x",
            "linkedin.com/pub/ana-ruiz/1/2b/3c4",
        ),
        ("www.facebook.com/profile.php?sk=about&id=1000", "facebook.com/profile.php?id=1000"),
        ("https://www.linkedin.com/profile/view?id=77#top", "linkedin.com/profile/view?id=77"),
        ("https://a.example/page?id=7", "a.example/page"),
    ],
)
def test_a_profile_by_number_keeps_its_number(typed: str, kept: str) -> None:
    assert url_handle(typed) == url_handle(kept) == Handle("url", kept)


@pytest.mark.parametrize("typed", ["linkedin.com/company/acme/about", "notlinkedin.com/in/ana/en"])
def test_what_is_no_profile_keeps_its_path(typed: str) -> None:
    assert url_handle(typed) == Handle("url", typed)


@pytest.mark.parametrize("typed", ["localhost/x", "ana@x.example", "two words.example/x", ""])
def test_what_names_no_host_is_no_profile(typed: str) -> None:
    assert url_handle(typed) is None


@pytest.mark.parametrize("typed", ["Ana Ruiz", "x.example", "c7", "", "…"])
def test_a_name_is_no_address_nor_is_a_host_alone(typed: str) -> None:
    assert any_handle(typed) is None
