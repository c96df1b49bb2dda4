"""A ledger that a program which synchronises has moved to the cloud is somebody's, and not gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer

COMMANDS = (
    *('log "Bo Li" --new', 'add "Bo Li"', "mark Bo kept", 'promise add Bo "a call"', "tag Bo @t"),
    *(
        "list",
        "show Ana",
        "today",
        "stale",
        "check Ana",
        "find Ana",
        "stats",
        "undo",
        "undo history",
    ),
    *("export", "report -o -", "calendar --write {}/c.ics", "backup", "lock", "lock open", "where"),
    *("restore", "restore 1 --yes", "restore {}/other.db --yes", "doctor --salvage {}/s.db"),
    *("forget Ana --yes", "edit Ana --nickname A", "remove t1", "merge c1 c2", "doctor"),
    *("import {}/people.vcf", "request list", "config set me Ana", "duplicates"),
)
NOT_ABOUT_IT = ("config set me Ana",)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_so_and_begins_no_other(
    evening: Farmer, ledger: Path, tmp_path: Path, command: str
) -> None:
    evening(f"farmer backup -o {tmp_path / 'other.db'}")
    evening("farmer backup")
    (tmp_path / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Cy Ode\nEND:VCARD\n")
    kept = ledger.rename(ledger.with_name(".ledger.db.icloud"))
    before = (kept.read_bytes(), {path.name for path in ledger.parent.iterdir()})
    done = evening("farmer " + command.format(tmp_path))
    if command in NOT_ABOUT_IT:
        assert done.status == 0
        return
    assert done.status == 6, done
    assert ".ledger.db.icloud" in (done.out + done.err).replace("\n", " ")
    assert "rm " not in done.out
    assert (kept.read_bytes(), {path.name for path in ledger.parent.iterdir()}) == before


def test_a_placeholder_beside_a_ledger_that_is_here_is_no_matter(
    evening: Farmer, ledger: Path
) -> None:
    ledger.with_name(".ledger.db.icloud").write_bytes(b"x")
    assert evening("farmer list").status == 0
    assert "left-over" not in evening("farmer doctor --json").out


def test_an_empty_file_beside_it_is_not_taken_for_a_ledger(evening: Farmer, ledger: Path) -> None:
    ledger.rename(ledger.with_name(".ledger.db.icloud"))
    ledger.touch()
    assert evening('farmer log "Bo Li" --new').status == 6
    assert ledger.stat().st_size == 0


def test_a_backup_that_is_away_is_told_of(evening: Farmer) -> None:
    """By doctor, and by what cannot do its work without it."""
    saved = Path(evening("farmer backup --json").data["path"])
    saved.rename(saved.with_name(f".{saved.name}.icloud"))
    (found,) = evening("farmer doctor --json").data["findings"]
    assert (found["code"], saved.name in found["sentence"]) == ("backup-away", True)
    refused = evening("farmer forget Ana --yes")
    assert (refused.status, saved.name in refused.err.replace("\n", " ")) == (6, True)
    assert "Ana Ruiz" in evening("farmer list").out
