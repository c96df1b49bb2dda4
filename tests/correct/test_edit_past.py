"""What changes in somebody's life keeps its past, unless a slip is put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer
from tests.ledger.making import content


@pytest.mark.parametrize(
    ("option", "before", "after"),
    [
        ("company", "Old Works", "New Works"),
        ("title", "Buyer", "Head of Buying"),
        ("company", "株式会社東京", "大阪商事"),
        ("company", "Old Works", ""),
    ],
)
def test_what_was_before_is_kept_dated_and_found(
    farmer: Farmer, ledger: Path, option: str, before: str, after: str
) -> None:
    farmer(f'farmer add "Ana Ruiz" --{option} "{before}"')
    was = content(ledger)
    edited = farmer(f'farmer edit Ana --{option} "{after}" --on 2026-03-01')
    assert before in edited.err
    shown = farmer("farmer show Ana --json").data
    assert shown[option] == after
    assert shown["former"] == [{"what": option, "value": before, "until": "2026-03-01"}]
    assert f"{before}, until 1 Mar 2026" in farmer("farmer show Ana").out
    (found,) = farmer(f"farmer find '{before}' --json").data["matches"]
    assert found["person"]["name"] == "Ana Ruiz"
    farmer("farmer undo")
    assert content(ledger) == was
    farmer(f'farmer edit Ana --{option} "{after}" --correction')
    assert farmer("farmer show Ana --json").data["former"] == []
    assert farmer(f"farmer find '{before}' --json").data["total"] == 0


def test_without_a_day_it_was_so_until_today_and_the_same_again_keeps_nothing(
    farmer: Farmer,
) -> None:
    farmer('farmer add "Ana Ruiz" --company Works')
    farmer("farmer edit Ana --company WORKS")
    assert farmer("farmer show Ana --json").data["former"] == []
    farmer("farmer edit Ana --company Mill", today="2026-06-20")
    (kept,) = farmer("farmer show Ana --json", today="2026-06-20").data["former"]
    assert kept["until"] == "2026-06-20"
    assert farmer("farmer edit Ana --company Port --on 2027-01-01").status == 2
    farmer('farmer tag Ana "@team"')
    farmer('farmer add "Bo Li" --company Quay')
    farmer('farmer tag Bo "@team"')
    farmer('farmer edit "@team" --company Harbour')
    past = farmer("farmer show Bo --json").data["former"]
    assert [each["value"] for each in past] == ["Quay"]


@pytest.mark.parametrize(
    ("option", "old", "new"),
    [
        ("email", "ana@old.example", "ana@new.example"),
        ("phone", "+442079460018", "+442079460019"),
        ("url", "old.example/ana", "new.example/ana"),
    ],
)
def test_the_newest_address_is_used_first_or_the_one_that_is_marked(
    farmer: Farmer, ledger: Path, option: str, old: str, new: str
) -> None:
    farmer(f'farmer add "Ana Ruiz" --{option} {old}')
    farmer(f"farmer edit Ana --{option} {new}")
    assert addresses(farmer) == [(new, True, None), (old, False, None)]
    card = farmer("farmer export --format vcard").out
    assert card.index(new) < card.index(old)
    farmer(f"farmer edit Ana --prefer {old}")
    assert addresses(farmer) == [(old, True, None), (new, False, None)]
    was = content(ledger)
    farmer(f"farmer edit Ana --no-longer {old} --on 2026-05-01")
    assert addresses(farmer) == [(new, False, None), (old, False, "2026-05-01")]
    assert farmer(f"farmer show {old} --json").data["person"]["name"] == "Ana Ruiz"
    card = farmer("farmer export --format vcard --history full").out
    field = {"email": "EMAIL", "phone": "TEL", "url": "URL"}[option]
    assert f"{field}" in card
    assert sum(line.startswith(field) for line in card.splitlines()) == 1
    assert "until 2026-05-01" in card.replace("\r\n ", "")
    farmer("farmer undo")
    assert content(ledger) == was
    farmer(f"farmer edit Ana --no-longer {old}")
    farmer(f"farmer edit Ana --{option} {old}")
    assert addresses(farmer) == [(old, True, None), (new, False, None)]
    refused = farmer("farmer edit Ana --no-longer nobody@x.example")
    assert refused.status == 3
    assert "farmer show c1" in refused.err


def test_an_address_of_the_past_is_recognised_and_not_written_to(
    farmer: Farmer, tmp_path: Path
) -> None:
    farmer('farmer add "Ana Ruiz" --email ana@old.example --email ana@new.example')
    farmer("farmer edit Ana --no-longer ana@old.example")
    cards = tmp_path / "cards.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@old.example\nEND:VCARD\n")
    again = farmer(f"farmer import {cards} --json").data
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert addresses(farmer)[1] == ("ana@old.example", False, "2026-06-15")


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        ("Old Works", "New Works", "old"),
        ("Großbau AG", "Mill", "grossbau"),
        ("東京商事", "", "東京"),
    ],
)
def test_who_worked_there_before_is_listed_as_that(
    farmer: Farmer, before: str, after: str, asked: str
) -> None:
    farmer(f'farmer add "Ana Ruiz" --company "{before}"')
    farmer(f'farmer add "Bo Li" --company "{before}"')
    farmer('farmer add "Cy Ode" --company Elsewhere')
    farmer(f'farmer edit Ana --company "{after}"')
    listed = farmer(f"farmer list --company {asked} --json").data["people"]
    assert [(each["person"]["name"], each["company"], each["former"]) for each in listed] == [
        ("Ana Ruiz", after, before),
        ("Bo Li", before, ""),
    ]
    rows = farmer(f"farmer list --company {asked}").rows
    assert [row[-1].startswith("formerly") for row in rows] == [True, False]


def test_a_firm_of_the_past_speaks_for_two_being_one(farmer: Farmer) -> None:
    for name in ("Ana Ruiz", "Ana Ruiz"):
        farmer(f'farmer add "{name}" --company Port')
    (pair,) = farmer("farmer duplicates --json").data["pairs"]
    farmer("farmer edit c1 --company Mill --correction")
    (apart,) = farmer("farmer duplicates --json").data["pairs"]
    assert "different companies" in apart["reasons"]
    assert apart["likelihood"] < pair["likelihood"]
    farmer("farmer undo")
    farmer("farmer edit c1 --company Mill")
    (again,) = farmer("farmer duplicates --json").data["pairs"]
    assert "same company before" in again["reasons"]
    assert again["likelihood"] == pair["likelihood"]


def addresses(farmer: Farmer) -> list[tuple[str, bool, str | None]]:
    """Ana's, in the order in which to use them."""
    shown = farmer("farmer show Ana --json").data["handles"]
    return [(each["value"], each["preferred"], each["until"]) for each in shown]
