"""Speed by structure: what a command loads, shown in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from farmer.cli.commands import COMMANDS
from tests.conftest import Farmer

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic")
# What only a change of the settings, a phone number or a file of settings calls for.
RARE = ("tomlkit", "phonenumbers", "tomllib")
# What only serving an assistant calls for.
OF_ASSISTANTS = {"mcp", "mcp_types", "anyio"}
# What only a team's server calls for.
OF_TEAMS = {"psycopg", "psycopg_binary", "hmac"}
PROGRAM = """
import sys
from farmer.cli import run
status = run(sys.argv[1:])
print("loaded:", *sorted(sys.modules), file=sys.stderr)
"""


def test_only_the_command_that_is_typed_is_loaded(farmer: Farmer) -> None:
    """Help needs no command's module, and a command none of the others'."""
    farmer('farmer add "Ana Ruiz"')
    rooms = {
        ("--help",): set(),
        ("chek", "Ana"): set(),
        ("check", "Ana"): {"check"},
        ("--ledger", "show", "--help"): set(),
        ("request", "list"): {"request"},
    }
    every = {known.function.partition(":")[0] for known in COMMANDS.values()}
    for words, needed in rooms.items():
        loaded = loaded_by(*words, whole=True)
        assert {room for room in every if f"farmer.cli.{room}" in loaded} == needed, words


@pytest.mark.parametrize("command", COMMANDS)
def test_the_table_of_commands_says_what_the_functions_say(command: str) -> None:
    """A command's summary is the first line of what runs it."""
    module, _, function = COMMANDS[command].function.partition(":")
    run = getattr(import_module(f"farmer.cli.{module}"), function)
    assert (run.__doc__ or "").splitlines()[0] == COMMANDS[command].summary


def loaded_by(*words: str, whole: bool = False) -> set[str]:
    """The top-level modules that a command leaves loaded; `whole` names them and all below."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=True
    )
    names = ran.stderr.rpartition("loaded: ")[2].split()
    return set(names) if whole else {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    "words",
    [
        ("check", "Ana"),
        ("check", "Ana", "--to", "Bo Li"),
        ("check", "Nobody"),
        ("stale",),
        ("show", "Ana"),
        ("list",),
        ("where",),
        ("undo",),
        ("--help",),
        ("check", "--help"),
        ("log", "--help"),
        ("--version",),
        ("today",),
        ("today", "--one-line"),
        ("stats",),
        ("request",),
        ("promise",),
        ("draft", "reconnect", "Ana"),
        ("find", "lease"),
        ("prepare", "Ana"),
        ("gains", "Ana"),
        ("history",),
        ("list", "--sort", "score"),
        ("completion", "bash"),
        ("config",),
        ("config", "get", "cadence"),
        ("config", "--help"),
        ("list", "--no-such-option"),
        ("assistant",),
        ("assistant", "setup", "claude"),
        ("assistant", "skill"),
        ("mcp", "--help"),
        ("reach", "Ana"),
        ("team", "--help"),
    ],
)
def test_a_reading_command_loads_nothing_heavy(farmer: Farmer, words: tuple[str, ...]) -> None:
    """None of SQLModel, SQLAlchemy, pydantic, Alembic; and no Rich, because this is a pipe."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --new')
    loaded = loaded_by(*words)
    assert "typer" in loaded
    assert not loaded & {*HEAVY, *RARE, *OF_ASSISTANTS, *OF_TEAMS, "rich"}
    assert sys.platform != "linux" or "platformdirs" not in loaded


def test_a_check_loads_nothing_of_imports_searches_and_new_names(farmer: Farmer) -> None:
    """Each of them defines nouns, which takes as long as reading the ledger does."""
    farmer('farmer add "Ana Ruiz"')
    other = {"farmer.ledger.findings", "farmer.ledger.newcomers", "farmer.tasks.new_name"}
    other |= {"farmer.details", "farmer.links"}
    assert not loaded_by("check", "Ana", whole=True) & other


