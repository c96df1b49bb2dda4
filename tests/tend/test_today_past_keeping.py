"""Who is kept too long: told once a quarter, looked at, and parted with in one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Farmer

LOOK = "2026-07-03"


@pytest.fixture
def kept(farmer: Farmer) -> Farmer:
    """People of whom nothing was recorded for three years, and others; archived ones among both."""
    farmer("farmer config set keep-for 3 years")
    old = "2022-05-04"
    for name in ("Old", "Old Archived", "Touched", "Marked", "Promised", "Asking", "Gaining"):
        assert farmer(f'farmer add "{name} Friend"', old).status == 0
    farmer('farmer log "Old Friend" --on 2022-06-01 --kind call', "2022-06-02")
    farmer('farmer archive "Old Archived Friend"', old)
    farmer('farmer log "Touched Friend" --kind call', "2024-01-01")
    farmer('farmer mark "Marked Friend" kept', "2024-01-01")
    farmer('farmer promise add "Promised Friend" "the lease"', old)
    farmer('farmer request add "Asking Friend" --to "a buyer" --need "a talk"', old)
    farmer('farmer gains "Gaining Friend" --goals "a boat"', "2024-01-01")
    farmer('farmer add "New Friend"', "2026-06-01")
    return farmer


def test_list_says_who_archived_ones_too(kept: Farmer) -> None:
    listed = kept("farmer list --past-keeping", LOOK)
    assert [row[1] for row in listed.rows] == ["Old Archived Friend", "Old Friend"]
    assert [row[1] for row in kept("farmer list Archived --past-keeping", LOOK).rows] == [
        "Old Archived Friend"
    ]
    earlier = kept("farmer list --past-keeping --as-of 2025-06-01", LOOK)
    assert [row[1] for row in earlier.rows] == ["Old Archived Friend"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-06-30", 0),
        ("2026-07-01", 2),
        ("2026-07-07", 2),
        ("2026-07-08", 0),
        ("2026-10-05", 2),
        ("2026-12-31", 0),
        ("2027-01-02", 5),
    ],
)
def test_today_tells_it_in_the_first_week_of_a_quarter(kept: Farmer, day: str, told: int) -> None:
    rows = [row for row in kept("farmer today", day).rows if row[0] == "past-keeping"]
    expected = ["past-keeping", str(told), "farmer forget --past-keeping"]
    assert rows == ([expected] if told else [])
    one_line = kept("farmer today --one-line", day).out
    assert ("kept too long" in one_line, f"{told} kept too long" in one_line) == (told > 0,) * 2


def test_nothing_is_told_once_it_is_dealt_with_or_where_no_time_is_set(kept: Farmer) -> None:
    assert kept("farmer forget --past-keeping --yes", LOOK).status == 0
    assert "past-keeping" not in kept("farmer today", LOOK).out
    kept("farmer config set keep-for off")
    assert "past-keeping" not in kept("farmer today", LOOK).out
    for command in ("list", "forget"):
        refused = kept(f"farmer {command} --past-keeping", LOOK)
        assert (refused.status, "farmer config set keep-for" in refused.err) == (2, True)


def test_it_is_something_due_also_where_nobody_else_is_listed(farmer: Farmer) -> None:
    farmer("farmer config set keep-for 1 year")
    farmer('farmer add "Old Friend"', "2022-05-04")
    farmer('farmer archive "Old Friend"', "2022-05-04")
    told = farmer("farmer today --exit-code", LOOK)
    assert (told.status, told.rows[0][0]) == (12, "past-keeping")


@pytest.mark.usefixtures("legible")
def test_forget_says_who_asks_and_forgets_each(kept: Farmer, ledger: Path) -> None:
    refused = kept("farmer forget --past-keeping", LOOK)
    assert refused.status == 2
    for words in ("2 people go for good", "Old Friend", "Old Archived Friend", "3 years", "--yes"):
        assert words in refused.err
    assert b"Old Archived" in ledger.read_bytes()
    done = kept("farmer forget --past-keeping --yes", LOOK)
    assert [row for row in done.rows if row[0] == "forgotten"] == [
        ["forgotten", "c2"],
        ["forgotten", "c1"],
    ]
    assert b"Old Archived" not in ledger.read_bytes()
    assert "Old" not in kept("farmer list", LOOK).out
    again = kept("farmer forget --past-keeping", LOOK)
    assert (again.status, again.out) == (0, "")


@pytest.mark.parametrize(
    "typed", ["", "Ana --compact", "Ana --past-keeping", "--compact --past-keeping"]
)
def test_forget_is_told_one_thing(farmer: Farmer, typed: str) -> None:
    farmer("farmer add Ana")
    assert farmer(f"farmer forget {typed}").status == 2


@pytest.fixture
def asked(farmer: Farmer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Farmer:
    """A terminal, and a file to import."""
    (tmp_path / "x.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("farmer.cli.questions.can_ask", lambda: True)
    return farmer


@pytest.mark.parametrize(
    ("typed", "said"),
    [([None], "3 years"), (["18 months"], "18 months"), (["n"], "off"), (["soon", "off"], "off")],
)
def test_the_first_import_on_a_terminal_asks_once(
    asked: Farmer, monkeypatch: pytest.MonkeyPatch, typed: list[str | None], said: str
) -> None:
    answers = iter(typed)
    monkeypatch.setattr("typer.prompt", lambda *_, default=None, **__: next(answers) or default)
    first = asked("farmer import x.vcf")
    assert (first.status, f"keep-for is {said}" in first.err) == (0, True)
    assert asked("farmer config get keep-for").out.strip() == said
    assert asked("farmer import x.vcf").status == 0  # nobody is asked: there is no answer left


@pytest.mark.parametrize("more", ["--dry-run", "--json"])
def test_it_is_not_asked_where_nothing_is_brought_in_or_a_program_listens(
    asked: Farmer, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_, **__: pytest.fail("asked"))
    assert asked(f"farmer import x.vcf {more}").status == 0


def test_it_is_never_asked_in_a_pipe(farmer: Farmer, tmp_path: Path, config: Path) -> None:
    (tmp_path / "x.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n")
    assert farmer(f"farmer import {tmp_path / 'x.vcf'}").status == 0
    assert not config.exists()
