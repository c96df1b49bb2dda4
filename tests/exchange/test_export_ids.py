"""Ids for other programs: the same in copies of a ledger, never the same in two ledgers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from farmer.ids import Id
from farmer.ledger.outside import Birth, OutsideIds, number_only
from tests.conftest import Farmer


def _known_as(farmer: Farmer, ledger: Path, tmp_path: Path) -> set[str]:
    """Every id that address books, calendars and pages get of a ledger."""
    named = f"--ledger {ledger}"
    cards = farmer(f"farmer {named} export --format vcard").out
    dates = farmer(f"farmer {named} export --format ics").out
    farmer(f"farmer {named} report -o {tmp_path / 'page.html'} --force")
    page = (tmp_path / "page.html").read_text()
    found = re.findall(r"UID:(\S+)", cards + dates) + re.findall(r'id="(c-[^"]+)"', page)
    assert len(found) == 6  # a card, four dates or so, and a place in the page
    return {each.removeprefix("urn:uuid:").removeprefix("c-") for each in found}


def _lived(farmer: Farmer, ledger: Path) -> None:
    named = f"--ledger {ledger}"
    farmer(f'farmer {named} add "Ana Ruiz" --birthday "12 May"')
    farmer(f"farmer {named} log Ana --on 2026-01-05")
    farmer(f'farmer {named} promise add Ana "send it" --due friday')
    farmer(f'farmer {named} promise add Ana "call" --due friday --mine')


def test_two_ledgers_of_one_second_share_none(farmer: Farmer, tmp_path: Path) -> None:
    """Begun by the same command, at the same instant, about the same person."""
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    for ledger in (one, other):
        _lived(farmer, ledger)
    ours = _known_as(farmer, one, tmp_path)
    assert ours.isdisjoint(_known_as(farmer, other, tmp_path))
    assert ours == _known_as(farmer, one, tmp_path)


def test_a_copy_agrees_whatever_happens_to_it(farmer: Farmer, tmp_path: Path) -> None:
    """Corrections, what was taken back, and what was added since change nothing."""
    one, copy = tmp_path / "one.db", tmp_path / "copy.db"
    _lived(farmer, one)
    ours = _known_as(farmer, one, tmp_path)
    shutil.copy(one, copy)
    named = f"--ledger {copy}"
    farmer(f"farmer {named} edit Ana --company Mill")
    farmer(f"farmer {named} undo")
    farmer(f"farmer {named} undo")
    farmer(f"farmer {named} undo redo")
    farmer(f"farmer {named} edit p1 --note 'send it soon'")
    assert _known_as(farmer, copy, tmp_path) == ours


@pytest.mark.parametrize("name", ["Ana Perez", "Ana Ruiz", "Somebody Else"])
def test_a_card_that_comes_back_is_known_by_its_id(
    farmer: Farmer, tmp_path: Path, name: str
) -> None:
    farmer('farmer add "Ana Ruiz"')
    card = farmer("farmer export --format vcard").out.replace("Ana Ruiz", name)
    (tmp_path / "back.vcf").write_text(re.sub(r"N:[^\n]*;;;\r?\n", "", card))
    came = farmer(f"farmer import {tmp_path / 'back.vcf'} --json").data
    assert (came["new"], came["unsure"]) == (0, [])


@pytest.mark.parametrize(("name", "new"), [("Ana Ruiz", 0), ("Bo Li", 1)])
def test_a_card_of_an_earlier_farmer_is_known_where_the_name_agrees(
    farmer: Farmer, tmp_path: Path, name: str, new: int
) -> None:
    """Its id is that of the first person of every other ledger."""
    farmer('farmer add "Ana Ruiz"')
    uid = number_only(Id("c", 1)).urn
    card = f"BEGIN:VCARD\nVERSION:4.0\nUID:{uid}\nFN:{name}\nEND:VCARD\n"
    (tmp_path / "old.vcf").write_text(card)
    came = farmer(f"farmer import {tmp_path / 'old.vcf'} --json").data
    assert (came["new"], came["unsure"]) == (new, [])


@pytest.mark.parametrize(
    ("now", "card"),
    [
        ("Ana Stone", "FN:Ana Ruiz"),
        ("Dr. Ana Ruiz", "FN:Ana Ruiz"),
        ("Ana Stone", "FN:A. Lang\nEMAIL:ana@x.example"),
    ],
)
def test_a_card_of_an_earlier_farmer_is_no_second_person_after_a_correction(
    farmer: Farmer, tmp_path: Path, now: str, card: str
) -> None:
    """The address book has the name that was written then, or the address."""
    farmer('farmer add "Ana Ruiz" --email ana@x.example')
    farmer(f'farmer edit Ana --name "{now}"')
    uid = number_only(Id("c", 1)).urn
    (tmp_path / "old.vcf").write_text(f"BEGIN:VCARD\nVERSION:4.0\nUID:{uid}\n{card}\nEND:VCARD\n")
    came = farmer(f"farmer import {tmp_path / 'old.vcf'} --json").data
    assert (came["new"], came["unsure"]) == (0, [])


def test_what_makes_an_id() -> None:
    birth = Birth(1, "2026-06-15T12:00:00+00:00")
    ours = OutsideIds(7, {("contact", 1): birth}).of(Id("c", 1))
    others = [
        OutsideIds(8, {("contact", 1): birth}).of(Id("c", 1)),
        OutsideIds(7, {("contact", 1): birth._replace(at="2026-06-15T12:00:01+00:00")}).of(
            Id("c", 1)
        ),
        OutsideIds(7, {("contact", 1): birth._replace(change_id=2)}).of(Id("c", 1)),
        OutsideIds(7, {("promise", 1): birth}).of(Id("p", 1)),
        OutsideIds(7, {("contact", 2): birth}).of(Id("c", 2)),
        OutsideIds(7, {}).of(Id("c", 1)),
        number_only(Id("c", 1)),
    ]
    assert len({ours, *others}) == len(others) + 1
    assert OutsideIds(7, {("contact", 1): birth}).of(Id("c", 1)) == ours
