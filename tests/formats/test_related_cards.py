"""Relations by the id of another card of the same file are its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.details import CHILD, RELATION, Detail
from farmer.formats.incoming import Incoming, Unread
from farmer.formats.vcard import read
from tests.conftest import Farmer

UIDS = tuple(f"urn:uuid:{n}1111111-1111-4111-8111-111111111111" for n in (1, 2, 3))
BO = f"BEGIN:VCARD\nVERSION:4.0\nUID:{UIDS[1]}\nFN:Bo Müller\nEND:VCARD\n"


def ana(*lines: str) -> str:
    """The card of Ana, with those lines more."""
    more = "".join(f"{line}\n" for line in lines)
    return f"BEGIN:VCARD\nVERSION:4.0\nUID:{UIDS[0]}\nFN:Ana Ruiz\n{more}END:VCARD\n"


def told(text: str) -> tuple[tuple[Detail, ...], list[str]]:
    """The details of Ana, and what could not be read."""
    found = list(read(text.encode()))
    (of_her,) = (
        each for each in found if isinstance(each, Incoming) and each.contact.name == "Ana Ruiz"
    )
    return of_her.details, [each.field for each in found if isinstance(each, Unread)]


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        (f"RELATED;TYPE=spouse:{UIDS[1]}", Detail(RELATION, "spouse", "Bo Müller")),
        (f"RELATED;VALUE=uri;TYPE=agent:{UIDS[1].upper()}", Detail(RELATION, "agent", "Bo Müller")),
        (f"item1.RELATED;TYPE=child:{UIDS[1]}", Detail(CHILD, "child", "Bo Müller")),
    ],
)
def test_relation_by_the_id_of_a_card_is_its_name(line: str, detail: Detail) -> None:
    for text in (ana(line) + BO, BO + ana(line)):  # whichever stands first
        assert told(text) == ((detail,), [])


def test_name_with_a_comma_is_one() -> None:
    details, _ = told(ana(f"RELATED;TYPE=friend:{UIDS[1]}") + BO.replace("Müller", r"Müller\, Jr."))
    assert details == (Detail(RELATION, "friend", "Bo Müller, Jr."),)


@pytest.mark.parametrize(
    "others",
    [
        "",  # a card that is not in the file
        BO + BO.replace("Bo", "Cy"),  # an id that two people have
        BO.replace("FN:Bo Müller", "FN:"),
    ],
)
def test_relation_that_leads_to_nobody_for_sure_is_said_to_be_left_out(others: str) -> None:
    assert told(ana(f"RELATED;TYPE=friend:{UIDS[1]}") + others) == ((), ["relation"])


def test_nobody_is_related_to_themselves() -> None:
    assert told(ana(f"RELATED;TYPE=me:{UIDS[0]}") + BO)[0] == ()


@given(st.permutations(range(3)), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2))))
def test_order_of_the_cards_says_nothing(order: list[int], related: list[tuple[int, int]]) -> None:
    names = ("Ana Ruiz", "Bo Li", "Cy Ode")
    cards = [
        f"BEGIN:VCARD\nUID:{UIDS[n]}\nFN:{name}\n"
        + "".join(f"RELATED;TYPE=friend:{UIDS[to]}\n" for who, to in related if who == n)
        + "END:VCARD\n"
        for n, name in enumerate(names)
    ]
    found = {
        each.contact.name: {detail.value for detail in each.details}
        for each in read("".join(cards[n] for n in order).encode())
        if isinstance(each, Incoming)
    }
    assert found == {
        name: {names[to] for who, to in related if who == n != to} for n, name in enumerate(names)
    }


def test_such_a_relation_is_a_hint_by_which_somebody_is_reached_and_undone_with_the_import(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer("farmer log 'Ana Ruiz' --new --kind meeting --on 2026-04-01")
    file = tmp_path / "cards.vcf"
    bo = BO.replace("Müller", "Li")
    file.write_text(ana(f"RELATED;TYPE=co-worker:{UIDS[1]}") + bo, encoding="utf-8")
    assert farmer(f"farmer import {file}").status == 0
    [way] = farmer("farmer reach 'Bo Li' --json").data["ways"]
    bond = way["door"]["bonds"][0]
    assert (way["door"]["connectors"][0]["name"], bond["basis"], bond["how"]) == (
        *("Ana Ruiz", "related", "co-worker"),
    )
    again = farmer(f"farmer import {file} --json").data
    assert (again["new"], again["unchanged"]) == (0, 2)
    farmer("farmer undo")
    assert farmer("farmer reach 'Bo Li'").status == 3
    assert farmer("farmer show Ana --json").data["details"] == []
