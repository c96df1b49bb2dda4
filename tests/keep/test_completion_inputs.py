"""Completion knows the commands without Typer, and offers what Typer's own tree would have it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
import typer

from farmer.cli import run
from farmer.cli.app import app
from farmer.cli.commands import COMMANDS, shown_under
from farmer.cli.inputs import read_inputs
from farmer.cli.offers import _FILES, _SOURCES, offers, wants_file
from farmer.cli.shellwords import quoted_for_bash, split_line
from farmer.cli.world import today
from farmer.ledger import open_ledger
from farmer.tasks.keep.completion import Candidate, complete
from farmer.text import begins
from tests.cli.test_loading import HEAVY, loaded_by
from tests.conftest import Farmer

# What is typed where a value stands: nothing, letters of many a value, and ids.
BEGUN = ("", "a", "c", "NU", "o'", "@", "t1", "--")
NAMES = (*BEGUN, "a", "c1", "c5", "jose", "ruiz", "núñez", "josé nu", "é", "l", "Ana R")
LINES = (
    *("", "lo", "log", "log ", "request ", "request add ", "check An", "check jose", "check --"),
    *("check --as=", "log --at Mi", "remove t", "export --format ", "nothing An", "list @"),
    *("request add Ana --to nun", "--ledger x.db che", "--json=", "log --with=@", "config set "),
    *("'request add' ", "--ledger ", "check -- --", "check 'Jo"),
)
Found = list[tuple[str, str]]


@pytest.fixture
def village(farmer: Farmer) -> Farmer:
    """Namesakes, somebody by another name, somebody archived; letters beyond ASCII."""
    farmer('farmer log "Ana Ruiz" "José Núñez" "Niamh O\'Neil" --at "Mill mixer" --new')
    farmer("farmer tag Ana @chapter")
    farmer('farmer edit c1 --name "Ana Lind"')
    farmer('farmer add "José Núñez" --company Mill')
    farmer('farmer add "Lou Tan"')
    farmer('farmer archive "Lou Tan"')
    farmer('farmer request add Ana --to "a buyer" --need "a talk"')
    farmer('farmer promise add Ana "the list" --due 2026-07-01')
    return farmer


def as_typer_has_it(path: str) -> Any:
    """The command of those words; of none the program."""
    command: Any = typer.main.get_command(app)
    for word in path.split():
        command = command.commands[word]
    return command


def by_typer(path: str, command: Any, option: Any, given: int, typed: str) -> Found:
    """What is offered behind so many arguments, as the value of an option where there is one."""
    if option is None and typed.startswith("-"):
        named = [
            (max(p.opts, key=len), p.help or "")
            for p in command.params
            if p.opts[0][0] == "-" and not p.hidden
        ]
        named.append(("--help", "Show this message and exit."))
        return [each for each in named if each[0].startswith(typed)]
    if option is None and hasattr(command, "commands"):
        shown = {name: COMMANDS[f"{path} {name}".strip()].summary for name in shown_under(path)}
        return [(name, said) for name, said in shown.items() if name.startswith(typed.lower())]
    wanted = option or argument_at(command, given)
    return [] if wanted is None else values(path, wanted, typed, is_new=option is None)


def argument_at(command: Any, given: int) -> Any:
    """The argument behind so many; the last may take as many as are typed."""
    arguments = [p for p in command.params if p.opts[0][0] != "-"]
    return next((p for n, p in enumerate(arguments) if p.nargs == -1 or n == given), None)


def values(path: str, wanted: Any, typed: str, *, is_new: bool) -> Found:
    """From where the parameter's values come, by its name."""
    sources = _SOURCES.get(f"{path} {wanted.name}", _SOURCES.get(wanted.name, ()))
    return [*asked(() if path == "add" and is_new else sources, typed)]


def asked(sources: Iterable[str], typed: str, *_: object) -> list[Candidate]:
    """In place of values what was asked for: they are the task's."""
    return [Candidate(f"{source} {typed}", "said") for source in sources]


@pytest.mark.parametrize("path", ["", *COMMANDS])
def test_every_command_and_option_offers_what_typers_would(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("farmer.cli.offers.find", asked)
    words, command = path.split(), as_typer_has_it(path)
    for typed in BEGUN:
        for given in range(3):
            before = [*words, *["x"] * given]
            assert offers(before, typed) == by_typer(path, command, None, given, typed), before
        for option in command.params:
            for name in (each for each in option.opts if each.startswith("-")):
                taking = None if option.is_flag else option
                found = by_typer(path, command, taking, 0, typed)
                assert offers([*words, name], typed) == found, name
                named = values(path, option, typed, is_new=False)
                assert offers(words, f"{name}={typed}") == [
                    (f"{name}={value}", said) for value, said in named
                ]
                wanted = taking or argument_at(command, 0)
                is_file = wanted is not None and wanted.name in _FILES and typed != "--"
                assert wants_file([*words, name], typed) == is_file, name


def test_every_command_is_known() -> None:
    """One that takes nothing at all would be missing."""
    assert read_inputs().keys() == {"", *COMMANDS}


def test_every_shell_gets_the_same_in_its_own_way(
    village: Farmer, capsys: pytest.CaptureFixture[str]
) -> None:
    """zsh, fish and PowerShell hand over words; bash the line, and is given what it inserts."""
    for line in LINES:
        whole = split_line(f"farmer {line}", " ")
        found = offers(whole.words[1:], whole.typed)
        for shell in ("zsh", "fish", "powershell"):
            assert told(capsys, shell, *whole.words[1:], whole.typed) == [
                f"{offer.value}\t{offer.said}" for offer in found
            ]
        inserted = [(quoted_for_bash(offer.value, whole), offer.said) for offer in found]
        assert told(capsys, "bash", " ", f"farmer {line}") == [
            f"{value}\t{said}" for value, said in inserted if value is not None
        ]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Sequence[str]:
    """The candidates that a script is given, without what is for itself."""
    capsys.readouterr()
    run(["__complete", *words])
    return [each for each in capsys.readouterr().out.splitlines() if not each.startswith("\t")]


def test_the_names_offered_are_those_of_everybody_unarchived(village: Farmer) -> None:
    """Few are read of many: the same as of all there are."""
    ledger = open_ledger(None, os.environ)
    with ledger.reading() as reader:
        people = [person for person in reader.people() if not person.archived]
    names = [person.name for person in people]
    expected = [
        (each.name, each.company) if names.count(each.name) == 1 else (f"c{each.id}", each.label)
        for each in people
    ]
    expected += [
        (former, f"now {each.name}")
        for each in people
        for former in each.also
        if former not in names
    ]
    for typed in NAMES:
        found = complete(["people"], typed, lambda: ledger, today)
        assert found == [each for each in expected if begins(typed, each[0])], typed


@pytest.mark.parametrize("words", [("check", "An"), ("log", "An"), ("tag", "An"), ("request", "a")])
def test_a_name_is_completed_with_little_loaded(farmer: Farmer, words: tuple[str, ...]) -> None:
    """Neither Typer nor what defines the nouns: only the ledger's names are read."""
    farmer('farmer add "Ana Ruiz"')
    loaded = loaded_by("__complete", "zsh", *words, whole=True)
    assert "farmer.ledger.sqlite.read.reader" not in loaded
    assert not loaded & {*HEAVY, "typer", "rich", "dataclasses", "inspect", "farmer.model"}
