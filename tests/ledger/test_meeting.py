"""Two ledgers that went different ways become one: without loss, without doubling, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from farmer.ledger import FileLedger
from farmer.ledger.file import meeting as meeting_module
from farmer.ledger.ledger import Writer
from farmer.ledger.sqlite.log.merges import merged_away
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.ledger.sqlite.schema.verify import damage_in
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.comparing import Comparison, come_to, compare
from farmer.ledger.sqlite.sync.tables import TOGETHER, nouns_of
from farmer.ledger.united import United
from farmer.model import Fact, Handle, Touch
from farmer.uniting.showing import show_rows
from tests.ledger.living import copy_of, live, lived_on_copies, lives_of_two, take_unchecked
from tests.ledger.making import DAY, NOW, begin, contact, content, raw
from tests.ledger.revisions import of_revision


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return begin(tmp_path / "ledger.db")


@pytest.fixture
def theirs(ours: Path) -> Path:
    """A copy, as a synchroniser or somebody with a stick makes it."""
    return copy_of(ours)


@contextmanager
def changed(ledger: Path, words: str = "log", seconds: int = 0) -> Iterator[Writer]:
    with FileLedger(ledger).changing(words, NOW + timedelta(seconds=seconds)) as writer:
        yield writer


def take(ledger: Path, other: Path) -> United:
    """What `farmer sync` does in the ledger's room."""
    at = FileLedger(ledger)
    with at.meeting(other, DAY) as meeting, at.changing("sync with other.db", NOW) as change:
        united = meeting.unite(change)
    for contact_id, added_on in united.forgotten_there:
        at.forget(contact_id, added_on, NOW)
    return united


def settle(one: Path, other: Path) -> None:
    for _ in range(2):
        take(one, other)
        take(other, one)


def rows_of(ledger: Path) -> dict[Any, Any]:
    """What the tables hold, in names that are the same everywhere, as the records say too."""
    with closing(open_to_read(ledger)) as db:
        book = Book(db)
        book.read(book.log.rows())
        book.read_rest()
        book.notice_gone()
        shown = {
            ident: each.columns
            for ident, each in show_rows(
                book.records, book.nouns, (), book.named().__contains__
            ).items()
        }
        assert sorted(map(repr, shown.values())) == sorted(map(repr, _told(book)))
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        assert damage_in(db) is None
    return shown


def _told(book: Book) -> Iterator[dict[str, Any]]:
    book.log.load(book.log.there())
    for row in book.log.there():
        told = book.told(row, book.log.now(row)) or {}
        noun = book.nouns[row[0]]
        columns = {
            column: value
            for name, columns in noun.registers.items()
            for column, value in zip(columns, told[name], strict=True)
        }
        if set(noun.key) == set(noun.owners) and noun.key:
            columns |= zip(noun.key, sorted(columns[name] for name in noun.key), strict=True)
        yield columns


def names(ledger: Path) -> list[str]:
    return sorted(row[1] for row in content(ledger)["contact"])


def test_what_each_was_told_is_in_both(ours: Path, theirs: Path) -> None:
    with changed(ours) as change:
        change.add_touch(change.add_contact(contact("Cy Ode")), Touch(DAY, "call"))
    with changed(theirs) as change:
        whose = change.add_contact(contact("Di Fox"), [Handle("email", "di@fox.example")])
        change.add_touch(whose, Touch(DAY, "call", note="hers"))
        change.edit_contact(1, {"company": "Acme"})
    united = take(ours, theirs)
    assert (united.ours, united.theirs, united.both) == (3, 3, 2)
    assert united.came == {"contact": 1, "handle": 1, "touchpoint": 1}
    assert united.changed == 1
    take(theirs, ours)
    assert names(ours) == names(theirs) == ["Ana Ruiz", "Bo Li", "Cy Ode", "Di Fox"]
    assert rows_of(ours) == rows_of(theirs)
    assert not take(ours, theirs).came


