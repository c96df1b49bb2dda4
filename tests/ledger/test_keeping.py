"""Backups, restoring, and what can be saved of a damaged ledger."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.errors import InvalidValue, LedgerUnavailable
from farmer.ledger import FileLedger
from farmer.ledger.file.backup import back_up, save
from farmer.ledger.file.backups import NEWEST_KEPT, backups_of, day_of, surplus
from farmer.ledger.file.restore import content_of
from farmer.ledger.forgotten import address_mark
from farmer.ledger.newcomers import Sourced
from farmer.ledger.refusals import LedgerDamaged, NotALedger
from farmer.model import Contact, Event, Fact, Handle, Touch
from tests.ledger.making import DAY, NOW, begin, content, everything, put_back, raw
from tests.ledger.revisions import of_revision
from tests.torture.contents import damage

TODAY = "2026-06-15"

days = st.dates(date(2024, 1, 1), date(2026, 6, 15)).map(date.isoformat)


@given(st.lists(st.tuples(st.sampled_from(["before-import", "before-merge", "saved"]), days)))
def test_the_newest_ten_stay_and_of_every_month_the_newest(
    made: list[tuple[str, str]],
) -> None:
    paths = [Path(f"ledger.{why}.{day}-{number}.db") for number, (why, day) in enumerate(made, 1)]
    gone = set(surplus(paths))
    own = [path for path in paths if ".before-" in path.name]
    kept = [path for path in own if path not in gone]
    assert not gone & {path for path in paths if ".saved." in path.name}
    assert len(kept) >= min(len(own), NEWEST_KEPT)
    assert {day_of(path)[:7] for path in kept} == {day_of(path)[:7] for path in own}
    oldest_kept = sorted(map(day_of, own), reverse=True)[:NEWEST_KEPT][-1:]
    assert all(day_of(path) <= oldest_kept[0] for path in gone)
    assert surplus(kept) == []


def test_backups_are_thinned_out_as_new_ones_are_made(ledger: Path) -> None:
    begin(ledger)
    for number in range(14):
        back_up(ledger, "import", (date(2026, 6, 1) + timedelta(number)).isoformat())
    assert len(backups_of(ledger)) == NEWEST_KEPT
    assert day_of(backups_of(ledger)[-1]) == "2026-06-14"


def test_what_was_asked_for_is_never_thinned_out_nor_anothers_file(ledger: Path) -> None:
    begin(ledger)
    saved = save(ledger, "2020-01-01")
    other = ledger.with_name("ledger.before-noon.db")
    other.write_text("mine")
    for number in range(14):
        back_up(ledger, "merge", (date(2026, 6, 1) + timedelta(number)).isoformat())
    assert saved.exists()
    assert other.exists()


def test_a_backup_is_its_owners_alone_and_never_over_a_file(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    saved = save(ledger, TODAY, tmp_path / "new" / "copy.db")
    assert saved.stat().st_mode & 0o777 == 0o600
    assert everything(saved) == everything(ledger)
    with pytest.raises(InvalidValue, match="there already"):
        save(ledger, TODAY, saved)


def test_no_copy_is_left_of_a_damaged_ledger(ledger: Path) -> None:
    begin(ledger)
    _spoil_page(ledger, 5)
    with pytest.raises(LedgerUnavailable):
        save(ledger, TODAY)
    assert backups_of(ledger) == []


@given(data=st.data())
def test_backup_then_restore_is_the_same_ledger(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("garden")
    ledger = folder / "ledger.db"
    _grow(ledger, data.draw(st.integers(0, 1000)))
    was = everything(ledger)
    saved = save(ledger, TODAY)
    _grow(ledger, data.draw(st.integers(0, 1000)))
    now = everything(ledger)
    aside = put_back(ledger, saved)
    assert everything(ledger) == was
    assert aside is not None
    assert everything(aside) == now


def _grow(ledger: Path, seed: int) -> None:
    """Change the ledger in some way."""
    random = Random(seed)
    with FileLedger(ledger).changing(f"grow {seed}", NOW) as writer:
        for number in range(random.randrange(1, 4)):
            whose = writer.add_contact(Contact(f"Kim {seed} {number}", added_on=DAY))
            event = writer.add_event(Event(DAY, f"Mixer {seed}"))
            writer.add_touch(whose, Touch(DAY, "event", note="x" * random.randrange(3000)), event)
            writer.add_fact(whose, Fact(DAY, "kept", f"{seed}"))


def test_what_is_restored_over_may_be_damaged_or_not_there(ledger: Path) -> None:
    saved = save(begin(ledger), TODAY)
    was = content(ledger)
    _spoil_page(ledger, 1)
    aside = put_back(ledger, saved)
    assert aside is not None
    assert content(ledger) == was
    ledger.unlink()
    assert put_back(ledger, saved) is None
    assert content(ledger) == was


def test_a_journal_of_the_damaged_ledger_does_not_lie_beside_the_restored_one(
    ledger: Path,
) -> None:
    saved = save(begin(ledger), TODAY)
    ledger.write_bytes(b"no ledger" * 1000)
    Path(f"{ledger}-journal").write_bytes(b"not a journal")
    aside = put_back(ledger, saved)
    assert not Path(f"{ledger}-journal").exists()
    assert Path(f"{aside}-journal").read_bytes() == b"not a journal"
    assert damage(ledger) == []


@pytest.mark.parametrize("made", [b"", b"hello", b"SQLite format 3\0" + bytes(4080)])
def test_only_a_whole_ledger_is_restored(ledger: Path, tmp_path: Path, made: bytes) -> None:
    before = everything(begin(ledger))
    odd = tmp_path / "odd.db"
    odd.write_bytes(made)
    with pytest.raises(LedgerUnavailable):
        content_of(odd)
    assert everything(ledger) == before


def test_a_whole_ledger_is_not_damaged_and_a_constraint_that_does_not_hold_is(
    ledger: Path,
) -> None:
    assert FileLedger(begin(ledger)).damage() is None
    with raw(ledger) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("UPDATE touchpoint SET kind = 'meeuing' WHERE id = 1")
    assert isinstance(FileLedger(ledger).damage(), LedgerDamaged)


def test_of_a_whole_ledger_everything_comes_through(ledger: Path, tmp_path: Path) -> None:
    came = FileLedger(begin(ledger)).salvage(tmp_path / "new.db")
    assert content(tmp_path / "new.db") == content(ledger)
    assert not any(each.lost for each in came.values())


def test_of_an_older_ledger_what_sources_know_comes_through(ledger: Path, tmp_path: Path) -> None:
    FileLedger(of_revision(ledger, "0009")).salvage(tmp_path / "new.db")
    with FileLedger(tmp_path / "new.db").reading() as reader:
        assert reader.sourced() == [Sourced(1, "vcard", "old", "meeting", DAY, 2, "")]


def test_whoever_was_forgotten_stays_so_in_what_is_salvaged(ledger: Path, tmp_path: Path) -> None:
    FileLedger(begin(ledger)).forget(1, DAY, NOW)
    mark = address_mark(Handle("email", "ana@example.org"))
    FileLedger(ledger).salvage(tmp_path / "new.db")
    with FileLedger(tmp_path / "new.db").reading() as reader:
        assert mark in reader.forgotten()


def test_whoever_a_damaged_ledger_forgot_stays_so_in_the_backup_that_takes_its_place(
    ledger: Path, tmp_path: Path
) -> None:
    kept = FileLedger(begin(tmp_path / "kept.db")).save(DAY, tmp_path / "copy.db")
    FileLedger(begin(ledger)).forget(1, DAY, NOW)
    whole = bytearray(ledger.read_bytes())
    whole[20] ^= 255  # of the header alone: nothing can be read as it is
    ledger.write_bytes(whole)
    assert isinstance(FileLedger(ledger).damage(), LedgerDamaged)
    put_back(ledger, Path(kept.path))
    with FileLedger(ledger).reading() as reader:
        assert address_mark(Handle("email", "ana@example.org")) in reader.forgotten()


def test_nothing_is_written_where_nothing_can_be_read(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("no ledger at all " * 1000)
    with pytest.raises((LedgerDamaged, NotALedger)):
        FileLedger(text).salvage(tmp_path / "new.db")
    assert [path.name for path in tmp_path.iterdir()] == ["text.db"]


def _spoil_page(ledger: Path, page: int) -> None:
    whole = bytearray(ledger.read_bytes())
    start = (page - 1) * 4096
    whole[start : start + 4096] = b"\xa5" * 4096
    ledger.write_bytes(whole)


def _flip(whole: bytes, random: Random) -> bytes:
    spoilt = bytearray(whole)
    spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def _flip_header(whole: bytes, random: Random) -> bytes:
    spoilt = bytearray(whole)
    spoilt[random.randrange(100)] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def _cut(whole: bytes, random: Random) -> bytes:
    return whole[: random.randrange(1, len(whole))]


def _page(whole: bytes, random: Random) -> bytes:
    start = 4096 * random.randrange(len(whole) // 4096)
    return whole[:start] + random.randbytes(4096) + whole[start + 4096 :]


DAMAGE: dict[str, Callable[[bytes, Random], bytes]] = {
    "a bit": _flip,
    "a bit of the header": _flip_header,
    "a page": _page,
    "the end": _cut,
}


@pytest.mark.parametrize("how", DAMAGE)
def test_what_is_salvaged_is_a_whole_ledger(how: str, ledger: Path, tmp_path: Path) -> None:
    """Whatever happened to the file: it is only read, and what comes of it is sound."""
    _grow(ledger, 1)
    _grow(ledger, 2)
    whole, random = ledger.read_bytes(), Random(how)
    rows = sum(map(len, content(ledger).values()))
    came = 0
    for number in range(12):
        ledger.write_bytes(DAMAGE[how](whole, random))
        digest = hashlib.sha256(ledger.read_bytes()).digest()
        into = tmp_path / f"{number}.db"
        try:
            found = FileLedger(ledger).salvage(into)
        except LedgerDamaged:
            assert not into.exists()
            continue
        assert hashlib.sha256(ledger.read_bytes()).digest() == digest
        assert damage(into) == []
        saved = sum(map(len, content(into).values()))
        assert saved == sum(each.rows for each in found.values())
        came += saved
        shutil.copy(into, ledger)
        assert FileLedger(ledger).damage() is None
    # Most of it, where little was broken.
    assert came >= 12 * rows * (0.8 if "bit" in how else 0.2)


def test_of_a_ledger_that_was_cut_off_every_row_is_accounted_for(
    ledger: Path, tmp_path: Path
) -> None:
    """It came through, is counted as lost, or is of a table of which nothing could be read."""
    _grow(ledger, 1)
    whole = ledger.read_bytes()
    before = {table: len(rows) for table, rows in content(ledger).items()}
    unread = 0
    for size in range(len(whole) - 2048, 4096, -8192):
        ledger.write_bytes(whole[:size])
        try:
            found = FileLedger(ledger).salvage(tmp_path / f"{size}.db")
        except LedgerDamaged:
            continue
        for table, came in found.items():
            there = before.get(table, 0)
            assert came.rows + came.lost >= there or came.unread, (size, table)
            assert there or not came.lost, (size, table)
            unread += came.unread
    assert unread > 5


def test_a_table_that_was_emptied_is_not_called_unreadable(ledger: Path, tmp_path: Path) -> None:
    begin(ledger)
    with raw(ledger) as db:
        db.execute("DELETE FROM fact")
    came = FileLedger(ledger).salvage(tmp_path / "new.db")
    assert came["fact"] == (0, 0, False)
