"""Names as they are typed: labels, the wrong way round, with titles, written together."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import Farmer


@pytest.fixture
def namesakes(farmer: Farmer) -> Farmer:
    """Two called Kim Lang, of two firms, and Olaf Weber of none."""
    farmer("farmer add 'Kim Lang' --company Mill")
    farmer("farmer add 'Kim Lang' --company 'Voss & Co'")
    farmer("farmer add 'Olaf Weber'")
    return farmer


@pytest.mark.parametrize(
    ("label", "who"),
    [
        ("Kim Lang (Mill)", "c1"),
        ("kim lang (MILL)", "c1"),
        ("Kim Lang (Voss & Co)", "c2"),
        ("Lang (Mill)", "c1"),
        ("Lang, Kim (Voss & Co)", "c2"),
        ("Kim Lang (c2)", "c2"),
        ("Kim Lang (c2, Voss & Co)", "c2"),
        ("c1 Kim Lang (Mill)", "c1"),
        ("c3 Olaf Weber", "c3"),
        ("Weber, Olaf (c3)", "c3"),
    ],
)
def test_a_label_names_the_person_it_was_printed_for(
    namesakes: Farmer, label: str, who: str
) -> None:
    assert namesakes(f'farmer show "{label}"').rows[0] == ["id", who]
    assert namesakes(f'farmer log "{label}" --new').rows[0][1] == who
    assert namesakes(f'farmer tag "{label}" @chapter').status == 0
    assert len(namesakes("farmer list").rows) == 3


@pytest.mark.parametrize(
    "label", ["Kim Lang (Brandt)", "c3 Kim Lang", "Kim Lang (c9)", "c9 Kim Lang (Mill)", "c7 Ida"]
)
def test_a_label_of_nobody_is_nobody(namesakes: Farmer, label: str) -> None:
    """Not the one of that name who works elsewhere; and nobody new is called so."""
    before = namesakes("farmer list").out
    for command in ("check", "log", "log --new", "mark --on 2026-06-01", "tag"):
        word, *options = command.split()
        more = {"mark": "kept", "tag": "@chapter"}.get(word, "")
        refused = namesakes(f'farmer {word} "{label}" {more} {" ".join(options)}')
        assert refused.status in (3, 5), command
    assert namesakes("farmer list").out == before


def test_somebody_new_is_kept_without_the_brackets(farmer: Farmer) -> None:
    """The company is theirs, also where another of that name is known by another."""
    assert "is kept as Bo Ade, at Kern" in farmer('farmer log "Bo Ade (Kern)" --new').err
    assert "is kept as Cy Ade, at Mill" in farmer('farmer add "Cy Ade (Mill)"').err
    assert "is kept as Di Ade, at Mill" in farmer('farmer edit c2 --name "Di Ade (Mill)"').err
    refused = farmer('farmer log "Bo Ade (Mill)" --new')
    assert refused.status == 5
    assert "farmer add --company Mill 'Bo Ade'" in refused.err
    assert farmer("farmer add --company Mill 'Bo Ade'").status == 0
    assert [row[1:3] for row in farmer("farmer list").rows] == [
        ["Bo Ade", "Kern"],
        ["Bo Ade", "Mill"],
        ["Di Ade", "Mill"],
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ruiz, Ana", "Ana Ruiz"),
        ("van der Berg, Dr. Jan", "Dr. Jan van der Berg"),
        ("Stone, Walt, Jr.", "Walt Stone Jr."),
        ("García López, Dr. Eva", "Dr. Eva García López"),
        ("de la Cruz, Ana", "Ana de la Cruz"),
    ],
)
def test_a_name_the_wrong_way_round_is_turned_and_said(
    farmer: Farmer, typed: str, kept: str
) -> None:
    """Wherever somebody is named for the first time, and found by it ever after."""
    assert f"“{typed}” is kept as {kept}." in farmer(f'farmer log "{typed}" --new').err
    assert farmer(f'farmer log "{typed}"').rows[0][1:3] == ["c1", kept]
    assert farmer(f'farmer log "{kept}" --new').rows[0][1] == "c1"
    farmer("farmer edit c1 --name Somebody")
    assert f"is kept as {kept}." in farmer(f'farmer edit c1 --name "{typed}"').err
    assert f"is kept as {kept}." in farmer(f'farmer add "{typed}"').err
    farmer('farmer request add c1 --to "Kern, Uwe" --need tea')
    assert "Uwe Kern" in farmer("farmer request show r1").out


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Ana Ruiz", "Dr. Ana Ruiz"),
        ("Prof. Dr. Heinz Weber", "Heinz Weber"),
        ("Jan van der Berg", "Jan VanderBerg"),
        ("Jan van der Berg", "JAN VAN DER BERG"),
        ("Ahmed al-Farsi", "Ahmed Al Farsi"),
        ("王小明", "王 小明"),
        ("Ana Ruiz", "Ana Ruiz, PhD"),
        ("Pat O'Neil", "Pat ONeil"),
    ],
)
def test_the_same_name_written_otherwise_is_the_same_person(
    farmer: Farmer, known: str, typed: str
) -> None:
    """Titles, suffixes, gaps and the case of particles make nobody new, and no namesake unseen."""
    farmer(f'farmer log "{known}" --new')
    assert farmer(f'farmer log "{typed}" --new').rows[0][1] == "c1"
    assert f"There is also c1 {known}." in farmer(f'farmer add "{typed}"').err
    assert [row[1::2][:2] for row in farmer("farmer duplicates --least 0").rows] == [["c1", "c2"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walt Stone Jr.", "Walt Stone Sr."),
        ("Bo Lang II", "Bo Lang III"),
        ("Herr Andrea Voss", "Frau Andrea Voss"),
        ("Stone, Al, Jr.", "Al Stone, Senior"),
    ],
)
def test_father_and_son_are_two_people(farmer: Farmer, one: str, other: str) -> None:
    """Neither is a slip for the other, nor proposed as the other, whatever they share."""
    farmer(f'farmer add "{one}" --phone +15550100 --company Mill')
    refused = farmer(f'farmer log "{other}"')
    assert (refused.status, "Did you mean" in refused.err) == (3, False)
    assert farmer(f'farmer log "{other}" --new').rows[0][1] == "c2"
    farmer("farmer edit c2 --phone +15550100 --company Mill --met-on 2026-01-05")
    assert farmer("farmer duplicates --least 0").rows == []


def test_a_suffix_that_only_one_name_has_is_asked_about(farmer: Farmer) -> None:
    """Walt Stone may be the Jr. of it, or his father: it is not just taken so."""
    farmer('farmer add "Walt Stone"')
    refused = farmer('farmer log "Walt Stone Jr."')
    assert (refused.status, "c1 Walt Stone?" in refused.err) == (3, True)
    assert farmer('farmer log "Walt Stone Jr." --new').status == 5
    farmer('farmer add "Walt Stone Jr."')
    assert farmer('farmer log "Walt Stone Jr."').rows[0][1] == "c2"


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["Kim Lang"], "'Kim Lang'"),
        (["Kim Lang", "KIM LANG"], "c1"),
        (["José Núñez", "Jose Nunez"], "c1"),
        (["-Kim"], "c1"),
        (['Kim "K" Lang'], "c1"),
        (["O'Neil"], '"O\'Neil"'),
    ],
)
def test_a_printed_command_means_whom_it_is_printed_for(
    farmer: Farmer, names: list[str], word: str
) -> None:
    """By name where that can be pasted and is nobody else's, else by id."""
    for name in names:
        farmer(f"farmer add -- {shlex.quote(name)}")
    farmer("farmer log c1 --on 2026-06-01")
    steps = [row[-1] for row in farmer("farmer check c1").rows if row[1] == "step"]
    due = [row[-1] for row in farmer("farmer today").rows if row[0] == "follow-up"]
    for command in (*steps, *due):
        assert command.split(word)[0] in ("farmer log ", "farmer mark "), command
    assert farmer(steps[0]).rows[0][1] == "c1"
    assert due


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ana Ruiz, Berlin", "'Berlin Ana Ruiz'"),
        ("García López, Eva", "'Eva García López'"),
        ("Al Stone, Oslo", "'Oslo Al Stone'"),
        ("Prof. Ana Ruiz, Berlin", "'Prof. Berlin Ana Ruiz'"),
        ("Ana Ruiz, Berlin (Mill)", "'Berlin Ana Ruiz'"),
    ],
)
def test_what_may_be_the_right_way_round_is_not_turned(
    namesakes: Farmer, typed: str, said: str
) -> None:
    """Both are offered, and nothing is written; of somebody known it is no question."""
    before = namesakes("farmer list").out
    for command in (f'log "{typed}" --new', f'add "{typed}"', f'edit c3 --name "{typed}"'):
        refused = namesakes(f"farmer {command}")
        assert (refused.status, said in refused.err) == (2, True), command
    assert namesakes("farmer list").out == before
    assert namesakes(f"farmer add {said}").status == 0
    if "(" not in typed:
        assert namesakes(f'farmer log "{typed}" --new').rows[0][1] == "c4"


