"""Names that change, or are written otherwise: all of them find, one greets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Farmer


def names(farmer: Farmer, who: str) -> list[tuple[str, str, str | None]]:
    """What is kept of somebody's other names, as a whole export tells it."""
    contacts = json.loads(farmer("farmer export --format json").out)["contacts"]
    row = next(each for each in contacts if f"c{each['id']}" == who)
    return [(each["what"], each["value"], each["until"]) for each in row["former"]]


RENAMED = [
    ("Ana Ruiz", "Ana Voss"),
    ("Dr. Eva Huber", "Eva Lang-Kern"),
    ("王小明", "王大力"),
    ("Jo de la Cruz", "Jo Cruz Soler"),
]


@pytest.mark.usefixtures("unlocked")
@pytest.mark.parametrize(("before", "after"), RENAMED)
def test_a_former_name_is_completed(farmer: Farmer, before: str, after: str) -> None:
    farmer(f"farmer log '{before}' --new --on 2026-01-05")
    farmer(f"farmer edit c1 --name '{after}'")
    assert before in farmer(f"farmer __complete zsh show '{before[:3]}'").out


@pytest.mark.parametrize(("before", "after"), RENAMED)
def test_a_former_name_finds_in_every_command(farmer: Farmer, before: str, after: str) -> None:
    """It is dated, and neither show nor log, a list, find nor duplicates forget it."""
    farmer(f"farmer log '{before}' --new --on 2026-01-05")
    said = farmer(f"farmer edit c1 --name '{after}'").err
    assert f"{before} is kept as a former name, until 15 Jun 2026." in said
    assert names(farmer, "c1") == [("name", before, "2026-06-15")]
    assert farmer(f"farmer show '{before}'").rows[1] == ["name", after]
    assert farmer(f"farmer check '{before}'").status == 11
    assert farmer(f"farmer log '{before}' --new").rows[0][1] == "c1"
    assert farmer(f"farmer find '{before}'").rows[0][0] == "c1"
    assert f"Hello {before.split()[0]}," not in farmer("farmer draft reconnect c1").out or (
        before.split()[0] == after.split()[0]
    )
    assert "There is also c1" in farmer(f"farmer add '{before}'").err
    assert [row[1::2][:2] for row in farmer("farmer duplicates").rows] == [["c1", "c2"]]
    farmer("farmer undo")
    farmer("farmer undo")
    farmer("farmer undo")
    assert (names(farmer, "c1"), farmer("farmer show c1").rows[1][1]) == ([], before)


def test_what_was_a_slip_is_another_spelling_and_a_mistake_is_nothing(farmer: Farmer) -> None:
    """A day makes it a former name; titles and the order of words change nothing."""
    farmer("farmer add 'Bo Lagn'")
    assert "kept as another spelling" in farmer("farmer edit c1 --name 'Bo Lang'").err
    assert names(farmer, "c1") == [("spelling", "Bo Lagn", None)]
    farmer("farmer edit c1 --not-also 'bo lagn'")
    farmer("farmer edit c1 --name 'Dr. Bo Lang'")
    farmer("farmer edit c1 --name 'Lang, Bo'")
    farmer("farmer edit c1 --name 'Zed Quill' --correction")
    assert names(farmer, "c1") == []
    farmer("farmer edit c1 --name 'Zed Quills' --on 2026-02-03")
    assert names(farmer, "c1") == [("name", "Zed Quill", "2026-02-03")]
    farmer("farmer edit c1 --name 'Zed Quill'")
    assert names(farmer, "c1") == [("spelling", "Zed Quills", None)]


def test_another_spelling_is_added_and_taken_out(farmer: Farmer) -> None:
    """It finds and greets nobody; what is not there cannot be taken out."""
    farmer("farmer add 'Bo Lang'")
    farmer("farmer edit c1 --also 'Boris Lange' --also '박보'")
    assert farmer("farmer show 'boris lange'").rows[0] == ["id", "c1"]
    assert farmer("farmer show 박보").rows[0] == ["id", "c1"]
    assert "\nHello Bo,\n" in farmer("farmer draft reconnect 박보").out
    farmer("farmer edit c1 --not-also 박보")
    assert farmer("farmer show 박보").status == 3
    assert farmer("farmer edit c1 --not-also 박보").status == 3
    farmer("farmer add 'Cy Ade'")
    assert farmer("farmer edit c1 c2 --also X").status == 2


@pytest.mark.parametrize("other", ["Anna Ruiz-Voss", "Dr. A. Ruiz", "Bella Ortiz"])
def test_a_merge_keeps_both_names_and_greets_by_one(farmer: Farmer, other: str) -> None:
    """The name of the record that goes finds the one that stays, and is nobody's nickname."""
    farmer("farmer log 'Ana Ruiz' --new --on 2026-01-05")
    farmer(f"farmer add '{other}'")
    farmer("farmer merge c1 c2")
    assert names(farmer, "c1") == [("spelling", other, None)]
    assert farmer(f"farmer show '{other}'").rows[:2] == [["id", "c1"], ["name", "Ana Ruiz"]]
    assert f"also written\t{other}\n" in farmer("farmer show c1").out
    for letter in ("reconnect", "decline"):
        assert "\nHello Ana,\n" in farmer(f"farmer draft {letter} c1").out


def test_a_merge_takes_over_what_the_other_is_called(farmer: Farmer) -> None:
    """A nickname that only the other record has greets from then on; an own one stays first."""
    farmer("farmer add 'Ana Ruiz'")
    farmer("farmer add 'Bella Ortiz' --nickname Annie")
    farmer("farmer merge c1 c2")
    assert "\nHello Annie,\n" in farmer("farmer draft decline c1").out
    farmer("farmer add 'Cy Ade' --nickname Cyb")
    farmer("farmer merge c1 c3")
    assert "\nHello Annie,\n" in farmer("farmer draft decline c1").out


def test_an_import_knows_people_by_the_names_they_had(farmer: Farmer, tmp_path: Path) -> None:
    """A file that is older than the wedding adds nobody."""
    farmer("farmer add 'Ana Ruiz' --company Mill")
    farmer("farmer edit c1 --name 'Ana Voss'")
    cards = tmp_path / "old.csv"
    cards.write_text("Full name,Company\nAna Ruiz,Mill\n", encoding="utf-8")
    assert farmer(f"farmer import {cards} --json").data["new"] == 0


def test_parts_are_corrected_beside_the_name(farmer: Farmer) -> None:
    """One that is told settles the others; a new name is guessed anew."""
    farmer("farmer add 'Mary Ann Smith'")
    farmer("farmer edit c1 --given 'Mary Ann'")
    assert "\nHello Mary Ann,\n" in farmer("farmer draft reconnect c1").out
    assert "N:Smith;Mary Ann;;;" in farmer("farmer export --format vcard").out
    farmer("farmer edit c1 --prefix Dr. --suffix MBA")
    assert "N:Smith;Mary Ann;;Dr.;MBA" in farmer("farmer export --format vcard").out
    assert farmer("farmer show c1").rows[1] == ["name", "Mary Ann Smith"]
    farmer("farmer edit c1 --name 'Eva Lang'")
    assert "N:Lang;Eva;;;" in farmer("farmer export --format vcard").out
    farmer("farmer edit c1 --name 'Ruiz Soler Ana' --given Ana --family 'Ruiz Soler'")
    assert "\nHello Ana,\n" in farmer("farmer draft reconnect c1").out
