"""``doctor --all``: the ledger and every backup, from the first page to the last row."""

from __future__ import annotations

import hashlib
from pathlib import Path
from unittest import mock

import pytest

from farmer.ledger import FileLedger, keys
from farmer.ledger.sqlite.schema.steps import STEPS
from tests.conftest import KEY_COMMAND, SECRET, Farmer
from tests.ledger.making import raw
from tests.ledger.revisions import of_revision


def digests(folder: Path) -> dict[str, str]:
    """What lies in the folder, and a digest of each."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def states(farmer: Farmer) -> dict[str, str]:
    """By file, how it is."""
    rows = farmer("farmer doctor --all").rows
    return {Path(row[2]).name: row[1] for row in rows if row[0] == "file"}


def test_all_is_whole(evening: Farmer, ledger: Path) -> None:
    evening("farmer backup")
    ledger.parent.chmod(0o700)
    evening("farmer mark Bo kept --on 2026-06-03")
    evening("farmer backup")
    before = digests(ledger.parent)
    told = evening("farmer doctor --all --json")
    assert told.status == 0
    assert [file["state"] for file in told.data["files"]] == ["whole"] * 3
    assert told.data["path"] == told.data["files"][0]["path"] == str(ledger)
    assert {file["revision"] for file in told.data["files"]} == {STEPS.head}
    assert digests(ledger.parent) == before
    assert evening("farmer doctor --all").out.count("whole") == 3


def test_each_file_is_what_it_is(evening: Farmer, ledger: Path) -> None:
    """Damaged, altered, newer, empty, in the cloud, no ledger: each is said, none is changed."""
    evening("farmer backup")
    (whole,) = ledger.parent.glob("ledger.saved.*")
    content = whole.read_bytes()

    def copy(day: str) -> Path:
        path = ledger.with_name(f"ledger.saved.2026-05-{day}.db")
        path.write_bytes(content)
        return path

    half = copy("01")
    half.write_bytes(content[: len(content) // 2])
    with raw(copy("02")) as db:
        db.execute("CREATE TABLE more (x)")
    with raw(copy("03")) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    copy("04").write_bytes(b"")
    copy("05").write_bytes(b"Dear diary,\n" * 1000)
    with raw(copy("06")) as db:
        db.execute("DROP TRIGGER contact_search_update")
        db.execute("UPDATE contact SET notes = CAST(x'c328fe' AS TEXT)")
    ledger.with_name(".ledger.saved.2026-05-07.db.icloud").write_bytes(b"x")
    before = digests(ledger.parent)
    told = evening("farmer doctor --all")
    assert told.status == 6
    assert states(evening) == {
        "ledger.db": "whole",
        whole.name: "whole",
        "ledger.saved.2026-05-01.db": "damaged",
        "ledger.saved.2026-05-02.db": "altered",
        "ledger.saved.2026-05-03.db": "newer",
        "ledger.saved.2026-05-04.db": "empty",
        "ledger.saved.2026-05-05.db": "damaged",
        "ledger.saved.2026-05-06.db": "damaged",
        ".ledger.saved.2026-05-07.db.icloud": "away",
    }
    assert "Ana" not in told.out + told.err
    assert digests(ledger.parent) == before


@pytest.mark.parametrize("state", ["newer", "empty", "away"])
def test_what_is_not_damaged_is_no_failure(evening: Farmer, ledger: Path, state: str) -> None:
    copy = ledger.with_name("ledger.saved.2026-05-01.db")
    copy.write_bytes(ledger.read_bytes() if state == "newer" else b"")
    if state == "newer":
        with raw(copy) as db:
            db.execute("UPDATE alembic_version SET version_num = '9999'")
    if state == "away":
        copy.unlink()
        ledger.with_name(f".{copy.name}.icloud").write_bytes(b"x")
    assert evening("farmer doctor --all").status == 0
    assert state in states(evening).values()


@pytest.mark.parametrize("revision", STEPS.revisions[:-1])
def test_a_backup_of_an_older_farmer_is_looked_at_as_it_is(
    evening: Farmer, ledger: Path, revision: str
) -> None:
    """At its own revision: neither migrated nor changed, and damage in it is found."""
    older = of_revision(ledger.with_name("ledger.before-update.2026-05-01.db"), revision)
    before = digests(ledger.parent)
    files = evening("farmer doctor --all --json").data["files"]
    assert [(file["state"], file["revision"]) for file in files] == [
        ("whole", STEPS.head),
        ("whole", revision),
    ]
    assert digests(ledger.parent) == before
    with raw(older) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM contact")
    assert states(evening)[older.name] == "damaged"


def test_a_damaged_ledger_beside_whole_backups(evening: Farmer, ledger: Path) -> None:
    evening("farmer backup")
    ledger.write_bytes(ledger.read_bytes()[:9000])
    assert evening("farmer doctor --all").status == 6
    assert states(evening)["ledger.db"] == "damaged"
    kept = Path(evening("farmer restore 1 --yes --json").data["kept"])
    assert states(evening) | {kept.name: "damaged"} == states(evening)
    assert states(evening)["ledger.db"] == "whole"
    kept.unlink()
    assert evening("farmer doctor --all").status == 0


def test_a_locked_ledger_and_a_backup_of_another_key(
    evening: Farmer,
    ledger: Path,
    extra: None,
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    if pytestconfig.getoption("locked"):
        pytest.skip("the ledger is locked already")
    evening("farmer backup")
    (saved,) = ledger.parent.glob("ledger.saved.*")
    saved.rename(ledger.with_name("other.db"))
    FileLedger(ledger).lock(keys.new_key(SECRET))
    FileLedger(ledger.with_name("other.db")).lock(keys.new_key("cd" * 32))
    ledger.with_name("other.db").rename(saved)
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    keys.keys_from(None)
    assert states(evening) == {"ledger.db": "whole", saved.name: "other-key"}
    assert evening("farmer doctor --all").status == 0


def test_without_a_ledger_or_with_two_wishes(farmer: Farmer) -> None:
    assert farmer("farmer doctor --all").status == 0
    for other in ("--report", "--salvage new.db"):
        assert farmer(f"farmer doctor --all {other}").status == 2


def test_a_screen_shows_no_more_than_it_holds(
    evening: Farmer, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a hundred backups that are not whole twenty are told of, and how many more there are."""
    for number in range(100):
        ledger.with_name(f"ledger.saved.2026-05-01-{number + 2}.db").write_bytes(b"x" * 500)
    ledger.parent.chmod(0o700)
    monkeypatch.setenv("COLUMNS", "200")
    with mock.patch("farmer.cli.answers.on_terminal", return_value=True):
        told = evening("farmer doctor --all")
    assert told.status == 6
    assert len(told.out.splitlines()) == 3 + 2 * 20
    assert "The ledger is well." in told.out
    assert "0 of 100 backups can be restored." in told.out
    assert "… and 80 more: farmer doctor --all --json" in told.out
