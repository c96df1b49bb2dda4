"""CSV as farmer writes it: what was put in is read back, and no cell is run as a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given

from farmer.formats import csv_out
from farmer.formats.whole_shape import Tables
from farmer.model import Handle
from tests.formats.people import ANYTHING, asked, contact, handle_rows, tables, touchpoint


def files_of(written: Tables) -> dict[str, str]:
    return {name: "".join(lines) for name, lines in csv_out.write(asked(written))}


def rows(written: Tables, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files_of(written)[name], newline="")))


def test_a_table_a_noun_with_its_header() -> None:
    golf = {"contact_id": 7, "tag": "golf", "source": "hand", "recorded_on": None}
    files = files_of(tables(contacts__tags=[golf]))
    assert {"contacts.csv", "handles.csv", "tags.csv", "gains.csv", "touchpoints.csv"} <= set(files)
    assert {"facts.csv", "promises.csv", "requests.csv", "steps.csv", "events.csv"} <= set(files)
    assert files["tags.csv"] == "contact_id,tag,source,recorded_on\r\n7,golf,hand,\r\n"
    assert files["facts.csv"] == "id,contact_id,on,what,note,source,recorded_on\r\n"


def test_a_table_of_an_older_farmer_is_its_own_too() -> None:
    for header in ("contact_id,tag\r\n", "id,contact_id,on,what,note\r\n"):
        assert csv_out.is_ours(header)
    assert not csv_out.is_ours("contact_id,colour\r\n")


@given(ANYTHING, ANYTHING)
def test_cells_are_read_back_and_none_is_a_formula(name: str, note: str) -> None:
    written = tables(contacts=[contact(name)], touchpoints=[touchpoint("2026-06-01", note)])
    [person], [touch] = rows(written, "contacts.csv"), rows(written, "touchpoints.csv")
    for read, text in ((person["name"], name), (touch["note"], note)):
        assert read in (text, f"'{text}")
        begins = read.lstrip()[:1]
        assert begins not in tuple("=@＝＋－＠")
        assert begins not in ("+", "-") or read[1:].isdecimal()
        assert not read.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1-1", "'+1-1"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        (" =1", "' =1"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("'quoted", "'quoted"),
        ('a "b", c\nd', 'a "b", c\nd'),
        ("", ""),
    ],
)
def test_cells(text: str, cell: str) -> None:
    [read] = rows(tables(contacts=[contact(notes=text)]), "contacts.csv")
    assert read["notes"] == cell


def test_a_phone_number_stays_a_number() -> None:
    numbers = ("+34600123456", "600123457")
    has = handle_rows(*(Handle("phone", number) for number in numbers))
    read = rows(tables(contacts=[contact()], contacts__handles=has), "handles.csv")
    assert tuple(row["value"] for row in read) == numbers
