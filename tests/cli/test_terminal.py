"""At a real terminal: what is drawn, what is asked, and how it ends."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
from codecs import getincrementaldecoder
from pathlib import Path
from typing import Any

import pytest

from farmer.cli import run
from farmer.render.palette import PALETTE
from tests.conftest import Farmer

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

PATIENCE_SECONDS = 20
COLOURED = re.compile(r"\x1b\[[0-9;]*38;5;[0-9]+m")


class Terminal:
    """farmer in a pseudo-terminal of so many columns, with somebody typing."""

    def __init__(self, *words: str, columns: int = 80, **environ: str) -> None:
        self.shown = ""
        # What is read may end within a letter.
        self._decoder = getincrementaldecoder("utf-8")()
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        world = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "PYTEST_CURRENT_TEST")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "farmer", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**world, "TERM": "xterm-256color", **environ},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self._ours = ours

    def expect(self, words: str) -> None:
        """Read until `words` are on the screen."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while words not in self.shown:
            assert time.monotonic() < deadline, f"never said {words!r}: {self.shown!r}"
            self._read()

    def type(self, keys: str) -> None:
        """Type `keys`."""
        os.write(self._ours, keys.encode())

    def insist(self, keys: str, words: str) -> None:
        """Type `keys` until `words` come: Python loses a Ctrl-C just before it listens."""
        for _ in range(PATIENCE_SECONDS):
            time.sleep(0.5)
            self.type(keys)
            # The keys themselves may come back first, as ^C.
            while words not in self.shown and select.select([self._ours], [], [], 1)[0]:
                self._read()
            if words in self.shown:
                return
        raise AssertionError(f"never said {words!r}: {self.shown!r}")

    def end(self) -> int:
        """Read to the end; the exit status."""
        while self._read():
            pass
        os.close(self._ours)
        return self._process.wait(PATIENCE_SECONDS)

    @property
    def plain(self) -> str:
        """What is on the screen, without colours."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.shown)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], PATIENCE_SECONDS)
        try:
            data = os.read(self._ours, 65536) if ready else b""
        except OSError:  # Linux says so when the other end has closed
            data = b""
        self.shown += self._decoder.decode(data)
        return bool(data)


def test_unknown_names_are_asked_about_once_and_added(farmer: Farmer) -> None:
    """y adds them all."""
    terminal = Terminal("log", "Ana Ruiz", "Bo Li", "--at", "Chamber mixer")
    terminal.expect("y adds them all")
    assert "1. Ana Ruiz" in terminal.plain
    assert "2. Bo Li" in terminal.plain
    terminal.type("y\n")
    assert terminal.end() == 0
    assert "New in the ledger" in terminal.plain
    assert len(farmer("farmer list").rows) == 2


def test_an_unknown_name_can_be_corrected(farmer: Farmer) -> None:
    """A slip is shown with whom it is near, and put right at the prompt."""
    farmer('farmer add "Ana Ruiz"')
    terminal = Terminal("log", "Ana Ruix", "--by", "me")
    terminal.expect("corrects that one")
    assert "near: c1 Ana Ruiz" in terminal.plain
    terminal.type("1 Ana Ruiz\n")
    assert terminal.end() == 0
    assert len(farmer("farmer list").rows) == 1
    assert farmer("farmer where --json").data["counts"]["touchpoints"] == 1


def test_a_name_meant_as_it_stands_is_added_beside_its_near_one(farmer: Farmer) -> None:
    """Shown that it is near Ana Ruiz, y still means y."""
    farmer('farmer add "Ana Ruiz"')
    terminal = Terminal("log", "Anna Ruiz")
    terminal.expect("corrects that one")
    terminal.type("y\n")
    assert terminal.end() == 0
    assert len(farmer("farmer list").rows) == 2


def test_no_writes_nothing(farmer: Farmer, ledger: Path) -> None:
    """n ends with 2, and no ledger is begun."""
    terminal = Terminal("log", "Ana Ruiz")
    terminal.expect("corrects that one")
    terminal.type("n\n")
    assert terminal.end() == 2
    assert not ledger.exists()


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_ctrl_c_or_the_end_of_input_at_a_prompt(farmer: Farmer, ledger: Path, keys: str) -> None:
    """130, one sentence, nothing written."""
    terminal = Terminal("log", "Ana Ruiz")
    terminal.expect("y, n or a correction")
    terminal.insist(keys, "nothing was written")
    assert terminal.end() == 130
    assert "nothing was written" in terminal.plain
    assert "Traceback" not in terminal.plain
    assert not ledger.exists()


def test_one_of_several_is_picked(farmer: Farmer) -> None:
    """Two Anas: a number decides, for one who marks and one who reads."""
    farmer('farmer add "Ana Ruiz"')
    farmer('farmer add "Ana Holt"')
    terminal = Terminal("mark", "Ana", "kept")
    terminal.expect("Number")
    terminal.type("7\n")
    terminal.type("2\n")
    assert terminal.end() == 0
    assert farmer("farmer show c2").out.count("kept") == 1
    assert farmer("farmer show c1").out.count("kept") == 0


@pytest.mark.parametrize("columns", [20, 60, 200])
def test_everything_fits_the_width(farmer: Farmer, columns: int) -> None:
    """No line is longer than the terminal, and no name is cut but in a list, where that shows."""
    farmer('farmer add "Maximiliane von Oppenheim-Schwarzenberg" --company "Long & Longer Ltd"')
    farmer("farmer log c1 --by me --on 2025-06-01 --note 'a rather long note about the new trains'")
    farmer('farmer config set me "Kim Doe" kim@doe.example')
    for words in (
        *(("check", "c1", "--explain"), ("stale",), ("list",), ("show", "c1")),
        *(("where",), ("config",), ("config", "get", "me"), ("stats",), ("today", "--one-line")),
    ):
        terminal = Terminal(*words, columns=columns)
        terminal.end()
        lines = terminal.plain.replace("\r", "").split("\n")
        assert max(len(line.rstrip()) for line in lines) <= columns, words
        flat = re.sub(r"\s", "", terminal.plain)
        if words[0] in ("check", "show"):
            assert "Schwarzenberg" in flat, words
        if words[0] in ("list", "stale"):
            assert "Maximiliane" in flat
            assert "Schwarzenberg" in flat or "…" in flat


def test_no_color_is_respected(farmer: Farmer) -> None:
    """Colour by default, none with NO_COLOR; the words are the same."""
    farmer('farmer log "Ana Ruiz" --by me --new')
    coloured, plain = Terminal("check", "Ana"), Terminal("check", "Ana", NO_COLOR="1")
    assert coloured.end() == plain.end() == 11
    assert f"\x1b[1;38;5;{PALETTE['red']}m" in coloured.shown
    assert not COLOURED.search(plain.shown)
    assert coloured.plain == plain.plain


@pytest.mark.parametrize(
    ("colours", "environ", "coloured"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"TERM": "dumb"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("always", {"TERM": "dumb"}, True),
        ("never", {}, False),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_as_they_were_set(
    farmer: Farmer, colours: str, environ: dict[str, Any], coloured: bool
) -> None:
    """The environment decides only where it is left to it."""
    farmer('farmer log "Ana Ruiz" --by me --new')
    farmer(f"farmer config set colours {colours}")
    terminal = Terminal("check", "Ana", **environ)
    assert terminal.end() == 11
    assert bool(COLOURED.search(terminal.shown)) == coloured


def test_settings_are_a_table_and_what_is_wrong_is_said(farmer: Farmer, config: Path) -> None:
    """Even a broken file is told of, and drawn on a terminal."""
    farmer("farmer config set cadence weekly")
    assert re.search(r"cadence +7 +file", drawn("config"))
    assert "cadence is now 90 (the default)." in drawn("config", "unset", "cadence")
    assert "none  (default)" in drawn("config", "get", "me")
    config.write_text("cadence = ", encoding="utf-8")
    broken = drawn("config")
    assert "Wrong: " in broken
    assert "line 1, column" in broken
    assert "No ledger yet" in drawn("where")


def drawn(*words: str) -> str:
    """What a command shows, without colours, when all is well."""
    terminal = Terminal(*words)
    assert terminal.end() == 0
    return terminal.plain


PICTURES = ("▁", "▂", "▄", "█", "░", "┃", "┄", "─")
DRAWN = (("show", "Ana"), ("check", "Ana", "--why"), ("stale", "--long"))


def test_pictures_are_drawn_in_blocks_or_where_there_are_none_in_letters(farmer: Farmer) -> None:
    """A terminal in the locale C, or one that is dumb, may not have them."""
    farmer('farmer log "Ana Ruiz" --by me --on 2025-06-01 --fact kept --new')
    utf8: dict[str, Any] = {"LC_ALL": "C.UTF-8"}
    worlds: list[dict[str, Any]] = [{"LC_ALL": "C"}, {"TERM": "dumb", **utf8}]
    for words, blocks, letters in zip(
        DRAWN, ("▄····", "█░░", "by month: ▄···"), ("4....", "#--", "by month: 4..."), strict=True
    ):
        for environ in worlds:
            plain = Terminal(*words, **environ)
            plain.end()
            assert letters in plain.plain, environ
            assert not any(each in plain.plain for each in PICTURES), environ
        drawn = Terminal(*words, **utf8)
        drawn.end()
        assert blocks in drawn.plain


def test_nothing_is_drawn_in_a_pipe_or_in_json(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --by me --on 2025-06-01 --fact kept --new')
    for words in DRAWN:
        for command in (" ".join(words), f"{' '.join(words)} --json"):
            said = farmer(f"farmer {command}").out
            assert said
            assert not any(each in said for each in PICTURES)
            assert "by month" not in said


def test_markup_in_a_name_is_only_letters(farmer: Farmer) -> None:
    """[/b] crashes nothing, [vip] is not swallowed."""
    run(["add", "Ann [/b] [vip]"])
    terminal = Terminal("show", "Ann")
    assert terminal.end() == 0
    assert "Ann [/b] [vip]" in terminal.plain


def test_a_closed_pipe_is_no_error(farmer: Farmer) -> None:
    """The reader has seen enough: no traceback, status 0."""
    farmer('farmer log "Ana Ruiz" --by me --new')
    code = f"{sys.executable} -m farmer check Ana; echo status $? >&2"
    ran = subprocess.run(
        ["bash", "-c", f"({code}) | true"], capture_output=True, text=True, check=True
    )
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


def test_a_bug_ends_with_1_and_a_traceback_without_locals(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever farmer did not foresee is not dressed up as a refusal."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("farmer.tasks.tend.list_.list_people", broken)
    with pytest.raises(RuntimeError):
        run(["list"])


MESSAGES = (
    "FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    "Hana Weiss,https://www.linkedin.com/in/hana-weiss,Kim Doe,"
    "https://www.linkedin.com/in/kim-doe,2026-05-13 09:00:00 UTC,,hello,INBOX\n"
    "Kim Doe,https://www.linkedin.com/in/kim-doe,Ivo Lang,"
    "https://www.linkedin.com/in/ivo-lang,2026-05-14 09:00:00 UTC,,hello,INBOX\n"
)


def test_an_import_asks_once_who_the_user_is_and_keeps_it(
    farmer: Farmer, tmp_path: Path, config: Path
) -> None:
    """The likeliest is the first; the next import asks nothing, nor how long people are kept."""
    path = tmp_path / "messages.csv"
    path.write_text(MESSAGES, encoding="utf-8")
    screen = Terminal("import", str(path))
    screen.expect("1. Kim Doe")
    screen.expect("Number, or n for none")
    screen.type("9\r")
    screen.expect("Type a number from 1 to 3")
    screen.type("1\r")
    screen.expect("n for no end")
    screen.type("soon\r")
    screen.expect("is not how long somebody is kept")
    screen.expect("n for no end")
    screen.type("\r")
    assert screen.end() == 0
    assert "2 new people" in screen.plain
    assert "Kim Doe" in config.read_text(encoding="utf-8")
    assert 'keep-for = "3 years"' in config.read_text(encoding="utf-8")
    again = Terminal("import", str(path))
    assert again.end() == 0
    assert "Which" not in again.plain
    assert "How long" not in again.plain


def test_an_import_asks_whether_a_namesake_is_the_same(farmer: Farmer, tmp_path: Path) -> None:
    """Yes gives what the file knows to the one who is there; no adds another."""
    farmer('farmer log "Hana Weiss" --at Gala --new')
    path = tmp_path / "people.csv"
    path.write_text("Name,Company\nHana Weiss,Weiss & Co\n", encoding="utf-8")
    other = Terminal("import", str(path), "--dry-run")
    other.expect("1. Hana Weiss (c1)")
    other.expect("Number, or n for none")
    other.type("n\r")
    assert other.end() == 0
    assert "Would import 1 new person" in other.plain
    same = Terminal("import", str(path))
    same.expect("Number, or n for none")
    same.type("1\r")
    same.expect("n for no end")
    same.type("n\r")
    assert same.end() == 0
    assert "0 new people; 1 updated" in same.plain
    (hana,) = farmer("farmer list --json").data["people"]
    assert hana["company"] == "Weiss & Co"
