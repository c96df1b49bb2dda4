"""Who is meant by what somebody typed: exact wins, then whole words, then parts if asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from farmer.model import Handle
from farmer.people.meant import SUGGESTIONS, Person, find_people, near_people, slip_for

IDA = Person(
    1,
    "Ida North",
    nickname="Idi",
    company="Fjord Ltd",
    handles=(Handle("email", "ida@north.example"), Handle("phone", "+442079460018")),
)
IDA_MARIA = Person(2, "Ida-María North", nickname="The Captain")
JOSE = Person(3, "José Núñez", handles=(Handle("url", "linkedin.com/in/jose-nunez"),))
NAMESAKE = Person(4, "ida north", company="Harbour & Co")
NORTHROP = Person(5, "Bo Northrop")
OSTRICH = Person(12, "Ostrich", nickname="Ida")

PEOPLE = [IDA, IDA_MARIA, JOSE, NORTHROP, OSTRICH]


def ids(who: str, people: list[Person] = PEOPLE, *, parts: bool = False) -> list[int]:
    """The numbers of those whom `who` may mean."""
    return [person.id for person in find_people(who, people, parts=parts)]


# -- By id ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "found"), [("c1", [1]), ("C12", [12]), (" c3 ", [3]), ("c99", [])])
def test_an_id_names_one_person_or_nobody(who: str, found: list[int]) -> None:
    assert ids(who) == found


def test_an_id_wins_over_somebody_who_is_called_that() -> None:
    robot = Person(8, "C1")
    assert ids("c1", [*PEOPLE, robot]) == [1]
    assert ids("c7", [*PEOPLE, robot], parts=True) == []


def test_a_bare_number_is_no_id() -> None:
    assert ids("1") == []


def test_a_number_longer_than_any_ledger_names_nobody() -> None:
    assert ids("c" + "1" * 10_000) == []


@given(st.text(), st.booleans())
def test_any_text_means_somebody_or_nobody_or_is_refused(who: str, parts: bool) -> None:
    try:
        found = find_people(who, PEOPLE, parts=parts)
    except InvalidValue:
        return
    assert all(person in PEOPLE for person in found)


# -- By exact name and address ----------------------------------------------------------------


def test_an_exact_name_wins_over_longer_names_with_the_same_words() -> None:
    assert ids("Ida North") == [1]
    assert ids("Ostrich") == [12]


def test_an_exact_name_wins_over_a_nickname() -> None:
    called_idi = Person(9, "Idi")
    assert ids("Idi", [IDA, called_idi]) == [9]


def test_namesakes_are_both_meant() -> None:
    assert ids("Ida North", [IDA, NAMESAKE]) == [1, 4]


@pytest.mark.parametrize(
    "who", ["jose nunez", "JOSÉ  NÚÑEZ", "Jose\u0301 Nu\u0301n\u0303ez", "  josé núñez "]
)
def test_case_accents_and_spaces_do_not_matter(who: str) -> None:
    assert ids(who) == [3]


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("IDA@north.example", [1]),
        ("mailto:ida@north.example", [1]),
        ("+44 (20) 7946-0018", [1]),
        ("https://www.linkedin.com/in/Jose-Nunez/", [3]),
        ("nobody@north.example", []),
        ("+44 20 7946 0019", []),
    ],
)
def test_an_address_finds_its_owner_however_it_is_written(who: str, found: list[int]) -> None:
    assert ids(who) == found


def test_an_address_shared_by_two_means_either() -> None:
    office = Handle("phone", "0201234567")
    two = [Person(1, "Ida North", handles=(office,)), Person(2, "Bo Li", handles=(office,))]
    assert ids("020 123 4567", two) == [1, 2]


# -- By whole words and nickname --------------------------------------------------------------


def test_a_whole_word_and_a_nickname_decide_together() -> None:
    assert ids("Ida") == [1, 2, 12]


def test_all_words_must_be_there_in_whatever_order() -> None:
    assert ids("north maria") == [2]
    assert ids("North") == [1, 2]
    assert ids("north nunez") == []


def test_a_nickname_is_meant_whole_and_in_its_order() -> None:
    assert ids("the captain") == [2]
    assert ids("captain the") == []
    assert ids("captain") == []


def test_a_company_is_not_a_name() -> None:
    assert ids("Fjord", parts=True) == []


# -- By parts of words ------------------------------------------------------------------------


def test_a_part_of_a_word_finds_somebody_only_where_asked() -> None:
    assert ids("Nor") == []
    assert ids("Nor", parts=True) == [1, 2, 5]
    assert ids("úñ", parts=True) == [3]
    assert ids("capt", parts=True) == [2]


def test_parts_are_not_looked_at_where_whole_words_match() -> None:
    assert ids("north", parts=True) == [1, 2]


@pytest.mark.parametrize("who", ["", "  ", "…", "\u0301"])
def test_nothing_means_nobody(who: str) -> None:
    assert ids(who) == []
    if not who.strip() or who == "\u0301":
        assert ids(who, parts=True) == []


# -- Near names and slips ---------------------------------------------------------------------


def test_near_names_are_offered_likeliest_first() -> None:
    ana, anna = Person(1, "Ana Ruiz"), Person(2, "Anna Ruiz-Lopez")
    assert near_people("Ana Ruix", [Person(3, "Olaf West"), anna, ana])[0] == ana
    assert near_people("Ana Ruix", [Person(3, "Olaf West")]) == []
    kon = Person(4, "Konstantinos Papadopoulos")
    for begun in ("Kon", "ko", "Papa"):
        assert near_people(begun, [ana, kon]) == [kon]


def test_near_names_look_at_nicknames_and_past_accents() -> None:
    assert near_people("Jose Nunes", PEOPLE)[0] == JOSE
    assert near_people("the captian", PEOPLE)[0] == IDA_MARIA


@pytest.mark.parametrize("typed", ["Nobody", "Jumbo", "Xabocu"])
def test_a_few_letters_inside_a_word_are_no_likeness(typed: str) -> None:
    bo = Person(2, "Bo")
    assert near_people(typed, [bo]) == []
    assert near_people("Bob", [bo]) == near_people("Bo X", [bo]) == [bo]


def test_somebody_is_offered_once_and_at_most_five_are() -> None:
    many = [Person(number, f"Ana Ruiz {number}", nickname="Ana Ruiz") for number in range(9)]
    near = near_people("Ana Ruix", many)
    assert len(near) == len(set(near)) == SUGGESTIONS == 5


@pytest.mark.parametrize("name", ["Ana Ruix", "Ana Riuz", "ANA RUÍZ", "Ana Ruizz", "Anna Ruiz"])
def test_one_slip_of_the_fingers_is_noticed(name: str) -> None:
    assert slip_for(name, ["Olaf West", "Ana Ruiz"]) == "Ana Ruiz"


@pytest.mark.parametrize("name", ["Ana Ruggeri", "Ina Ruis", "Bo Li", ""])
def test_another_name_is_no_slip(name: str) -> None:
    assert slip_for(name, ["Olaf West", "Ana Ruiz"]) is None


def test_the_closest_of_several_is_meant_and_none_where_there_are_none() -> None:
    assert slip_for("Ana Ruis", ["Anna Ruiz", "Ana Ruiz", "Ana Ruizo"]) == "Ana Ruiz"
    assert slip_for("Ana Ruiz", []) is None


def test_a_label_tells_namesakes_apart() -> None:
    assert IDA.label == "c1 Ida North (Fjord Ltd)"
    assert JOSE.label == "c3 José Núñez"


@pytest.mark.parametrize("typed", ["Sean O'Neil", "sean o’neil", "O'Neil"])
def test_a_typed_apostrophe_is_as_good_as_a_printed_one(typed: str) -> None:
    assert find_people(typed, [Person(1, "Sean O’Neil")])