@pytest.mark.parametrize("words", [("log", "Ana"), ("mark", "Ana", "gave")])
def test_a_change_loads_nothing_of_imports_requests_and_sources(
    farmer: Farmer, words: tuple[str, ...]
) -> None:
    """What it is written with takes longer than all else; these would be added to it."""
    farmer('farmer add "Ana Ruiz"')
    other = {"farmer.details", "farmer.ledger.newcomers", "farmer.ledger.remembered"}
    other |= {"farmer.referrals.states"}
    assert not loaded_by(*words, whole=True) & other


@pytest.mark.parametrize("words", [("stale",), ("today",), ("list",), ("show", "Ana")])
def test_on_a_terminal_it_loads_no_more_of_rich_than_draws_lines(
    farmer: Farmer, words: tuple[str, ...]
) -> None:
    """And still nothing heavy."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --new --on 2025-01-01')
    loaded = loaded_by(*words, "--pretty", whole=True)
    assert "rich.console" in loaded
    assert not {name.partition(".")[0] for name in loaded} & {*HEAVY, *RARE}
    # Of an older Rich the console itself loads some of them.
    asked = "import sys, rich.console; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    tables = {"rich.table", "rich.padding"} - {*ran.stdout.split()}
    assert bool(tables & loaded) == (words[0] == "show")


@pytest.mark.parametrize("words", [("check", "An"), ("remove", "t"), ("sh",), ("log", "--on", "")])
def test_completion_loads_not_even_typer(farmer: Farmer, words: tuple[str, ...]) -> None:
    """What can be typed where is known without it."""
    farmer('farmer log "Ana Ruiz" --new --at Mill')
    loaded = loaded_by("__complete", "zsh", *words)
    assert "farmer" in loaded
    assert not loaded & {*HEAVY, *RARE, "rich", "typer"}


@pytest.mark.parametrize(
    "words", [("check", "Ana"), ("stale",), ("show", "Ana"), ("list",), ("show", "ana@x.example")]
)
def test_with_settings_a_reading_command_loads_one_parser_more(
    farmer: Farmer, words: tuple[str, ...]
) -> None:
    """tomllib reads the file; the tables of phone numbers wait until there is one to read."""
    farmer('farmer add "Ana Ruiz" --email ana@x.example --phone "020 7946 0018"')
    farmer("farmer config set region GB")
    loaded = loaded_by(*words)
    assert "tomllib" in loaded
    assert not loaded & {*HEAVY, "rich", "tomlkit", "phonenumbers"}
    assert "phonenumbers" in loaded_by("show", "020 7946 0018")


def test_an_iso_date_needs_no_library_and_a_spoken_one_does(farmer: Farmer) -> None:
    """python-dateutil comes only when somebody says “last friday”."""
    farmer('farmer add "Ana Ruiz"')
    assert "dateutil" not in loaded_by("show", "Ana", "--as-of", "2026-06-01")
    assert "dateutil" in loaded_by("show", "Ana", "--as-of", "last friday")


def test_what_may_not_be_loaded_is_really_there() -> None:
    """The names above are those that a write does load: the test can fail."""
    rooms = "farmer.ledger.sqlite.schema.migrate, farmer.ledger.sqlite.bulk"
    code = f"import {rooms}, {', '.join(RARE)}, sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {*HEAVY, *RARE} <= set(ran.stdout.split())


@pytest.mark.parametrize(
    "words", [("log", "Ana"), ("log", "Ana Ruiz", "--at", "Mill", "--note", "a lease")]
)
def test_log_loads_no_reader_of_files_and_no_talk_in_a_line(
    farmer: Farmer, words: tuple[str, ...]
) -> None:
    """It does where there is one."""
    farmer('farmer log "Ana Ruiz" --new --on 2026-05-01')
    readers = {"farmer.formats", "farmer.lines.read"}
    assert not readers & loaded_by(*words, whole=True)
    assert "farmer.lines.read" in loaded_by("log", "yesterday: lunch with Ana", whole=True)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("log", "Ana", "--on", "2026-06-01"), {"records"}),
        (("log", "Ana Ruiz", "--at", "Mill", "--note", "a lease"), {"records"}),
        (("mark", "Ana", "gave", "--on", "2026-06-01"), {"evidence"}),
        (("tag", "Ana", "@choir"), {"people"}),
        (("promise", "add", "Ana", "send the lease"), {"requests"}),
    ],
)
def test_a_change_maps_the_tables_that_it_writes(
    farmer: Farmer, words: tuple[str, ...], written: set[str]
) -> None:
    """Beside the person and the change."""
    farmer('farmer log "Ana Ruiz" --new --on 2026-05-01')
    loaded = loaded_by(*words, whole=True)
    home = "farmer.ledger.sqlite.schema.tables."
    mapped = {name.removeprefix(home) for name in loaded if name.startswith(home)}
    assert mapped - {"base", "values"} == {"changes", "contact", *written}


def test_python_dash_m_is_the_same_program(ledger: Path) -> None:
    """``python -m farmer`` answers too."""
    ran = subprocess.run(
        [sys.executable, "-m", "farmer", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("farmer ")


@pytest.mark.parametrize("words", [("check", "Ana"), ("stale",), ("today",), ("show", "Ana")])
def test_a_reading_command_defines_few_dataclasses(farmer: Farmer, words: tuple[str, ...]) -> None:
    """Each takes over half a millisecond: only nouns that check themselves, and the method's."""
    farmer('farmer log "Ana Ruiz" --new --on 2026-06-01')
    defined = defined_by(*words)
    rooms = {name.rpartition(".")[0] for name in defined}
    assert "farmer.model.Touch" in defined
    assert rooms <= {
        *("farmer.model", "farmer.details", "farmer.scoring.assessment"),
    }
    assert len(defined) <= 7


