"""What readers yield, and how text from a file is made fit to keep."""

from __future__ import annotations

from farmer.formats.incoming import handles_from, kept, kept_note
from farmer.handles import email_handle, phone_handle
from farmer.model import Handle


def test_a_text_is_cleaned_and_only_a_note_keeps_its_lines() -> None:
    assert kept(" two\r\n lines\x00 ") == "two lines"
    assert kept_note(" two\r\n   lines\x00 \r\n\r\n") == "two\n   lines"
    assert len(kept("word " * 2000)) == 9999


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
