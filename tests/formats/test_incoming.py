"""What readers yield, and how text from a file is made fit to keep."""

from __future__ import annotations

from farmer.formats.incoming import handles_from, kept, kept_name
from farmer.handles import email_handle, phone_handle
from farmer.model import NAME_LENGTH, NOTE_LENGTH, Handle


def test_text_too_long_is_cut_not_refused() -> None:
    assert len(kept("word " * 2000)) <= NOTE_LENGTH
    assert kept_name("x" * 500) == "x" * (NAME_LENGTH - 1) + "…"


def test_text_that_fits_is_only_cleaned() -> None:
    assert kept(" two\r\n lines\x00 ") == "two lines"


def test_lone_surrogates_are_replaced() -> None:
    assert kept("a\ud800b") == "a?b"


def test_each_handle_once_and_nothing_that_is_none() -> None:
    found = handles_from(
        (
            (email_handle, "Ida@North.example"),
            (email_handle, "ida@north.example"),
            (email_handle, "no address"),
            (phone_handle, "+44 20 7946 0018"),
            (phone_handle, "1" * 50_000),
        )
    )
    assert found == (Handle("email", "ida@north.example"), Handle("phone", "+442079460018"))
