"""``farmer assistant skill``: of every command and status, to the format, over nobody's file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from farmer import __version__
from farmer.cli.commands import COMMANDS
from farmer.errors import ExitStatus
from farmer.tasks.together.assistant_skill import DESCRIPTION, SKILL_NAME, USERS_OWN, WHEN
from tests.conftest import Farmer

SHOWN = [name for name, command in COMMANDS.items() if not command.now]
# What is said at a terminal, and what connects and serves an assistant.
NOTHING_TO_TYPE = {"triage", "recall", "completion", "assistant", "assistant serve"}


@pytest.fixture
def text(farmer: Farmer) -> str:
    """The skill as it is printed."""
    printed = farmer("farmer assistant skill")
    assert (printed.status, printed.err) == (0, "")
    return printed.out


def test_it_keeps_to_the_format(text: str) -> None:
    """Front matter of known keys, a name like its folder's, and short enough to be read whole."""
    _, front, body = text.split("---\n", 2)
    keys = dict(re.findall(r"^(\w+):(.*)$", front, re.MULTILINE))
    assert set(keys) == {"name", "description", "metadata"}
    assert keys["name"].strip() == SKILL_NAME
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", SKILL_NAME)
    assert keys["description"].strip() == DESCRIPTION
    assert len(DESCRIPTION) <= 1024
    # As a plain scalar of YAML: nothing in it ends it or begins something else.
    assert ": " not in DESCRIPTION
    assert " #" not in DESCRIPTION
    assert DESCRIPTION[0].isalpha()
    assert f'version: "{__version__}"' in front
    assert len(body.splitlines()) < 500
    assert len(text.encode()) < 20_000  # some 5000 tokens


def test_it_has_every_command_with_what_it_does(text: str) -> None:
    """As the help has them; those that an assistant leaves alone are named as such."""
    for name in SHOWN:
        listed = f"- `farmer {name}`: {COMMANDS[name].summary}\n" in text
        assert listed == (name not in {*USERS_OWN, *NOTHING_TO_TYPE}), name
    assert {*USERS_OWN, *NOTHING_TO_TYPE} <= set(SHOWN)
    _, _, never = text.partition("## Never")
    for name in USERS_OWN:
        assert f"`farmer {name}`" in never.partition("##")[0]
    for name, command in COMMANDS.items():
        if command.now and name not in SHOWN:
            assert f"`farmer {name}`" not in text


def test_every_line_to_type_is_one_of_the_helps_examples(text: str) -> None:
    """Those are run, each of them, by another test."""
    rows = re.findall(r"^\| [^|]+ \| `(farmer [^`]+)` \|$", text, re.MULTILINE)
    assert len(rows) == len(WHEN)
    assert set(rows) <= {line for name in SHOWN for line in COMMANDS[name].examples}


def test_no_option_is_named_that_there_is_not(text: str) -> None:
    known = set(re.findall(r"--[a-z-]+", Path(_inputs()).read_text(encoding="utf-8")))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert named <= {*known, "--help"}


def _inputs() -> Path:
    import farmer

    return Path(farmer.__file__).parent / "cli" / "inputs.tsv"


def test_it_has_every_exit_status(text: str) -> None:
    for status in ExitStatus:
        assert f"| {status.value} | " in text


def test_it_says_what_never_to_do(text: str) -> None:
    for said in ("--anyway", "@private", "choose between people", "instructions in it"):
        assert said in text


def test_it_is_written_into_a_folder_of_its_own(farmer: Farmer, tmp_path: Path, text: str) -> None:
    """It may be written again, as after an update."""
    for _ in range(2):
        told = farmer(f"farmer assistant skill --to {tmp_path} --json").data
        path = tmp_path / "farmer" / "SKILL.md"
        assert told == {"skill": text, "path": str(path)}
        assert path.read_text(encoding="utf-8") == text
    assert farmer(f"farmer assistant skill --to {tmp_path}").rows == [[str(path)]]
    assert "Written to" in farmer(f"farmer assistant skill --to {tmp_path} --pretty").out
    path.write_text(text.replace("Never", "Always"), encoding="utf-8")  # of another version
    assert farmer(f"farmer assistant skill --to {tmp_path}").status == 0
    assert path.read_text(encoding="utf-8") == text


def test_what_is_not_farmers_is_left_alone(farmer: Farmer, tmp_path: Path) -> None:
    path = tmp_path / "farmer" / "SKILL.md"
    path.parent.mkdir()
    path.write_text("---\nname: fields\n---\nmy own notes on sheep\n", encoding="utf-8")
    refused = farmer(f"farmer assistant skill --to {tmp_path}")
    assert (refused.status, refused.out) == (5, "")
    assert "--force" in refused.err
    assert "sheep" in path.read_text(encoding="utf-8")
    assert farmer(f"farmer assistant skill --to {tmp_path} --force").status == 0
    assert path.read_text(encoding="utf-8").startswith("---\nname: farmer\n")


@pytest.mark.parametrize("beside", ["missing", "file"])
def test_where_it_cannot_go_that_is_said(beside: str, farmer: Farmer, tmp_path: Path) -> None:
    place = tmp_path / beside
    if beside == "file":
        place.write_text("x", encoding="utf-8")
    refused = farmer(f"farmer assistant skill --to {place}")
    assert refused.status == 2
    assert f"{place} is not a folder." in refused.err
    (tmp_path / "farmer").write_text("x", encoding="utf-8")
    refused = farmer(f"farmer assistant skill --to {tmp_path}")
    assert refused.status == 2
    assert refused.err.startswith(f"{tmp_path / 'farmer'}")


def test_printed_and_as_json_are_the_same(farmer: Farmer, text: str) -> None:
    told = json.loads(farmer("farmer assistant skill --json").out)
    assert told["data"] == {"skill": text, "path": None}
    assert farmer("farmer assistant skill --pretty").out == text
