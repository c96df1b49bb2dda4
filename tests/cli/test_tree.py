"""One command, one name: what is typed says which files are about it, in every room."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from pathlib import Path

import pytest

import farmer
from farmer.cli.commands import COMMANDS, SECTIONS

CODE = Path(farmer.__file__).parent
TESTS = Path(__file__).parents[1]
# A group's small commands share the group's files, and a word from before those of its new one.
FIRST_WORDS = [name for name, command in COMMANDS.items() if " " not in name and not command.now]
# A name that Python has a use for takes an underscore.
TAKEN = {*keyword.kwlist, "list"}


def file_of(command: str) -> str:
    """What the files about a command are called, without the ending."""
    return f"{command}_" if command in TAKEN else command


def section_of(command: str) -> str:
    """The section that a command is in."""
    return next(section for section, commands in SECTIONS.items() if command in commands)


def files_about(command: str) -> Iterator[Path]:
    """Where it is listened for, done, shown and tested."""
    name, section = file_of(command), section_of(command)
    yield CODE / "cli" / f"{name}.py"
    yield CODE / "tasks" / section / f"{name}.py"
    yield CODE / "render" / f"{name}.py"
    yield TESTS / section / f"test_{name}.py"


@pytest.mark.parametrize("command", FIRST_WORDS)
def test_a_command_has_its_name_in_every_room(command: str) -> None:
    """What is missing is named."""
    assert [str(path) for path in files_about(command) if not path.exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_listened_for_under_its_first_word(command: str) -> None:
    """In its own file, or one that begins like it where a group has several."""
    known = COMMANDS[command]
    module = known.function.partition(":")[0]
    first = (known.now or command).split()[0]
    assert module == file_of(first) or module.startswith(f"{first}_")


def test_every_test_of_a_section_is_about_a_command_of_it() -> None:
    """So that it is found: a command's second file begins like its first."""
    sections = {section_of(command) for command in FIRST_WORDS}
    for section in sections:
        names = tuple(file_of(name) for name in FIRST_WORDS if section_of(name) == section)
        for path in (TESTS / section).glob("test_*.py"):
            assert path.stem.removeprefix("test_").startswith(names), path
