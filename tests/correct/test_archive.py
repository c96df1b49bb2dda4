"""In no list, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer


def test_except_means_somebody_in_the_group_first(known: Farmer) -> None:
    archived = known("farmer archive @chapter --except Bo --json")
    assert [person["name"] for person in archived.data["people"]] == ["Ana Ruiz"]


def test_an_archived_group_is_listed_and_brought_back_by_its_tag(known: Farmer) -> None:
    known("farmer archive @chapter")
    refused = known("farmer list @chapter")
    assert (refused.status, "is all archived" in refused.err) == (3, True)
    assert known("farmer list @chapter --archived --ids").out.split() == ["c3", "c1"]
    brought = known("farmer unarchive --with @chapter --except Ana --json").data
    assert [person["name"] for person in brought["people"]] == ["Bo Li"]
    assert known("farmer list @chapter --ids").out.split() == ["c1"]


@pytest.fixture
def parted(farmer: Farmer) -> Farmer:
    """Ana, who has died and is archived, and Bo, with promises and requests between them all."""
    farmer('farmer log "Ana Ruiz" "Bo Li" --new --on 2026-06-01')
    farmer('farmer edit Ana --birthday "16 June"')
    farmer('farmer promise add Ana "send the lease" --mine --due 2026-06-14 --on 2026-06-01')
    farmer('farmer promise add Ana "call the bank" --due 2026-06-14 --on 2026-06-01')
    farmer("farmer archive Ana")
    return farmer


@pytest.mark.parametrize(
    "command",
    [
        "check Ana",
        "check Ana --as target",
        "check Bo --to Ana",
        "check Ana --to Bo",
        'request add Bo --to Ana --need "a lease"',
        'request add Ana --to Bo --need "a lease"',
        'ask Ana --for "a lease"',
        'ask Bo --to Ana --for "a lease"',
        "draft reconnect Ana",
        "draft follow-up Ana",
        "prepare Ana",
        "log Ana --kind message",
    ],
)
def test_whatever_would_approach_somebody_archived_says_so(parted: Farmer, command: str) -> None:
    said = parted(f"farmer {command}")
    assert "Ana Ruiz: archived" in said.err
    assert "Bo Li: archived" not in said.err


def test_no_step_towards_somebody_archived_is_proposed(parted: Farmer) -> None:
    """The verdict is as it was."""
    away = parted("farmer check Ana --json").data["asker"]
    assert (away["archived"], away["steps"]) == (True, [])
    parted("farmer archive --back Ana")
    back = parted("farmer check Ana --json").data["asker"]
    assert (back["archived"], back["assessment"]) == (False, away["assessment"])
    assert back["steps"] != []


def test_a_letter_about_a_request_says_who_is_archived(parted: Farmer) -> None:
    parted('farmer request add Bo --to Ana --need "a lease"')
    assert "Ana Ruiz: archived" in parted("farmer draft ask-target r1").err
    assert parted("farmer draft decline r1").err == ""


def test_today_and_the_calendar_do_not_ask_about_the_archived(
    parted: Farmer, tmp_path: Path
) -> None:
    """Neither promises nor birthdays nor follow-ups; what is owed to Bo because of her stays."""
    found = parted("farmer today --json").data
    assert (found["promises"], found["birthdays"]) == ([], [])
    assert [due["person"]["name"] for due in found["follow_ups"]] in ([], ["Bo Li"])
    parted(f"farmer calendar --write {tmp_path / 'due.ics'}")
    assert "Ana" not in (tmp_path / "due.ics").read_text(encoding="utf-8")
    parted('farmer request add Bo --to Ana --need "a lease"')
    parted('farmer ask Ana --for "a port" --record')
    (owed,) = parted("farmer today --json").data["requests"]
    assert owed["next"] == "Ana Ruiz is archived: tell Bo Li that it falls away."
    assert owed["commands"] == ["farmer request decline r1"]
    assert parted("farmer request decline r1").status == 0
    assert parted("farmer today --json").data["requests"] == []
