"""In which encoding a text is that does not say, and is no UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats.encodings import ReadAs, find_encoding, likely_readings, to_text_anyhow
from farmer.text import printable

TABLE = "Name,Company,Email\n{},Port,a@port.example\n"
WRITTEN = [
    ("cp1251", "Фёдор Щукин"),
    ("koi8-r", "Виктор Щукин"),
    ("cp1250", "Žofie Řeháková"),
    ("cp1250", "Łukasz Wiśniewski"),
    ("cp1252", "Noémie Lefèvre"),
    ("cp1252", "Søren Ærø Bjørnstad"),
    ("cp1252", "Íñigo Peña"),
    ("mac_roman", "Noémie Müller"),
    ("mac_roman", "Íñigo Peña"),
    ("cp1253", "Δημήτρης Αλεξίου"),
    ("cp1254", "Çağrı Yıldız"),
    ("shift_jis", "渡辺 さくら"),
    ("cp932", "伊藤 健太"),
    ("gb18030", "赵雅芝"),
    ("euc-kr", "정하늘"),
    ("big5", "蔡依林"),
]


@pytest.mark.parametrize(("encoding", "name"), WRITTEN)
def test_a_single_name_in_a_table_is_enough(encoding: str, name: str) -> None:
    text = TABLE.format(name)
    read, found = to_text_anyhow(text.encode(encoding))
    assert read == text
    assert found is not None
    assert found.sure


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "ascii"])
def test_unicode_is_read_and_nothing_is_said_of_it(encoding: str) -> None:
    text = TABLE.format("Ana Ruiz" if encoding == "ascii" else "Zoë Łuczak")
    assert to_text_anyhow(text.encode(encoding)) == (text, None)


def test_what_is_said_is_believed() -> None:
    text = TABLE.format("Łukasz Żak")
    assert to_text_anyhow(text.encode("iso-8859-2"), "iso-8859-2") == (text, None)


def test_utf8_pasted_together_with_something_else_is_read_letter_by_letter_and_said() -> None:
    mixed = TABLE.format("Zoë Łuczak").encode() + "Zoë,West,\n".encode("cp1252")
    read, found = to_text_anyhow(mixed)
    assert (read[-10:], found) == ("Zoë,West,\n", ReadAs("utf-8", sure=False))


def test_a_file_cut_off_within_a_letter_is_utf8() -> None:
    assert to_text_anyhow(TABLE.format("Zoë Łuczak Ł").encode()[:-20])[1] is None
    whole = "Name\nZoë Ł".encode()
    assert to_text_anyhow(whole[:-1])[1] is None


def test_what_is_no_words_in_any_encoding_is_kept_and_said_to_be_unsure() -> None:
    data = b"Name,Email\n" + bytes([0x81, 0xFF, 0x8D, 0xFE, 0x90, 0xA7, 0xFF]) + b",a@x.example\n"
    read, found = to_text_anyhow(data)
    assert found == ReadAs("cp1252", sure=False)
    assert read.endswith(",a@x.example\n")


@given(st.binary(max_size=200))
def test_no_bytes_at_all_are_refused(data: bytes) -> None:
    read, _found = to_text_anyhow(data)
    assert isinstance(read, str)


@given(st.text(max_size=60))
def test_utf8_is_never_taken_for_another(text: str) -> None:
    assert find_encoding(text.encode("utf-8", "replace")) is None


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp437", ["Müller", "Núñez"]),
        ("cp852", ["Łucja Żak", "Dvořák"]),
        ("cp866", ["Анна Иванова"]),
        ("cp850", ["Müller Jörg", "Bjørn Åse"]),
    ],
)
def test_what_a_line_says_in_the_right_encoding_is_the_likeliest(
    encoding: str, names: list[str]
) -> None:
    """The line is the one with most to tell by; an encoding that gives the same will do."""
    data = TABLE.format("\n".join(f"{name}," for name in names)).encode(encoding, "replace")
    line, texts = likely_readings(data)
    telling = data.decode(encoding).split("\n")[line - 1]
    assert telling.startswith(texts[0][1][:20])
    assert not telling.isascii()
    assert 1 < len({text for _, text in texts}) == len(texts) <= 3


@given(st.binary(max_size=200))
def test_any_bytes_have_readings_that_can_be_shown(data: bytes) -> None:
    line, texts = likely_readings(data)
    assert line >= 1
    for encoding, text in texts:
        assert isinstance(data.split(b"\n")[line - 1].decode(encoding), str)
        assert text == printable(text)
