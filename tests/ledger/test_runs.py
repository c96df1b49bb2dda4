"""What comes from another ledger takes little room, and is known row by row all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer.ledger import FileLedger
from farmer.ledger.file.checkup import damage_of
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.sync import runs
from farmer.ledger.sqlite.sync.runs import note_names, noted_as, noted_rows, undone_names
from farmer.model import Touch
from tests.ledger.living import copy_of, take_unchecked
from tests.ledger.making import DAY, NOW, begin, contact, content, raw
from tests.ledger.test_row_names import check

PEOPLE, TALKS = 10, 30
SINCE = '{"table":"touchpoint","stamp":[1,0,"aa"]}'
LATER = '{"table":"touchpoint","stamp":[2,0,"aa"]}'
MORE = '{"table":"touchpoint","stamp":[1,0,"aa"],"stamps":{"note":[0,0,""]}}'


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Ten people with thirty talks each, written at once."""
    ledger = tmp_path / "theirs.db"
    with FileLedger(ledger).changing("import", NOW) as change:
        for number in range(PEOPLE):
            whose = change.add_contact(contact(f"Somebody {'abcdefghij'[number]}"))
            for day in range(TALKS):
                change.add_touch(whose, Touch(DAY - timedelta(day), "call", note="the lease"))
    return ledger


@pytest.fixture
def ours(tmp_path: Path, theirs: Path) -> Path:
    """A new machine's, which took that in."""
    ledger = begin(tmp_path / "ours.db")
    take_unchecked(ledger, theirs)
    return ledger


def uids(ledger: Path) -> dict[tuple[str, int | None], str]:
    """What the rows are called, of each of which something is noted once."""
    with closing(open_to_read(ledger)) as db:
        noted = list(noted_rows(db))
    found = {(each.table, each.row_id): each.uid for each in noted}
    assert len(found) == len(noted)
    return found


def count(ledger: Path, table: str) -> int:
    with raw(ledger) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_new_machine_needs_little_more_than_the_first(ours: Path, theirs: Path) -> None:
    assert len(uids(ours)) == PEOPLE * (1 + TALKS)
    assert count(ours, "shared_run") <= 5
    assert count(ours, "shared_row") == 0
    assert count(ours, "change_row") < count(theirs, "change_row") + 20
    assert ours.stat().st_size < 1.3 * theirs.stat().st_size
    check(ours)


def test_undo_takes_the_names_back_and_redo_brings_them(ours: Path, theirs: Path) -> None:
    known, held = uids(ours), content(ours)
    FileLedger(ours).undo(NOW)
    assert uids(ours) == {}
    with closing(open_to_read(ours)) as db:
        assert undone_names(db) == known
    check(ours)
    FileLedger(ours).redo()
    assert (uids(ours), content(ours)) == (known, held)
    FileLedger(ours).undo(NOW)
    with FileLedger(ours).changing("log", NOW) as change:
        change.add_touch(1, Touch(DAY, "call"))
    take_unchecked(ours, theirs)
    assert sorted(uids(ours).values()) == sorted(known.values())
    check(ours)


def test_of_a_row_that_changes_there_its_own_note_holds(ours: Path, theirs: Path) -> None:
    before = uids(ours)
    with FileLedger(theirs).changing("edit", NOW) as change:
        change.edit_contact(2, {"company": "Acme"})
    take_unchecked(ours, theirs)
    assert count(ours, "shared_row") == 1
    assert uids(ours) == before
    check(ours)
    with FileLedger(theirs).changing("edit", NOW) as change:
        change.edit_contact(2, {"company": "Beta"})
    take_unchecked(ours, theirs)
    assert count(ours, "shared_row") == 1
    for _ in range(2):
        FileLedger(ours).undo(NOW)
    assert count(ours, "shared_row") == 0
    assert uids(ours) == before
    check(ours)


def test_of_the_forgotten_no_name_is_left(ours: Path, theirs: Path) -> None:
    (gone,) = [row[0] for row in content(ours)["contact"] if row[1] == "Somebody d"]
    rows = {("contact", gone)}
    rows |= {("touchpoint", row[0]) for row in content(ours)["touchpoint"] if row[1] == gone}
    before = uids(ours)
    assert len(rows) == 1 + TALKS
    FileLedger(ours).forget(gone, DAY, NOW)
    assert uids(ours) == {row: uid for row, uid in before.items() if row not in rows}
    held = ours.read_bytes()
    assert not [uid for row, uid in before.items() if row in rows and uid.encode() in held]
    assert damage_of(ours) is None
    check(ours)
    take_unchecked(ours, theirs)
    assert "Somebody d" not in [row[1] for row in content(ours)["contact"]]
    FileLedger(ours).undo(NOW)
    assert damage_of(ours) is None


@dataclass
class Noting:
    """A row after those before: so many ids on, of a table, with a record."""

    on: int
    table: str
    body: str


NOTINGS = st.lists(
    st.builds(
        Noting,
        st.sampled_from([1, 1, 1, 2]),
        st.sampled_from(["touchpoint", "touchpoint", "tag"]),
        st.sampled_from([SINCE, SINCE, LATER, MORE]),
    ),
    max_size=12,
)


def noted(some: list[Noting]) -> Iterator[dict[str, Any]]:
    row_id = 0
    for number, each in enumerate(some):
        row_id += each.on
        told = {"table_name": each.table, "row_id": row_id, "body": each.body, "as_of": 0}
        yield {"uid": f"{number:032x}", **told}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger to copy: to make one takes longer than to write there."""
    return begin(tmp_path_factory.mktemp("begun") / "ledger.db")


@settings(max_examples=40, deadline=None)
@given(some=NOTINGS, most=st.sampled_from([2, 3, 120]))
def test_whatever_is_noted_is_read_as_it_was(begun: Path, some: list[Noting], most: int) -> None:
    ledger = copy_of(begun)
    with mock.patch.object(runs, "_MOST", most), raw(ledger) as db:
        db.execute("BEGIN")
        note_names(db, noted(some))
        found = list(noted_rows(db))
        assert sorted(each[1:] for each in found) == sorted(tuple(n.values()) for n in noted(some))
        numbers = [each.number for each in found]
        assert len(set(numbers)) == len(numbers)
        assert list(noted_as(db, numbers)) == found
        assert all(list(noted_as(db, [each.number])) == [each] for each in found)
    assert damage_of(ledger) is None
