"""Steps of a request that an assistant records: as typed, seen first, marked, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from farmer.assistant.told import as_json
from farmer.assistant.tools import Reply
from farmer.ledger import open_ledger
from tests.assistant.conftest import Ask
from tests.assistant.test_recording import edition, rows
from tests.conftest import Farmer

Step = Callable[..., Reply]


@pytest.fixture
def may(ask: Ask) -> Step:
    """Calls a tool of a server that was started to record."""

    def ask_tool(name: str, **arguments: Any) -> Reply:
        return ask(name, may_record=True, **arguments)

    return ask_tool


@pytest.fixture
def step(may: Step) -> Step:
    """Previews a step, and records it."""

    def take(on: str = "today", **told: Any) -> Reply:
        previewed = may("preview", request=told, on=on)
        if previewed.is_refused:
            return previewed
        return may("request", token=previewed.told["token"])

    return take


@pytest.fixture
def farmed(story: Farmer) -> Farmer:
    """Ana and Bo, whom you know well enough to introduce them; r1 is of Ana, who would meet Bo."""
    for month in range(1, 13):
        by = "me" if month % 2 else "them"
        for whom in ("Ana", "c2"):
            story(f"farmer log {whom} --by {by} --on 2025-{month:02}-10")
    for month in (3, 6, 9, 11):
        for whom, fact in (("Ana", "used"), ("Ana", "kept"), ("c2", "kept"), ("c2", "gave")):
            story(f"farmer mark {whom} {fact} --on 2025-{month:02}-01")
    return story


# A step as an assistant tells it, and the same as it is typed.
LIFE: list[tuple[dict[str, Any], str]] = [
    ({"do": "ask-target", "request": "r1", "said": "rang her"}, 'ask-target r1 --note "rang her"'),
    ({"do": "target-said", "request": "Ana", "answer": "later", "until": "2026-07-01"},
     "target-said r1 later --until 2026-07-01"),
    ({"do": "target-said", "request": "r1", "answer": "yes"}, "target-said r1 yes"),
    ({}, "introduce r1"),
    ({"do": "met", "request": "r1"}, "met r1"),
    ({"do": "outcome", "request": "r1", "outcome": "good", "said": "signed"},
     "outcome r1 good --note signed"),
    ({"do": "thanked", "request": "r1"}, "thanked r1"),
]  # fmt: skip


def test_a_life_told_is_the_life_typed_but_for_the_introduction(
    farmed: Farmer, step: Step, ledger: Path, tmp_path: Path
) -> None:
    """Of every table every row; the introduction itself is typed in a terminal."""
    assert farmed("farmer check Ana --to c2 --json").data["verdict"] == "farmed"
    other = tmp_path / "typed.db"
    other.write_bytes(ledger.read_bytes())
    for told, typed in LIFE:
        outcome = farmed(f"farmer request {typed} --ledger {other}")
        assert outcome.status == 0, outcome.err
        if not told:
            assert farmed(f"farmer request {typed}").status == 0
            continue
        reply = step(**told)
        assert not reply.is_refused, reply.told
        shown = farmed(f"farmer request show r1 --json --ledger {other}").data
        assert reply.told["request"]["state"] == shown["state"]
        assert farmed("farmer undo history --limit 1").rows[0][2].endswith(", by assistant")
        assert rows(ledger) == rows(other)


def test_a_request_is_added_judged_shown_first_marked_and_taken_back(
    story: Farmer, may: Step, ledger: Path, tmp_path: Path
) -> None:
    with open_ledger(str(ledger), {}).reading() as reader:
        before = list(reader.statements())
    told = {"do": "add", "person": "Ana", "to": "Bo Ek", "need": "a mill"}
    previewed = may("preview", request=told).told
    assert previewed["verdict"] == "not yet"
    assert previewed["request"]["state"] == "asked"
    assert previewed["request"]["target"] == {"id": "c3", "name": "Bo Ek"}
    assert "It is too early" in previewed["request"]["next"]
    assert "id" not in previewed["request"]
    with open_ledger(str(ledger), {}).reading() as reader:
        assert list(reader.statements()) == before
    added = may("request", token=previewed["token"]).told
    assert (added["request"]["id"], added["verdict"]) == ("r2", "not yet")
    other = tmp_path / "typed.db"
    other.write_bytes(ledger.read_bytes())
    story(f"farmer undo --ledger {other}")
    story(f'farmer request add Ana --to "Bo Ek" --need "a mill" --ledger {other}')
    assert [len(each) for each in rows(ledger).values()] == [len(e) for e in rows(other).values()]
    assert may("request", token=previewed["token"]).told["code"] == "no-preview"
    assert not may("undo", change=added["change"]).is_refused
    with open_ledger(str(ledger), {}).reading() as reader:
        assert list(reader.statements()) == before


def test_a_sort_of_person_is_kept_in_words_and_named_later(farmed: Farmer, step: Step) -> None:
    added = step(do="add", person="Ana", to="a boat builder", need="a boat for the mill").told
    assert added["request"]["said"] == "a boat builder · a boat for the mill"
    asked = step(do="ask-target", request=added["request"]["id"], to="Bo Li").told
    assert asked["request"]["target"] == {"id": "c2", "name": "Bo Li"}


def test_nobody_is_asked_too_early(story: Farmer, may: Step, step: Step, ledger: Path) -> None:
    """A command would record it; an assistant is told what is the case, and what to do instead."""
    before = edition(ledger)
    refused = step(do="ask-target", request="r1").told
    assert refused["code"] == "too-early"
    assert refused["message"] == "It is too early: not yet on 15 Jun 2026."
    assert "call check" in refused["hint"]
    assert edition(ledger) == before
    assert step(do="decline", request="r1", said="too early").told["request"]["state"] == "declined"


def test_what_a_command_refuses_is_refused(story: Farmer, may: Step, ledger: Path) -> None:
    """And says what can come, of what an assistant may record."""
    before = edition(ledger)
    told = may("preview", request={"do": "met", "request": "r1"}).told
    assert told["code"] == "out-of-turn"
    assert told["message"] == "It is asked: that cannot come now. What can: decline or ask-target."
    twice = {"do": "add", "person": "Ana", "to": "Bo Li", "need": "a boat for the MILL"}
    refused = may("preview", request=twice).told
    assert (refused["code"], refused["message"]) == (
        "asked-already", "That is asked for already: r1.",
    )  # fmt: skip
    early = may("preview", request={"do": "decline", "request": "r1"}, on="2026-05-01").told
    assert early["code"] == "conflict"
    assert edition(ledger) == before


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"do": "introduce", "request": "r1"},
        {"do": "withdraw", "request": "r1"},
        {"do": "add", "person": "Ana", "to": "Bo Li"},
        {"do": "add", "person": "Ana", "to": "c1", "need": "a boat"},
        {"do": "add", "person": "Ana", "to": "Bo Li", "need": "x", "anyway": True},
        {"do": "met"},
        {"do": "met", "request": "r1", "outcome": "good"},
        {"do": "met", "request": "c1"},
        {"do": "target-said", "request": "r1"},
        {"do": "target-said", "request": "r1", "answer": "perhaps"},
        {"do": "outcome", "request": "r1", "outcome": "meh"},
        {"do": "decline", "request": "r1", "said": "x" * 301},
        "r1",
    ],
)
def test_what_cannot_be_a_step_is_refused_at_once(told: Any, story: Farmer, may: Step) -> None:
    assert may("preview", request=told).told["code"] == "invalid-value"


def test_a_step_and_a_talk_are_not_previewed_together(story: Farmer, may: Step) -> None:
    decline = {"do": "decline", "request": "r1"}
    told = may("preview", request=decline, people=[{"name": "Ana"}]).told
    assert told["code"] == "invalid-value"


def test_a_name_that_several_have_is_never_chosen(story: Farmer, may: Step) -> None:
    told = may("preview", request={"do": "add", "person": "Bo", "to": "Ana", "need": "x y"}).told
    assert told["code"] == "ambiguous"
    assert {each["id"] for each in told["candidates"]} == {"c2", "c3"}


def test_a_token_is_for_one_tool(story: Farmer, may: Step, ledger: Path) -> None:
    """Neither takes the other's, and each stays good for its own."""
    talk = may("preview", people=[{"name": "Ana"}]).told["token"]
    decline = may("preview", request={"do": "decline", "request": "r1"}).told["token"]
    before = edition(ledger)
    assert may("request", token=talk).told["code"] == "no-preview"
    assert may("record", token=decline).told["code"] == "no-preview"
    assert edition(ledger) == before
    assert not may("request", token=decline).is_refused


