"""What is written for somebody replaces only what farmer wrote, and never a ledger."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import KEY_COMMAND, Farmer, lock

WRITERS = {
    "page": "farmer report -o {}",
    "person": "farmer report --who Ana -o {}",
    "calendar": "farmer calendar --write {}",
    "json": "farmer export -o {}",
    "vcard": "farmer export --format vcard -o {}",
    "vcard3": "farmer export --format vcard --version 3.0 -o {}",
    "ics": "farmer export --format ics -o {}",
    "sql": "farmer export --format sql -o {}",
}
FOLDERS = {
    "csv": "farmer export --format csv -o {}",
    "markdown": "farmer export --format markdown -o {}",
}
# Those whose files are of one kind.
KIN = ({"page", "person"}, {"calendar", "ics"}, {"vcard", "vcard3"}, {"json"}, {"sql"})


@pytest.fixture
def evening(farmer: Farmer) -> Farmer:
    farmer('farmer log "Ana Ruiz" "Bo Li" --at Mixer --on 2026-06-01 --note "the port" --new')
    farmer("farmer mark Ana kept --note lease --on 2026-06-02")
    farmer('farmer promise add Ana "call & <ask>" --due 2026-06-20')
    farmer('farmer gains Ana goal "a #1 *bakery*"')
    return farmer


def _ledger(ledger: Path, _: Path) -> Path:
    return ledger


def _dotted(ledger: Path, _: Path) -> Path:
    return ledger.parent / "." / ".." / ledger.parent.name / ledger.name


def _hard(ledger: Path, folder: Path) -> Path:
    (folder / "hard.html").hardlink_to(ledger)
    return folder / "hard.html"


def _soft(ledger: Path, folder: Path) -> Path:
    (folder / "soft.html").symlink_to(ledger)
    return folder / "soft.html"


def _anothers(ledger: Path, folder: Path) -> Path:
    return shutil.copyfile(ledger, folder / "theirs")


def _locked(ledger: Path, folder: Path) -> Path:
    lock(_anothers(ledger, folder))
    return folder / "theirs"


def _backup(ledger: Path, _: Path) -> Path:
    return shutil.copyfile(ledger, ledger.with_name("ledger.saved.2026-06-01.db"))


def _damaged_backup(ledger: Path, _: Path) -> Path:
    backup = ledger.with_name("ledger.before-merge.2026-06-01.db")
    backup.write_bytes(b"scrambled")
    return backup


def _linked_backup(ledger: Path, folder: Path) -> Path:
    (folder / "soft.html").symlink_to(_damaged_backup(ledger, folder))
    return folder / "soft.html"


def _journal(ledger: Path, _: Path) -> Path:
    return ledger.with_name("ledger.db-wal")


def _free_backup_name(ledger: Path, _: Path) -> Path:
    return ledger.with_name("ledger.saved.2026-06-01.db")


def _placeholder(ledger: Path, _: Path) -> Path:
    return ledger.with_name(".ledger.db.icloud")


def _settings(ledger: Path, _: Path) -> Path:
    ledger.with_name("config.toml").write_text('me = "Kim Doe"\n')
    return ledger.with_name("config.toml")


def _settings_to_be(ledger: Path, _: Path) -> Path:
    return ledger.with_name("config.toml")


def _linked_settings(ledger: Path, folder: Path) -> Path:
    (folder / "soft.html").symlink_to(_settings(ledger, folder))
    return folder / "soft.html"


GUARDED = (
    *(_ledger, _dotted, _hard, _soft, _anothers, _backup, _damaged_backup, _linked_backup),
    *(_journal, _free_backup_name, _placeholder, _settings, _settings_to_be, _linked_settings),
)


@pytest.mark.parametrize("force", ["", " --force"])
@pytest.mark.parametrize("made", GUARDED)
def test_a_ledger_its_files_and_the_settings_are_never_replaced(
    evening: Farmer, ledger: Path, tmp_path: Path, made: Callable[[Path, Path], Path], force: str
) -> None:
    """Whatever the path is called, and whatever is insisted on."""
    path = made(ledger, tmp_path)
    before = (_look(ledger.parent), _look(tmp_path))
    for command in ("farmer report -o {}", "farmer calendar --write {}", "farmer export -o {}"):
        done = evening(command.format(path) + force)
        assert (done.status, done.out) == (5, ""), done
        assert "--force" not in done.err
    assert (_look(ledger.parent), _look(tmp_path)) == before


def test_another_locked_ledger_is_never_replaced(
    evening: Farmer, ledger: Path, tmp_path: Path, extra: None
) -> None:
    path = _locked(ledger, tmp_path)
    before = path.read_bytes()
    assert evening(f"farmer report -o {path} --force").status == 5
    assert path.read_bytes() == before


def test_the_own_locked_ledger_is_never_replaced(
    evening: Farmer, ledger: Path, extra: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARMER_KEY_COMMAND", KEY_COMMAND)
    lock(ledger)
    assert evening(f"farmer report -o {ledger} --force").status == 5
    assert "Ana Ruiz" in evening("farmer list").out


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_of_its_own_kind_is_replaced_and_no_other(
    evening: Farmer, tmp_path: Path, kind: str
) -> None:
    for other in WRITERS:
        path = tmp_path / f"{kind}-{other}"
        assert evening(WRITERS[other].format(path)).status == 0
        was = path.read_bytes()
        done = evening(WRITERS[kind].format(path))
        if any({kind, other} <= kin for kin in KIN):
            assert done.status == 0, done
            continue
        assert done.status == 5
        assert "--force" in done.err
        assert path.read_bytes() == was
        assert evening(WRITERS[kind].format(path) + " --force").status == 0
        assert path.read_bytes() != was


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "theirs",
    [
        b"mine\n",
        b"<!doctype html>\n<title>My diary</title>\n",
        b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Ruiz\r\nEND:VCARD\r\n",
        b'{"contacts": []}',
        b"BEGIN TRANSACTION;\nCREATE TABLE milk (id INTEGER);\nCOMMIT;\n",
        b"\xff\xfe\x00binary",
    ],
)
def test_what_somebody_else_wrote_is_not_replaced_unless_forced(
    evening: Farmer, tmp_path: Path, kind: str, theirs: bytes
) -> None:
    path = tmp_path / "notes"
    path.write_bytes(theirs)
    done = evening(WRITERS[kind].format(path))
    assert done.status == 5
    assert str(path) in done.err.replace("\n", "")
    assert path.read_bytes() == theirs
    assert evening(WRITERS[kind].format(path) + " --force").status == 0
    assert path.read_bytes() != theirs


def test_an_empty_file_holds_nothing_to_lose(evening: Farmer, tmp_path: Path) -> None:
    (tmp_path / "all.json").touch()
    assert evening(f"farmer export -o {tmp_path / 'all.json'}").status == 0


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_is_written_again_but_not_over_one_file_of_anothers(
    evening: Farmer, tmp_path: Path, kind: str
) -> None:
    """None of its files is written where one of them may not be."""
    folder = tmp_path / "out"
    assert evening(FOLDERS[kind].format(folder)).status == 0
    assert evening(FOLDERS[kind].format(folder)).status == 0
    last = sorted(folder.iterdir())[-1]
    last.write_text("name,age\nMilk,3\n" if kind == "csv" else "# Milk\n\nand honey\n")
    evening('farmer log "Cy Ode" --new')
    before = _look(folder)
    done = evening(FOLDERS[kind].format(folder))
    assert (done.status, "--force" in done.err, _look(folder)) == (5, True, before)
    assert evening(FOLDERS[kind].format(folder) + " --force").status == 0
    assert evening(FOLDERS[kind].format(folder)).status == 0


def test_a_backup_in_the_folder_of_tables_is_left_alone(
    evening: Farmer, ledger: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "contacts.csv").hardlink_to(ledger)
    assert evening(f"farmer export --format csv -o {folder} --force").status == 5
    assert [path.name for path in folder.iterdir()] == ["contacts.csv"]


def _look(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
