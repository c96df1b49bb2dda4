"""Searching: every word, the beginning of a word, accents aside; the best match first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.details import Gain
from farmer.ledger import FileLedger
from farmer.ledger.sqlite.read import search
from farmer.model import Contact, Event, Fact, Touch
from tests.ledger.making import DAY, NOW


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody about whom much was written."""
    path = tmp_path_factory.mktemp("search") / "ledger.db"
    with FileLedger(path).changing("begin", NOW) as writer:
        ana = writer.add_contact(
            Contact("Ana Ruíz", nickname="Nita", company="Office Supplies", added_on=DAY)
        )
        event = writer.add_event(Event(DAY, "Chamber mixer", "Old Mill"))
        notes = ("opening a second office", "the office, the second time", "O'Neil's café — 100 %")
        for note in notes:
            writer.add_touch(ana, Touch(DAY, "call", note=note), event)
        writer.add_fact(ana, Fact(DAY, "kept", "sent the lease"))
        writer.write_gains(ana, Gain("theirs", "goals", "a boat in May", DAY))
    return path


def hits(ledger: Path, wanted: str) -> list[tuple[str, int]]:
    with FileLedger(ledger).reading() as reader:
        return [(hit.table, hit.row_id) for hit in reader.search(wanted)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("second office", [("touchpoint", 1), ("touchpoint", 2)]),
        ('"second office"', [("touchpoint", 1)]),
        ("offi sec", [("touchpoint", 1), ("touchpoint", 2)]),
        ("office", [("touchpoint", 2), ("touchpoint", 1), ("contact", 1)]),
        ("ANA ruiz", [("contact", 1)]),
        ("nita", [("contact", 1)]),
        ("cafe", [("touchpoint", 3)]),
        ("o'neil", [("touchpoint", 3)]),
        ("lease", [("fact", 1)]),
        ("boat", [("gains", 1)]),
        ("mixer", [("event", 1)]),
        ("mill", [("event", 1)]),
        ("office nowhere", []),
        ("ffice", []),
        ("", []),
        ('"', []),
        ("***", []),
    ],
)
def test_what_is_found(ledger: Path, wanted: str, found: list[tuple[str, int]]) -> None:
    order = hits(ledger, wanted)
    assert sorted(order) == sorted(found)
    if wanted == "second office":
        assert order[0] == found[0]


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")))
    | st.text('"*()^:-+ANDORNTEaé ', max_size=20)
)
def test_whatever_is_typed_is_words_and_no_language(ledger: Path, wanted: str) -> None:
    hits(ledger, wanted)


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven notes of a port, the shortest in the middle, and two people called so."""
    path = tmp_path_factory.mktemp("talkative") / "ledger.db"
    with FileLedger(path).changing("begin", NOW) as writer:
        writer.add_contact(Contact("Ana Port", added_on=DAY))
        bo = writer.add_contact(Contact("Bo Li", nickname="Port of Li", added_on=DAY))
        for words in (9, 5, 3, 1, 3, 5, 9):
            writer.add_touch(bo, Touch(DAY, "call", note="port" + " and more" * words))
    return path


def test_of_more_than_are_weighed_names_come_first_then_the_newest(
    talkative: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed = [
        *(("contact", 1), ("contact", 2)),
        *(("touchpoint", number) for number in (4, 5, 3, 6, 2, 7, 1)),
    ]
    assert hits(talkative, "port") == weighed
    monkeypatch.setattr(search, "WEIGHED", len(weighed))
    assert hits(talkative, "port") == weighed
    monkeypatch.setattr(search, "WEIGHED", 3)
    newest_first = [("touchpoint", number) for number in (5, 6, 7, 4, 3, 2, 1)]
    assert hits(talkative, "port") == [*weighed[:2], *newest_first]


@pytest.mark.parametrize("weighed", [1, 2, 3, 4, 100])
@pytest.mark.parametrize("wanted", ["port", "port more", '"and more"', "li", "nowhere"])
def test_the_first_of_them_are_the_first_of_all(
    talkative: Path, monkeypatch: pytest.MonkeyPatch, weighed: int, wanted: str
) -> None:
    of_all = hits(talkative, wanted)
    monkeypatch.setattr(search, "WEIGHED", weighed)
    with FileLedger(talkative).reading() as reader:
        found = reader.search(wanted)
        assert sorted((hit.table, hit.row_id) for hit in found) == sorted(of_all)
        assert reader.how_many(wanted) == len(found)
        for most in range(len(found) + 2):
            assert reader.search(wanted, most) == found[:most]
