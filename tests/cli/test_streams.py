"""Streams that are closed, full, gone or in another encoding: a sentence and a true status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from farmer import written
from farmer.cli import answers, run
from farmer.errors import ExitStatus
from tests.cli.test_corners import answered
from tests.conftest import Farmer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells of POSIX are asked")
LOST = ExitStatus.ANSWER_LOST


@pytest.fixture
def full() -> str:
    """Where everything that is written finds no room."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    return "/dev/full"


def test_a_change_whose_answer_is_lost_was_made_and_that_is_said(farmer: Farmer, full: str) -> None:
    """Neither usage nor a refusal: a status of its own, and how to see the change."""
    lost = answered(f'farmer log "Ana Ruiz" --new > {full}')
    assert lost.returncode == LOST
    assert "The change was made, but the answer could not be shown: no space" in lost.stderr
    assert "see it with: farmer undo history" in lost.stderr
    assert len(farmer("farmer list").rows) == 1
    assert "log" in farmer("farmer undo history").out


def test_how_to_see_the_change_names_the_ledger_that_was_named(full: str, tmp_path: Path) -> None:
    other = tmp_path / "her ledger.db"
    lost = answered(f"farmer add 'Ana Ruiz' --ledger '{other}' > {full}")
    assert f"farmer undo history --ledger '{other}'" in lost.stderr


@pytest.mark.parametrize("form", ["", "--json"])
def test_an_answer_that_only_read_is_lost_in_other_words(
    farmer: Farmer, full: str, form: str
) -> None:
    """Nothing was changed, so that it can be repeated."""
    farmer('farmer add "Ana Ruiz"')
    lost = answered(f"farmer list {form} > {full}")
    assert lost.returncode == LOST
    assert "The answer could not be shown" in lost.stderr
    assert "Nothing was changed" in lost.stderr
    assert "was made" not in lost.stderr


def test_a_file_that_was_written_is_named_where_the_answer_is_lost(
    farmer: Farmer, full: str, tmp_path: Path
) -> None:
    farmer('farmer add "Ana Ruiz"')
    page = tmp_path / "garden.html"
    lost = answered(f"farmer report -o {page} > {full}")
    assert lost.returncode == LOST
    assert f"{page} was written, but the answer could not be shown" in lost.stderr
    assert page.read_text().endswith("</html>")
    several = answered(f"farmer export --format markdown -o {tmp_path / 'people'} > {full}")
    assert "were written" in several.stderr or "was written" in several.stderr


def test_nothing_but_the_status_is_left_where_both_are_full(farmer: Farmer, full: str) -> None:
    lost = answered(f'farmer add "Ana Ruiz" > {full} 2> {full}')
    assert lost.returncode == LOST
    assert len(farmer("farmer list").rows) == 1


@pytest.mark.parametrize("where", ["/dev/full", "&-"])
def test_words_that_nobody_can_read_do_not_change_the_status(
    farmer: Farmer, full: str, where: str
) -> None:
    """A notice, then a refusal, on a stderr that is full or closed."""
    made = answered(f'farmer log "Ana Ruiz" --new 2>{where}')
    assert made.returncode == 0
    assert "Ana Ruiz" in made.stdout
    assert answered(f"farmer show Nobody 2>{where}").returncode == 3