def test_two_in_one_second_under_one_number_are_two(ours: Path, theirs: Path) -> None:
    for ledger, name in ((ours, "Cy Ode"), (theirs, "Di Fox")):
        with changed(ledger) as change:
            assert change.add_contact(contact(name)) == 3
    take(ours, theirs)
    assert names(ours) == ["Ana Ruiz", "Bo Li", "Cy Ode", "Di Fox"]


def test_the_other_is_not_written(ours: Path, theirs: Path) -> None:
    with changed(theirs) as change:
        change.add_contact(contact("Di Fox"))
    before = theirs.read_bytes(), theirs.stat().st_mtime_ns
    take(ours, theirs)
    assert (theirs.read_bytes(), theirs.stat().st_mtime_ns) == before


def test_one_undo_takes_it_back_and_it_comes_again(ours: Path, theirs: Path) -> None:
    with changed(theirs) as change:
        change.add_contact(contact("Di Fox"))
        change.edit_contact(1, {"company": "Acme"})
        change.remove_touch(2)
    before = content(ours)
    take(ours, theirs)
    after = content(ours)
    FileLedger(ours).undo(NOW)
    assert content(ours) == before
    with changed(ours) as change:
        change.add_tag(2, "golf")
    take(ours, theirs)
    assert names(ours) == ["Ana Ruiz", "Bo Li", "Di Fox"]
    assert len(content(ours)["touchpoint"]) == len(after["touchpoint"])
    assert content(ours)["contact"][0][3] == "Acme"


def test_of_what_both_corrected_the_later_stands_and_the_other_is_told(
    ours: Path, theirs: Path
) -> None:
    with changed(ours, seconds=5) as change:
        change.edit_contact(1, {"company": "Acme"})
    with changed(theirs, seconds=3) as change:
        change.edit_contact(1, {"company": "Beta", "title": "Partner"})
    (clash,) = take(ours, theirs).clashes
    assert clash == ("contact", 1, 1, "company", "Acme", "Beta", True)
    take(theirs, ours)
    assert rows_of(ours) == rows_of(theirs)
    with changed(theirs, seconds=-9_999_999) as change:  # a clock that is slow: it has seen both
        change.edit_contact(1, {"company": "Gamma"})
    assert take(ours, theirs).clashes == ()
    assert content(ours)["contact"][0][3] == "Gamma"


def test_what_was_taken_out_stays_out_unless_somebody_wrote_on(ours: Path, theirs: Path) -> None:
    with changed(ours) as change:
        change.remove_touch(1)
        change.remove_touch(2)
    with changed(theirs, seconds=-5) as change:
        change.edit_touch(2, {"note": "not seen there"})
    settle(ours, theirs)
    for ledger in (ours, theirs):
        (touch,) = content(ledger)["touchpoint"]
        assert "not seen there" in touch
    with changed(theirs) as change:
        change.remove_touch(content(theirs)["touchpoint"][0][0])
    settle(ours, theirs)
    assert not content(ours)["touchpoint"]


def test_an_undo_is_not_brought_back_by_who_has_seen_it(ours: Path, theirs: Path) -> None:
    with changed(ours) as change:
        change.edit_contact(1, {"company": "Acme"})
    with changed(ours) as change:
        change.add_touch(1, Touch(DAY, "call", note="a slip"))
        change.add_tag(1, "slip")
    take(theirs, ours)
    assert content(theirs)["contact"][0][3] == "Acme"
    for _ in range(2):
        FileLedger(ours).undo(NOW)
    with changed(ours) as change:
        change.add_tag(2, "later")
    settle(ours, theirs)
    for ledger in (ours, theirs):
        assert content(ledger)["contact"][0][3] == ""
        assert len(content(ledger)["touchpoint"]) == 2
        assert [row[2] for row in content(ledger)["tag"]] == ["golf", "later"]


