"""What the tools answer: to their schemas, in two kilobytes, and nothing that was not asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from farmer.assistant.refusals import FAULT
from farmer.assistant.schemas import outline
from farmer.assistant.told import as_json
from farmer.assistant.tool import Allowed
from farmer.assistant.tools import TOOLS, call, offered
from tests.assistant.conftest import Ask
from tests.conftest import Farmer

EVERY_CALL: list[tuple[str, dict[str, Any]]] = [
    ("check", {"person": "Ana"}),
    ("check", {"person": "Ana", "purpose": "ask", "on": "2026-07-01"}),
    ("check", {"person": "Ana", "to": "Bo Li"}),
    ("brief", {"person": "Ana"}),
    ("due", {}),
    ("due", {"on": "2026-03-03", "limit": 1}),
    ("find", {"words": "lease"}),
    ("find", {"words": "voss"}),
    ("find", {"words": "ana@voss.example"}),
    ("introductions", {}),
    ("introductions", {"person": "Ana", "open": True}),
    ("draft", {"letter": "decline", "about": "Ana"}),
    ("draft", {"letter": "ask-target", "about": "r1"}),
    ("preview", {"people": [{"name": "Ana"}, {"name": "Bo Ek", "kind": "call"}]}),
]


def texts(told: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text in an answer, with the field that it stands in."""
    if isinstance(told, str):
        yield field, told
    elif isinstance(told, dict):
        for name, value in told.items():
            yield from texts(value, name)
    elif isinstance(told, list):
        for value in told:
            yield from texts(value, field)


@pytest.mark.parametrize(("name", "arguments"), EVERY_CALL)
def test_every_answer_keeps_to_its_schema_and_its_room(
    name: str, arguments: dict[str, Any], story: Farmer, ask: Ask
) -> None:
    """The fixture holds both; and none of them is a refusal, or has an address."""
    for with_words in (True, False):
        if not with_words and name == "draft":
            continue
        reply = ask(name, with_words=with_words, **arguments)
        assert not reply.is_refused, reply.told
        said = as_json(reply.told)
        assert "@" not in said
        assert "600" not in said
        if not with_words:
            assert "said" not in dict(texts(reply.told))
            for words in ("lease", "port", "boat", "office", "Voss", "mixer", "buffet"):
                assert words not in said


def test_check_tells_what_the_command_tells(story: Farmer, ask: Ask) -> None:
    for role, purpose in (("requester", "vouch"), ("target", "ask")):
        typed = story(f"farmer check Ana --as {role} --json").data
        told = ask("check", person="Ana", purpose=purpose).told
        assert told["verdict"] == typed["verdict"]
        assert told.get("earliest") == typed["farmed_on"]
        failing = [gate["sentence"] for gate in typed["asker"]["assessment"]["gates"]]
        assert [gate["why"] for gate in told["failing"]] == [each for each in failing if each][:6]
    both = story("farmer check Ana --to c2 --json").data
    told = ask("check", person="Ana", to="c2").told
    assert told["verdict"] == both["verdict"]
    assert told["weaker"] == {"target": "to", "requester": "person"}[both["weaker"]]
    assert told["to"] == {"id": "c2", "name": "Bo Li"}
    # The weaker side comes first, and no sentence names anybody.
    assert told["failing"][0]["who"] == told["weaker"]
    assert not any("Ana" in text for field, text in texts(told) if field != "name")


def test_what_is_due_is_what_the_command_says(story: Farmer, ask: Ask) -> None:
    typed = story("farmer today --json").data
    told = ask("due", limit=20).told
    assert [each["promise"] for each in told["promises"]] == [
        each["id"] for each in typed["promises"]
    ]
    assert [each["id"] for each in told["requests"]] == [each["id"] for each in typed["requests"]]
    cut = ask("due", limit=1).told
    assert cut["left"]["promises"] == len(told["promises"]) - 1


def test_a_brief_has_what_the_page_has(story: Farmer, ask: Ask) -> None:
    told = ask("brief", person="Ana").told
    assert told["said"] == "Voss & Co"
    assert told["notes"][0] == {
        "id": "t3", "on": "2026-05-04", "kind": "call", "said": "needs a port? mail (address)",
    }  # fmt: skip
    assert {each["said"] for each in told["promises"]} == {"send the lease", "name a lawyer"}
    assert [each["name"] for each in told["mutual"]] == ["Bo Li"]
    assert told["questions"][0]["said"] == "needs a port?"


