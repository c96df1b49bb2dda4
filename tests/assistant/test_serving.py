"""Served over standard input and output: to the kit's own client, in both eras of the protocol."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from farmer.assistant.prompts import PROMPTS
from farmer.assistant.refusals import FAULT
from farmer.assistant.resources import RESOURCES
from farmer.assistant.tools import TOOLS
from tests.conftest import TODAY, Farmer

anyio = pytest.importorskip("anyio", reason="the extra “mcp” is not installed")
mcp = pytest.importorskip("mcp", reason="the extra “mcp” is not installed")

COMMAND = [sys.executable, "-m", "farmer", "mcp"]
OPENING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "x", "version": "1"},
    },
}


def served(ledger: Path, *words: str) -> Any:
    """How the client starts farmer; of the environment it hands on little."""
    told = {"FARMER_TODAY": TODAY, "FARMER_CONFIG": str(ledger.parent / "config.toml")}
    command, *arguments = COMMAND
    return mcp.StdioServerParameters(
        command=command, args=[*arguments, *words, "--ledger", str(ledger)], env=told
    )


def started(ledger: Path, *words: str, command: Sequence[str] = COMMAND) -> subprocess.Popen[str]:
    """Farmer as a process that is talked to line by line."""
    return subprocess.Popen(
        [*command, *words, "--ledger", str(ledger)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("era", ["legacy", "auto"])
def test_the_kits_own_client_is_answered(era: str, story: Farmer, ledger: Path) -> None:
    """It checks every answer against its schema; refusals are answers, and the ledger is fresh."""

    async def talk() -> None:
        async with mcp.Client(served(ledger, "--with-words"), mode=era) as client:
            tools = (await client.list_tools()).tools
            assert [tool.name for tool in tools] == [
                "check", "brief", "due", "find", "introductions", "draft", "preview",
            ]  # fmt: skip
            checked = await client.call_tool("check", {"person": "Ana", "to": "c2"})
            assert not checked.is_error
            assert checked.structured_content["verdict"] == "not yet"
            assert json.loads(checked.content[0].text) == checked.structured_content
            refused = await client.call_tool("check", {"person": "Bo"})
            assert refused.is_error
            assert json.loads(refused.content[0].text)["code"] == "ambiguous"
            assert refused.structured_content is None
            # Somebody types at the command line meanwhile.
            story('farmer add "Cy Ode"')
            found = await client.call_tool("brief", {"person": "Cy Ode"})
            assert found.structured_content["person"]["name"] == "Cy Ode"
            assert (await client.call_tool("forget", {"person": "Ana"})).is_error

    anyio.run(talk)


@pytest.mark.parametrize("era", ["legacy", "auto"])
def test_an_evening_is_dictated_through_the_client(era: str, story: Farmer, ledger: Path) -> None:
    """Previewed, asked back about, recorded as it was settled, marked, and taken back."""
    evening = {"people": [{"name": "Ana", "said": "a new office"}, {"name": "Bo"}]}

    async def talk() -> None:
        async with mcp.Client(served(ledger, "--record"), mode=era) as client:
            previewed = (await client.call_tool("preview", evening)).structured_content
            assert [each["status"] for each in previewed["people"]] == ["known", "several"]
            token = {"token": previewed["token"]}
            refused = await client.call_tool("record", token)
            assert json.loads(refused.content[0].text)["code"] == "ambiguous"
            settled = [{"name": "Bo", "means": "c3"}]
            written = await client.call_tool("record", token | {"settled": settled})
            told = written.structured_content
            assert [each["person"]["id"] for each in told["written"]] == ["c1", "c3"]
            assert "\tassistant\n" in story("farmer show c3").out
            again = await client.call_tool("record", token | {"settled": settled})
            assert json.loads(again.content[0].text)["code"] == "no-preview"
            taken = await client.call_tool("undo", {"change": told["change"]})
            assert taken.structured_content["rows"] > 0
            assert "assistant" not in story("farmer show c3").out

    anyio.run(talk)


# Of each tool that writes: whether it may destroy. None of them may be called twice.
WRITING = {"record": False, "request": False, "undo": True}


@pytest.mark.parametrize("era", ["legacy", "auto"])
def test_every_tool_says_what_it_may_do(era: str, ledger: Path) -> None:
    """All four hints are sent, for what is left out is taken for the worst."""

    async def talk() -> None:
        async with mcp.Client(served(ledger, "--record", "--with-words"), mode=era) as client:
            tools = (await client.list_tools()).tools
            assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
            assert {tool.name: tool.annotations.model_dump(by_alias=True, exclude_unset=True)
                    for tool in tools} == {
                tool.name: {
                    "readOnlyHint": tool.name not in WRITING,
                    "destructiveHint": WRITING.get(tool.name, False),
                    "idempotentHint": tool.name not in WRITING,
                    "openWorldHint": False,
                }
                for tool in TOOLS
            }  # fmt: skip

    anyio.run(talk)


@pytest.mark.parametrize("era", ["legacy", "auto"])
def test_resources_and_prompts_are_there_for_the_client(
    era: str, story: Farmer, ledger: Path
) -> None:
    """Listed, read and filled in; what is refused is an error in farmer's words."""

    async def talk() -> None:
        async with mcp.Client(served(ledger), mode=era) as client:
            listed = (await client.list_resources()).resources
            assert [each.uri for each in listed] == ["farmer://today", "farmer://method"]
            (template,) = (await client.list_resource_templates()).resource_templates
            assert template.uri_template == "farmer://person/{id}"
            (page,) = (await client.read_resource("farmer://person/c1")).contents
            assert (page.uri, page.mime_type) == ("farmer://person/c1", "application/json")
            assert json.loads(page.text)["person"] == {"id": "c1", "name": "Ana Ruiz"}
            with pytest.raises(mcp.MCPError, match=r"There is nothing at that address\."):
                await client.read_resource("farmer://person/Ana")
            prompts = (await client.list_prompts()).prompts
            assert [(it.name, len(it.arguments)) for it in prompts] == [
                ("before-an-introduction", 2), ("after-an-evening", 3),
                ("before-a-meeting", 1), ("a-kind-no", 2),
            ]  # fmt: skip
            begun = await client.get_prompt("before-a-meeting", {"person": "Ana"})
            assert "“Ana”" in begun.messages[0].content.text
            with pytest.raises(mcp.MCPError, match=r"person is missing\."):
                await client.get_prompt("before-a-meeting", {})

    anyio.run(talk)


