"""Values as JSON knows them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from farmer.model import Fact, Handle
from farmer.plain import to_plain
from tests.conftest import Farmer


class Told(NamedTuple):
    """A result with everything in it that results hold."""

    where: Path
    handles: tuple[Handle, ...]
    fact: Fact
    at: datetime
    by_number: dict[int, date | None]


def test_what_has_fields_is_an_object() -> None:
    told = Told(
        where=Path("letters") / "decline.txt.j2",
        handles=(Handle("email", "ana@voss.example"),),
        fact=Fact(date(2026, 6, 1), "kept", "the lease"),
        at=datetime(2026, 6, 1, 12, tzinfo=UTC),
        by_number={1: date(2026, 6, 2), 2: None},
    )
    assert json.loads(json.dumps(to_plain(told))) == {
        "where": str(Path("letters") / "decline.txt.j2"),
        "handles": [{"kind": "email", "value": "ana@voss.example"}],
        "fact": {"on": "2026-06-01", "what": "kept", "note": "the lease"},
        "at": "2026-06-01T12:00:00+00:00",
        "by_number": {"1": "2026-06-02", "2": None},
    }


@pytest.mark.parametrize(
    "command",
    ["draft --list", "restore", "doctor --report", "where", "config list", "completion fish"],
)
def test_commands_that_answer_about_files_answer_programs_too(farmer: Farmer, command: str) -> None:
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer backup")
    answered = farmer(f"farmer {command} --json")
    assert (answered.status, "data" in answered.envelope) == (0, True)
