"""Which files are a ledger's: by exact name, wherever it is reached from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from farmer.errors import LedgerUnavailable
from farmer.ledger import FileLedger, keys
from farmer.ledger.file import convert
from farmer.ledger.file.backup import back_up, save
from farmer.ledger.file.backups import backups_of
from farmer.ledger.file.belongings import belongings, left_of
from farmer.ledger.refusals import LedgerAway
from tests.conftest import SECRET
from tests.ledger.making import DAY, NOW, begin, put_back

TODAY = "2026-06-15"
TOKEN = "0123456789abcdef"
# With an ending, without one, hidden, with several points, with what a pattern would take for more.
NAMES = ("ledger.db", "people", ".people", ".ledger.db", "a.b.db", "we [2].db", "a+b", "x.")


@pytest.mark.parametrize("name", NAMES)
def test_copies_are_found_whatever_the_ledger_is_called(tmp_path: Path, name: str) -> None:
    ledger = tmp_path / name
    begin(ledger)
    made = [back_up(ledger, "import", TODAY), back_up(ledger, "import", TODAY)]
    made += [back_up(ledger, "0004_promises", TODAY), save(ledger, TODAY)]
    kept = put_back(ledger, made[0])
    assert kept is not None
    assert set(backups_of(ledger)) == {*made, kept}
    assert belongings(ledger).left_over == ()


def test_a_copy_of_a_copy_is_the_ledgers_too(ledger: Path) -> None:
    begin(ledger)
    saved = save(ledger, "2026-06-01")
    again = save(saved, TODAY)
    assert backups_of(ledger) == [saved, again]
    assert backups_of(saved) == [again]


@pytest.mark.parametrize(
    "name",
    [
        "people.saved.2026-06-15.db",  # of people.db
        "people2.saved.2026-06-15",
        "people.saved.2026-06-15.txt",
        "people.saved.yesterday",
        "people.before-noon",
        "people.before-.2026-06-15",
        "my.people.saved.2026-06-15",
        ".people.swp",
        ".people.icloud",
        ".people.part.txt",
        ".people2.part",
        "people.part",
    ],
)
def test_what_is_only_called_alike_is_somebody_elses(tmp_path: Path, name: str) -> None:
    begin(tmp_path / "people")
    (tmp_path / name).write_bytes(b"theirs")
    assert belongings(tmp_path / "people") == belongings(tmp_path / "nobody")


def test_a_link_has_the_files_beside_what_it_leads_to(tmp_path: Path) -> None:
    """And what a farmer of before put beside the link itself."""
    real, link = tmp_path / "real" / "l.db", tmp_path / "my.db"
    real.parent.mkdir()
    begin(real)
    link.symlink_to(real)
    saved = save(link, TODAY)
    assert saved.parent == real.parent
    assert backups_of(link) == backups_of(real) == [saved]
    before = tmp_path / "my.before-import.2026-06-01.db"
    before.write_bytes(b"x")
    assert backups_of(link) == [before, saved]


def test_an_empty_copy_is_left_over_and_no_backup(ledger: Path) -> None:
    begin(ledger)
    empty = ledger.with_name("ledger.before-import.2026-06-15.db")
    empty.touch()
    found = belongings(ledger)
    assert (found.backups, found.left_over) == ((), (empty,))


def test_a_link_that_is_called_like_a_copy_is_none(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    other = tmp_path / "other.db"
    begin(other)
    ledger.with_name("ledger.saved.2026-06-15.db").symlink_to(other)
    assert backups_of(ledger) == []


@pytest.mark.parametrize(
    "name",
    [
        f".ledger.db.{TOKEN}.part",
        f".ledger.db.{TOKEN}.part-journal",
        f".ledger.db.{TOKEN}.old",
        f".ledger.saved.2026-06-15.db.{TOKEN}.part",
        ".ledger.db.part",
        ".ledger.db.old",
        ".ledger.db.restored",
        ".ledger.db.77.part",
        "ledger.before-import.2026-06-15.db-journal",
    ],
)
def test_what_a_killed_command_left_is_known(ledger: Path, name: str) -> None:
    begin(ledger)
    ledger.with_name(name).write_bytes(b"x")
    assert belongings(ledger).left_over == (ledger.with_name(name),)


def test_a_name_beside_which_a_journal_lies_is_not_given_to_a_copy(ledger: Path) -> None:
    """SQLite would take the journal back into it."""
    begin(ledger)
    ledger.with_name("ledger.saved.2026-06-15.db-journal").write_bytes(b"x")
    assert save(ledger, TODAY).name == "ledger.saved.2026-06-15-2.db"


@pytest.mark.parametrize(
    "left",
    [".{}.icloud", "{}.nextcloud", "{}.owncloud", "{}.rslsv", "{}.cloud"],
)
@pytest.mark.parametrize("linked", [False, True])
def test_a_ledger_that_is_away_is_refused_and_none_is_begun(
    tmp_path: Path, left: str, *, linked: bool
) -> None:
    ledger = tmp_path / "ledger.db"
    (tmp_path / left.format("ledger.db")).write_bytes(b"x")
    if linked:
        link = tmp_path / "elsewhere" / "l.db"
        link.parent.mkdir()
        link.symlink_to(ledger)
        ledger = link
    with pytest.raises(LedgerAway), FileLedger(ledger).reading():
        pass
    with pytest.raises(LedgerAway), FileLedger(ledger).changing("begin", NOW):
        pass
    other = tmp_path / "other.db"
    begin(other)
    with pytest.raises(LedgerAway):
        put_back(ledger, other)
    assert not ledger.exists()


def test_a_person_is_not_half_forgotten_where_a_backup_is_away(ledger: Path) -> None:
    begin(ledger)
    saved = save(ledger, TODAY)
    saved.rename(saved.with_name(f".{saved.name}.icloud"))
    before = ledger.read_bytes()
    with pytest.raises(LedgerAway, match="saved"):
        FileLedger(ledger).forget(1, DAY, NOW)
    assert ledger.read_bytes() == before


def test_locking_overwrites_nothing_through_a_link(
    ledger: Path, tmp_path: Path, extra: None
) -> None:
    """Whatever names were laid out, by those that farmers before used and by today's."""
    begin(ledger)
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    for name in (".ledger.db.part", ".ledger.db.old", f".ledger.db.{TOKEN}.old"):
        ledger.with_name(name).symlink_to(victim)
    ledger.with_name("ledger.saved.2026-06-15.db").symlink_to(victim)
    FileLedger(ledger).lock(keys.new_key(SECRET))
    assert victim.read_bytes() == b"precious"
    assert left_of(ledger) == []


