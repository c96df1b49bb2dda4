"""A person is asked by the kit's own client before anything is written, in both eras."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from farmer.assistant.refusals import FAULT
from farmer.assistant.session import Session
from farmer.assistant.tool import Allowed, Bench
from tests.assistant.conftest import desk_at
from tests.assistant.frames import Talk
from tests.assistant.test_recording import edition
from tests.assistant.test_serving import served
from tests.conftest import Farmer

anyio = pytest.importorskip("anyio", reason="the extra “mcp” is not installed")
mcp = pytest.importorskip("mcp", reason="the extra “mcp” is not installed")

from mcp import types  # noqa: E402  # skipped above where it is not there

from farmer.assistant import serving  # noqa: E402
from farmer.assistant.serving import server  # noqa: E402

ERAS = ("legacy", "auto")
EVENING = {"people": [{"name": "Ana", "said": "a new office"}, {"name": "Bo"}]}
ONE = {"people": [{"name": "Ana"}]}
CHOSEN = "Bo Ek (c3), no talk recorded"


def answering(action: str, content: Any, shown: list[Any]) -> Any:
    """A program whose user answers so; what they were shown is kept."""

    async def ask(_context: Any, params: Any) -> Any:
        shown.append(params)
        return types.ElicitResult.model_construct(action=action, content=content)

    return ask


async def recorded(client: Any, evening: Any, **more: Any) -> tuple[str, Any]:
    """A token, and what came of recording by it."""
    token = (await client.call_tool("preview", evening)).structured_content["token"]
    return token, await client.call_tool("record", {"token": token, **more})


def code_of(refused: Any) -> str:
    assert refused.is_error
    assert refused.structured_content is None
    code: str = json.loads(refused.content[0].text)["code"]
    return code


@pytest.mark.parametrize("era", ERAS)
def test_it_is_shown_and_a_yes_writes_it(era: str, story: Farmer, ledger: Path) -> None:
    shown: list[Any] = []
    yes = answering("accept", {"name_1": CHOSEN}, shown)

    async def talk() -> None:
        async with mcp.Client(
            served(ledger, "--record"), mode=era, elicitation_callback=yes
        ) as client:
            _, written = await recorded(client, EVENING)
            told = written.structured_content
            assert [each["person"]["id"] for each in told["written"]] == ["c1", "c3"]
            assert (await client.call_tool("undo", {"change": told["change"]})).structured_content

    anyio.run(talk)
    (form,) = shown
    assert form.mode == "form"
    assert "- Ana Ruiz (c1): meeting; said “a new office”" in form.message
    assert CHOSEN in form.requested_schema["properties"]["name_1"]["enum"]


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(
    ("action", "content", "code", "after"),
    [
        ("decline", None, "declined", "no-preview"),
        ("cancel", None, "unanswered", "unanswered"),
        ("accept", {}, "unanswered", "unanswered"),
        ("accept", {"name_1": "c3"}, "unanswered", "unanswered"),
        ("accept", {"name_1": CHOSEN, "more": 1}, "unanswered", "unanswered"),
        ("accept", {"name_1": "x" * 1_000_000}, "unanswered", "unanswered"),
    ],
    ids=["no", "closed", "empty", "not-shown", "more", "giant"],
)
def test_nothing_but_a_yes_writes(
    era: str, action: str, content: Any, code: str, after: str, story: Farmer, ledger: Path
) -> None:
    """A no is the end of the token; what is neither may be asked again."""
    before = edition(ledger)
    asked = answering(action, content, [])

    async def talk() -> None:
        async with mcp.Client(
            served(ledger, "--record"), mode=era, elicitation_callback=asked
        ) as client:
            token, refused = await recorded(client, EVENING)
            assert code_of(refused) == code
            assert code_of(await client.call_tool("record", {"token": token})) == after

    anyio.run(talk)
    assert edition(ledger) == before


@pytest.mark.parametrize("era", ERAS)
def test_the_ledger_is_free_while_somebody_thinks(era: str, story: Farmer, ledger: Path) -> None:
    """Others write meanwhile, the server answers other questions, and the yes comes too late."""
    now: list[str] = []

    async def think(_context: Any, _params: Any) -> Any:
        assert story("farmer tag Ana @golf").status == 0
        checked = await clients[0].call_tool("check", {"person": "Ana"})
        assert checked.structured_content["verdict"] == "not yet"
        now.append(edition(ledger))
        return types.ElicitResult(action="accept", content={})

    clients: list[Any] = []

    async def talk() -> None:
        async with mcp.Client(
            served(ledger, "--record"), mode=era, elicitation_callback=think
        ) as client:
            clients.append(client)
            _, refused = await recorded(client, ONE)
            assert code_of(refused) == "no-preview"

    anyio.run(talk)
    assert now == [edition(ledger)]


def in_memory(ledger: Path, patience: float, **how: Any) -> Any:
    """A client of a server in this process, which waits so long."""
    allowed, session = Allowed(may_record=True), Session()
    return mcp.Client(
        server(lambda: Bench(desk_at(ledger), allowed, session), allowed, patience), **how
    )


def test_whoever_never_answers_is_not_waited_for_for_ever(story: Farmer, ledger: Path) -> None:
    """The question is withdrawn, and may be put again."""
    before, withdrawn = edition(ledger), []

    async def never(_context: Any, _params: Any) -> Any:
        try:
            await anyio.sleep_forever()
        finally:
            withdrawn.append(True)

    async def talk() -> None:
        async with in_memory(ledger, 0.05, mode="legacy", elicitation_callback=never) as client:
            token, refused = await recorded(client, ONE)
            assert code_of(refused) == "unanswered"
            assert code_of(await client.call_tool("record", {"token": token})) == "unanswered"
            assert len(withdrawn) == 2

    anyio.run(talk)
    assert edition(ledger) == before


@pytest.mark.parametrize("era", ERAS)
def test_a_program_that_cannot_ask_after_all_writes_nothing(
    era: str, story: Farmer, ledger: Path
) -> None:
    before = edition(ledger)

    async def fail(_context: Any, _params: Any) -> Any:
        return types.ErrorData(code=types.INTERNAL_ERROR, message="no screen")

    async def talk() -> None:
        async with in_memory(ledger, 60, mode=era, elicitation_callback=fail) as client:
            if era == "auto":  # the program gives up by itself
                with pytest.raises(mcp.MCPError, match="no screen"):
                    await recorded(client, ONE)
            else:
                _, refused = await recorded(client, ONE)
                assert code_of(refused) == "unanswered"

    anyio.run(talk)
    assert edition(ledger) == before


@pytest.mark.parametrize("era", ERAS)
def test_a_fault_of_a_form_names_nobody(
    era: str, story: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kit would say it in the exception's own words."""

    def fail(_question: Any) -> Any:
        raise KeyError("Ana Ruiz")

    async def talk() -> None:
        monkeypatch.setattr(serving, "_form", fail)
        asking = answering("accept", {}, [])
        async with in_memory(ledger, 60, mode=era, elicitation_callback=asking) as client:
            if era == "legacy":  # nobody could be asked
                _, refused = await recorded(client, ONE)
                assert code_of(refused) == "unanswered"
            else:
                with pytest.raises(mcp.MCPError) as raised:
                    await recorded(client, ONE)
                assert raised.value.error.data == FAULT

    anyio.run(talk)


