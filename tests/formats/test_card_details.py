"""Postal addresses, relations, days and own fields of vCards, as real programs write them."""

from __future__ import annotations

import pytest

from farmer.details import ADDRESS, CHILD, DATE, OWN, RELATION, Detail
from farmer.formats.incoming import Incoming, Unread, Unused
from farmer.formats.vcard import read

HOME = Detail(ADDRESS, "home", "1 Mill Road, Ebury, E1 2AB, England")


def details(*lines: str, keep: dict[str, str] | None = None) -> tuple[Detail, ...]:
    card = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", "FN:Ana Ruiz", *lines, "END:VCARD", ""))
    (person,) = (each for each in read(card.encode(), keep or {}) if isinstance(each, Incoming))
    return person.details


@pytest.mark.parametrize(
    "line",
    [
        "ADR;TYPE=HOME:;;1 Mill Road;Ebury;;E1 2AB;England",
        "ADR;TYPE=pref,home:;;1 Mill Road;Ebury;;E1 2AB;England",
        "ADR;HOME;PREF:;;1 Mill Road;Ebury;;E1 2AB;England",
        "adr;type=home;type=pref:;;1 Mill Road;Ebury;;E1 2AB;England",
        r"ADR;TYPE=home:;;1 Mill Road\nEbury;;;E1 2AB;England",
        'ADR;TYPE=home;LABEL="1 Mill Road, Ebury, E1 2AB, England":;;;;;;',
        "ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;1=20Mill Road;Ebury;;E1 2AB;England",
    ],
)
def test_a_postal_address(line: str) -> None:
    assert details(line) == (HOME,)


def test_an_address_of_a_kind_of_its_own_and_one_of_none() -> None:
    assert details("item1.ADR:;;2 Quay;;;;", "item1.X-ABLabel:Summer house", "ADR:;;;Rome") == (
        Detail(ADDRESS, "summer house", "2 Quay"),
        Detail(ADDRESS, "", "Rome"),
    )
    assert details("ADR;TYPE=work:;;;;;;") == ()


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["RELATED;TYPE=spouse;VALUE=text:Bo Tran"], Detail(RELATION, "spouse", "Bo Tran")),
        (
            ["item1.X-ABRELATEDNAMES;type=pref:Bo Tran", "item1.X-ABLabel:_$!<Spouse>!$_"],
            Detail(RELATION, "spouse", "Bo Tran"),
        ),
        (["X-SPOUSE:Bo Tran"], Detail(RELATION, "spouse", "Bo Tran")),
        (["X-EVOLUTION-SPOUSE:Bo Tran"], Detail(RELATION, "spouse", "Bo Tran")),
        (["X-KADDRESSBOOK-X-SpousesName:Bo Tran"], Detail(RELATION, "spouse", "Bo Tran")),
        (["X-MS-ASSISTANT:Cy Doe"], Detail(RELATION, "assistant", "Cy Doe")),
        (["RELATED;TYPE=child;VALUE=text:Mia"], Detail(CHILD, "child", "Mia")),
        (
            ["x.X-ABRELATEDNAMES:Mia", "x.X-ABLABEL:_$!<Daughter>!$_"],
            Detail(CHILD, "daughter", "Mia"),
        ),
        (["ANNIVERSARY:20100612"], Detail(DATE, "anniversary", "2010-06-12")),
        (["ANNIVERSARY:--0612"], Detail(DATE, "anniversary", "--06-12")),
        (["X-ANNIVERSARY:2010-06-12"], Detail(DATE, "anniversary", "2010-06-12")),
        (["X-EVOLUTION-ANNIVERSARY:2010-06-12"], Detail(DATE, "anniversary", "2010-06-12")),
        (
            ["ITEM1.X-ABDATE:20100612", "ITEM1.X-ABLABEL:Hochzeitstag"],
            Detail(DATE, "Hochzeitstag", "2010-06-12"),
        ),
        (["X-SHOE;X-FARMER-LABEL=\"shoe ^'size^'\":39"], Detail(OWN, 'shoe "size"', "39")),
    ],
)
def test_relations_days_and_own_fields(lines: list[str], found: Detail) -> None:
    assert details(*lines) == (found,)


def test_several_children_in_one_line_are_several() -> None:
    assert details(r"X-CHILDREN:Mia\, Tom") == (
        Detail(CHILD, "children", "Mia"),
        Detail(CHILD, "children", "Tom"),
    )


def test_a_relation_that_is_another_card_is_no_name() -> None:
    address = "RELATED;TYPE=spouse:urn:uuid:11111111-1111-4111-8111-111111111111"
    assert details(address) == ()
    card = f"BEGIN:VCARD\nFN:Ana\n{address}\nX-ABDATE:some day\nRELATED:\nEND:VCARD\n"
    unread = [each.field for each in read(card.encode()) if isinstance(each, Unread)]
    assert unread == ["relation", "date"]


def test_what_else_a_card_has_is_kept_where_somebody_wants_it() -> None:
    lines = ("X-SHOE-SIZE:39", "ROLE:Baker", "X-ANDROID-CUSTOM:1")
    assert details(*lines) == ()
    kept = details(*lines, keep={"shoe size": "shoe size", "role": "craft"})
    assert kept == (Detail(OWN, "shoe size", "39"), Detail(OWN, "craft", "Baker"))


def test_what_has_a_place_is_not_said_to_be_left_out() -> None:
    card = "BEGIN:VCARD\nFN:Ana\nADR:;;1 Mill Road\nRELATED:Bo\nROLE:Baker\nEND:VCARD\n"
    assert [each.column for each in read(card.encode()) if isinstance(each, Unused)] == ["ROLE"]
