"""Three colleagues, each with a ledger of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from farmer.ledger import FileLedger
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from tests.conftest import Farmer, Outcome
from tests.servers import Team

# Types a command as one of the members, on a day.
Typing = Callable[..., Outcome]
DAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, tzinfo=UTC)


def desk_of(folder: Path) -> Desk:
    """Where a member works whose ledger lies there."""
    return Desk(FileLedger(folder / "ledger.db"), DAY, NOW, lambda _: None, Settings())


@pytest.fixture
def by(farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """``by("kim", "farmer check Ana")``: on Kim's machine."""
    monkeypatch.delenv("FARMER_TEAM_KEY", raising=False)

    def type_as(who: str, command: str, today: str = "2026-06-15", **environ: str) -> Outcome:
        monkeypatch.setenv("FARMER_LEDGER", str(tmp_path / who / "ledger.db"))
        monkeypatch.setenv("FARMER_CONFIG", str(tmp_path / who / "config.toml"))
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        return farmer(command, today)

    return type_as


@pytest.fixture
def firm(by: Typing, team: Team) -> Typing:
    """Kim, Lee and Ana are in it; each has a ledger."""
    joined = by("kim", f"farmer team join '{team.address('kim')}' --json")
    key = joined.data["new_key"]
    for who in ("lee", "ana"):
        assert by(who, f"farmer team join '{team.address(who)}'", FARMER_TEAM_KEY=key).status == 0
    for who in ("kim", "lee", "ana"):
        by(who, 'farmer add "Nobody Inparticular"')
    return by