def test_a_step_holds_until_the_ledger_changes(story: Farmer, may: Step, ledger: Path) -> None:
    token = may("preview", request={"do": "decline", "request": "r1"}).told["token"]
    story("farmer tag Ana @golf")
    before = edition(ledger)
    assert may("request", token=token).told["code"] == "no-preview"
    assert edition(ledger) == before


def test_without_recording_a_step_is_shown_and_has_no_token(story: Farmer, ask: Ask) -> None:
    told = ask("preview", request={"do": "decline", "request": "r1"}).told
    assert told["request"]["state"] == "declined"
    assert "token" not in told
    assert ask("request", token="x").told["code"] == "no-tool"


@pytest.mark.parametrize(
    "told",
    [
        {"do": "add", "person": "Ana", "to": "Bo Li", "need": "a boat"},
        {"do": "add", "person": "Ana", "to": "Bo Lii", "need": "a boat"},
        {"do": "add", "person": "Bo Li", "to": "Ana", "need": "a boat"},
        {"do": "add", "person": "Ana", "to": "c2", "need": "a boat"},
        {"do": "decline", "request": "r1"},
        {"do": "decline", "request": "Ana"},
        {"do": "decline", "request": "Bo Li"},
    ],
)
def test_whoever_is_private_has_no_part(
    told: dict[str, Any], story: Farmer, may: Step, ledger: Path
) -> None:
    """Neither by name nor by id, nor as the other side of what somebody else asked."""
    story("farmer tag c2 @private")
    before = edition(ledger)
    refused = may("preview", request=told)
    assert refused.is_refused
    assert refused.told["code"] in ("not-here", "not-found"), refused.told
    sent = {each for each in told.values() if isinstance(each, str)}
    said = as_json(refused.told)
    for each in sent:
        said = said.replace(f"“{each}”", "")
    assert "Bo Li" not in said
    assert edition(ledger) == before
