"""A talk told in one line: what is written of it, and what a script is refused."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Farmer

LINE = "yesterday: lunch with Ana and Bo Li, they called; Ana promised the lease by friday @golf"


@pytest.fixture
def village(farmer: Farmer) -> Farmer:
    """Ana Ruiz, Bo Li, and two whose given name is Cy."""
    farmer('farmer log "Ana Ruiz" "Bo Li" "Cy Day" "Cy Ek" --new --on 2026-05-01')
    return farmer


def log(farmer: Farmer, line: str, *more: str) -> Any:
    """What came of a line."""
    return farmer(shlex.join(["farmer", "log", line, *more, "--json"]))


def counts(farmer: Farmer) -> Any:
    """How much is on record."""
    return farmer("farmer where --json").data["counts"]


def test_a_line_is_recorded_whole_and_taken_back_whole(village: Farmer) -> None:
    before = counts(village)
    logged = log(village, LINE).data
    assert [
        (t["person"]["name"], t["on"], t["kind"], t["by"], t["group"], t["note"], t["promises"])
        for t in logged["touchpoints"]
    ] == [
        ("Ana Ruiz", "2026-06-14", "meal", "them", 3, LINE, ["p1"]),
        ("Bo Li", "2026-06-14", "meal", "them", 3, LINE, []),
    ]
    assert logged["tags"] == ["golf"]
    (promise,) = village("farmer promise list --json").data["promises"]
    assert (promise["text"], promise["made_on"], promise["due_on"]) == (
        "the lease",
        "2026-06-14",
        "2026-06-19",
    )
    assert village("farmer tags").rows == [["@golf", "2", "Ana Ruiz, Bo Li"]]
    assert "log meal with Ana Ruiz and Bo Li on 14 Jun 2026" in village("farmer undo").out
    assert (counts(village), village("farmer tags").out) == (before, "")
    assert village("farmer promise list").out == ""


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("lunch with Cy", 4, "c4 Cy Ek"),
        ("lunch with Zed Quill", 3, "Add --new"),
        ("lunch with Ana tomorrow", 2, "future"),
        ("yesterday: dinner", 2, "Write the name: dinner with Ana"),
        ("last friday a quick lunch", 2, "does not say with whom"),
        ("lunch with Ana cancelled", 2, "is not a name"),
        ("an hour ago: call with Ana", 2, "“an hour ago” is not a name"),
        ("lunch with Ana and Bo Li, she called", 2, "“she” may be Ana or Bo Li"),
        ("lunch with Ana Ruix", 3, "c1 Ana Ruiz"),
        ("lunch with Ana and @golf", 3, "Nobody is tagged @golf"),
        ("lunch with Ana, Cy; Ana promised it", 4, "c4 Cy Ek"),
        ("tomorrow: lunch with Ana", 2, "future"),
        ("lunhc with Ana", 2, "no line that farmer reads"),
        ("we talked at length", 2, "no line that farmer reads"),
        ("lunch with Ana; referred", 2, "ref-in-good"),
        ("Ana: hi; Bo: tea", 2, "“Bo: tea” of somebody else"),
        ("yesterday: Ana: hi; Bo: tea", 2, "“Bo: tea” of somebody else"),
        ("Ana: hi; Re: tea; Ana: sails", 0, ""),
        ("yesterday: lunch with Ana, dinner with Bo", 2, "own: “yesterday: dinner with Bo”"),
    ],
)
def test_a_script_needs_every_name_and_word_settled(
    village: Farmer, line: str, status: int, said: str
) -> None:
    """And nothing is half written."""
    before = counts(village)
    answered = village(shlex.join(["farmer", "log", line]))
    assert (answered.status, said in answered.err) == (status, True), answered.err
    assert (counts(village) == before) == (status > 0)


def test_new_people_of_a_line_are_added_where_that_is_said(village: Farmer) -> None:
    logged = log(village, "dinner at the Mill with Ana and Zed Quill (Kern)", "--new").data
    assert [(t["person"]["name"], t["kind"]) for t in logged["touchpoints"]] == [
        ("Ana Ruiz", "meal"),
        ("Zed Quill", "meal"),
    ]
    zed = village("farmer show Zed --json").data
    assert (zed["company"], zed["met_at"]) == ("Kern", "Mill")
    assert logged["event"] == "Mill"
    assert log(village, "lunch with Ana Ruix", "--new").status == 5


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ana", ["Ana Ruiz"]),
        ("Ana and Bo Li", ["Ana Ruiz", "Bo Li"]),
        ("Lunch", ["Lunch"]),
        ("Ana Ruiz, PhD", ["Ana Ruiz"]),
        ("Quill, Zed", ["Zed Quill"]),
        ("Sun Li", ["Sun Li"]),
        ("May Will", ["May Will"]),
        ("Will Call", ["Will Call"]),
    ],
)
def test_one_argument_is_a_name_unless_it_reads_as_a_line(
    village: Farmer, typed: str, names: list[str]
) -> None:
    logged = log(village, typed, "--new").data
    assert [touch["person"]["name"] for touch in logged["touchpoints"]] == names
    assert {touch["kind"] for touch in logged["touchpoints"]} == {"meeting"}


def test_whatever_somebody_answers_to_is_a_name(farmer: Farmer) -> None:
    """However much it reads like a line."""
    for name in ("Lunch With Ana", "Ana Called"):
        farmer(f'farmer add "{name}"')
        logged = log(farmer, name).data
        assert [touch["person"]["name"] for touch in logged["touchpoints"]] == [name]
        assert logged["touchpoints"][0]["note"] == ""


def test_options_go_with_a_line_where_they_tell_nothing_else(village: Farmer) -> None:
    logged = log(village, "tea with Ana", "--on", "2026-06-01", "--depth", "2", "--note", "more")
    (touch,) = logged.data["touchpoints"]
    assert (touch["on"], touch["depth"], touch["note"]) == ("2026-06-01", 2, "tea with Ana; more")
    assert log(village, "tea with Ana", "--kind", "coffee").status == 0
    for option in (("--kind", "call"), ("--on", "2026-06-02")):
        refused = log(village, "friday: tea with Ana", *option)
        assert (refused.status, option[0] in refused.out) == (2, True)


def test_who_stands_behind_one_with_met_each_other(village: Farmer) -> None:
    """Who was only called or written to did not."""
    together = log(village, "coffee with Ana and Bo Li").data["touchpoints"]
    apart = log(village, "called Ana and Bo Li")
    assert [touch["group"] for touch in together] == [3, 3]
    assert [touch["group"] for touch in apart.data["touchpoints"]] == [None, None]
    assert "one with each" in apart.err


def test_evidence_and_who_began_are_of_whoever_they_are_told_of(village: Farmer) -> None:
    logged = log(village, "tea with Ana and Bo Li; kept; Ana called; Bo: used").data
    assert [(t["by"], sorted(t["facts"])) for t in logged["touchpoints"]] == [
        ("them", ["kept"]),
        (None, ["kept", "work:used"]),
    ]


def test_one_persons_line_is_that_of_notes(village: Farmer, tmp_path: Path) -> None:
    (touch,) = log(village, "yesterday: Ana: said 10:30; kept; lunch").data["touchpoints"]
    assert (touch["on"], touch["kind"], touch["note"], touch["facts"]) == (
        "2026-06-14",
        "meal",
        "said 10:30; lunch",
        ["kept"],
    )


def test_a_line_without_quotes_is_told_to_have_them(village: Farmer) -> None:
    refused = village("farmer log lunch with Ana")
    assert (refused.status, "farmer log 'lunch with Ana'" in refused.err) == (2, True)


def test_a_line_of_notes_that_cannot_be_is_named(village: Farmer, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Ana: tea\n\nlunch with Bo; referred\n", encoding="utf-8")
    refused = village(f"farmer log --from {notes}")
    assert (refused.status, "Line 3: “referred”" in refused.err) == (2, True)


def test_who_is_named_beside_notes_met_who_is_in_them(village: Farmer, tmp_path: Path) -> None:
    """Groups, too: what the options tell is one encounter."""
    village("farmer tag Ana @golf")
    notes = tmp_path / "notes.txt"
    notes.write_text("Bo: a boat\nlunch with c3\n", encoding="utf-8")
    logged = village(f"farmer log --from {notes} --with @golf --together --json").data
    assert [(t["person"]["name"], t["kind"], t["group"]) for t in logged["touchpoints"]] == [
        ("Bo Li", "meeting", 3),
        ("Ana Ruiz", "meeting", 3),
        ("Cy Day", "meal", None),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "yesterday: lunch with Ana and Bo, they called; Bo promised the port's map by friday",
            "Logged meal on 14 Jun 2026 (begun by them, a group of 3) with Ana Ruiz (t5) and Bo Li "
            "(t6, promised “the port's map” by 19 Jun 2026 p1).",
        ),
        ("tea with Ana; she sails; kept", "on 15 Jun 2026 with Ana Ruiz (t5, marked kept)."),
        (
            "tea with Zed Quill and Yo Ek @golf",
            "with Zed Quill (t5) and Yo Ek (t6). Tagged @golf. New in the ledger: all of them, c5 "
            "and c6.",
        ),
        ("tea with Ana and Zed Quill", "New in the ledger: Zed Quill (c5)."),
    ],
)
def test_it_says_what_came_of_the_line_and_not_the_line_again(
    village: Farmer, line: str, said: str
) -> None:
    answered = " ".join(
        village(shlex.join(["farmer", "log", line, "--new", "--plain"])).out.split()
    )
    assert said in answered
    assert (line in answered, "she sails" in answered) == (False, False)


def test_of_several_talks_each_has_its_own_day_and_kind(village: Farmer, tmp_path: Path) -> None:
    """And who has a note is said where others have none."""
    notes = tmp_path / "notes"
    notes.write_text("yesterday: call with Ana\nBo: tea; he sails\n")
    answered = village(f"farmer log --from {notes} --plain").out
    assert "Ana Ruiz (t5, 14 Jun 2026, call)" in " ".join(answered.split())
    assert "Bo Li (t6, 15 Jun 2026, meeting)" in " ".join(answered.split())
    noted = village("farmer log Ana Bo --note 'Bo: he sails' --plain").out
    assert "with Ana Ruiz (t7) and Bo Li (t8, with a note)." in " ".join(noted.split())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Zed Quill (Kern): hi", "Zed Quill: bye"),
        ("Zed Quill: hi", "Zed Quill (Kern): bye"),
        ("Zed Quill (Kern): hi", "Zed Quill (Mill): bye"),
        ("lunch with Zed Quill", "coffee with Zed Quill (Kern)"),
    ],
)
def test_one_new_name_with_a_firm_and_without_is_asked_about(
    village: Farmer, tmp_path: Path, first: str, second: str
) -> None:
    """It may be one person or two; written in one way it is one."""
    notes = tmp_path / "notes"
    notes.write_text(f"{first}\n{second}\n")
    refused = village(f"farmer log --from {notes} --new")
    assert (refused.status, refused.err.count("nearly the same")) == (5, 0)
    assert "may be one new person, or two" in refused.err
    assert "write both in the same way" in refused.err
    command = refused.err.rpartition("type their ids: ")[2]
    assert village(command).status == 0
