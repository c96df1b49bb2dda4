"""An export carries what its rows are called: with it, a ledger is the same one and no stranger."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from farmer.formats import whole, whole_out
from farmer.ledger import FileLedger
from farmer.ledger.forgotten import Digests, digest_of, new_key, uid_mark
from farmer.ledger.sqlite.opening import open_to_read
from farmer.ledger.sqlite.schema.steps import DATED
from farmer.ledger.sqlite.sync.book import Book
from farmer.ledger.sqlite.sync.comparing import compare
from farmer.tasks.whole_ledger import read_export, without_forgotten
from tests.conftest import Farmer
from tests.ledger.living import lived_on_copies, lives_of_two
from tests.ledger.making import NOW, content, raw


def exported(ledger: Path) -> str:
    at = FileLedger(ledger)
    with at.reading() as reader:
        return "".join(whole_out.write(reader.table, at.row_names(reader, children=True)))


def imported(text: str, into: Path) -> Path:
    tables, names = whole.from_json(text)
    with FileLedger(into).changing("import of a whole ledger", NOW) as change:
        change.add_tables(tables, names)
    return into


def recorded(ledger: Path) -> dict[tuple[str, int], int]:
    """In which second each row was recorded, of those whose ids an export has."""
    with raw(ledger) as db:
        return {
            (table, row_id): second
            for table in DATED
            if table != "request_step"
            for row_id, second in db.execute(f"SELECT id, recorded_at FROM {table}")
        }


def told_in(text: str) -> Any:
    """A document, in whatever order it says what its rows are called."""
    document = json.loads(text)
    return {**document, "names": sorted(map(json.dumps, document["names"]))}


def comes(ledger: Path, other: Path) -> bool:
    """Whether one ledger would get anything from the other."""
    with closing(open_to_read(ledger)) as one, closing(open_to_read(other)) as two:
        found = compare(Book(one), Book(two))
        before, after = (
            {i: s.columns for i, s in it.items()} for it in (found.before, found.after)
        )
        return before != after or bool(found.clashes)


@lives_of_two(10)
def test_whatever_was_done_an_export_brought_in_is_the_same_ledger(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], slow: int
) -> None:
    folder = tmp_path_factory.mktemp("two")
    ours, _ = lived_on_copies(folder, steps, slow).ledgers
    if not content(ours)["contact"]:
        return
    text = exported(ours)
    again = imported(text, folder / "again.db")
    assert told_in(exported(again)) == told_in(text)
    assert recorded(again) == recorded(ours)
    assert not comes(ours, again)
    assert not comes(again, ours)
    told = FileLedger(ours).hearing(*whole.from_json(text)).compared()
    assert not [*told.came.values(), *told.removed.values(), *told.clashes]
    assert told.changed == 0


@pytest.fixture
def file(evening: Farmer, tmp_path: Path) -> Path:
    """The whole ledger, exported."""
    path = tmp_path / "ledger.json"
    evening(f"farmer export --children -o {path}")
    return path


def test_a_ledger_begun_from_an_export_and_written_on_comes_in_as_another_copy_does(
    evening: Farmer, ledger: Path, file: Path, tmp_path: Path
) -> None:
    """What was added, corrected and taken out there is so here; it is there once; one undo."""
    new, back = tmp_path / "new.db", tmp_path / "back.json"
    there = f"--ledger {new}"
    assert evening(f"farmer import {file} {there}").status == 0
    for typed in (
        'log "Di Fox" --new --on 2026-06-13',
        "edit Ana --company Acme",
        "remove t1",
    ):
        assert evening(f"farmer {typed} {there}").status == 0, typed
    evening(f"farmer export --children -o {back} {there}")
    before = content(ledger)
    would = evening(f"farmer sync {back} --dry-run --json").data
    assert content(ledger) == before
    done = evening(f"farmer sync {back} --json").data
    assert {**done, "backup": None, "dry_run": True} == would
    assert done["related"]
    assert (done["came"], done["changed"]) == ({"contact": 1, "touchpoint": 1}, 1)
    assert (done["removed"], done["corrected"]) == ({"touchpoint": 1}, [])
    for other in (back, new, file):
        again = evening(f"farmer sync {other} --json").data
        assert (again["came"], again["changed"], again["removed"]) == ({}, 0, {}), other
    assert evening("farmer undo").status == 0
    assert content(ledger) == before


def test_an_older_export_takes_nothing_back(evening: Farmer, ledger: Path, file: Path) -> None:
    for typed in ("edit Ana --company Acme", "edit Ana --company Beta", "remove t1"):
        assert evening(f"farmer {typed}").status == 0
    before = content(ledger)
    done = evening(f"farmer sync {file} --json").data
    assert (done["came"], done["changed"], done["corrected"]) == ({}, 0, [])
    assert content(ledger) == before


def test_an_import_that_was_undone_goes_from_a_copy_that_was_made_before(
    evening: Farmer, ledger: Path, tmp_path: Path
) -> None:
    """Which is why an export has a line for each of its rows: nobody can know of such a copy."""
    (tmp_path / "cards.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Di Orr\nEND:VCARD\n")
    before = [each["person"]["name"] for each in evening("farmer list --json").data["people"]]
    evening(f"farmer import {tmp_path / 'cards.vcf'}")
    copy = shutil.copyfile(ledger, tmp_path / "copy.db")
    evening("farmer undo")
    evening(f"farmer export -o {tmp_path / 'after.json'}")
    assert len(evening(f"farmer list --json --ledger {copy}").data["people"]) == len(before) + 1
    done = evening(f"farmer sync {tmp_path / 'after.json'} --json --ledger {copy}").data
    assert done["removed"] == {"contact": 1}
    left = evening(f"farmer list --json --ledger {copy}").data["people"]
    assert [each["person"]["name"] for each in left] == before


def test_a_newer_export_is_no_clash(evening: Farmer, ledger: Path, tmp_path: Path) -> None:
    """Whoever wrote in it had seen what is here."""
    old, newer = tmp_path / "old.db", tmp_path / "newer.json"
    evening("farmer edit Ana --company Acme")
    shutil.copyfile(ledger, old)
    evening("farmer edit Ana --company Beta")
    evening("farmer edit Ana --company Gamma")
    evening(f"farmer export -o {newer}")
    done = evening(f"farmer sync {newer} --ledger {old} --json").data
    assert (done["changed"], done["corrected"]) == (1, [])


def test_who_was_forgotten_does_not_come_back_from_an_old_export(
    evening: Farmer, ledger: Path, file: Path
) -> None:
    evening("farmer forget Bo --yes")
    done = evening(f"farmer sync {file} --json").data
    assert (done["came"], done["kept_away"]) == ({}, 1)
    assert b"Bo Li" not in ledger.read_bytes()


def test_a_name_alone_tells_who_was_forgotten(file: Path) -> None:
    export = read_export(file)
    assert export is not None
    bo = next(row["id"] for row in export.tables["contacts"] if row["name"] == "Bo Li")
    (uid,) = [it["uid"] for it in export.names if (it["of"], it["id"]) == ("contacts", bo)]
    key = new_key()
    left, gone = without_forgotten(export, Digests([(key, digest_of(uid_mark(uid), key))]))
    assert (gone, [row["name"] for row in left.tables["contacts"]]) == (1, ["Ana Ruiz"])
    assert all(
        it["id"] in {row["id"] for row in left.tables[it["of"]]} and it["uid"] != uid
        for it in left.names
    )
    assert len(left.names) == sum(map(len, left.tables.values()))


def test_an_export_of_somebody_elses_ledger_comes_in_beside(
    evening: Farmer, ledger: Path, tmp_path: Path
) -> None:
    second, file = tmp_path / "second.db", tmp_path / "second.json"
    evening(f'farmer log "Di Fox" --new --on 2026-06-13 --ledger {second}')
    evening(f"farmer export -o {file} --ledger {second}")
    done = evening(f"farmer sync {file} --json").data
    assert (done["related"], done["people"], done["both"]) == (False, 1, 0)
    assert done["came"] == {"contact": 1, "touchpoint": 1}
    assert evening(f"farmer sync {file} --json").data["came"] == {}


def test_an_export_of_some_or_of_before_names_nothing_and_is_refused_by_sync(
    evening: Farmer, ledger: Path, file: Path, tmp_path: Path
) -> None:
    some, before = tmp_path / "some.json", content(ledger)
    evening(f"farmer export Ana -o {some}")
    assert json.loads(some.read_text())["names"] == []
    refused = evening(f"farmer sync {some}")
    assert refused.status == 2
    assert "does not say which rows" in refused.err
    fourth = json.loads(file.read_text())
    del fourth["names"]
    some.write_text(json.dumps({**fourth, "version": 4}))
    assert evening(f"farmer sync {some}").status == 2
    assert content(ledger) == before


DAMAGES: dict[str, Callable[[list[Any]], Any]] = {
    "not-a-list": lambda names: {},
    "one-missing": lambda names: names[1:],
    "one-twice": lambda names: [*names, names[0]],
    "of-no-list": lambda names: [{**names[0], "of": "people"}, *names[1:]],
    "of-a-list": lambda names: [{**names[0], "of": ["contacts"]}, *names[1:]],
    "no-row": lambda names: [{**names[0], "id": 99}, *names[1:]],
    "a-true-row": lambda names: [{**names[0], "id": True}, *names[1:]],
    "no-name": lambda names: [{**names[0], "uid": "Ana"}, *names[1:]],
    "a-name-that-follows": lambda names: [{**names[0], "uid": None}, *names[1:]],
    "no-time": lambda names: [{**names[0], "since": "today"}, *names[1:]],
    "more": lambda names: [{**names[0], "more": 1}, *names[1:]],
    "apart": lambda names: [{**names[0], "apart": {"stamps": {"name": [1]}}}, *names[1:]],
    "values": lambda names: [{**names[0], "apart": {"values": {"name": ["Ana"]}}}, *names[1:]],
    "half": lambda names: [{**names[0], "apart": {"values": {"notes": ["\ud800"]}}}, *names[1:]],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_names_that_are_none_are_refused_in_a_sentence(
    evening: Farmer, ledger: Path, file: Path, tmp_path: Path, damage: str
) -> None:
    document = json.loads(file.read_text())
    document["names"] = DAMAGES[damage](document["names"])
    file.write_text(json.dumps(document, indent=1))
    before, new = content(ledger), tmp_path / "new.db"
    for typed in (f"sync {file}", f"import {file} --ledger {new}"):
        refused = evening(f"farmer {typed}")
        assert (refused.status, refused.out) == (2, ""), (typed, refused.err)
        assert "names" in refused.err.splitlines()[0]
        assert "Export it again" in refused.err
    assert content(ledger) == before
    assert not new.exists()


def test_children_are_left_out_of_the_names_too(evening: Farmer, tmp_path: Path) -> None:
    card = tmp_path / "cy.vcf"
    lines = ("VERSION:4.0", "FN:Cy Ode", "RELATED;TYPE=child;VALUE=text:Tim Ode")
    card.write_text("\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")))
    evening(f"farmer import {card}")
    told = {}
    for option in ("", " --children"):
        file = tmp_path / f"ledger{len(option)}.json"
        assert evening(f"farmer export{option} -o {file}").status == 0
        names = json.loads(file.read_text())["names"]
        told[option] = [each for each in names if each["of"] == "contacts.details"]
    assert (len(told[""]), len(told[" --children"])) == (0, 1)


def test_a_removed_talk_says_no_word_in_the_names(evening: Farmer) -> None:
    evening('farmer log Ana --on 2026-06-12 --note "of the harbour"')
    (talk,) = [
        row
        for row in json.loads(evening("farmer export").out)["touchpoints"]
        if "harbour" in row["note"]
    ]
    assert evening(f"farmer remove t{talk['id']}").status == 0
    text = evening("farmer export").out
    assert "harbour" not in text
    gone = [each for each in json.loads(text)["names"] if each["id"] is None]
    assert [(each["of"], each["apart"]["gone"]) for each in gone] == [("touchpoints", True)]
