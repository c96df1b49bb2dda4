"""Postal addresses, relations, days and own fields in tables, by their columns."""

from __future__ import annotations

import pytest

from farmer.details import ADDRESS, CHILD, DATE, OWN, RELATION, Detail
from farmer.formats import google, outlook, table
from farmer.formats.incoming import How, Incoming, Unused
from tests.ledger.making import DAY


def told(text: str, keep: dict[str, str] | None = None) -> tuple[tuple[Detail, ...], list[str]]:
    how = How(DAY, keep=keep or {})
    layouts = [each for each in (google.NEW, google.OLD, outlook.LAYOUT) if each.recognises(text)]
    rows = list(layouts[0].read(text, how) if layouts else table.read(text, how))
    (person,) = (each for each in rows if isinstance(each, Incoming))
    return person.details, [each.column for each in rows if isinstance(each, Unused)]


def one_row(**cells: str) -> str:
    return ",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"


GOOGLE = {
    "First Name": "Ana",
    "Last Name": "Ruiz",
    "Labels": "",
    "E-mail 1 - Value": "ana@acme.example",
    "Address 1 - Label": "* Home",
    "Address 1 - Formatted": "1 Mill Road\nEbury",
    "Address 1 - Street": "1 Mill Road",
    "Address 1 - City": "Ebury",
    "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "2010-06-12",
    "Relation 1 - Label": "Spouse",
    "Relation 1 - Value": "Bo Tran",
    "Relation 2 - Label": "Child",
    "Relation 2 - Value": "Mia",
    "Custom Field 1 - Label": "Shoe size",
    "Custom Field 1 - Value": "39",
}


def test_of_googles_table() -> None:
    details, unused = told(one_row(**GOOGLE))
    assert details == (
        Detail(ADDRESS, "home", "1 Mill Road, Ebury"),
        Detail(DATE, "Anniversary", "2010-06-12"),
        Detail(RELATION, "Spouse", "Bo Tran"),
        Detail(CHILD, "Child", "Mia"),
    )
    assert unused == ["Shoe size"]
    details, unused = told(one_row(**GOOGLE), {"shoe size": "shoe size"})
    assert (details[-1], unused) == (Detail(OWN, "shoe size", "39"), [])


def test_of_outlooks_table() -> None:
    cells = {
        "First Name": "Ana",
        "Last Name": "Ruiz",
        "E-mail Address": "ana@acme.example",
        "Business Street": "2 Quay",
        "Business City": "Ebury",
        "Business Postal Code": "E1 2AB",
        "Business Country/Region": "England",
        "Home City": "Rome",
        "Spouse": "Bo Tran",
        "Children": "Mia; Tom",
        "Assistant's Name": "Cy Doe",
        "Anniversary": "6/12/2010",
        "Hobby": "chess",
    }
    details, unused = told(one_row(**cells), {"hobby": "hobby"})
    assert set(details) == {
        Detail(ADDRESS, "work", "2 Quay, Ebury, E1 2AB, England"),
        Detail(ADDRESS, "home", "Rome"),
        Detail(RELATION, "spouse", "Bo Tran"),
        Detail(CHILD, "children", "Mia"),
        Detail(CHILD, "children", "Tom"),
        Detail(RELATION, "assistant", "Cy Doe"),
        Detail(DATE, "anniversary", "2010-06-12"),
        Detail(OWN, "hobby", "chess"),
    }
    assert unused == []


@pytest.mark.parametrize("column", ["Favourite colour", "FAVOURITE  COLOUR"])
def test_an_own_field_of_any_table(column: str) -> None:
    text = one_row(**{"Name": "Ana Ruiz", "Email": "ana@acme.example", column: "green"})
    assert told(text) == ((), ["favourite colour"])
    kept = told(text, {"favourite colour": "colour"})
    assert kept == ((Detail(OWN, "colour", "green"),), [])


def test_a_state_by_itself_is_no_address() -> None:
    text = one_row(**{"Name": "Ana Ruiz", "Email": "ana@acme.example", "State": "won"})
    assert told(text) == ((), ["state"])


@pytest.mark.parametrize(
    ("columns", "label"),
    [
        ("Address,City,Zip", ""),
        ("Anschrift,Ort,PLZ", ""),
        ("Adresse,Ville,Code postal", ""),
        ("Dirección,Ciudad,Código postal", ""),
        ("Indirizzo,Città,CAP", ""),
        ("Endereço,Cidade,CEP", ""),
        ("Adres,Plaats,Postcode", ""),
        ("Ulica,Miasto,Kod pocztowy", ""),
        ("Straße privat,Ort privat,Postleitzahl privat", "home"),
        ("Straße geschäftlich,Ort geschäftlich,Postleitzahl geschäftlich", "work"),
    ],
)
def test_a_postal_address_in_the_languages_of_headers(columns: str, label: str) -> None:
    cells = dict(zip(columns.split(","), ("1 Mill Road", "Ebury", "E1 2AB"), strict=True))
    text = one_row(**{"Name": "Ana Ruiz", "Email": "ana@acme.example"} | cells)
    assert told(text) == ((Detail(ADDRESS, label, "1 Mill Road, Ebury, E1 2AB"),), [])


def test_a_whole_address_is_not_told_twice() -> None:
    cells = {"Name": "Ana", "Email": "ana@acme.example", "City": "Ebury", "Country": "Spain"}
    text = one_row(**cells, Address="1 Mill Road, Ebury")
    assert told(text)[0] == (Detail(ADDRESS, "", "1 Mill Road, Ebury, Spain"),)


def test_own_fields_of_google_are_named_by_their_labels() -> None:
    more = {"Custom Field 2 - Label": "Colour", "Custom Field 2 - Value": "red"}
    text = one_row(**GOOGLE | more)
    assert told(text)[1] == ["Shoe size", "Colour"]
    assert told(text, {"colour": "colour"})[1] == ["Shoe size"]


def test_a_day_that_outlook_writes_for_none_is_none() -> None:
    text = one_row(**{"Name": "Ana Ruiz", "Email": "ana@acme.example", "Anniversary": "0.0.00"})
    rows = [*table.read(text, How(DAY))]
    assert [type(row) for row in rows] == [Incoming]
