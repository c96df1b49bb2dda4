"""Text as it is searched and shown: folded, cut where a script writes no spaces."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.searched import EXCERPT, Term, searchable, shown_of, terms
from farmer.text import fold, words

# Letters, digits, marks and what stands between them, of scripts with and without spaces.
LETTERS = "aB ßØłé’'-_.,1²ΣДשعकिनीนี้ำสกにプが・ー李小龍東한국어😀 \n"
TEXT_OF_EVERY_SCRIPT = st.text(st.sampled_from(LETTERS), max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("The Port", "the port"),
        ("Straße", "strasse"),
        ("Łódź, Ærø", "lodz, aero"),
        ("ﬁnance", "finance"),
        ("李小龍", "李 小 龍"),
        ("来月、東京で", "来 月 、 東 京 て"),
        ("東京2026 ok", "東 京 2026 ok"),
        ("새사무소", "새 사 무 소"),
        ("ＡＢＣ商事", "abc 商 事"),
    ],
)
def test_what_is_kept_to_be_searched(written: str, searched: str) -> None:
    assert searchable(written).split() == searched.split()


@given(st.text())
def test_words_are_those_that_names_are_compared_by(text: str) -> None:
    """Every other command folds so too."""
    assert "".join(words(searchable(text))) == "".join(words(text))


def test_terms() -> None:
    assert terms('second off "the Port" o\'Neil 小龍 --') == [
        Term(("second",), False),
        Term(("off",), False),
        Term(("the", "port"), True),
        Term(("o", "neil"), False),
        Term(("小", "龍"), False),
    ]
    assert terms('" * …') == []


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("The second office, second time", "sec off", "The [second] [office], [second] time"),
        ("她想在港口附近开第二个办公室", "办公室", "她想在港口附近开第二个[办公室]"),
        ("Große Straße 5", "strasse", "Große [Straße] 5"),
        ("Øre og Łódź", "ore lodz", "[Øre] og [Łódź]"),
        ("เขาเปิดสำนักงานใหม่", "สำนักงาน", "เขาเปิด[สำนักงาน]ใหม่"),
        ("a café — 100 %", '"100"', "a café — [100] %"),
        ("nothing of it", "port", "nothing of it"),
    ],
)
def test_what_is_shown_is_what_was_written(text: str, wanted: str, marked: str) -> None:
    shown, spans = shown_of(text, terms(wanted))
    for start, end in reversed(spans):
        shown = f"{shown[:start]}[{shown[start:end]}]{shown[end:]}"
    assert shown == marked


def test_of_a_long_text_the_part_is_shown_in_which_most_was_found() -> None:
    text = f"{'port and sea ' * 40}the Port’s second office by the port {'and so on ' * 60}"
    shown, spans = shown_of(text, terms("port second office"))
    assert "the Port’s second office" in shown
    assert len(shown) <= EXCERPT + 2
    assert [shown[start:end] for start, end in spans][-3:] == ["Port", "second", "office"]
    han = "天" * 300 + "办公室" + "地" * 300
    shown, spans = shown_of(han, terms("办公室"))
    assert [shown[start:end] for start, end in spans] == ["办公室"]
    assert len(shown) <= EXCERPT + 2


@given(TEXT_OF_EVERY_SCRIPT, st.data())
def test_whatever_the_index_finds_is_shown(text: str, data: st.DataObject) -> None:
    """What SQLite's tokenizer makes of it and what is marked agree: inside any run of letters."""
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    wanted = terms(text[start : start + data.draw(st.integers(1, 6))])
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(
            "CREATE VIRTUAL TABLE s USING fts5"
            "(t, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
        )
        db.execute("INSERT INTO s VALUES (?)", [searchable(text)])
        for term in wanted:
            query = '"' + " ".join(term.words) + '" *'
            found = db.execute("SELECT 1 FROM s WHERE s MATCH ?", [query]).fetchone()
            shown, spans = shown_of(text, [term])
            assert bool(found) == bool(spans), term
            for begin, end in spans:
                assert fold(shown[begin:end]) or not fold(text)