def test_what_was_done_again_is_done_everywhere(ours: Path, theirs: Path) -> None:
    with changed(ours) as change:
        change.edit_contact(1, {"company": "Acme"})
    FileLedger(ours).undo(NOW + timedelta(seconds=50))
    take(theirs, ours)
    FileLedger(ours).redo()
    settle(ours, theirs)
    assert content(theirs)["contact"][0][3] == "Acme"
    assert rows_of(ours) == rows_of(theirs)


def test_a_merge_goes_along_and_back_with_what_was_added_meanwhile(
    ours: Path, theirs: Path
) -> None:
    with changed(ours, "merge c2 Bo Li into c1 Ana Ruiz") as change:
        change.merge(1, 2)
    with changed(theirs) as change:
        change.add_touch(2, Touch(DAY, "call", note="meanwhile"))
        change.add_tag(2, "golf")
    settle(ours, theirs)
    for ledger in (ours, theirs):
        assert names(ledger) == ["Ana Ruiz"]
        assert len(content(ledger)["touchpoint"]) == 3
        assert len(content(ledger)["tag"]) == 1
    assert rows_of(ours) == rows_of(theirs)


def test_a_merge_taken_back_is_taken_back_everywhere(ours: Path, theirs: Path) -> None:
    with changed(ours, "merge c2 Bo Li into c1 Ana Ruiz") as change:
        change.merge(1, 2)
    take(theirs, ours)
    assert names(theirs) == ["Ana Ruiz"]
    with changed(theirs) as change:
        change.add_fact(1, Fact(DAY, "kept", "hers"))
    FileLedger(ours).undo(NOW)
    settle(ours, theirs)
    for ledger in (ours, theirs):
        assert names(ledger) == ["Ana Ruiz", "Bo Li"]
    assert rows_of(ours) == rows_of(theirs)
    assert {row[1] for row in content(theirs)["touchpoint"]} == {1, 2}


def test_of_a_change_that_merged_many_the_log_is_read_once(ours: Path) -> None:
    with changed(ours) as change:
        people = [change.add_contact(contact(f"Di {number}")) for number in range(20)]
    pairs = list(zip(people[:10], people[10:], strict=True))
    with changed(ours) as change:
        for kept, gone in pairs:
            change.merge(kept, gone)
    asked: list[str] = []
    with closing(open_to_read(ours)) as db:
        db.set_trace_callback(asked.append)
        assert merged_away(db) == {gone: kept for kept, gone in pairs}
    assert len([said for said in asked if "met_through_id" in said]) == 1


def test_each_made_one_with_the_other(ours: Path, theirs: Path) -> None:
    with changed(ours, "merge c2 Bo Li into c1 Ana Ruiz", 1) as change:
        change.merge(1, 2)
    with changed(theirs, "merge c1 Ana Ruiz into c2 Bo Li", 2) as change:
        change.merge(2, 1)
    settle(ours, theirs)
    assert names(ours) == names(theirs)
    assert len(names(ours)) == 1
    assert len(content(ours)["touchpoint"]) == len(content(theirs)["touchpoint"]) == 2
    assert rows_of(ours) == rows_of(theirs)


NAMES = re.compile(rb"Zebulon|Quist")


def with_zebulon(ours: Path) -> Path:
    """Somebody to be forgotten (c3), and a copy of the ledger that has them."""
    with changed(ours, "log Zebulon Quist") as change:
        whose = change.add_contact(contact("Zebulon Quist"), [Handle("email", "z@q.example")])
        change.add_touch(whose, Touch(DAY, "call", note="Zebulon Quist knows the port"))
    return copy_of(ours)


def test_whoever_was_forgotten_here_is_not_brought_back(ours: Path) -> None:
    theirs = with_zebulon(ours)
    with changed(theirs) as change:
        change.add_touch(3, Touch(DAY, "call", note="meanwhile with Quist"))
        change.edit_contact(3, {"company": "Quist & Co"})
    FileLedger(ours).forget(3, DAY, NOW)
    assert take(ours, theirs).kept_away == 1
    assert names(ours) == ["Ana Ruiz", "Bo Li"]
    assert not NAMES.search(ours.read_bytes())