def test_only_what_was_asked_is_answered_by_a_program_that_calls_again(
    story: Farmer, ledger: Path
) -> None:
    """An answer to nothing, to another question, of another kind; a state that nobody gave it."""
    before = edition(ledger)
    yes, roots = types.ElicitResult(action="accept", content={}), types.ListRootsResult(roots=[])

    async def talk() -> None:
        asking = answering("accept", {}, [])
        async with in_memory(ledger, 60, elicitation_callback=asking) as client:

            async def record(answers: Any, **more: Any) -> Any:
                return await client.session.call_tool(
                    "record", {"token": token}, input_responses=answers, allow_input_required=True,
                    **more,
                )  # fmt: skip

            token = (await client.call_tool("preview", ONE)).structured_content["token"]
            assert code_of(await record({"x": yes}, request_state=token)) == "unanswered"
            for wrong in ({"x": yes}, roots):
                asked = await record(None, request_state="accepted")
                assert isinstance(asked, types.InputRequiredResult)
                (key,) = asked.input_requests or {}
                answers = {key: wrong} if wrong is roots else wrong
                assert code_of(await record(answers)) == "unanswered"
            assert edition(ledger) == before
            asked = await record({})
            assert isinstance(asked, types.InputRequiredResult)
            (key,) = asked.input_requests or {}
            assert not (await record({key: yes})).is_error

    anyio.run(talk)
    assert edition(ledger) != before


