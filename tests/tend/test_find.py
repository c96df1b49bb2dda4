"""Words are found again, wherever they were written down."""

from __future__ import annotations

from shlex import quote

import pytest

from tests.conftest import Farmer


def test_words_are_found_in_notes_names_companies_and_events(farmer: Farmer) -> None:
    """Whatever their case and accents; all the words have to be there."""
    farmer('farmer add "José Pérez" --company "Harbour Law"')
    farmer('farmer log "Ana Ruiz" --at "Harbour dinner" --note "the Second Office" --new')
    assert {row[0] for row in farmer("farmer find harbour").rows} >= {"c1", "e1"}
    assert farmer("farmer find jose perez").rows[0][0] == "c1"
    (note,) = farmer('farmer find "second office" --json').data["matches"]
    assert (note["id"], note["person"]["name"], note["excerpt"]) == (
        "t1",
        "Ana Ruiz",
        "the Second Office",
    )
    assert farmer("farmer find second harbourmaster").out == ""


def test_what_is_taken_out_is_not_found_and_what_is_taken_back_is(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --note "the lease" --new')
    farmer("farmer remove t1")
    assert farmer("farmer find lease --json").data["total"] == 0
    farmer("farmer undo")
    assert farmer("farmer find lease --json").data["total"] == 1


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("她想在港口附近开第二个办公室", ["办公室", "港口", "办", "港口 办公室", '"第二个办公室"']),
        ("来月、東京で新しい事務所を開く予定", ["事務所", "新しい", "東京", "を"]),
        ("내년에 부산에서 새사무소를 연다", ["사무소", "부산", "사무소 연다"]),
        ("เขาจะเปิดสำนักงานใหม่ที่เชียงใหม่", ["สำนักงาน", "เชียงใหม่", "ใหม่"]),
        ("ข้อ 3: ຫ້ອງການ ໃໝ່", ["ຫ້ອງການ", "3"]),
        ("新しいオフィス（ＡＢＣ商事）", ["オフィス", "ｵﾌｨｽ", "abc商事", "商事"]),
        ("Große Straße, Weiß GmbH", ["strasse", "STRASSE", "weiss", "grosse str"]),
        ("Møtte Łukasz på Ærø", ["motte", "lukasz", "aero", "ærø"]),
        ("Встреча в Одессе", ["встреча", "ОДЕССЕ", "одес"]),
        ("Œuvre et ﬁnance à l’été", ["oeuvre", "finance", "l'ete", "ete"]),
    ],
)  # fmt: skip
def test_letters_are_folded_and_found_inside_scripts_without_spaces(
    farmer: Farmer, note: str, wanted: list[str]
) -> None:
    farmer(f"farmer log 'Ana Ruiz' --new --note {quote(note)}")
    farmer("farmer log 'Bo Li' --new --note 'something else, 東, 사, ส, str'")
    for each in wanted:
        (found,) = farmer(f"farmer find {quote(each)} --json").data["matches"]
        assert (found["person"]["name"], found["excerpt"]) == ("Ana Ruiz", note), each
        assert found["spans"], each
    for other in ("公办", "所事", "소무사", "zzz"):
        assert farmer(f"farmer find {other} --json").data["total"] == 0


@pytest.mark.parametrize(
    ("name", "piece"),
    [("李小龍", "小龍"), ("王小明", "明"), ("山田太郎", "太郎"), ("김철수", "철수"),
     ("สมชาย ใจดี", "ชาย")],
)  # fmt: skip
def test_a_piece_of_a_name_finds_whom_show_finds(farmer: Farmer, name: str, piece: str) -> None:
    farmer(f"farmer add '{name}' --company 'Großbau AG'")
    farmer("farmer add 'Ana Ruiz'")
    assert farmer(f"farmer show {piece} --json").data["person"]["name"] == name
    assert [row[2] for row in farmer(f"farmer find {piece}").rows] == [name]
    assert [row[2] for row in farmer("farmer find grossbau").rows] == [name]
    farmer(f"farmer edit c1 --company '{name}商会' --correction")
    assert farmer("farmer find 商会 --json").data["total"] == 1
    assert farmer("farmer find grossbau --json").data["total"] == 0
    farmer("farmer undo")
    assert farmer("farmer find grossbau --json").data["total"] == 1
    assert farmer("farmer doctor").status == 0


def test_of_a_long_note_the_place_is_shown(farmer: Farmer) -> None:
    farmer(f"farmer log 'Ana Ruiz' --new --note '{'wort ' * 90}Straße zum Büro {'wort ' * 90}'")
    (found,) = farmer("farmer find buro --json").data["matches"]
    assert "Straße zum Büro" in found["excerpt"]
    assert len(found["excerpt"]) < 200
    start, end = found["spans"][0]
    assert found["excerpt"][start:end] == "Büro"


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("--email ana@oldfirm.example", ["ana@oldfirm.example", "ANA@OldFirm.example"]),
        ("--email ana@oldfirm.example", ["@oldfirm", "oldfirm.example", "na@old"]),
        ("--phone '+34 600 123 456'", ["+34 600 123 456", "600 123 456", "+34600123456", "123456"]),
        ("--url https://www.linkedin.com/in/ana-ruiz", ["linkedin.com/in/ana-ruiz", "in/ana-ruiz"]),
    ],
)
@pytest.mark.parametrize("gone", [False, True])
def test_an_address_finds_whose_it_is_or_was(
    farmer: Farmer, address: str, typed: list[str], *, gone: bool
) -> None:
    """As it finds them for show, and a part that can be nothing else finds too."""
    farmer(f"farmer add 'Ana Ruiz' {address}")
    farmer("farmer add 'Bo Li' --email bo@other.example --phone '+34 600 999 999'")
    if gone:
        farmer(f"farmer edit Ana --no-longer {address.split(' ', 1)[1]}")
    for each in typed:
        (found,) = farmer(f"farmer find '{each}' --json").data["matches"]
        assert (found["id"], found["what"], found["on"]) == ("c1", "person", None), each
        ((start, end),) = found["spans"]
        assert found["excerpt"][start:end], each
    assert farmer("farmer find ruiz --json").data["total"] == 1


def test_addresses_count_among_what_is_found(farmer: Farmer) -> None:
    """First, and within the limit; a note that has the address is found as ever."""
    farmer("farmer add 'Ana Ruiz' --email ana@firm.example")
    farmer("farmer add 'Bo Li' --email bo@firm.example")
    farmer("farmer log Ana --note 'write to bo@firm.example'")
    found = farmer("farmer find @firm.example --limit 2 --json").data
    assert [each["excerpt"] for each in found["matches"]] == ["ana@firm.example", "bo@firm.example"]
    assert found["total"] == 3
    assert [row[0] for row in farmer("farmer find bo@firm.example").rows] == ["c2", "t1"]
