"""Bringing in people who share an address: whether they are one is unsure, and both are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.doubts import SOMEBODY_ELSE, Doubt
from farmer.tasks.exchange.import_ import Wish, import_files
from farmer.tasks.exchange.imported import Imported
from farmer.tasks.exchange.named_files import source_of
from tests.conftest import Farmer
from tests.fakes import FakeLedger

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
# Two people each, and what they share.
COUPLE = ("Tom Marlow", "Greta Marlow", "EMAIL:marlows@home.example")
ROLE = ("Ana Ruiz", "Bo Li", "EMAIL:info@acme.example")
ASSISTANT = ("Cy Doe", "Dee Fox", "EMAIL:cy@doe.example")
LANDLINE = ("Eva Berg", "Finn Berg", "TEL:+44 20 7946 0018")
FIRM = ("Gil Sand", "Hana Weiss", "URL:https://weiss.example")
ACCOUNT = ("Ivo Lang", "Jo Lang", "URL:https://www.linkedin.com/in/lang")
PAIRS = [COUPLE, ROLE, ASSISTANT, LANDLINE, FIRM, ACCOUNT]


def card(name: str, *more: str) -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *more, "END:VCARD"]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_two_who_share_an_address_are_kept_and_told(
    pair: tuple[str, str, str], farmer: Farmer, tmp_path: Path
) -> None:
    one, other, shared = pair
    cards = tmp_path / "cards.vcf"
    cards.write_text(card(one, shared, "NOTE:sails") + card(other, shared, "BDAY:1980-05-04"))
    imported = farmer(f"farmer import {cards} --json").data
    assert (imported["new"], imported["unchanged"]) == (2, 0)
    (doubt,) = imported["unsure"]
    assert {doubt["name"], doubt["candidates"][0]["name"]} == {one, other}
    assert doubt["candidates"][0]["id"] in ("c1", "c2")
    shown = [farmer(f"farmer show {who} --json").data for who in ("c1", "c2")]
    assert [(each["person"]["name"], each["birthday"]) for each in shown] == [
        (one, ""),
        (other, "1980-05-04"),
    ]
    (proposed,) = farmer("farmer duplicates --json").data["pairs"]
    assert {proposed["one"]["id"], proposed["other"]["id"]} == {"c1", "c2"}
    again = farmer(f"farmer import {cards} --json").data
    assert (again["new"], again["updated"], again["unsure"]) == (0, 0, [])
    said = farmer(f"farmer import {cards} --dry-run").out
    assert "new\t0" in said


@pytest.mark.parametrize(
    "names", [("Jon Smith Sr.", "Jon Smith Jr."), ("Mr. Marlow", "Mrs. Marlow")]
)
def test_who_is_plainly_another_is_not_even_unsure(
    names: tuple[str, str], farmer: Farmer, tmp_path: Path
) -> None:
    cards = tmp_path / "cards.vcf"
    cards.write_text("".join(card(name, COUPLE[2]) for name in names))
    imported = farmer(f"farmer import {cards} --json").data
    assert (imported["new"], imported["unsure"]) == (2, [])
    assert farmer("farmer duplicates --json").data["total"] == 0


def test_what_is_unsure_is_said_before_it_is_written(farmer: Farmer, tmp_path: Path) -> None:
    cards = tmp_path / "cards.vcf"
    cards.write_text(card(COUPLE[0], COUPLE[2]) + card(COUPLE[1], COUPLE[2]))
    told = farmer(f"farmer import {cards} --dry-run")
    assert "Tom Marlow\tGreta Marlow\tsame e-mail" in told.out


def test_one_person_with_an_address_stays_one(farmer: Farmer, tmp_path: Path) -> None:
    cards = tmp_path / "cards.vcf"
    shared = "EMAIL:ana@ruiz.example"
    names = [
        "Ana Ruiz",
        "ANA RUÍZ",
        "Ruiz\\, Ana",
        "A. Ruiz",
        "Ana",
        "Ana Maria Ruiz",
        "Dr. Ana Ruiz, PhD",
    ]
    cards.write_text("".join(card(name, shared) for name in names))
    imported = farmer(f"farmer import {cards} --json").data
    assert (imported["new"], imported["unsure"]) == (1, [])
    assert len(farmer("farmer list").rows) == 1


def test_by_hand_it_is_said_too(farmer: Farmer) -> None:
    farmer('farmer add "Tom Marlow" --email marlows@home.example --phone 02079460018')
    added = farmer('farmer add "Greta Marlow" --email marlows@home.example')
    assert added.status == 0
    assert "Tom Marlow" in added.err
    assert "farmer merge c1 c2" in added.err
    farmer('farmer add "Ina Marlow"')
    edited = farmer("farmer edit c3 --phone 02079460018")
    assert "farmer merge c1 c3" in edited.err
    assert "Greta" not in edited.err
    assert not farmer("farmer edit c3 --phone 02079460018").err
    ambiguous = farmer("farmer log marlows@home.example")
    assert ambiguous.status == 4
    assert len(farmer("farmer duplicates --json").data["pairs"]) == 2


def test_a_mail_from_a_shared_address_is_of_whom_it_names(farmer: Farmer, tmp_path: Path) -> None:
    farmer("farmer config set me kim@doe.example")
    farmer('farmer add "Tom Marlow" --email marlows@home.example')
    mails = [
        f"From: {sender}\nTo: kim@doe.example\nDate: Mon, {day} May 2026 10:00:00 +0000\n"
        f"Message-ID: <{day}@home.example>\nSubject: x\n\nx\n"
        for day, sender in enumerate(
            ["T. Marlow <marlows@home.example>", "Greta Marlow <marlows@home.example>"] * 2, 4
        )
    ]
    box = tmp_path / "mails.mbox"
    box.write_text("".join(f"From x Mon May  4 10:00:00 2026\n{mail}\n" for mail in mails))
    imported = farmer(f"farmer import {box} --json").data
    assert (imported["touchpoints"], imported["new"]) == (2, 0)
    (doubt,) = imported["unsure"]
    assert (doubt["name"], doubt["left_out"]) == ("Greta Marlow", True)
    brought = farmer(f"farmer import {box} --new --json").data
    assert (brought["touchpoints"], brought["new"]) == (2, 1)
    again = farmer(f"farmer import {box} --new --json").data
    assert (again["touchpoints"], again["new"]) == (0, 0)
    nameless = tmp_path / "nameless.mbox"
    nameless.write_text(
        "From x Mon May  4 10:00:00 2026\nFrom: marlows@home.example\nTo: kim@doe.example\n"
        "Date: Mon, 11 May 2026 10:00:00 +0000\nMessage-ID: <n@home.example>\n\nx\n\n"
    )
    unknown = farmer(f"farmer import {nameless} --new --json").data
    assert (unknown["new"], unknown["touchpoints"]) == (0, 0)
    assert sum(unknown["passed_over"].values()) == 1


def test_who_shares_your_own_address_is_not_you(farmer: Farmer, tmp_path: Path) -> None:
    farmer('farmer config set me "Kim Doe" does@home.example')
    cards = tmp_path / "cards.vcf"
    shared = "EMAIL:does@home.example"
    cards.write_text(card("Kim Doe", shared) + card("Kim A. Doe", shared) + card("Lu Doe", shared))
    imported = farmer(f"farmer import {cards} --json").data
    assert (imported["new"], len(imported["skipped"])) == (1, 2)
    assert [line[1] for line in farmer("farmer list").rows] == ["Lu Doe"]


def test_an_answer_is_kept_for_the_rest_of_the_file() -> None:
    asked = []

    def settle(doubt: Doubt, ids: Sequence[int]) -> int | None:
        asked.append((doubt.name, [each.name for each in doubt.candidates]))
        return ids[0]

    ledger = FakeLedger()
    bring_in(ledger, card("Tom Marlow", COUPLE[2]))
    file = card("Tomasz M", COUPLE[2]) + card("Tomasz M", COUPLE[2], "NOTE:plumber")
    imported = bring_in(ledger, file, settle)
    assert asked == [("Tomasz M", ["Tom Marlow"])]
    assert (imported.new, imported.updated, imported.unsure) == (0, 1, ())


# Somebody the ledger has, and somebody of a file who may be they: by an address, or by the name.
ASKED = [
    (card("Tom Marlow", COUPLE[2]), card("Greta Marlow", COUPLE[2])),
    (card("Cy Doe", ASSISTANT[2]), card("Dee Fox", ASSISTANT[2], "ORG:Port")),
    (card("Ivo Lang", ACCOUNT[2]), card("Jo Lang", ACCOUNT[2], "TITLE:Cook")),
    (card("李小龍", COUPLE[2]), card("Bruce Lee", COUPLE[2])),
    (card("Ana Ruiz", "ORG:Acme"), card("Ana Ruiz", "EMAIL:ana@ruiz.example")),
]


@pytest.mark.parametrize(("known", "file"), ASKED)
@pytest.mark.parametrize("says", ["the same", "somebody else"])
def test_an_answer_is_kept_for_the_next_import(known: str, file: str, says: str) -> None:
    """Of the same file, and one that tells of them a little more; undone, it is asked again."""
    asked = []

    def settle(doubt: Doubt, ids: Sequence[int]) -> int | None:
        asked.append(doubt.name)
        return ids[0] if says == "the same" else SOMEBODY_ELSE

    ledger = FakeLedger()
    bring_in(ledger, known)
    first = bring_in(ledger, file, settle)
    assert (first.new, first.updated, first.unsure) == (
        (0, 1, ()) if says == "the same" else (1, 0, ())
    )
    again = bring_in(ledger, file, settle)
    more = bring_in(ledger, file.replace("END:", "NOTE:sails\nEND:"), settle)
    assert (again.new, again.updated, again.unsure) == (0, 0, ())
    assert (more.new, more.updated, more.unsure) == (0, 1, ())
    assert len(asked) == 1
    with ledger.reading() as reader:
        assert reader.not_same() == (set() if says == "the same" else {(1, 2)})
        assert len(reader.people()) == (1 if says == "the same" else 2)
    for _ in range(2):
        ledger.undo(NOW)
    bring_in(ledger, file, settle)
    assert len(asked) == 2


def test_of_whom_one_said_that_they_are_two_it_is_not_said_to_be_unsure(
    farmer: Farmer, tmp_path: Path
) -> None:
    """Told of another address that they share, or by what proposes duplicates."""
    farmer("farmer add 'Tom Marlow' --email marlows@home.example --phone +442079460018")
    farmer("farmer add 'Greta Marlow' --email marlows@home.example")
    cards = tmp_path / "cards.vcf"
    cards.write_text(card("Greta Marlow", COUPLE[2], "TEL:+44 20 7946 0018"))
    unsure = farmer(f"farmer import {cards} --dry-run --json").data["unsure"]
    assert [each["name"] for each in unsure] == ["Greta Marlow"]
    farmer("farmer merge c1 c2 --not-same")
    assert farmer(f"farmer import {cards} --json").data["unsure"] == []


def test_of_a_telephone_nobody_is_asked() -> None:
    ledger = FakeLedger()
    bring_in(ledger, card(LANDLINE[0], LANDLINE[2]))
    imported = bring_in(ledger, card(LANDLINE[1], LANDLINE[2]), lambda *_: pytest.fail("asked"))
    assert (imported.new, len(imported.unsure)) == (1, 1)


CARDS = st.builds(
    lambda name, more: card(name, *more),
    st.sampled_from(["Tom Marlow", "Greta Marlow", "Marlow", "T. Marlow", "Tom", "TÓM  MARLOW"]),
    st.lists(
        st.sampled_from(
            [COUPLE[2], ROLE[2], LANDLINE[2], FIRM[2], ACCOUNT[2], "ORG:Port", "TITLE:Cook"]
        ),
        unique=True,
        max_size=3,
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CARDS, min_size=2, max_size=4))
def test_the_order_of_the_cards_does_not_matter(cards: list[str]) -> None:
    came = {told(cards_again) for cards_again in list(permutations(cards))[:8]}
    assert len(came) == 1


def told(cards: Sequence[str]) -> tuple[object, ...]:
    """Who is there after an import of the cards, and what is unsure; a second changes nothing."""
    ledger = FakeLedger()
    imported = bring_in(ledger, "".join(cards))
    doubts = sorted(
        (doubt.name, tuple(sorted(each.name for each in doubt.candidates)), doubt.reasons)
        for doubt in imported.unsure
    )
    with ledger.reading() as reader:
        people = sorted(
            (contact.name, contact.company, contact.title, tuple(sorted(handles)))
            for contact, handles in reader.everybody()
        )
    again = bring_in(ledger, "".join(cards))
    assert (again.new, again.updated) == (0, 0)
    return tuple(people), tuple(doubts)


def bring_in(ledger: FakeLedger, file: str, settle: object = lambda _doubt, _ids: None) -> Imported:
    """Import the file, asking `settle`."""
    assert callable(settle)
    desk = Desk(ledger, NOW.date(), NOW, lambda _words: None, Settings())
    return import_files(
        desk,
        [source_of(file.encode())],
        Wish(),
        progress=lambda _done, _all: None,
        settle=settle,
    )
