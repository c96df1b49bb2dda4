"""Text that people wrote: cleaned for keeping, folded for comparing."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.text import (
    MOST_MARKS,
    NAME_LENGTH,
    NOTE_LENGTH,
    clean,
    clean_name,
    clean_note,
    fold,
    joined_notes,
    printable,
    printable_lines,
    words,
)

# -- Cleaning ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana\x1b[31m red\x1b[0m", "Ana red"),
        ("Ana\x1b[2J\x1b[1;1H", "Ana"),
        ("a\x1b]0;a new title\x07b", "ab"),
        ("a\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\", "alink"),
        ("\x1bcAna", "Ana"),
        ("Ana\x1b", "Ana"),
    ],
)
def test_terminal_escapes_are_dropped_whole(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x08", "\t", "\n", "\r\n", "\x7f", "\x9b"])
def test_a_control_character_is_at_most_a_space(control: str) -> None:
    assert clean(f"Ana{control}Ruiz{control}") == "Ana Ruiz"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\u00a0", "   "])
def test_whatever_breaks_a_line_or_spaces_out_is_one_space(separator: str) -> None:
    assert clean(f"{separator}Ana{separator}Ruiz") == "Ana Ruiz"


@pytest.mark.parametrize(
    "mark", list("\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2069\u200e\u200f")
)
def test_direction_marks_cannot_turn_a_line_around(mark: str) -> None:
    assert clean(f"{mark}Ana{mark} Ruiz{mark}") == "Ana Ruiz"


@pytest.mark.parametrize("invisible", ["\ufeff", "\u200b", "\u00ad", "\u2060"])
def test_invisible_letters_cannot_make_two_names_of_one(invisible: str) -> None:
    assert clean(f"Ana{invisible} Ru{invisible}iz") == "Ana Ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "مريم العلي",
        "רות לוי",
        "👩‍👩‍👧 family",
        "می‌خواهم",
        "🏳️‍🌈",
        "Ana [/b] [red]",
        "李小龍",
        "O’Neil & Söhne",
    ],
)
def test_scripts_emoji_and_markup_are_kept_as_typed(text: str) -> None:
    assert clean(text) == text


def test_accents_are_composed() -> None:
    assert clean("Jose\u0301") == "Jos\u00e9"


@pytest.mark.parametrize("broken", ["\ud800", "Ana \udcff", "\udc00 Ruiz"])
def test_bytes_that_are_not_unicode_are_refused(broken: str) -> None:
    with pytest.raises(InvalidValue, match="not Unicode"):
        clean(broken)


@pytest.mark.parametrize(("cleaner", "most"), [(clean, NOTE_LENGTH), (clean_name, NAME_LENGTH)])
def test_as_much_as_fits_is_kept_and_a_letter_more_is_refused(cleaner: object, most: int) -> None:
    assert callable(cleaner)
    assert cleaner("x" * most) == "x" * most
    assert cleaner(f"  {'x' * most}\n") == "x" * most
    with pytest.raises(InvalidValue, match=f"has {most + 1} letters; at most {most}"):
        cleaner("x" * (most + 1))


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x1b[];m\x07\u202e\u200d")))
def test_whatever_is_printable_is_one_line_that_steers_no_terminal(text: str) -> None:
    shown = printable(text)
    assert {unicodedata.category(letter) for letter in shown}.isdisjoint({"Cc", "Zl", "Zp"})
    assert {letter for letter in shown if unicodedata.category(letter) == "Cf"} <= {
        "\u200c",
        "\u200d",
    }
    assert shown == shown.strip()
    assert "  " not in shown
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("wants:\n- a lease\n- a lawyer", "wants:\n- a lease\n- a lawyer"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\n\n  first\n\n\tdeeper  still \n  \n", "first\n\n    deeper still"),
        ("a \x1b]0;title\nx\x07 b", "a b"),
        ("  one   line ", "one line"),
    ],
)
def test_a_note_keeps_its_lines_and_their_indentation(typed: str, kept: str) -> None:
    assert clean_note(typed) == kept


@given(
    st.text(st.characters(codec="utf-8") | st.sampled_from("\n\n\n \t\r\x1b[];m\x07\u202e\u0301"))
)
def test_a_note_cleaned_is_its_printable_lines(text: str) -> None:
    shown = printable_lines(text)
    assert printable_lines(shown) == shown
    assert all(line.lstrip(" ") == printable(line) for line in shown.split("\n"))
    assert not shown or shown.strip() == shown


def test_notes_are_joined_in_a_sentence_unless_one_has_lines() -> None:
    assert joined_notes(["a", "", "b"]) == "a; b"
    assert joined_notes(["a\nb", "c"]) == "a\nb\nc"


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x1b[];m\x07\u202e\u200d\u0301")))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert printable(printable(text)) == printable(text)


# -- Folding ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("JOSÉ  núñez", "jose nunez"),
        ("  Ana\tRuiz ", "ana ruiz"),
        ("Łukasz Ærø", "lukasz aero"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Đorđe Þór", "dorde thor"),
        ("Œuvre", "oeuvre"),
        ("ﬁne", "fine"),
        ("Ελένη", "ελενη"),
        ("李小龍", "李小龍"),
        ("", ""),
    ],
)
def test_folding_forgets_case_accents_and_spaces(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "Zs"])))
def test_composed_or_not_a_name_folds_alike(name: str) -> None:
    assert fold(unicodedata.normalize("NFC", name)) == fold(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana-María O'Neil", ["ana", "maria", "o'neil"]),
        ("'Ana' (Ruiz)", ["ana", "ruiz"]),
        ("ana_ruiz", ["ana", "ruiz"]),
        ("R2 D2", ["r2", "d2"]),
        ("Ana 😀", ["ana"]),
        ("…", []),
        ("", []),
    ],
)
def test_words_are_what_punctuation_leaves(name: str, parts: list[str]) -> None:
    assert words(name) == parts


@pytest.mark.parametrize("make", [fold, printable])
def test_accents_upon_accents_take_no_time(make: Callable[[str], str]) -> None:
    """Sorting them as Unicode asks would take the square of their number: minutes for these."""
    began = time.process_time()
    made = make("A" + "\u0301\u0323" * 200_000 + "na")
    assert time.process_time() - began < 5
    assert len(made) <= len("Ana") + MOST_MARKS


def test_as_many_accents_as_any_language_has_are_kept() -> None:
    name = "Z\u0361\u0335\u0323oe"
    assert clean(name) == unicodedata.normalize("NFC", name)