def test_locking_takes_away_copies_that_were_never_finished(ledger: Path, extra: None) -> None:
    begin(ledger)
    parts = [f".ledger.db.{TOKEN}.part", f".ledger.saved.2026-06-15.db.{TOKEN}.part"]
    for name in parts:
        ledger.with_name(name).write_bytes(ledger.read_bytes())
    FileLedger(ledger).lock(keys.new_key(SECRET))
    assert [path.name for path in ledger.parent.iterdir()] == ["ledger.db"]


def test_a_folder_that_may_not_be_looked_through_is_said(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may look everywhere")
    ledger = tmp_path / "hidden" / "ledger.db"
    ledger.parent.mkdir()
    begin(ledger)
    ledger.parent.chmod(0o300)
    with pytest.raises(LedgerUnavailable):
        backups_of(ledger)


def test_a_read_only_ledger_is_overwritten_where_it_was_too(ledger: Path, extra: None) -> None:
    """Once the locked copy is in place, nothing that happens undoes it."""
    begin(ledger)
    ledger.chmod(0o400)
    done = FileLedger(ledger).lock(keys.new_key(SECRET))
    assert (done.done, done.remaining) == ((str(ledger),), ())
    assert [path.name for path in ledger.parent.iterdir()] == ["ledger.db"]


def test_what_cannot_be_overwritten_is_said_and_the_ledger_is_locked(
    ledger: Path, extra: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from farmer.ledger import keys

    def refuse(_: Path) -> bool:
        raise PermissionError(1, "Operation not permitted")

    begin(ledger)
    monkeypatch.setattr(convert, "wipe", refuse)
    done = FileLedger(ledger).lock(keys.new_key(SECRET))
    assert done.done == (str(ledger),)
    assert str(ledger) in done.remaining
    assert not ledger.read_bytes().startswith(b"SQLite")
