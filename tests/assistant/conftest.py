"""An assistant's desk over a throw-away ledger, and a story to ask it about."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from farmer.assistant.schemas import outline
from farmer.assistant.session import Session
from farmer.assistant.told import ANSWER_BYTES, as_json
from farmer.assistant.tool import Allowed, Bench
from farmer.assistant.tools import TOOLS, Reply, call
from farmer.ledger import open_ledger
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from tests.conftest import TODAY, Farmer

NOW = datetime.fromisoformat(f"{TODAY}T12:00:00").replace(tzinfo=UTC)

STORY = """
farmer add "Ana Ruiz" --company "Voss & Co" --email ana@voss.example --phone "+34 600 100 200"
farmer add "Bo Li" --email bo@li.example
farmer add "Bo Ek" --company Mill
farmer log Ana c2 --at "Chamber mixer" --on 2026-03-02 --note "met at the buffet"
farmer log Ana --kind call --by them --on 2026-05-04 --note "needs a port? mail ana@voss.example"
farmer mark Ana used --on 2026-05-10 --note "did our lease"
farmer promise add Ana "send the lease" --due 2026-06-10
farmer promise add Ana "name a lawyer" --mine --due 2026-06-12
farmer request add Ana --to c2 --need "a boat for the mill" --on 2026-06-01 --anyway
farmer gains Ana --goals "a second office"
"""

Ask = Callable[..., Reply]


def desk_at(ledger: Path) -> Desk:
    """Where a call works, on the day of the tests."""
    settings = ledger.parent / "config.toml"
    kept = open_ledger(str(ledger), {})
    return Desk(kept, NOW.date(), NOW, lambda _words: None, Settings(), settings, veiled="private")


@pytest.fixture
def ask(ledger: Path) -> Ask:
    """Calls a tool; whatever it answers keeps to its schema and its room."""

    session = Session()

    def ask_tool(
        name: str, *, with_words: bool = True, may_record: bool = False, **arguments: Any
    ) -> Reply:
        allowed = Allowed(with_words, may_record)
        reply = call(name, arguments, lambda: Bench(desk_at(ledger), allowed, session), allowed)
        assert len(as_json(reply.told).encode()) <= ANSWER_BYTES
        assert json.loads(as_json(reply.told)) == reply.told
        if not reply.is_refused:
            (tool,) = (tool for tool in TOOLS if tool.name == name)
            jsonschema.validate(reply.told, tool.answer)
            jsonschema.validate(reply.told, outline(tool.answer))
        return reply

    return ask_tool


@pytest.fixture(scope="session")
def told_once() -> list[bytes]:
    """The ledger of the story, once a test has told it: telling it takes a second."""
    return []


@pytest.fixture
def story(farmer: Farmer, ledger: Path, told_once: list[bytes]) -> Farmer:
    """A few people, with everything that the tools tell of."""
    if told_once:
        ledger.touch(mode=0o600)
        ledger.write_bytes(told_once[0])
        return farmer
    for line in STORY.strip().splitlines():
        # What was promised falls due since.
        outcome = farmer(line, today="2026-06-01" if " promise " in line else TODAY)
        assert outcome.status == 0, (line, outcome.err)
    told_once.append(ledger.read_bytes())
    return farmer