def test_words_to_a_reader_who_has_gone_do_not_either(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz"')
    status = answered("farmer show Nobody 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}")
    assert status.returncode == 3


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_traceback(farmer: Farmer, closed: str, ledger: Path) -> None:
    """It asks for no answer, or has none; and no file gets its number."""
    made = answered(f'farmer log "Ana Ruiz" --new {closed}')
    assert made.returncode == 0
    assert "Traceback" not in made.stderr
    assert len(farmer("farmer list").rows) == 1


def test_a_refusal_in_json_that_cannot_be_delivered_is_said_in_words(
    farmer: Farmer, full: str
) -> None:
    """With the status that it has."""
    for where in (full, "&-"):
        refused = answered(f"farmer show Nobody --json >{where}")
        assert refused.returncode == 3
        assert "There is no ledger yet" in refused.stderr or "Nobody" in refused.stderr
        usage = answered(f"farmer list --no-such --json >{where}")
        assert usage.returncode == 2
        assert "farmer list --help" in usage.stderr


@pytest.mark.parametrize("words", ["--help", "--version", "", "log --help", "request --help"])
def test_help_that_cannot_be_written_is_said(full: str, words: str) -> None:
    lost = answered(f"farmer {words} > {full}")
    assert lost.returncode == LOST
    assert lost.stderr.startswith("The answer could not be shown")


def test_a_reader_who_has_seen_enough_is_no_error(farmer: Farmer) -> None:
    for name in ("Ana Ruiz", "Bo Li", "Cy Ode"):
        farmer(f'farmer add "{name}"')
    seen = answered("farmer list | head -1; exit ${PIPESTATUS[0]}")
    assert (seen.returncode, len(seen.stdout.splitlines()), seen.stderr) == (0, 1, "")


@pytest.mark.parametrize("command", ["log --from -", "import -"])
@pytest.mark.parametrize(
    "given", ["<&-", "< /dev/null", "0> nowhere.txt", r"< <(printf '\xff\x00\xfe\x81')"]
)
def test_an_input_that_holds_nothing_is_refused_and_begins_no_ledger(
    ledger: Path, command: str, given: str
) -> None:
    """Closed, empty, open for writing only, not text. (Python itself refuses a folder.)"""
    refused = answered(f"cd {ledger.parent}; farmer {command} {given}")
    assert refused.returncode in (2, 3), refused
    assert "Traceback" not in refused.stderr
    assert refused.stderr.strip()
    assert not ledger.exists()


def test_an_encoding_for_nothing_but_letters_takes_every_answer(farmer: Farmer) -> None:
    farmer('farmer add "José Núñez"')
    for encoding in ("ascii:strict", "utf-16", "cp037"):
        assert answered("farmer list >/dev/null", PYTHONIOENCODING=encoding).returncode == 0


def test_ctrl_c_before_the_change_wrote_nothing(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("farmer.cli.add.desk", interrupt)
    assert run(["add", "Ana Ruiz"]) == 130
    assert capsys.readouterr().err == "Interrupted; nothing was written.\n"
    assert not ledger.exists()


def test_ctrl_c_after_the_change_does_not_deny_it(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While the answer is being shown."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("farmer.cli.add.answer", interrupt)
        assert run(["add", "Ana Ruiz"]) == 130
    said = capsys.readouterr().err
    assert said.startswith("Interrupted. The change was made by then.\n")
    assert "farmer undo history" in said
    assert len(farmer("farmer list").rows) == 1


def test_what_was_written_is_forgotten_with_the_next_command(farmer: Farmer) -> None:
    """In one process one command after another, as these tests run them."""
    farmer('farmer add "Ana Ruiz"')
    assert written.so_far()[0]
    assert answers.what_was_done() == "The change was made"
    farmer("farmer list")
    assert written.so_far() == (False, ())


@pytest.mark.parametrize(
    "command", ["undo", "undo redo", "forget c1 --yes", "merge c1 c2", "log Ana"]
)
def test_every_way_to_change_a_ledger_is_noted(farmer: Farmer, command: str) -> None:
    farmer('farmer add "Ana Ruiz"')
    farmer('farmer add "Bo Li"')
    if command == "undo redo":
        farmer("farmer undo")
    assert farmer(f"farmer {command}").status == 0
    assert written.so_far()[0]


@pytest.mark.parametrize("refused", ["undo", "log Nobody", "import nowhere.csv", "check Ana"])
def test_what_changes_nothing_is_not_noted(farmer: Farmer, refused: str) -> None:
    farmer(f"farmer {refused}")
    assert written.so_far() == (False, ())


def test_ctrl_c_at_any_moment_of_starting_is_no_traceback(farmer: Farmer) -> None:
    """Python says so from the moment it runs our code."""
    farmer('farmer add "Ana Ruiz"')
    for delay in (0.03, 0.06, 0.09, 0.12, 0.15):
        started = subprocess.Popen(
            [sys.executable, "-c", "from farmer.cli import main; main()"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(delay)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=30)
        if "site-packages" in said or "<frozen" in said or "<string>" in said:
            continue  # Python itself was still starting
        assert "Traceback" not in said


@pytest.mark.usefixtures("unlocked")
def test_a_ledger_that_is_locked_is_said_to_be_where_the_answer_is_lost(
    farmer: Farmer, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlcipher3")
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setenv("FARMER_KEY_COMMAND", f"echo {'ab' * 32}")
    for command, said in (("lock", "is locked, but"), ("lock open", "is not locked any more, but")):
        lost = answered(f"farmer {command} > {full}")
        assert lost.returncode == LOST
        assert said in lost.stderr
