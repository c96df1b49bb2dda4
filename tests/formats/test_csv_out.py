"""CSV as farmer writes it: what was put in is read back, and no cell is run as a formula."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from hypothesis import assume, given

from farmer.formats import csv_out
from farmer.formats.csv_out import NamesBeside
from farmer.formats.sheet import cells
from farmer.formats.whole_shape import SHAPE, Tables
from farmer.handles import phone_handle
from farmer.model import Handle
from tests.formats.people import ANYTHING, asked, contact, handle_rows, tables, touchpoint


def files_of(written: Tables) -> dict[str, str]:
    called = NamesBeside({row["id"]: row["name"] for row in written["contacts"]}, {3: "Mixer"})
    files = csv_out.write(asked(written), called, [])
    texts = {name: "".join(lines) for name, lines in files}
    assert all(text.startswith("\ufeff") and csv_out.is_ours(text) for text in texts.values())
    return {name: text.removeprefix("\ufeff") for name, text in texts.items()}


def rows(written: Tables, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files_of(written)[name], newline="")))


def test_a_table_a_noun_with_its_header() -> None:
    golf = {"contact_id": 7, "tag": "golf", "source": "hand", "recorded_on": None}
    files = files_of(tables(contacts__tags=[golf]))
    assert {"contacts.csv", "handles.csv", "tags.csv", "gains.csv", "touchpoints.csv"} <= set(files)
    assert {"facts.csv", "promises.csv", "requests.csv", "steps.csv", "events.csv"} <= set(files)
    assert files["tags.csv"] == "contact_id,contact,tag,source,recorded_on\r\n7,,golf,hand,\r\n"
    assert files["facts.csv"] == "id,contact_id,contact,on,what,note,source,recorded_on\r\n"
    assert files["people.csv"].rstrip() == ",".join(csv_out.PEOPLE)


def test_names_stand_beside_numbers() -> None:
    written = tables(
        contacts=[contact(met_through_id=8), contact("Bo Li", id=8)],
        touchpoints=[touchpoint("2026-06-01", event_id=3)],
        requests=[dict.fromkeys(SHAPE["requests"], "") | {"id": 1, "person_id": 7, "target_id": 8}],
        not_same=[{"contact_id": 7, "other_id": 8, "recorded_on": None}],
    )
    [touch], [request] = rows(written, "touchpoints.csv"), rows(written, "requests.csv")
    assert (touch["contact"], touch["event"]) == ("Ana Ruiz", "Mixer")
    assert (request["person"], request["target_name"], request["target"]) == (
        *("Ana Ruiz", "Bo Li"),
        "",
    )
    assert [row["met_through"] for row in rows(written, "contacts.csv")] == ["Bo Li", ""]
    [pair] = rows(written, "not_same.csv")
    assert (pair["contact"], pair["other"]) == ("Ana Ruiz", "Bo Li")


def test_a_table_of_an_older_farmer_is_its_own_too() -> None:
    for header in (
        *("contact_id,tag\r\n", "id,contact_id,on,what,note\r\n"),
        "contact_id,tag,source,recorded_on\r\n",
    ):
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
        assert begins not in ("+", "-") or re.fullmatch(r"[0-9]+(?: [0-9]+)*", read[1:])
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
        ("+34 600 12 34 56", "+34 600 12 34 56"),
        ("+34 6-1", "'+34 6-1"),
        ("'quoted", "'quoted"),
        ('a "b", c\nd', 'a "b", c\nd'),
        ("", ""),
    ],
)
def test_cells(text: str, cell: str) -> None:
    [read] = rows(tables(contacts=[contact(notes=text)]), "contacts.csv")
    assert read["notes"] == cell


def test_a_phone_number_is_left_alone_by_spreadsheets() -> None:
    """In groups that no country writes a number of thousands in, and read back as the number."""
    numbers = (
        "+34600123456",
        "600123457",
        "0600123456",
        "+48600123456",
        "+16502530000",
        "+99912345",
    )
    has = handle_rows(*(Handle("phone", number) for number in numbers))
    read = rows(tables(contacts=[contact()], contacts__handles=has), "handles.csv")
    said = [row["value"] for row in read]
    assert said == [
        *("+34 600 12 34 56", "600 12 34 57", "06 00 12 34 56", "+48 600 12 34 56"),
        *("+1 650 253 0000", "tel:+99912345"),
    ]
    assert not [each for each in said if re.fullmatch(r"\+?[0-9]{1,3}(?: [0-9]{3})*", each)]
    assert tuple(map(value_of, said)) == numbers


def value_of(said: str) -> str:
    """The number that is read from a cell."""
    found = phone_handle(said)
    assert found is not None
    return found.value


@given(ANYTHING)
def test_the_guard_is_undone_on_the_way_back_in(note: str) -> None:
    """By the reader of every table; an apostrophe that guards nothing stays."""
    assume("\r" not in note and "\n" not in note and not re.match("'\\s*[=+@＝＋－＠\t-]", note))
    written = files_of(tables(contacts=[contact(notes=note)]))["contacts.csv"]
    header, line = written.split("\r\n")[:2]
    read = dict(zip(cells([header], ","), cells([line], ","), strict=True))
    assert read["notes"] == note