# What a program says of how it can ask, and whether somebody is asked by a form then.
CAN_SHOW: list[tuple[dict[str, Any], bool]] = [
    ({}, False),
    ({"elicitation": {}}, True),
    ({"elicitation": {"form": {}}}, True),
    ({"elicitation": {"form": {}, "url": {}}}, True),
    ({"elicitation": {"url": {}}}, False),
]


@pytest.mark.parametrize(("capabilities", "is_asked"), CAN_SHOW)
def test_only_a_program_that_shows_forms_is_asked_to(
    capabilities: dict[str, Any], is_asked: bool, story: Farmer, ledger: Path
) -> None:
    with Talk(ledger, "--record", capabilities=capabilities) as talk:
        token = talk.call("preview", **ONE)["token"]
        if is_asked:
            form = talk.call_asking("record", token=token)
            assert form["method"] == "elicitation/create"
            assert "- Ana Ruiz (c1): meeting" in form["params"]["message"]
            told = talk.answer(form, {"action": "accept", "content": {}})
        else:
            told = talk.call("record", token=token)
        assert [each["person"]["id"] for each in told["written"]] == ["c1"]
    assert (talk.running.returncode, talk.said) == (0, "")


@pytest.mark.parametrize(
    "result",
    [
        {},
        {"action": "yes"},
        {"action": ["accept"]},
        {"action": "accept", "content": "Ana Ruiz"},
        {"action": "accept", "content": {"name_1": {"Ana Ruiz": 1}}},
        {"action": "accept", "content": {"Ana Ruiz": "x" * 200_000}},
    ],
    ids=["nothing", "word", "list", "text", "nested", "giant"],
)
def test_an_answer_that_is_none_is_refused_without_a_word_of_it(
    result: Any, story: Farmer, ledger: Path
) -> None:
    before = edition(ledger)
    with Talk(ledger, "--record", capabilities={"elicitation": {}}) as talk:
        token = talk.call("preview", **ONE)["token"]
        told = talk.answer(talk.call_asking("record", token=token), result)
        assert told["code"] == "unanswered"
        assert "Ana" not in json.dumps(told)
    assert (talk.running.returncode, talk.said) == (0, "")
    assert edition(ledger) == before


@pytest.mark.skipif(os.name == "nt", reason="a signal is sent otherwise there")
@pytest.mark.parametrize("how", ["killed", "interrupted", "left"])
def test_a_server_that_ends_while_somebody_is_asked_has_written_nothing(
    how: str, story: Farmer, ledger: Path
) -> None:
    before = edition(ledger)
    talk = Talk(ledger, "--record", capabilities={"elicitation": {}})
    talk.__enter__()
    token = talk.call("preview", **ONE)["token"]
    talk.call_asking("record", token=token)
    if how != "left":
        talk.running.send_signal(signal.SIGKILL if how == "killed" else signal.SIGINT)
    rest, _ = talk.running.communicate(timeout=60)
    assert (
        talk.running.returncode == {"killed": -signal.SIGKILL, "interrupted": 130, "left": 0}[how]
    )
    assert "written" not in rest
    assert edition(ledger) == before
    assert story("farmer log Ana").status == 0
