"""The bundle: to its format, of the same bytes each time, and answering once it is unpacked."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from farmer import __version__
from release import bundle, bundled
from tests.conftest import Farmer

anyio = pytest.importorskip("anyio", reason="the extra “mcp” is not installed")
mcp = pytest.importorskip("mcp", reason="the extra “mcp” is not installed")

ROOT = Path(__file__).parents[1]
_TEXT = {"type": "string", "minLength": 1}
_OF_TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}


def _only(needed: str, **fields: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": needed.split(),
        "properties": fields,
        "additionalProperties": False,
    }


# What the format's version 0.4 asks of the parts that we write; it takes no others.
MANIFEST = _only(
    "manifest_version name version description author server",
    manifest_version={"const": "0.4"},
    name={"type": "string", "pattern": "^[a-z0-9-]+$"},
    display_name=_TEXT,
    version={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    description=_TEXT,
    author=_only("name", name=_TEXT),
    license=_TEXT,
    keywords={"type": "array", "items": _TEXT},
    server=_only(
        "type entry_point",
        type={"const": "uv"},
        entry_point=_TEXT,
        mcp_config=_only(
            "command", command=_TEXT, args={"type": "array", "items": _TEXT}, env=_OF_TEXTS
        ),
    ),
    tools={"type": "array", "items": _only("name", name=_TEXT, description=_TEXT)},
    prompts_generated={"type": "boolean"},
    compatibility=_only(
        "",
        platforms={"type": "array", "items": {"enum": ["darwin", "win32", "linux"]}},
        runtimes=_only("", python=_TEXT),
    ),
    user_config={
        "type": "object",
        "additionalProperties": _only(
            "type title description",
            type={"enum": ["string", "number", "boolean", "directory", "file"]},
            title=_TEXT,
            description=_TEXT,
            default={"type": ["string", "boolean"]},
            required={"type": "boolean"},
        ),
    },
)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle as a program has it once it is installed: somewhere, in a folder with a blank."""
    place = tmp_path_factory.mktemp("installed") / "Claude Extensions"
    archive = place.with_suffix(".mcpb")
    archive.write_bytes(bundle.bundle())
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(place)
    return place


@pytest.fixture(scope="module")
def manifest(unpacked: Path) -> Any:
    return json.loads((unpacked / "manifest.json").read_text(encoding="utf-8"))


def test_the_manifest_is_to_the_format(manifest: Any, unpacked: Path) -> None:
    jsonschema.validate(manifest, MANIFEST)
    assert manifest["version"] == __version__
    assert (unpacked / manifest["server"]["entry_point"]).is_file()
    assert {tool["name"] for tool in manifest["tools"]} >= {"check", "preview", "record"}


def test_what_may_be_chosen_is_named_and_has_a_default(manifest: Any) -> None:
    """A wish without one would leave its own name in the variable. Nothing is told by default."""
    variables = manifest["server"]["mcp_config"]["env"]
    wished = {re.fullmatch(r"\$\{user_config\.(\w+)\}", each)[1] for each in variables.values()}  # type: ignore[index]
    assert wished == set(manifest["user_config"])
    for wish in manifest["user_config"].values():
        assert wish["default"] in ("", False)
        assert not wish["required"]
    assert "whoever makes the assistant" in manifest["user_config"]["with_words"]["description"]


def test_what_it_needs_is_what_farmer_needs(unpacked: Path) -> None:
    made = tomllib.loads((unpacked / "pyproject.toml").read_text(encoding="utf-8"))
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert made["project"]["dependencies"] == [
        *own["dependencies"], *own["optional-dependencies"]["mcp"],
    ]  # fmt: skip
    assert made["project"]["requires-python"] == own["requires-python"]
    assert made["tool"]["uv"] == {"package": False}


def test_it_has_all_of_farmer_and_nothing_of_whoever_made_it(unpacked: Path) -> None:
    def files_in(place: Path) -> set[Path]:
        return {
            path.relative_to(place)
            for path in place.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    code = files_in(ROOT / "src")
    assert {Path("src") / path for path in code} < files_in(unpacked)
    others = files_in(unpacked) - {Path("src") / path for path in code}
    assert {path.as_posix() for path in others} == {
        "LICENSE", "manifest.json", "pyproject.toml", "src/server.py",
    }  # fmt: skip
    for path in others:
        assert str(Path.home()) not in (unpacked / path).read_text(encoding="utf-8")
        assert str(ROOT) not in (unpacked / path).read_text(encoding="utf-8")


def test_another_time_elsewhere_it_has_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By ``make bundle``'s own command, in another zone; and none of it asks a network."""

    def refuse(*_arguments: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    path = tmp_path / "new folder" / "farmer.mcpb"
    environment = {**os.environ, "TZ": "Pacific/Apia", "PYTHONHASHSEED": "7"}
    written = subprocess.run(
        [sys.executable, "-m", "release.bundle", str(path)],
        check=True, capture_output=True, text=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    assert written.stdout == f"{path}\n"
    assert path.read_bytes() == bundle.bundle()
    times = {member.date_time for member in zipfile.ZipFile(path).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("wished", "typed", "ledger"),
    [
        ({}, ["farmer", "mcp"], None),
        ({"FARMER_WITH_WORDS": "false", "FARMER_RECORD": "true"},
         ["farmer", "mcp", "--record"], None),
        ({"FARMER_WITH_WORDS": "true", "FARMER_LEDGER": "/a b/x.db"},
         ["farmer", "mcp", "--with-words"], "/a b/x.db"),
        ({"FARMER_WITH_WORDS": "${user_config.with_words}",
          "FARMER_LEDGER": "${user_config.ledger}"}, ["farmer", "mcp"], None),
    ],
)  # fmt: skip
def test_a_wish_is_an_option(wished: dict[str, str], typed: list[str], ledger: str | None) -> None:
    assert bundled.command(wished) == typed
    assert wished.get("FARMER_LEDGER") == ledger


@pytest.mark.parametrize("record", [False, True])
def test_its_command_starts_a_server_that_answers(
    record: bool, unpacked: Path, manifest: Any, farmer: Farmer, ledger: Path
) -> None:
    """What is unpacked, and not what the tests have; uv, which gives it Python, is left out."""
    farmer('farmer add "Ana Ruiz"')
    own = unpacked / "src" / "farmer" / "__init__.py"
    own.write_text(own.read_text(encoding="utf-8").replace(__version__, "99.1.0"), encoding="utf-8")
    start = manifest["server"]["mcp_config"]
    *before, entry = (each.replace("${__dirname}", str(unpacked)) for each in start["args"])
    assert [start["command"], *before] == ["uv", "run", "--directory", str(unpacked)]
    wishes = {"ledger": str(ledger), "with_words": "false", "record": str(record).lower()}
    told = {
        name: re.sub(r"\$\{user_config\.(\w+)\}", lambda wish: wishes[wish[1]], value)
        for name, value in start["env"].items()
    }
    server = mcp.StdioServerParameters(
        command=sys.executable, args=[entry], env=told, cwd=str(unpacked)
    )

    async def talk() -> None:
        async with mcp.Client(server) as client:
            assert client.server_info.version == "99.1.0"
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert ("record" in names) == record
            found = await client.call_tool("brief", {"person": "Ana"})
            assert found.structured_content["person"]["name"] == "Ana Ruiz"

    anyio.run(talk)