def test_whoever_was_forgotten_there_is_forgotten_here(ours: Path) -> None:
    theirs = with_zebulon(ours)
    FileLedger(theirs).forget(3, DAY, NOW)
    united = take(ours, theirs)
    assert united.forgotten_there == ((3, DAY),)
    assert names(ours) == ["Ana Ruiz", "Bo Li"]
    assert not NAMES.search(ours.read_bytes())


def test_who_came_and_was_forgotten_here_does_not_come_again(ours: Path, theirs: Path) -> None:
    with changed(theirs) as change:
        change.add_touch(change.add_contact(contact("Zebulon Quist")), Touch(DAY, "call"))
    take(ours, theirs)
    FileLedger(ours).forget(3, DAY, NOW)
    assert take(ours, theirs).kept_away == 1
    assert not NAMES.search(ours.read_bytes())
    assert take(theirs, ours).forgotten_there == ((3, DAY),)
    assert not NAMES.search(theirs.read_bytes())


def test_forgotten_elsewhere_and_one_with_somebody_here(ours: Path) -> None:
    theirs = with_zebulon(ours)
    with changed(ours, "merge c3 Zebulon Quist into c1 Ana Ruiz") as change:
        change.merge(1, 3)
    FileLedger(theirs).forget(3, DAY, NOW)
    take(ours, theirs)
    assert names(ours) == ["Ana Ruiz", "Bo Li"]
    assert len(content(ours)["touchpoint"]) == 2
    assert not NAMES.search(ours.read_bytes())


@pytest.mark.parametrize("what", ["nothing", "a change", "an undo", "a forgetting"])
def test_whatever_is_written_after_the_comparison_is_minded(ours: Path, what: str) -> None:
    theirs = with_zebulon(ours)
    with changed(theirs) as change:
        change.edit_contact(1, {"company": "Acme"})
        change.add_touch(3, Touch(DAY, "call", note="meanwhile"))
    with changed(ours) as change:
        change.edit_contact(1, {"company": "Bolo"})
    at_once = copy_of(ours, "at-once.db")
    write: dict[str, Callable[[FileLedger], object]] = {
        "nothing": lambda _: None,
        "a change": set_company,
        "an undo": lambda ledger: ledger.undo(NOW),
        "a forgetting": lambda ledger: ledger.forget(3, DAY, NOW),
    }
    compared, asked = FileLedger(ours), FileLedger(at_once)
    with compared.meeting(theirs, DAY) as meeting:
        said = meeting.compared()
        write[what](compared)
        with compared.changing("sync with other.db", NOW) as change:
            united = meeting.unite(change)
    write[what](asked)
    assert united == take(at_once, theirs)
    assert (united == said) is (what == "nothing")
    assert rows_of(ours) == rows_of(at_once)


def set_company(ledger: FileLedger) -> None:
    with ledger.changing("edit", NOW + timedelta(seconds=9)) as change:
        change.edit_contact(1, {"company": "Cyan"})