@pytest.mark.parametrize(
    "typed",
    [
        *(",", "()", "Dr.", "Jr.", "Prof. Dr.", "PhD", "Mr & Mrs", "😀", "(Mill)", "123", "Weber,"),
        *(", Olaf", "Olaf (", "Olaf ()", "Ana: hi", "Ana; Bo", "Olaf: hi", "Olaf Weber:", "Weber;"),
    ],
)
def test_what_is_no_name_is_nobody(namesakes: Farmer, typed: str) -> None:
    """Neither somebody new, nor a part of the name of somebody known."""
    before = namesakes("farmer list").out
    for command in (
        f'log c1 "{typed}" --new',
        f'add "{typed}"',
        f'edit c1 --name "{typed}"',
        f'add Ida --through "{typed}"',
        f'request add c1 --to "{typed}" --need tea',
        f'mark "{typed}" kept',
    ):
        assert namesakes(f"farmer {command}").status == 2, command
    assert namesakes("farmer list").out == before
    assert namesakes("farmer request list").out == ""


def test_a_name_with_a_note_or_another_name_is_told_how_to_type_it(farmer: Farmer) -> None:
    assert "farmer log Ana --note hi" in farmer('farmer mark "Ana: hi" kept').err
    assert "farmer log Ana Bo" in farmer('farmer log "Ana; Bo" --new').err
    farmer('farmer add "John Smith"')
    assert "out: Smith\n" in farmer('farmer log "Smith,"').err


