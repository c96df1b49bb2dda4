"""Bytes become text whatever wrote them."""

from __future__ import annotations

import pytest

from farmer.formats.decoding import decode, decode_as, is_charset, to_text, to_utf8

TEXT = "First Name,Last Name\r\nZoë,Łukasz 山田\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_mark(encoding: str) -> None:
    assert to_text(TEXT.encode(encoding)) == TEXT


def test_big_endian_mark() -> None:
    assert to_text(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_utf16_cut_in_the_middle_of_a_letter_keeps_the_rest() -> None:
    assert to_text(TEXT.encode("utf-16")[:-1]).startswith("First Name,Last Name\r\nZoë")


def test_cp1252_then_latin1() -> None:
    assert to_text("Zoë – Œuvre".encode("cp1252")) == "Zoë – Œuvre"
    assert to_text(b"Zo\xeb\x81") == "Zoë\x81"


def test_utf8_and_cp1252_in_one_cell() -> None:
    assert to_text("Geschäft".encode() + "sführer".encode("cp1252")) == "Geschäftsführer"


def test_empty_and_zero_bytes_are_left_alone() -> None:
    assert to_utf8(b"") == b""
    assert to_utf8(b"\0" * 50) == b"\0" * 50


def test_a_declared_charset_is_used_where_utf8_does_not_fit() -> None:
    assert decode("山田".encode("shift_jis"), "SHIFT_JIS") == "山田"
    assert decode("山田".encode(), "SHIFT_JIS") == "山田"
    assert decode_as("Ł".encode("iso-8859-2"), "ISO-8859-2", "utf-8") == "Ł"


@pytest.mark.parametrize("name", ["", "murks", "unicode_escape", "rot13", "punycode", "idna"])
def test_charsets_that_are_not_believed(name: str) -> None:
    assert not is_charset(name)
    assert decode(b"\xe4", name) == "ä"