def test_what_was_compared_is_taken_in_as_it_was_found(
    ours: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changed(theirs) as change:
        change.edit_contact(1, {"company": "Acme"})
    found = []

    def noted(*books: Book) -> Comparison:
        found.append(compare(*books))
        return found[-1]

    monkeypatch.setattr(meeting_module, "compare", noted)
    at = FileLedger(ours)
    with at.meeting(theirs, DAY) as meeting:
        meeting.compared()
        with at.changing("sync with other.db", NOW) as change:
            meeting.unite(change)
    assert len(found) == 1
    assert rows_of(ours) == rows_of(theirs)


def test_a_second_ledger_comes_in_whole(tmp_path: Path, ours: Path) -> None:
    second = begin(tmp_path / "second.db")
    united = take(ours, second)
    assert not united.parted
    assert (united.both, united.came["contact"], united.came["request_step"]) == (0, 2, 1)
    assert len(content(ours)["touchpoint"]) == 4
    assert not take(ours, second).came
    take(second, ours)
    assert rows_of(ours) == rows_of(second)


@pytest.mark.parametrize("revision", ["0001", "0004", "0008", "0012"])
def test_copies_brought_up_to_date_apart_know_each_other(tmp_path: Path, revision: str) -> None:
    ours = of_revision(tmp_path / "ledger.db", revision)
    theirs = copy_of(ours)
    for ledger in (ours, theirs):
        with changed(ledger) as change:
            change.add_touch(1, Touch(DAY, "call", note=ledger.name))
    united = take(ours, theirs)
    assert united.both == united.ours == 1
    assert dict(united.came) == {"touchpoint": 1}


def test_all_that_a_rule_of_the_tables_ties_together_is_one_value(ours: Path) -> None:
    with raw(ours) as db:
        made = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        nouns = nouns_of(db)
        for table in TRACKED:
            columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
            links = {row[3] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
            for rule in re.findall(r"CHECK \((.*?)\)(?:,|\n|$)", made[table]):
                said = re.sub("'[^']*'", "", rule)
                tied = {name for name in columns if re.search(rf"\b{name}\b", said)} - {"id"}
                tied -= links
                ties = [*TOGETHER.get(table, ()), nouns[table].key]  # a key is never another
                assert len(tied) < 2 or any(tied <= set(group) for group in ties), rule


def test_what_names_another_row_comes_first_in_its_register(ours: Path) -> None:
    with raw(ours) as db:
        for noun in nouns_of(db).values():
            assert {*noun.links, *noun.keeps} <= noun.registers.keys()


@lives_of_two(6)
def test_whatever_happens_nothing_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], slow: int
) -> None:
    folder = tmp_path_factory.mktemp("two")
    story = lived_on_copies(folder, steps, slow)
    ours, theirs = story.ledgers
    for _ in range(2):
        take_unchecked(ours, theirs)
        take_unchecked(theirs, ours)
    assert rows_of(ours) == rows_of(theirs)
    with closing(open_to_read(ours)) as one, closing(open_to_read(theirs)) as other:
        found = compare(Book(one), Book(other))
        assert {i: s.columns for i, s in found.before.items()} == {
            i: s.columns for i, s in found.after.items()
        }
    notes = [row[9] for row in content(ours)["touchpoint"]]
    assert len(notes) == len(set(notes)) or "Knows the port" in notes
    assert story.kept <= {note.partition("/")[0] for note in notes}


@lives_of_two(6)
def test_beside_a_ledger_begun_apart_it_is_enough_to_read_what_that_knows(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], slow: int
) -> None:
    folder = tmp_path_factory.mktemp("apart")
    ledgers = [begin(folder / "ledger.db"), begin(folder / "other.db")]
    take_unchecked(*ledgers)
    live(ledgers, steps, slow)
    for ours, theirs in (ledgers, reversed(ledgers)):
        with closing(open_to_read(ours)) as one, closing(open_to_read(theirs)) as other:
            found = compare(Book(one), Book(other))
            assert difference(found) == difference(compared_whole(Book(one), Book(other)))


def compared_whole(ours: Book, theirs: Book) -> Comparison:
    """What two ledgers come to where all of both is read."""
    for book in (ours, theirs):
        book.read(book.log.rows())
        book.read_rest()
        book.notice_gone()
    return come_to(ours, theirs, set(), {})


def difference(found: Comparison) -> list[object]:
    """What is written of it, and said."""
    before, after = ({i: s.columns for i, s in rows.items()} for rows in found[5:7])
    written = {ident: columns for ident, columns in after.items() if before.get(ident) != columns}
    noted = {uid: it for uid, it in found.joined.items() if it != found.ours.get(uid)}
    return [written, before.keys() - after.keys(), noted, found.twins, found.clashes]
