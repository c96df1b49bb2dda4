"""One command, one name: what is typed says which files are about it, in every room."""

from __future__ import annotations

import json
import keyword
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperOption

import farmer
from farmer.cli.app import app
from farmer.cli.commands import COMMANDS, SECTIONS
from farmer.cli.spellings import RENAMED, SHORT, now_called
from tests.conftest import Farmer

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


def params() -> Iterator[tuple[str, TyperOption]]:
    """Every option of every command that the help shows, with the command's words."""
    root = typer.main.get_command(app)
    for path in ("", *COMMANDS):
        command: Any = root
        for word in path.split():
            command = command.commands[word]
        for param in command.params:
            if isinstance(param, TyperOption) and not param.hidden:
                yield path, param


def long_name(option: TyperOption) -> str:
    """The option as it is written out."""
    return max(option.opts, key=len)


def test_one_letter_means_one_option_everywhere() -> None:
    """Wherever a command has the option it has the letter; and no command has another."""
    for path, option in params():
        letters = [name for name in option.opts if not name.startswith("--")]
        assert letters == [*filter(None, [SHORT.get(long_name(option))])], path
    assert len(set(SHORT.values())) == len(SHORT)
    assert "-h" not in SHORT.values()
    assert set(SHORT) <= {long_name(option) for _, option in params()}


# What is asked for by one option takes one sort of value; where it does not, what it means there.
TWO_FORMS = {
    "--anyway": "do what would be refused; of an introduction it says why, which is kept",
    "--inside": "they buy from you; in edit yes or no, so that it can be taken back",
    "--company": "whom they work for; in list some words of it",
    "--met-at": "where you met; in list some words of it",
    "--last": "what came last, one after another; in recall when you talked last",
    "--status": "how it stands; of requests, those that stand so",
    "--since": "from then on; in recall as roughly as one remembers",
    "--to": "whom somebody would meet; of a skill the folder that it goes to",
}


def test_one_option_takes_one_sort_of_value_everywhere() -> None:
    """--as was a role and a sort of file; --given a name and a direction."""
    forms: dict[str, set[str]] = {}
    for _, option in params():
        form = "" if option.is_flag else option.metavar or ""
        forms.setdefault(long_name(option), set()).add(form)
    assert {name for name, found in forms.items() if len(found) > 1} == set(TWO_FORMS)


def test_one_option_means_one_thing_everywhere() -> None:
    """In the same words, or in those of the command: all that are read once stand here."""
    said: dict[str, set[str]] = {}
    for _, option in params():
        said.setdefault(long_name(option), set()).add(option.help or "")
    differently = {name for name, sentences in said.items() if len(sentences) > 1}
    assert differently - SAID_IN_OTHER_WORDS == set()


# One meaning each, in the words of the command. Whoever adds one reads all of its sentences first.
SAID_IN_OTHER_WORDS = {
    # to edit what another command records
    *("--note", "--fact", "--kind", "--by", "--at", "--place", "--on", "--due", "--until", "--to"),
    *("--need", "--via", "--began", "--inside", "--amount", "--currency", "--level", "--cadence"),
    *("--email", "--phone", "--url"),
    # to look for what another command records
    *("--company", "--met-at", "--since"),
    # what is done, or left out, is the command's own
    *("--all", "--anyway", "--exit-code", "--mine", "--new", "--output", "--past-keeping"),
    *("--editor", "--format", "--keyring", "--week", "--last", "--record", "--status", "--stop"),
}


@pytest.mark.parametrize("command", RENAMED)
def test_what_an_option_was_called_before_is_still_read(command: str) -> None:
    """Each leads to an option that is there, is shown nowhere, and means no other there."""
    shown = {name for path, option in params() if path == command for name in option.opts}
    for now, before in RENAMED[command].items():
        assert now in shown
        assert before not in shown
        assert now_called(command, before) == now


def test_every_list_says_its_ids_on_demand() -> None:
    """For xargs: of people, of requests, of promises, of what was found."""
    wanted = {path for path, option in params() if long_name(option) == "--ids"}
    lists = {"list", "ls", "stale", "find", "duplicates", "promise list", "request list"}
    assert wanted == lists


def test_who_takes_a_tag_leaves_some_out_too() -> None:
    """--with and --except go together, wherever people are named."""
    having = [
        {path for path, option in params() if long_name(option) == name}
        for name in ("--with", "--except")
    ]
    assert having[0] == having[1]


def test_a_letter_and_a_former_name_do_what_the_option_does(farmer: Farmer) -> None:
    """Typed as the whole evening of a script from before, and as one types today."""
    farmer('farmer log "Ana Ruiz" -k call -b them -d 2026-06-01 -n "a lease" --new')
    farmer('farmer add "Bo Li" -t @golf --tag @chapter')
    farmer('farmer log -w @golf --kind meal --note "by the port"')
    shown = farmer("farmer show Ana -j").data["history"]
    assert [(line["what"], line["by"], line["on"], line["note"]) for line in shown] == [
        ("call", "them", "2026-06-01", "a lease")
    ]
    assert "by the port" in farmer("farmer show Bo").out
    asked = [farmer(f'farmer ask Ana {option} "a port" -j') for option in ("--for", "--need")]
    assert asked[0].data == asked[1].data
    pages = [farmer(f"farmer {line} -o -").out for line in ("report Ana", "report --who Ana")]
    assert pages[0] == pages[1] != farmer("farmer report -o -").out
    for line in ("export Bo", "export --who Bo", "export @golf", "export -w @golf --except Ana"):
        assert [it["name"] for it in json.loads(farmer(f"farmer {line}").out)["contacts"]] == [
            "Bo Li"
        ]


def test_a_list_says_its_ids_alone_for_the_next_command(farmer: Farmer) -> None:
    """One a line, each of them once."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --note "a boat" --on 2025-06-01 --new')
    farmer('farmer add "Cy Ode"')
    farmer('farmer promise add Ana "the lease"')
    farmer('farmer request add Ana --to Bo --need "a boat"')
    said = {
        "stale": ["c1", "c2"],
        "find boat": ["t1", "t2", "r1"],
        "promise list": ["p1"],
        "request list": ["r1"],
        "list --status never-met": ["c3"],
        "list --never-met": ["c3"],
        "duplicates": [],
    }
    for command, ids in said.items():
        assert sorted(farmer(f"farmer {command} --ids").out.split()) == sorted(ids), command
    farmer('farmer add "Ana Ruiz" --company Mill')
    assert sorted(farmer("farmer duplicates --ids").out.split()) == ["c1", "c4"]
