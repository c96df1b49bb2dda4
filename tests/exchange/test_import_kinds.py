"""Every kind of file: what comes of it is as docs/formats.md says, twice is once, and any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

import pytest

from farmer.errors import FarmerError
from farmer.formats import FORMATS
from farmer.settings import Settings
from farmer.tasks.desk import Desk
from farmer.tasks.exchange.containers import unpacked
from farmer.tasks.exchange.import_ import Wish, import_files
from farmer.tasks.exchange.imported import FileReport, Imported
from farmer.tasks.exchange.named_files import source_of
from tests.exchange.kinds import CARD, FILES
from tests.exchange.test_import_containers import archived
from tests.fakes import FakeLedger

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
DOCUMENT = Path(__file__).parents[2] / "docs" / "formats.md"
# What people try that is none of them.
REFUSED = {
    "an old workbook (.xls)": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a PDF": b"%PDF-1.7\n%x\n",
    "a web page, as Meta exports without being asked for JSON": b"<!doctype html><html></html>",
    "a table of things": b"Title,Price\nTea,3\n",
    "a table of names alone": b"Name,Price\nTea,3\n",
    "an archive of pictures": archived(a_dot_jpg="x"),
    "half an archive": archived(a_dot_csv="Name,Email\n")[:40],
    "a text": b"Dear Ana,\n",
    "an empty file": b"",
    "a table of people without a row": b"Name,Email\n",
}


def test_every_kind_has_a_file_here() -> None:
    assert {each.kind for each in FORMATS} == FILES.keys()


def desk(ledger: FakeLedger) -> Desk:
    told = Settings(me=("Kim Doe", "kim@doe.example"))
    return Desk(ledger, NOW.date(), NOW, lambda _words: None, told)


def bring_in(ledger: FakeLedger, files: Sequence[bytes], *, dry_run: bool = False) -> Imported:
    return import_files(
        desk(ledger),
        unpacked(source_of(file, "FILE") for file in files),
        Wish(on=date(2026, 6, 1), dry_run=dry_run),
        progress=lambda _done, _all: None,
        settle=lambda _doubt, _ids: None,
    )


def left_of(report: FileReport) -> str:
    """What the report says that is left out, as the document has it."""
    values = (f"the {each.field} cannot be read" for each in report.unread)
    reasons = (each.reason for each in report.skipped)
    columns = [f"not kept: {', '.join(report.unused)}"] if report.unused else []
    said = chain(values, reasons, report.passed_over, columns)
    return "; ".join(dict.fromkeys(each.partition(";")[0] for each in said))


def rows_of(heading: str) -> dict[str, list[str]]:
    """The rows of a table in the document, by their first cell."""
    section = DOCUMENT.read_text(encoding="utf-8").split(f"| {heading} |")[1].split("\n\n")[0]
    rows = [re.split(r" ?\| ?", line)[1:-1] for line in section.splitlines()[2:]]
    return {first.strip("`"): rest for first, *rest in rows}


def test_the_document_has_a_row_for_each() -> None:
    assert rows_of("of a file of").keys() == FILES.keys()
    assert rows_of("what is tried").keys() == REFUSED.keys()


@pytest.mark.parametrize("kind", FILES)
def test_what_comes_of_a_file_is_as_the_document_says(kind: str) -> None:
    files = [CARD.encode(), FILES[kind].encode()]
    found = bring_in(FakeLedger(), files)
    tried = bring_in(FakeLedger(), files, dry_run=True)
    assert [*map(left_of, tried.files)] == [*map(left_of, found.files)]
    [report] = [each for each in found.files[1:] if each.kind == kind]
    outcome, left = rows_of("of a file of")[kind]
    assert (outcome, left) == ("in part" if left_of(report) else "whole", left_of(report))


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_refused_as_the_document_says(what: str) -> None:
    ledger = FakeLedger()
    with pytest.raises(FarmerError) as refused:
        bring_in(ledger, [REFUSED[what]])
    assert [refused.value.message] == rows_of("what is tried")[what]
    assert refused.value.hint
    with ledger.reading() as reader:
        assert not reader.everybody()


def there(ledger: FakeLedger) -> list[str]:
    with ledger.reading() as reader:
        people = {
            contact.id: (contact.name, sorted(map(repr, handles)))
            for contact, handles in reader.everybody()
        }
        talks = [(people[each.contact_id], each.touch) for each in reader.talks()]
    return sorted([*map(repr, people.values()), *map(repr, talks)])


@pytest.mark.parametrize("kind", FILES)
def test_twice_is_once_and_any_order_is_the_same(kind: str) -> None:
    file, card = FILES[kind].encode(), CARD.encode()
    ledger = FakeLedger()
    bring_in(ledger, [card, file])
    first = there(ledger)
    again = bring_in(ledger, [file])
    assert (again.new, again.touchpoints, again.facts, again.updated) == (0, 0, 0, 0)
    assert there(ledger) == first
    other = FakeLedger()
    bring_in(other, [file, card])
    assert there(other) == first