def test_introductions_say_whose_move_it_is_without_a_name_in_a_sentence(
    story: Farmer, ask: Ask
) -> None:
    (asked,) = ask("introductions").told["requests"]
    assert (asked["asker"]["name"], asked["target"]["name"]) == ("Ana Ruiz", "Bo Li")
    assert asked["move"] == "me"
    assert (
        asked["next"]
        == "It is too early: tell the asker so, kindly, and what would make it possible."
    )
    story("farmer request decline r1 --on 2026-06-02")
    assert ask("introductions", open=True).told["requests"] == []
    assert ask("introductions", person="Bo Ek").told["requests"] == []


def test_a_name_that_several_have_is_never_chosen(story: Farmer, ask: Ask) -> None:
    reply = ask("check", person="Bo")
    assert reply.is_refused
    assert reply.told["code"] == "ambiguous"
    assert {each["id"] for each in reply.told["candidates"]} == {"c2", "c3"}
    assert "do not choose" in reply.told["hint"]
    assert all("last talk" in each["known"] or each["known"] for each in reply.told["candidates"])
    without = ask("check", person="Bo", with_words=False)
    assert "Mill" not in as_json(without.told)


def test_a_stranger_is_told_as_one_with_whom_it_may_be_a_slip_for(story: Farmer, ask: Ask) -> None:
    reply = ask("check", person="Anna Ruis")
    assert reply.told["code"] == "unknown-person"
    assert [each["name"] for each in reply.told["candidates"]] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("check", {}),
        ("check", {"person": ""}),
        ("check", {"person": 7}),
        ("check", {"person": ["Ana"]}),
        ("check", {"person": "x" * 201}),
        ("check", {"person": "\ud800"}),
        ("check", {"person": "Ana", "purpose": "marry"}),
        ("check", {"person": "Ana", "purpose": "ask", "to": "Bo Li"}),
        ("check", {"person": "Ana", "on": "someday"}),
        ("check", {"person": "Ana", "anyway": True}),
        ("due", {"limit": 0}),
        ("due", {"limit": True}),
        ("due", {"limit": 21}),
        ("introductions", {"open": "yes"}),
        ("draft", {"letter": "notice", "about": "Ana"}),
        ("find", {"words": "…"}),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    name: str, arguments: dict[str, Any], story: Farmer, ask: Ask
) -> None:
    reply = ask(name, **arguments)
    assert reply.is_refused
    assert reply.told["code"] == "invalid-value", reply.told
    assert reply.told["message"].endswith(".")
    assert "farmer " not in reply.told["hint"]


def test_a_fault_of_ours_tells_nothing_of_what_it_was_about(story: Farmer) -> None:
    def fail() -> Any:
        raise KeyError("Ana Ruiz")

    reply = call("brief", {"person": "Ana"}, fail, Allowed(with_words=True))
    assert reply.is_refused
    assert reply.told == FAULT
    assert "Ana" not in as_json(reply.told)


def test_a_ledger_that_cannot_be_used_is_told_without_its_place(
    ledger: Any, story: Farmer, ask: Ask
) -> None:
    ledger.write_bytes(b"not a ledger at all, though it is long enough to be looked at" * 40)
    reply = ask("due")
    assert reply.told["code"] == "not-a-ledger"
    assert str(ledger) not in as_json(reply.told)


def test_letters_are_offered_only_where_words_are(story: Farmer, ask: Ask) -> None:
    """They are made of what was said."""
    assert {tool.name for tool in offered(Allowed(with_words=True))} - {
        tool.name for tool in offered(Allowed())
    } == {"draft"}
    assert ask("draft", with_words=False, letter="decline", about="Ana").told["code"] == "no-tool"


def test_all_definitions_are_schemas() -> None:
    for tool in TOOLS:
        for schema in (tool.takes, tool.answer, outline(tool.answer)):
            jsonschema.Draft202012Validator.check_schema(schema)
            assert schema["additionalProperties"] is False
            json.dumps(schema)


@pytest.mark.parametrize(("name", "arguments"), [*EVERY_CALL, ("check", {"person": "Bo"})])
def test_whoever_is_private_does_not_exist(
    name: str, arguments: dict[str, Any], story: Farmer, ask: Ask
) -> None:
    """Not by name, not as an acquaintance, not as whom a request is about; nor by a refusal."""
    story("farmer tag c2 @private")
    reply = ask(name, **arguments)
    for _, text in texts(reply.told):
        assert "Bo Li" not in text or "nobody called “Bo Li”" in text
        assert text != "c2"
    if arguments.get("person") == "Bo":  # who is left of the two
        assert reply.told["person"]["id"] == "c3"


def test_nobody_known_yet_is_no_trouble(ask: Ask) -> None:
    """There is no ledger."""
    assert ask("due").told["cold"] == []
    assert ask("find", words="lease").told == {"matches": []}
    assert ask("check", person="Ana").told["code"] == "unknown-person"
