"""``undo history --assistant``: of whom an assistant was told, whatever became of them since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from farmer.ledger import open_ledger
from farmer.ledger.assistant_reads import AssistantRead
from tests.conftest import Farmer

MONDAY, FRIDAY = date(2026, 6, 8), date(2026, 6, 12)


@pytest.fixture
def told(farmer: Farmer, ledger: Path) -> Farmer:
    """Ana (c1) and Bo (c2), beside Cy (c3), of whom an assistant was told on two days."""
    for name in ("Ana Ruiz", "Bo Li", "Cy Ode"):
        assert farmer(f'farmer add "{name}"').status == 0
    open_ledger(str(ledger), {}).note_assistant(
        [
            AssistantRead(1, MONDAY, "check"),
            AssistantRead(1, MONDAY, "brief", with_words=True),
            AssistantRead(2, MONDAY, "due"),
            AssistantRead(1, FRIDAY, "check"),
        ]
    )
    return farmer


def test_it_tells_of_whom_and_when_the_newest_first(told: Farmer) -> None:
    assert told("farmer history --assistant").rows == [
        ["2026-06-12", "c1", "Ana Ruiz", "no words", "check"],
        ["2026-06-08", "c1", "Ana Ruiz", "words", "check brief"],
        ["2026-06-08", "c2", "Bo Li", "no words", "due"],
    ]
    assert [row[1] for row in told("farmer undo history c2 --assistant").rows] == ["c2"]
    short = told("farmer undo history --assistant --limit 1 --json").data
    assert (short["total"], len(short["told"]), short["person"]) == (3, 1, None)
    assert short["told"][0] == {
        "on": "2026-06-12",
        "person": {"id": "c1", "name": "Ana Ruiz"},
        "tools": ["check"],
        "with_words": False,
    }
    drawn = told("farmer undo history --assistant --limit 2 --pretty").out
    assert "check, brief, with words" in drawn
    assert "… and 1 more; show them with --limit 3." in drawn


def test_nothing_told_is_said_so(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz"')
    assert farmer("farmer history --assistant").rows == []
    assert "Nothing was told to an assistant." in farmer("farmer history --assistant --pretty").out
    of_ana = farmer("farmer history Ana --assistant --pretty").out
    assert "Nothing was told to an assistant of Ana Ruiz." in of_ana
    assert farmer("farmer history Nobody --assistant").status == 3


def test_what_was_told_cannot_be_undone(told: Farmer) -> None:
    """Nor is it a change; whoever is taken out again was told of all the same."""
    assert told("farmer history --assistant").rows
    for _ in range(3):
        assert told("farmer undo").status == 0
    assert told("farmer undo").status == 5
    assert [row[1:3] for row in told("farmer history --assistant").rows] == [
        ["c1", ""], ["c1", ""], ["c2", ""],
    ]  # fmt: skip
    assert "not in the ledger any more" in told("farmer history --assistant --pretty").out


def test_it_follows_a_merge_and_a_merge_that_is_taken_back(told: Farmer) -> None:
    told("farmer merge c3 c1")
    assert [row[1] for row in told("farmer history --assistant").rows] == ["c3", "c3", "c2"]
    assert len(told("farmer history c3 --assistant").rows) == 2
    told("farmer undo")
    assert [row[1] for row in told("farmer history --assistant").rows] == ["c1", "c1", "c2"]


def test_it_goes_with_whom_is_forgotten_and_whoever_was_merged_into_them(
    told: Farmer, ledger: Path
) -> None:
    told("farmer merge c3 c1")
    told("farmer backup")
    told("farmer forget c3 --yes")
    assert [row[1] for row in told("farmer history --assistant").rows] == ["c2"]
    backups = [path for path in ledger.parent.iterdir() if path.suffix == ".db" and path != ledger]
    for path in (ledger, *backups):
        with open_ledger(str(path), {}).reading() as reader:
            assert {each.contact_id for each in reader.assistant_reads()} == {2}


def test_it_stays_with_the_file_in_which_it_was_told(told: Farmer, tmp_path: Path) -> None:
    """A copy that is made of all that is recorded has none of it."""
    whole = tmp_path / "whole.json"
    assert told(f"farmer export -o {whole}").status == 0
    assert "assistant" not in whole.read_text(encoding="utf-8")
    other = tmp_path / "other.db"
    assert told(f"farmer import {whole} --ledger {other}").status == 0
    assert told(f"farmer history --assistant --ledger {other}").rows == []


def test_a_letter_to_them_says_so(told: Farmer) -> None:
    text = told("farmer export --for-subject c1").out
    said = "Jun 2026: an assistant that I use, a program of somebody else's"
    for line in (f"- 8 {said}, with what I noted of you", f"- 12 {said}"):
        assert line in text.splitlines()
    assert "sends nothing anywhere by itself; who asked it is below" in text
    assert "by itself" not in told("farmer export --for-subject Cy").out
