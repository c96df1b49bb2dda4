"""Bad input: its sentence, its exit status, and a ledger that has not changed by a byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from farmer.cli import run
from tests.conftest import Farmer

LONG = "x" * 10_000


@pytest.fixture
def kept(farmer: Farmer, ledger: Path) -> bytes:
    """A small ledger, and its bytes."""
    farmer('farmer log "Ana Ruiz" --new')
    return ledger.read_bytes()


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["log", "Ana", "--on", "2027-01-01"], 2, "is in the future"),
        (["log", "Ana", "--on", "tomorrow"], 2, "is in the future"),
        (["log", "Ana", "--on", "2026-02-30"], 2, "There is no day"),
        (["log", "Ana", "--on", "5"], 2, "is not a date"),
        (["log", "Ana", "--on", "march"], 2, "is not a date"),
        (["log", ""], 2, "name is empty"),
        (["log", "   ", "--new"], 2, "name is empty"),
        (["add", ""], 2, "needs a name"),
        (["add", "\x1b[31m\x07"], 2, "needs a name"),
        (["log", LONG, "--new"], 2, "at most 200"),
        (["add", LONG], 2, "at most 200"),
        (["add", "Bo Li", "--note", "x" * 100_001], 2, "at most 100000"),
        (["log", "Ana", "--note", "x" * 100_001], 2, "at most 100000"),
        (["log", "Ana", "--minutes", "-5"], 2, "“-5” is not how long it lasted"),
        (["log", "Ana", "--minutes", "soon"], 2, "“soon” is not how long it lasted"),
        (["log", "Ana", "--group", "1"], 2, "--group 1"),
        (["log", "Ana", "--depth", "4"], 2, "--depth 4"),
        (["log", "Ana", "--kind", "hug"], 2, "There is no kind"),
        (["log", "Ana", "--by", "us"], 2, "There is no --by"),
        (["log", "Ana", "--fact", "liked"], 2, "There is no fact"),
        (["log", "Ana", "--note", "Ana: hi", "--at", LONG], 2, "at most 200"),
        (["mark", "Ana", "adored"], 2, "There is no fact"),
        (["mark", "Ana", "kept", "--on", "2030-01-01"], 2, "is in the future"),
        (["add", "Bo Li", "--cadence", "-5"], 2, "“-5” is not a cadence"),
        (["add", "Bo Li", "--cadence", "daily"], 2, "layer-150"),
        (["add", "Bo Li", "--email", "nowhere"], 2, "is not an e-mail address"),
        (["add", "Bo \udcff"], 2, "not Unicode"),
        (["log", "Bo \udcff", "--new"], 2, "not Unicode"),
        (["show", "\udcff"], 2, "not Unicode"),
        (["check", "Ana", "--as", "friend"], 2, "There is no role"),
        (["check", "Ana", "--as-of", "someday"], 2, "is not a date"),
        (["stale", "--status", "lukewarm"], 2, "There is no status"),
        (["stale", "--limit", "-1"], 2, "--limit"),
        (["edit", "c1", "--by", "me"], 2, "--by does not go with people"),
        (["edit", "t77", "--by", "me"], 3, "has no touchpoint t77"),
        (["import", "no-such-file.csv"], 2, "no-such-file.csv"),
        (["import", "."], 2, "folder"),
        (["mark", "c99", "kept"], 3, "c99"),
        (["chekc", "Ana"], 2, "chekc"),
    ],
)
def test_is_refused_in_a_sentence(
    kept: bytes,
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    status: int,
    sentence: str,
) -> None:
    """One sentence on stderr and nothing on stdout; the ledger is as it was."""
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert run(words) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    assert ledger.read_bytes() == kept


@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [
        ("Ann [/b] [vip]", "Ann [/b] [vip]"),
        ("\x1b[31mRed\x1b[0m Herring", "Red Herring"),
        ("Tab\tby\nLine", "Tab by Line"),
        ("‮evil‬ Name", "evil Name"),
        ("שירה לוי", "שירה לוי"),
        ("Zoë 👩‍👩‍👧 Ó Briain", "Zoë 👩‍👩‍👧 Ó Briain"),
        ("Robert'--DROP TABLE contact", "Robert'--DROP TABLE contact"),
    ],
)
def test_other_peoples_words_are_kept_and_shown_harmlessly(
    farmer: Farmer, typed: str, kept_as: str
) -> None:
    """Markup, escapes, direction marks, right-to-left text, emoji and SQL in a name."""
    assert run(["add", typed]) == 0
    assert farmer("farmer list").rows[0][1] == kept_as
    assert farmer("farmer show c1 --json").data["person"]["name"] == kept_as


@pytest.mark.parametrize("content", [b"\x00\x01\x02 not a ledger", b"plain text\n" * 50])
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(
    farmer: Farmer, ledger: Path, content: bytes
) -> None:
    """Status 6 for reading and for writing."""
    ledger.write_bytes(content)
    for command in ("farmer list", 'farmer add "Ana Ruiz"', "farmer check Ana", "farmer undo"):
        refused = farmer(command)
        assert refused.status == 6, command
        assert refused.err.strip()
    assert ledger.read_bytes() == content


def test_a_folder_is_no_ledger(farmer: Farmer, ledger: Path) -> None:
    """Status 6."""
    ledger.mkdir()
    assert farmer("farmer list").status == 6
    assert farmer('farmer add "Ana Ruiz"').status == 6


def test_an_empty_file_is_no_ledger_yet(farmer: Farmer, ledger: Path) -> None:
    """Reading shows nothing; the first change begins it."""
    ledger.touch()
    assert farmer("farmer list").status == 0
    assert farmer('farmer add "Ana Ruiz"').status == 0
    assert len(farmer("farmer list").rows) == 1


def test_the_ledger_may_be_named_on_the_command_line(farmer: Farmer, tmp_path: Path) -> None:
    """--ledger wins over FARMER_LEDGER."""
    other = tmp_path / "other" / "ledger.db"
    assert farmer(f'farmer add "Ana Ruiz" --ledger {other}').status == 0
    assert farmer("farmer list").out == ""
    assert len(farmer(f"farmer list --ledger {other}").rows) == 1


def test_nothing_to_undo_is_said(farmer: Farmer) -> None:
    """Status 3 without a ledger, as elsewhere; 5 where there is no change left to take back."""
    assert farmer("farmer undo").status == 3
    farmer('farmer add "Ana Ruiz"')
    assert farmer("farmer undo").status == 0
    assert farmer("farmer undo").status == 5


def test_ids_are_never_reused(farmer: Farmer) -> None:
    """What was undone keeps its number: an id that was written down never means somebody else."""
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer undo")
    assert farmer('farmer add "Bo Li" --json').data["person"]["id"] == "c2"
