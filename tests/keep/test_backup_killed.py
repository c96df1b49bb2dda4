"""A command that is killed before its file has its name leaves what was there, and is told of."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Farmer

# Killed where everything is written and nothing has its name yet.
_KILLED = """
import os, sys
from farmer import files
from farmer.cli import run
files._sync = lambda path: os.kill(os.getpid(), 9)
run(sys.argv[1:])
"""
COMMANDS = {
    "backup -o {}/made": "made",
    "doctor --salvage {}/made": "made",
    "export -o {}/made": "made",
    "export --format csv -o {}": "contacts.csv",
    "report -o {}/made": "made",
    "calendar --write {}/made": "made",
    "config set me Kim": "config.toml",
    "backup": "ledger.saved.2026-06-15.db",
    "import {}/people.vcf": "ledger.before-import.2026-06-15.db",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_left_under_its_name_and_doctor_names_the_rest(
    evening: Farmer, ledger: Path, command: str
) -> None:
    folder = ledger.parent
    (folder / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Cy Ode\nEND:VCARD\n")
    before = {path.name for path in folder.iterdir()}
    words = command.format(folder).split()
    killed = subprocess.run([sys.executable, "-c", _KILLED, *words], check=False)
    assert killed.returncode == -signal.SIGKILL
    left = {path.name for path in folder.iterdir()} - before
    assert COMMANDS[command] not in left
    assert left
    told = evening("farmer doctor --json").data["findings"]
    assert {word for each in told if each["code"] == "left-over" for word in left} == left
    for name in left:
        assert any(name in each["sentence"] for each in told)
        assert name in evening("farmer where").err
    assert evening("farmer restore").out == ""


def test_what_is_left_is_told_of_where_there_is_no_ledger(farmer: Farmer, ledger: Path) -> None:
    ledger.with_name(f".ledger.db.{'ab' * 8}.part").write_bytes(b"x")
    assert [each["code"] for each in farmer("farmer doctor --json").data["findings"]] == [
        "left-over"
    ]
