"""Variables and places that make no sense: a sentence or a sane default, and never a long wait."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from farmer.cli import run
from farmer.tasks.exchange import named_files
from tests.cli.test_corners import answered
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
NO_FILE = ("pipe", "folder", "/dev/zero", "/dev/tty", "link in a circle")


def place(kind: str, folder: Path) -> Path:
    """Something that is no file, or too large a one."""
    path = folder / kind.rpartition("/")[2].replace(" ", "-")
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link in a circle":
            path.symlink_to(path)
        case "100 MB":
            path.touch()
            os.truncate(path, 100_000_000)
        case _:
            path = Path(kind)
    return path


@pytest.mark.parametrize("kind", [*NO_FILE, "100 MB"])
def test_settings_that_are_no_file_are_refused_at_once(
    farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Where settings matter; elsewhere the command works, and config says what is wrong."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_CONFIG", str(place(kind, tmp_path)))
    refused = farmer("farmer list")
    assert (refused.status, refused.out) == (2, "")
    assert "cannot be read" in refused.err
    assert farmer("farmer config set region GB").status == 2
    assert farmer("farmer undo").status == 0
    assert "cannot be read" in farmer("farmer config").out


def test_no_settings_at_all_may_be_named(farmer: Farmer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The device that is always empty can be read, and is never replaced by a file."""
    monkeypatch.setenv("FARMER_CONFIG", os.devnull)
    assert farmer("farmer list").status == 0
    refused = farmer("farmer config set region GB")
    assert refused.status == 2
    assert "it is not a file" in refused.err
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("kind", NO_FILE[:-1])
def test_no_command_waits_for_what_is_no_file(farmer: Farmer, tmp_path: Path, kind: str) -> None:
    """As a ledger, and wherever a command takes a file."""
    farmer('farmer add "Ana Ruiz"')
    path = place(kind, tmp_path)
    for command in (
        f"list --ledger {path}",
        f"log Ana --ledger {path}",
        f"import {path}",
        f"log --from {path}",
        f"restore {path} --yes",
        f"backup -o {path}",
        f"doctor --salvage {path}",
        f"calendar --write {path}",
        f"report -o {path}",
    ):
        refused = farmer(f"farmer {command}")
        assert refused.status in (2, 5, 6), command
        assert refused.err.strip(), command


def test_a_pipe_refused_says_how_that_command_takes_it(farmer: Farmer, tmp_path: Path) -> None:
    path = place("pipe", tmp_path)
    assert "farmer log --from - < " in farmer(f"farmer log --from {path}").err
    assert "farmer import - < " in farmer(f"farmer import {path}").err


@pytest.mark.parametrize(
    "command",
    [
        "farmer log --new --from <(echo 'Ana Ruiz: a new office')",
        "farmer log --new --from /dev/stdin <<< 'Ana Ruiz: a new office'",
        "echo 'Ana Ruiz: a new office' | farmer log --new --from /dev/stdin",
        "echo 'Ana Ruiz: a new office' | farmer log --new --from -",
        "farmer import <(printf 'BEGIN:VCARD\\nVERSION:3.0\\nFN:Ana Ruiz\\nEND:VCARD\\n')",
    ],
)
def test_a_pipe_named_on_purpose_is_read_to_its_end(farmer: Farmer, command: str) -> None:
    """What the shell hands over open."""
    ours = f"{sys.executable} -m farmer"
    ran = subprocess.run(
        ["bash", "-c", command.replace("farmer", ours, 1)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert ran.returncode == 0, ran
    assert [row[1] for row in farmer("farmer list").rows] == ["Ana Ruiz"]


def test_what_never_ends_is_given_up(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(named_files, "MOST_PIPED_BYTES", 1 << 20)
    for command in ("import /dev/stdin", "log --from /dev/stdin"):
        endless = answered(f"farmer {command} </dev/zero")
        assert endless.returncode == 2
    assert "larger than 1 MB" in endless.stderr
    notes = tmp_path / "notes.txt"
    notes.write_text("Ana Ruiz: x\n" * 100_000)
    assert "larger than 1 MB" in farmer(f"farmer log --from {notes}").err


@pytest.mark.parametrize(
    "environ",
    [
        {"COLUMNS": "999999999999", "LINES": "999999999999"},
        {"COLUMNS": "²"},
        {"COLUMNS": "-5", "LINES": "²"},
        {"COLUMNS": "1", "TERM": "nonsense", "FORCE_COLOR": "²"},
        {"TZ": "Nonsense/Zone", "LC_ALL": "nonsense", "LANG": "\udcff"},
    ],
)
def test_a_terminal_that_lies_is_drawn_on(farmer: Farmer, environ: dict[str, str]) -> None:
    farmer('farmer log "Ana Ruiz" --by me --new')
    for words in (["check", "Ana"], ["list"]):
        terminal = Terminal(*words, columns=80, **environ)
        assert terminal.end() in (0, 11)
        assert "Traceback" not in terminal.shown
        assert len(terminal.shown) < 100_000


@pytest.mark.parametrize("encoding", ["undefined", "idna"])
def test_an_encoding_that_is_for_no_text_is_not_used(farmer: Farmer, encoding: str) -> None:
    farmer('farmer add "José Núñez"')
    listed = answered("farmer list", PYTHONIOENCODING=encoding)
    assert listed.returncode == 0
    assert "José Núñez" in listed.stdout
    assert answered("farmer show Nobody", PYTHONIOENCODING=encoding).returncode == 3


@pytest.mark.parametrize("name", ["EDITOR", "BROWSER", "FARMER_KEY_COMMAND"])
@pytest.mark.parametrize(
    "value", ["", " ", "'", "nonsense -x", "\udcff", "x" * 5000, "/", "/dev/null"]
)
def test_a_program_that_is_none_is_said(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    """And what was done without it is done."""
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv(name, value)
    page = tmp_path / "page.html"
    command = {
        "EDITOR": "config edit", "BROWSER": f"report -o {page} --open", "FARMER_KEY_COMMAND": "lock"
    }[name]  # fmt: skip
    outcome = farmer(f"farmer {command}")
    if name == "BROWSER":
        assert outcome.status == 0
        assert page.exists()
    else:
        assert outcome.status in (2, 6)
        assert outcome.err.strip()


HOMES = ("", "/dev/null", "relative", "\udcff", "x" * 5000)


@pytest.mark.parametrize("name", ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"])
@pytest.mark.parametrize("value", HOMES)
def test_a_home_that_is_none_is_said(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in ("FARMER_LEDGER", "FARMER_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(name, value)
    commands: Sequence[str] = ("list", "add Ana", "config", "draft --list", "config set region GB")
    for command in commands:
        status = run(command.split())
        assert status in (0, 2, 6), command
        assert status == 0 or capsys.readouterr().err.strip()
