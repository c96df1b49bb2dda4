"""Asked by the Inspector's command line, in strict mode: a client of another kit and tongue.

``make inspector`` fetches it; nothing here does.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from farmer.assistant.prompts import PROMPTS
from farmer.assistant.tool import Allowed
from farmer.assistant.tools import TOOLS, offered
from tests.conftest import TODAY, Farmer

pytest.importorskip("mcp", reason="the extra “mcp” is not installed")

FETCHED = Path(__file__).parents[2] / "build" / "inspector" / "node_modules"
INSPECTOR = FETCHED / "@modelcontextprotocol" / "inspector" / "clients" / "launcher" / "build"
LEAST_NODE = (22, 19)
IS_ERROR = 5
EVERYTHING = ("--with-words", "--record")
PREVIEWED = {"people": [{"name": "Ana", "facts": ["kept"]}, {"name": "Zoltan Farkas"}]}


class Asked(NamedTuple):
    """What came of it: the exit status, the answer, and what was said beside it."""

    status: int
    answer: Any
    said: str


Inspect = Callable[..., Asked]


def node() -> str | None:
    """A Node that is new enough: the one that was fetched, or the system's."""
    fetched = shutil.which("node", path=str(FETCHED / ".bin"))
    for found in filter(None, (fetched, shutil.which("node"))):
        said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
        version = tuple(map(int, re.findall(r"\d+", said.stdout)[:2]))
        if version >= LEAST_NODE:
            return found
    return None


@pytest.fixture(scope="module")
def started() -> list[str]:
    """How the Inspector is started."""
    if not (INSPECTOR / "index.js").is_file():
        pytest.skip("the Inspector is not here: make inspector")
    found = node()
    if found is None:
        pytest.skip("Node 22.19 is not here: make inspector NODE=node@22")
    return [found, str(INSPECTOR / "index.js"), "--cli"]


@pytest.fixture
def inspect(started: list[str], ledger: Path, tmp_path: Path) -> Inspect:
    """Asks a server of its own, once."""

    def ask(method: str, *words: str, era: str = "modern") -> Asked:
        server = [sys.executable, "-m", "farmer", "mcp", *EVERYTHING, "--ledger", str(ledger)]
        variables = {"FARMER_TODAY": TODAY, "FARMER_CONFIG": str(tmp_path / "config.toml")}
        told = [word for name, value in variables.items() for word in ("-e", f"{name}={value}")]
        done = subprocess.run(
            [*started, *told, "--method", method, "--protocol-era", era, *words, "--", *server],
            capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path,
        )  # fmt: skip
        return Asked(done.returncode, json.loads(done.stdout or "null"), done.stderr)

    return ask


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_the_definitions_have_nothing_that_a_program_may_stumble_over(
    era: str, story: Farmer, inspect: Inspect
) -> None:
    listed = inspect("tools/list", "--strict", era=era)
    assert (listed.status, listed.said) == (0, "")
    assert [tool["name"] for tool in listed.answer["tools"]] == [tool.name for tool in TOOLS]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("check", {"person": "Ana", "to": "c2"}),
        ("brief", {"person": "Ana"}),
        ("due", {}),
        ("find", {"words": "lease"}),
        ("introductions", {}),
        ("draft", {"letter": "decline", "about": "Ana"}),
        ("preview", PREVIEWED),
    ],
)
def test_an_answer_keeps_to_the_schema_that_was_told(
    tool: str, arguments: dict[str, Any], story: Farmer, inspect: Inspect
) -> None:
    """It holds the answer to it, and refuses what does not."""
    asked = inspect("tools/call", "--tool-name", tool, "--tool-args-json", json.dumps(arguments))
    assert asked.status == 0, asked
    assert json.loads(asked.answer["content"][0]["text"]) == asked.answer["structuredContent"]


def test_those_are_all_the_tools_that_read() -> None:
    """Whoever adds one adds a call of it."""
    (called,) = (mark for mark in test_an_answer_keeps_to_the_schema_that_was_told.pytestmark)
    asked = {tool for tool, _ in called.args[1]}
    assert asked == {tool.name for tool in offered(Allowed(with_words=True))}


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_a_refusal_is_an_answer(era: str, story: Farmer, inspect: Inspect) -> None:
    asked = inspect("tools/call", "--tool-name", "check", "--tool-arg", "person=Bo", era=era)
    assert asked.status == IS_ERROR
    assert json.loads(asked.answer["content"][0]["text"])["code"] == "ambiguous"


def test_what_may_be_attached_or_begun_with_is_there(story: Farmer, inspect: Inspect) -> None:
    listed = inspect("resources/list").answer["resources"]
    for uri in [*(each["uri"] for each in listed), "farmer://person/c1"]:
        (content,) = inspect("resources/read", "--uri", uri).answer["contents"]
        assert content["text"]
    begun = inspect("prompts/list").answer["prompts"]
    assert [each["name"] for each in begun] == [each.name for each in PROMPTS]
    got = inspect("prompts/get", "--prompt-name", "a-kind-no", "--prompt-args", "person=Ana")
    assert "“Ana”" in got.answer["messages"][0]["content"]["text"]
