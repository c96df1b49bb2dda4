"""What the cells of a row tell: several values in one, and names the other way round."""

from __future__ import annotations

import pytest

from farmer.formats.row_values import RowValues, with_given_first


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Ruiz Ana", "Ana Ruiz"),
        ("RUIZ Ana", "Ana RUIZ"),
        ("RUIZ ANA", "ANA RUIZ"),
        ("GARCÍA LÓPEZ Ana", "Ana GARCÍA LÓPEZ"),
        ("Garcia Lopez Ana", "Garcia Lopez Ana"),  # nothing says where the family's name ends
        ("GARCIA LOPEZ ANA", "GARCIA LOPEZ ANA"),
        ("Ruiz, Ana", "Ruiz, Ana"),  # which is read as it is
        ("Ana", "Ana"),
        ("", ""),
    ],
)
def test_the_family_stands_first_only_where_that_is_sure(name: str, turned: str) -> None:
    assert with_given_first(name) == turned


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("nom et prenom", "Ana Ruiz"),
        ("cognome e nome", "Ana Ruiz"),
        ("nazwisko i imie", "Ana Ruiz"),
        ("last name, first name", "Ana Ruiz"),
        ("prenom et nom", "Ruiz Ana"),
        ("name", "Ruiz Ana"),
    ],
)
def test_a_column_says_itself_that_the_family_stands_first(column: str, name: str) -> None:
    assert RowValues([column], {"name": [0]}).told(["Ruiz Ana"]) == {"name": [name]}


@pytest.mark.parametrize(
    ("field", "cell", "values"),
    [
        ("phone", "+34600111222 / +34600111333", ["+34600111222", "+34600111333"]),
        ("phone", "0171/1234567", ["0171/1234567"]),
        ("phone", "+34600111222 or +34600111333", ["+34600111222", "+34600111333"]),
        ("url", "https://a.example, https://b.example", ["https://a.example", "https://b.example"]),
        ("url", "https://a.example/@1,2;x", ["https://a.example/@1,2;x"]),
        ("url", "a.example\nb.example", ["a.example", "b.example"]),
        ("company", "Acme, Inc.", ["Acme, Inc."]),
    ],
)
def test_a_cell_may_hold_several(field: str, cell: str, values: list[str]) -> None:
    assert RowValues([field], {field: [0]}).told([cell]) == {field: values}


@pytest.mark.parametrize("cell", ["/in/ana-ruiz", "in/ana-ruiz", "in/ana-ruiz/"])
def test_a_profile_may_stand_without_its_host(cell: str) -> None:
    told = RowValues(["what is your linkedin profile?"], {"url": [0]}).told([cell])
    assert told == {"url": ["linkedin.com/in/ana-ruiz"]}