@pytest.mark.parametrize(
    "name",
    ["A", "R2 Devi", "Bo 3", "王小明", "李", "O'Neil", "’t Hooft", "KC", "Meng", "J.D.", "Junior"],
)
def test_a_short_or_rare_name_is_one(farmer: Farmer, name: str) -> None:
    assert farmer(f'farmer log "{name}" --new').status == 0
    assert farmer("farmer list").rows[0][1] == name


@pytest.mark.parametrize("typed", ["Olaf Weber (Mill)", "Weber, Olaf (Mill)", "c3 (Mill)"])
def test_a_company_is_not_written_onto_who_has_none(
    namesakes: Farmer, tmp_path: Path, typed: str
) -> None:
    """It could be another Olaf Weber: nothing is written, and what to type for either is said."""
    notes = tmp_path / "notes.txt"
    notes.write_text(f"{typed}: tea\n", encoding="utf-8")
    before = namesakes("farmer list").out
    commands = [f'log "{typed}" --new', f"log --from {notes} --new"]
    commands += [] if typed.startswith("c3") else [f'request add c1 --to "{typed}" --need tea']
    for command in commands:
        refused = namesakes(f"farmer {command}")
        assert refused.status == 5, command
        assert "farmer edit c3 --company Mill" in refused.err
        assert "farmer add --company Mill 'Olaf Weber'" in refused.err
    assert namesakes(f'farmer mark "{typed}" kept').status == 3
    assert namesakes("farmer list").out == before
    namesakes("farmer add --company Mill 'Olaf Weber'")
    if not typed.startswith("c3"):
        assert namesakes(f'farmer log "{typed}" --new').rows[0][1] == "c4"
    assert namesakes("farmer show c3 --json").data["company"] == ""
