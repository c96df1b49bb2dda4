"""Other people's words, on every way out: what they wrote is text, and steers nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://x.example\x07click"
HOSTILE = {
    "escapes": f"Ann {ESCAPES} Lee",
    "bidi": "Ann \u202eeeL\u202c \u2066x\u2069",
    "invisible": "An\u200bn\ufeff Le\u00ade",
    "markup": "Ann [/bold] [red]Lee[/red] [link=x]y[/link]",
    "html": "Ann <b onclick=x>Lee</b> &amp;",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1 Lee",
    "template": "{{ 7*7 }} {% for x in y %} Lee",
    "sql": "Ann'); DROP TABLE contact;-- Lee",
    "path": "..\\..\\etc\\passwd Lee",
    "lines": "Ann\r\nBEGIN:VEVENT\nEND:VCARD Lee",
    "long": "Lee " + "x" * 180,
}
STEERING = ("\x1b", "\x07", "\u202e", "\u2066", "\u200b", "\ufeff", "\u009b", "\r")
READING = (
    *("list", "show c1", "check c1", "stale", "today", "find talk", "prepare c1", "history"),
    *("stats", "tags", "duplicates", "export --format markdown --who c1 -o md", "where"),
)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\"'\"'") + "'"


@pytest.fixture
def met(farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Farmer:
    """Types commands in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return farmer


def _write(farmer: Farmer, text: str) -> None:
    """Somebody with those words everywhere they can stand."""
    word = _quoted(text)
    added = farmer(f"farmer add {word} --company {word} --note {word}")
    if added.status:  # not everything is a name
        assert added.status in (2, 3)
        assert farmer(f'farmer add "Ann Lee" --company {word} --note {word}').status == 0
    assert farmer(f"farmer log c1 --at {word} --note {word} --on 2026-06-01 --by me").status == 0
    assert farmer(f"farmer mark c1 kept --note {word}").status == 0


@pytest.mark.parametrize("what", HOSTILE)
def test_no_answer_steers_a_terminal(met: Farmer, what: str) -> None:
    _write(met, HOSTILE[what])
    for command in READING:
        for form in ("", " --json"):
            told = met(f"farmer {command}{form}")
            assert told.status in (0, 10, 11), (command, told)
            assert not [sign for sign in STEERING if sign in told.out + told.err], command
            if form:
                json.loads(told.out)


@pytest.mark.parametrize("what", HOSTILE)
def test_on_a_terminal_it_is_drawn_as_it_is(met: Farmer, what: str) -> None:
    """Rich's own colours are all that steers it, and no markup is read."""
    _write(met, HOSTILE[what])
    terminal = Terminal("show", "c1", columns=200)
    assert terminal.end() == 0
    assert "owned\x07" not in terminal.shown
    assert "\x1b]8" not in terminal.shown
    if what == "markup":
        assert "[/bold]" in terminal.plain


@pytest.mark.parametrize("what", HOSTILE)
def test_every_export_can_be_read_again(met: Farmer, what: str, tmp_path: Path) -> None:
    """A cell is no formula, a card one card, an entry one entry, a file where it belongs."""
    _write(met, HOSTILE[what])
    assert met("farmer export --format csv -o tables").status == 0
    for table in (tmp_path / "tables").iterdir():
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell[:1] in "=@\t" and cell], table
    assert met("farmer export --format vcard -o all.vcf").status == 0
    card = (tmp_path / "all.vcf").read_text(encoding="utf-8")
    assert card.count("BEGIN:VCARD") == card.count("\nEND:VCARD") == 1
    assert met("farmer export --format ics -o all.ics").status == 0
    entries = (tmp_path / "all.ics").read_text(encoding="utf-8")
    assert entries.count("\nBEGIN:VEVENT") == entries.count("\nEND:VEVENT")
    assert met("farmer export --format markdown -o people").status == 0
    assert {path.parent for path in tmp_path.rglob("*.md")} == {tmp_path / "people"}
    assert met("farmer export -o all.json").status == 0
    assert met("farmer import all.json --ledger again.db").status == 0
    assert met("farmer list --ledger again.db").out == met("farmer list").out


def test_a_draft_says_the_words_and_runs_nothing(met: Farmer) -> None:
    _write(met, HOSTILE["template"])
    letter = met("farmer draft reconnect c1 --mailto")
    assert letter.status == 0
    assert "49" not in letter.out