DEFINITIONS = """
import dataclasses, sys
process, defined = dataclasses._process_class, []
def noting(cls, *args):
    defined.append(f"{cls.__module__}.{cls.__qualname__}")
    return process(cls, *args)
dataclasses._process_class = noting
from farmer.cli import run
run(sys.argv[1:])
print("defined:", *(name for name in defined if name.startswith("farmer.")), file=sys.stderr)
"""


def defined_by(*words: str) -> list[str]:
    """The dataclasses of farmer's that a command defines."""
    ran = subprocess.run(
        [sys.executable, "-c", DEFINITIONS, *words], capture_output=True, text=True, check=True
    )
    return ran.stderr.rpartition("defined: ")[2].split()


COMPILED = """
import re, sys
compile_, compiled = re._compiler.compile, []
def noting(pattern, flags=0):
    compiled.append(ascii(pattern))
    return compile_(pattern, flags)
re._compiler.compile = noting
from farmer.cli import run
run(sys.argv[1:])
print("compiled:", *compiled, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "compiled"),
    [
        (("find", "lease"), False),
        (("log", "Ana", "--on", "2026-06-01"), False),
        (("draft", "reconnect", "Ana"), False),
        (("find", "\u6771\u4eac"), True),
    ],
)
def test_scripts_without_spaces_are_compiled_where_there_is_such_a_letter(
    farmer: Farmer, words: tuple[str, ...], compiled: bool
) -> None:
    """Each of the three expressions takes four milliseconds or more."""
    farmer('farmer log "Ana Ruiz" --new --on 2026-05-01 --note "a lease"')
    ran = subprocess.run(
        [sys.executable, "-c", COMPILED, *words], capture_output=True, text=True, check=True
    )
    said = ran.stderr.rpartition("compiled: ")[2]
    assert (r"\u4e00" in said) is compiled
