"""Several files about the same people: whichever comes first, the same people are there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.settings import Settings
from farmer.tasks.correct.duplicates import duplicates
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.import_ import Wish, import_files
from farmer.tasks.exchange.imported import Imported
from farmer.tasks.exchange.named_files import source_of
from tests.conftest import Farmer
from tests.fakes import FakeLedger

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GOOGLE = (
    "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,"
    "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
)
# The firm, and how it is written here and there.
FIRMS = [("Acme", "Acme Inc."), ("West", "WEST GmbH"), ("", ""), ("Sol", "Sol, S.A.")]


class Somebody(NamedTuple):
    """Somebody, and in which of four files they are, with what besides the name."""

    number: int
    given: str
    family: str
    firm: tuple[str, str]
    linkedin: bool
    google: bool
    card: bool
    calendar: bool
    with_email: bool
    with_phone: bool

    @property
    def email(self) -> str:
        return f"p{self.number}@mail.example"

    @property
    def phone(self) -> str:
        return f"+4917112345{self.number:02}"


PEOPLE = st.lists(
    st.builds(
        Somebody,
        st.just(0),
        st.sampled_from(["Ana", "Bob", "Robert", "Cy"]),
        st.sampled_from(["Ruiz", "Stone", "Doe"]),
        st.sampled_from(FIRMS),
        *(st.booleans() for _ in range(6)),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda each: (each.given, each.family, each.firm),
).map(lambda people: [each._replace(number=at) for at, each in enumerate(people, 10)])


def book(people: Sequence[Somebody]) -> list[str]:
    """Four files that tell of them."""
    linkedin = "".join(
        f"{each.given},{each.family},https://www.linkedin.com/in/p-{each.number},,"
        f'"{each.firm[1]}",Buyer,{each.number} May 2024\n'
        for each in people
        if each.linkedin
    )
    google = "".join(
        f"{each.given},{each.family},{each.firm[0]},Buyer,Work,"
        f"{each.email if each.with_email else ''},Work,{each.phone if each.with_phone else ''}\n"
        for each in people
        if each.google
    )
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{each.given} {each.family}\nTEL:{each.phone}\n"
        + (f"EMAIL:{each.email}\n" if each.with_email else "")
        + "END:VCARD\n"
        for each in people
        if each.card
    )
    meetings = "".join(
        f"BEGIN:VEVENT\nUID:{each.number}@x\nDTSTART:20260301T100000Z\nDTEND:20260301T110000Z\n"
        "SUMMARY:Coffee\nORGANIZER;CN=Kim Doe:mailto:kim@doe.example\n"
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Kim Doe:mailto:kim@doe.example\n"
        f"ATTENDEE;PARTSTAT=ACCEPTED;CN={each.given} {each.family}:mailto:{each.email}\n"
        "END:VEVENT\n"
        for each in people
        if each.calendar
    )
    calendar = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{meetings}END:VCALENDAR\n"
    wanted = ("linkedin", "google", "card", "calendar")
    files = zip(wanted, [LINKEDIN + linkedin, GOOGLE + google, cards, calendar], strict=True)
    return [file for field, file in files if any(getattr(each, field) for each in people)]


def come(files: Sequence[str], *, newcomers: bool) -> tuple[object, ...]:
    """Who is there once the files came one after another, and who is proposed as one."""
    ledger = FakeLedger()
    desk = at(ledger)
    for file in files:
        bring_in(desk, [file], newcomers=newcomers)
    again = [bring_in(desk, [file], newcomers=newcomers) for file in files]
    assert not any(each.new or each.merged for each in again if newcomers)
    return there(ledger)


def at(ledger: FakeLedger) -> Desk:
    told = Settings(me=("Kim Doe", "kim@doe.example"))
    return Desk(ledger, NOW.date(), NOW, lambda _words: None, told)


def there(ledger: FakeLedger) -> tuple[object, ...]:
    with ledger.reading() as reader:
        everybody = reader.everybody()
    names = {f"c{contact.id}": (contact.name, tuple(sorted(had))) for contact, had in everybody}
    people = sorted((*names[f"c{each.id}"], each.company, each.title) for each, _ in everybody)
    pairs = duplicates(at(ledger)).pairs
    proposed = sorted(sorted((names[pair.one.id], names[pair.other.id])) for pair in pairs)
    return people, proposed


def bring_in(desk: Desk, files: Sequence[str], *, newcomers: bool = False) -> Imported:
    return import_files(
        desk,
        [source_of(file.encode()) for file in files],
        Wish(newcomers=newcomers),
        progress=lambda _done, _all: None,
        settle=lambda _doubt, _ids: None,
    )


@settings(max_examples=25, deadline=None)
@given(PEOPLE)
def test_files_in_any_order_give_the_same_people(people: list[Somebody]) -> None:
    files = book(people)
    ways = [come(order, newcomers=True) for order in permutations(files)]
    assert all(way == ways[0] for way in ways)


@settings(max_examples=15, deadline=None)
@given(PEOPLE)
def test_files_named_at_once_are_as_if_they_came_one_after_another(people: list[Somebody]) -> None:
    files = book(people)
    ways = []
    for order in permutations(files):
        ledger = FakeLedger()
        if files:
            bring_in(at(ledger), order, newcomers=True)
        ways.append(there(ledger))
    assert all(way == ways[0] for way in ways)
    assert not files or ways[0] == come(files, newcomers=True)


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL:+34 600 111 222\nEND:VCARD\n"
LISTED = LINKEDIN + "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme Inc.,Buyer,15 May 2024\n"
BOTH = GOOGLE + "Ana,Ruiz,Acme,Buyer,Work,,Work,+34 600 111 222\n"


def test_two_of_the_ledger_whom_a_file_tells_to_be_one_are_made_one_and_that_is_said(
    farmer: Farmer, tmp_path: Path
) -> None:
    for name, text in (("a.vcf", CARD), ("b.csv", LISTED), ("c.csv", BOTH)):
        (tmp_path / name).write_text(text)
    farmer(f"farmer import {tmp_path}/a.vcf")
    farmer(f"farmer import {tmp_path}/b.csv")
    assert len(farmer("farmer list").rows) == 2
    tried = farmer(f"farmer import {tmp_path}/c.csv --dry-run --json").data["merged"]
    assert len(farmer("farmer list").rows) == 2
    imported = farmer(f"farmer import {tmp_path}/c.csv --json").data
    assert (imported["new"], imported["merged"]) == (0, tried)
    [pair] = tried
    assert (pair["kept"]["id"], pair["gone"]["id"]) == ("c1", "c2")
    shown = farmer("farmer show Ana --json").data
    assert (shown["company"], shown["title"]) == ("Acme Inc.", "Buyer")
    assert {each["value"] for each in shown["handles"]} == {
        "+34600111222",
        "linkedin.com/in/ana-ruiz",
    }
    farmer("farmer undo")
    assert len(farmer("farmer list").rows) == 2


@pytest.mark.parametrize("apart", [True, False])
def test_who_was_said_to_be_two_stays_two(apart: bool, farmer: Farmer, tmp_path: Path) -> None:
    for name, text in (("a.vcf", CARD), ("b.csv", LISTED), ("c.csv", BOTH)):
        (tmp_path / name).write_text(text)
    farmer(f"farmer import {tmp_path}/a.vcf")
    farmer(f"farmer import {tmp_path}/b.csv")
    if apart:
        farmer("farmer merge c1 c2 --not-same")
    merged = farmer(f"farmer import {tmp_path}/c.csv --json").data["merged"]
    assert len(merged) == (0 if apart else 1)
    assert len(farmer("farmer list").rows) == (2 if apart else 1)
