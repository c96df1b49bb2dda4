"""Looking somebody up finds whom reading everybody would have found."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from farmer.errors import Ambiguous, FarmerError
from farmer.model import Contact, Handle
from farmer.people.meant import Person
from farmer.tasks.person import find_person, look_up
from tests.fakes import FakeLedger
from tests.ledger.making import DAY, NOW

NAMES = (
    *("Ana Ruiz", "Ana-María O’Neil", "ANA  RUIZ", "José Núñez", "jose nunez", "Łukasz Wolf"),
    *("Bo Li", "Bob Lind", "Õnne Pärt", "李伟", "Анна Иванова", "Dr. Joe_Marsh", "100%", "c7x"),
)
NICKNAMES = ("", "Annie, Nan", "Bobby", "Łuki", "O'N")
PIECES = ("ana", "ruiz", "o'neil", "’", "nunez", "ł", "luk", "bo", "li", "李", "анна", *"_% ")
TYPED = (
    *("c1", "C2", " c3 ", "c99", "c99999999999999999999", "t1", "", "  ", "!", "*", "'"),
    *("ana@x.example", "020 7946 0018", "+442079460018", "linkedin.com/in/ana", "annie", "nan"),
)


@pytest.fixture(scope="module")
def village() -> FakeLedger:
    """A ledger of names that are hard to tell apart."""
    ledger = FakeLedger()
    with ledger.changing("invent people", NOW) as writer:
        for at, name in enumerate(NAMES):
            nickname = NICKNAMES[at % len(NICKNAMES)]
            whose = writer.add_contact(
                Contact(name, nickname=nickname, archived=at % 5 == 4, added_on=DAY)
            )
            if at == 0:
                addresses = [Handle("email", "ana@x.example"), Handle("phone", "02079460018")]
                writer.add_handles(whose, addresses)
    return ledger


typed = st.one_of(
    st.sampled_from([*TYPED, *NAMES]),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join),
    st.text(max_size=4),
)


@given(who=typed)
@example(who="lukasz")
@example(who="ANA RUIZ")
def test_looking_up_is_finding_among_everybody(village: FakeLedger, who: str) -> None:
    with village.reading() as reader:
        assert outcome(lambda: look_up(reader, who, region="GB")) == outcome(
            lambda: find_person(who, reader.people(), region="GB", parts=True)
        )


def outcome(attempt: object) -> tuple[object, ...]:
    """Who was found, or the refusal with its candidates."""
    assert callable(attempt)
    try:
        person = attempt()
    except Ambiguous as ambiguous:
        return ("ambiguous", *ambiguous.candidates)
    except FarmerError as refusal:
        return (type(refusal), refusal.message)
    assert isinstance(person, Person)
    return ("found", person.id)
