"""The help: one screen of what is done every day, and all of it by section."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from farmer import tasks
from farmer.cli.commands import COMMANDS, EVERYDAY, SECTIONS
from tests.conftest import Farmer

LISTED = [name for name, command in COMMANDS.items() if not command.now]
FIRST_WORDS = [name for name in LISTED if " " not in name]


def test_the_help_fits_one_screen(farmer: Farmer) -> None:
    """24 lines of 80 columns, however many commands there are."""
    lines = farmer("farmer --help").out.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


def test_the_help_says_what_is_done_every_day(farmer: Farmer) -> None:
    """Ten commands with what they are for, unbroken."""
    said = farmer("farmer --help").out
    assert len(EVERYDAY) == 10
    for name in EVERYDAY:
        assert re.search(rf"^ +{name} +{re.escape(COMMANDS[name].summary)}$", said, re.MULTILINE)


def test_the_help_names_every_command_in_its_section(farmer: Farmer) -> None:
    """One line a section; groups by their first word, and no word from before."""
    lines = farmer("farmer --help").out.splitlines()
    named = {}
    for section in SECTIONS:
        (line,) = [line for line in lines if re.match(rf" +{section} ", line)]
        named[section] = line.split()[1:]
    assert [name for names in named.values() for name in names] == FIRST_WORDS
    assert all(set(names) <= set(SECTIONS[section]) for section, names in named.items())


def test_the_sections_are_the_folders_of_the_tasks() -> None:
    """Who knows the help finds the code."""
    folders = {path.parent.name for path in Path(tasks.__path__[0]).glob("*/__init__.py")}
    assert folders == set(SECTIONS)


@pytest.mark.parametrize("line", ["--help --all", "--all --help", "-h --all", "--all -h", "--all"])
def test_all_of_the_help_is_every_command_by_section(farmer: Farmer, line: str) -> None:
    """In whatever order it is asked for: each with its summary, in the order of the sections."""
    said = farmer(f"farmer {line}").out
    blocks = re.split(r"^(\w+) \([\w ]+\):$", said, flags=re.MULTILINE)[1:]
    assert [title.casefold() for title in blocks[::2]] == list(SECTIONS)
    shown = [re.findall(r"^  (\S+(?: \S+)?)  ", block, re.MULTILINE) for block in blocks[1::2]]
    assert [name for names in shown for name in names] == LISTED
    words = " ".join(said.split())
    assert all(f"{name} {COMMANDS[name].summary}" in words for name in LISTED)


def test_all_goes_with_help_only(farmer: Farmer) -> None:
    """Before a command it is refused, lest it be taken for the command's own."""
    refused = farmer("farmer --all list")
    assert (refused.status, refused.out) == (2, "")


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("help", "--help"),
        ("help --all", "--help --all"),
        ("help check", "check --help"),
        ("help request met", "request met --help"),
        ("--ledger x.db help log", "--ledger x.db log --help"),
        ("help help", "--help"),
        ("help ls", "ls --help"),
    ],
)
def test_help_is_a_word_too(farmer: Farmer, asked: str, same: str) -> None:
    """As in git: farmer help check."""
    said = farmer(f"farmer {asked}")
    assert (said.status, said.out) == (0, farmer(f"farmer {same}").out)


def test_help_of_nothing_there_is_says_so(farmer: Farmer) -> None:
    refused = farmer("farmer help chekc")
    assert (refused.status, refused.out) == (2, "")
    assert "check" in refused.err


OLD = {
    "ls": "list",
    "tags": "tag",
    "untag Ana @chapter": "tag --remove Ana @chapter",
    "unarchive Ana": "archive --back Ana",
    "history": "undo history",
    "history Ana --limit 1": "undo history Ana --limit 1",
    "redo": "undo redo",
}


@pytest.mark.parametrize("old", OLD)
def test_a_word_from_before_does_what_is_said_for_it_now(
    farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str
) -> None:
    """The same change, and the same answer; each under its own name."""
    told = []
    for number, line in enumerate((old, OLD[old])):
        monkeypatch.setenv("FARMER_LEDGER", str(tmp_path / f"{number}.db"))
        farmer('farmer add "Ana Ruiz"')
        farmer("farmer tag Ana @chapter")
        farmer("farmer archive Ana")
        farmer("farmer mark Ana kept --on 2026-06-01")
        farmer("farmer undo")
        answered = farmer(f"farmer {line} --json")
        assert answered.status == 0
        assert answered.envelope["command"] in COMMANDS
        assert line.startswith(answered.envelope["command"])
        told.append((answered.data, farmer("farmer export").told))
    assert told[0] == told[1]


@pytest.mark.parametrize("name", [name for name, it in COMMANDS.items() if it.now])
def test_a_word_from_before_leads_to_what_is_said_now(farmer: Farmer, name: str) -> None:
    """Each names the other in its help."""
    now = COMMANDS[name].now
    assert f"farmer {now}" in farmer(f"farmer {name} --help").out
    assert f"farmer {name}" in farmer(f"farmer {now.partition(' --')[0]} --help").out


def test_taking_out_of_groups_needs_a_group(farmer: Farmer) -> None:
    """Alone, --remove is not a question about the groups."""
    refused = farmer("farmer tag --remove")
    assert (refused.status, "No tag was given" in refused.err) == (2, True)