def test_all_definitions_have_room_in_sixteen_kilobytes(ledger: Path) -> None:
    """Everything that an assistant is told before it asks anything, as it is sent."""

    async def talk() -> None:
        async with mcp.Client(served(ledger, "--with-words", "--record")) as client:
            told = [
                *(await client.list_tools()).tools,
                *(await client.list_resources()).resources,
                *(await client.list_resource_templates()).resource_templates,
                *(await client.list_prompts()).prompts,
            ]
            sent = [each.model_dump_json(exclude_unset=True, by_alias=True) for each in told]
            assert len(sent) == len(TOOLS) + len(RESOURCES) + len(PROMPTS)
            everything = "".join([*sent, client.instructions or ""])
            assert len(everything.encode()) <= 16 * 1024

    anyio.run(talk)


def test_nothing_but_frames_is_written_and_nothing_told_names_anybody(
    story: Farmer, ledger: Path
) -> None:
    """What is no frame, or asks for what there is not, is answered without a word of it."""
    sent = [
        json.dumps(OPENING),
        '{"jsonrpc":"2.0","method":"notifications/initialized"}',
        "garbage about Ana Ruiz",
        '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":{"Ana Ruiz":1}}}',
        '{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"find",'
        '"arguments":{"words":["Ana Ruiz"]}}}',
        '{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"due","arguments":{}}}',
    ]
    with started(ledger) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("\n".join(sent) + "\n")
        running.stdin.flush()
        frames = [json.loads(running.stdout.readline())]
        while frames[-1].get("id") != sent.index(sent[-1]) - 1:
            frames.append(json.loads(running.stdout.readline()))
        rest, said = running.communicate(timeout=60)
    assert (running.returncode, rest, said) == (0, "", "")
    assert all(frame["jsonrpc"] == "2.0" for frame in frames)
    answered = {frame.get("id"): frame for frame in frames}
    assert not answered[4]["result"]["isError"]
    assert answered[3]["result"]["isError"]
    for frame in frames:
        assert "Ana Ruiz" not in json.dumps(frame) or frame["id"] == 4


# Farmer with a fault: whoever reads who is known fails, in the midst of names.
FAULTY = """
import runpy, sys
if "without" in sys.argv: sys.modules["rich"] = None
sys.argv[1:] = sys.argv[2:]
from farmer.ledger.sqlite.read.people import People
def fail(reader, *_, **__):
    name = "Ana Ruiz"
    raise KeyError(name) from ValueError(name)
People.people = People.people_like = People.people_of = fail
runpy.run_module("farmer", run_name="__main__", alter_sys=True)
"""
BRIEF, CHECK = {"person": "Ana Ruiz"}, {"person": "Ana Ruiz", "to": "c2"}
EVENING = {"people": [{"name": "Ana Ruiz"}]}


@pytest.mark.parametrize("rich", ["with", "without"])
def test_a_fault_within_a_tool_leaves_frames_alone_and_names_nobody(
    rich: str, story: Farmer, ledger: Path
) -> None:
    """The kit would show a traceback, and with Rich what was in each of its frames."""
    if rich == "with":
        pytest.importorskip("rich", reason="Rich is not installed")
    asked = [
        *(("tools/call", {"name": name, "arguments": given})
          for name, given in (("brief", BRIEF), ("check", CHECK), ("preview", EVENING))),
        ("resources/read", {"uri": "farmer://person/c1"}),
    ]  # fmt: skip
    command = [sys.executable, "-c", FAULTY, rich, "mcp"]
    with started(ledger, "--record", command=command) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        frames = []
        for number, (method, params) in enumerate([("initialize", OPENING["params"]), *asked], 1):
            frame = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            running.stdin.write(json.dumps(frame) + "\n")
            running.stdin.flush()
            frames.append(json.loads(running.stdout.readline()))
        rest, said = running.communicate(timeout=60)
    assert (running.returncode, rest, said) == (0, "", "")
    assert [frame["id"] for frame in frames] == [1, 2, 3, 4, 5]
    for frame in frames[1:4]:
        assert frame["result"]["isError"]
        assert json.loads(frame["result"]["content"][0]["text"]) == FAULT
    assert frames[4]["error"]["data"] == FAULT
    assert "Ana" not in json.dumps(frames)


@pytest.mark.skipif(os.name == "nt", reason="a signal is sent otherwise there")
def test_it_ends_when_it_is_interrupted(ledger: Path) -> None:
    with started(ledger) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps(OPENING) + "\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == 1
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == "Interrupted; nothing was written.\n"
    assert not ledger.exists()
