"""Everybody else goes out of a text about one person, in whatever form; the person's own stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.model import Handle
from farmer.people.meant import Person
from farmer.people.others import Others
from farmer.people.scrub import SOMEBODY
from farmer.text import fold
from tests.strategies import names, names_written

ANA = Person(
    1,
    "Ana Ruiz",
    "Nita",
    "",
    (Handle("phone", "+34600123456"), Handle("email", "ana@voss.example")),
)
LENA = Person(2, "Lena Voss", "", "", (Handle("phone", "+442079460018"),))


def blanked(text: str, *others: Person) -> str:
    return Others(ANA, others, [text]).blank(text)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        *(
            ("Lena Voss", text)
            for text in (
                *("Lena", "lena", "LENA", "Léna", "Lena's", "Lena’s", "Lenas", "VOSS'"),
                *("lena-voss", "@lenavoss", "@voss_lena", "#LenaVoss", "lena.voss2", "Voss, Lena"),
                *("(Lena)", "„Lena“", "_Lena_", "Lena/", "d'Lena", "lena@home.example"),
            )
        ),
        *(("Jürg Groß", text) for text in ("Gross", "GROẞ", "groß", "Juerg", "JURG")),
        *(("Siân O'Neil", text) for text in ("O’Neil", "ONeil's", "sian", "@sianoneil")),
        *(("Anne-Marie Li", text) for text in ("annemarie", "AnneMarie", "Marie", "@li-annemarie")),
        *(("Łucja Østergård", text) for text in ("Lucja", "oestergaard", "OSTERGARD")),
        *(("李 明", text) for text in ("和李明去", "李明", "李　明")),
        *(("김민수", text) for text in ("김민수는", "김민수")),
        *(("मीरा शर्मा", text) for text in ("मीरा", "शर्मा")),
    ],
)
def test_a_name_is_recognised_in_every_form(name: str, written: str) -> None:
    found = blanked(f"saw {written} there", Person(2, name))
    assert SOMEBODY in found
    assert not set(re.findall(r"\w\w+", fold(name))) & set(re.findall(r"\w+", fold(found)))


@pytest.mark.parametrize(
    "text",
    ["+44 20 7946 0018", "020 7946 0018", "0044-20-79460018", "(020) 7946.0018", "tel:02079460018"],
)
def test_a_telephone_number_is_recognised_from_home_and_from_abroad(text: str) -> None:
    assert "0018" not in blanked(f"call {text} now", LENA)


@pytest.mark.parametrize(
    "text",
    [
        "Ana's idea, Ruiz Ana, ANA, @ana-ruiz, Nita",
        "600 123 456 and ana@voss.example",
        "lenape, Annelena, vossian, market, Lenasson",
        "2 0794 600185, 12 600 123",
    ],
)
def test_what_is_nobody_else_stays(text: str) -> None:
    others = (LENA, Person(3, "Ana"), Person(4, "Mark Ruiz"), Person(5, "Ruiz Ana"))
    assert blanked(text, *others) == text


def test_a_longer_name_is_not_the_shorter_one_in_it() -> None:
    soler = Person(3, "Ana Ruiz Soler")
    assert blanked("Ana Ruiz met Ana Ruiz Soler.", soler) == f"Ana Ruiz met {SOMEBODY}."


def test_what_is_to_be_kept_is() -> None:
    others = Others(ANA, [Person(2, "May Li")], ["log May on 4 May 2026, may"])
    keep = re.compile(r"\d May \d+")
    assert others.blank("log May on 4 May 2026", keep) == f"log {SOMEBODY} on 4 May 2026"


@given(st.data(), names())
def test_no_form_of_a_name_stays(data: st.DataObject, name: str) -> None:
    text = f"I saw {data.draw(names_written(name))} and {data.draw(names_written(name))}."
    found = fold(blanked(text, Person(2, name)))
    mine = {"ana", "ruiz", "nita", "saw", "and"}
    for word in set(map(fold, name.split())) - mine:
        assert not re.search(rf"(?<![^\W_]){re.escape(word)}s?(?![^\W_])", found)


@given(st.lists(names(), max_size=4))
def test_own_names_and_addresses_stay(others: list[str]) -> None:
    text = "Ana Ruiz, ana, RUIZ, @anaruiz, Nita's, +34 600 123 456, ana@voss.example"
    assert blanked(text, *(Person(n, name) for n, name in enumerate(others, 2))) == text
