"""What an import says of a file that does not say its encoding."""

from __future__ import annotations

from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from farmer.formats import How, Source, format_of
from farmer.tasks.exchange.encoding_asked import EncodingDoubt, asked_of_each
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer

TABLE = "Name,Company,Email\n{},Mill,one@mill.example\nZoë Vale,Acme,zoe@acme.example\n"
FILES = {
    "windows": TABLE.format("Ana Núñez").encode("cp1252"),
    "cyrillic": "".join(
        f"Анна Иванова {at},Мельница,ana{at}@mill.example\n" for at in range(9)
    ).encode("cp1251"),
    "mixed": TABLE.format("Łucja Żak").encode().replace("ë".encode(), "ë".encode("cp1252")),
    "nothing": b"Name,Email\nAna\x81\xff\x8d\xfe\x90\xa7,ana@x.example\n",
    "unicode": TABLE.format("Łucja Żak").encode(),
}
SAID = {
    "windows": "read as cp1252: the file does not say its encoding.",
    "cyrillic": "read as cp1251: the file does not say its encoding.",
    "mixed": "some letters of people.csv are no UTF-8, as the others are; they were read as cp",
    "nothing": "and was read as cp1252. If names look wrong, undo, and say it, such as --encoding",
    "unicode": "",
}


@pytest.mark.parametrize("kind", FILES)
def test_how_it_was_read_is_said_before_anything_is_written(
    farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)
    head = b"Name,Company,Email\n" if kind == "cyrillic" else b""
    Path("people.csv").write_bytes(head + FILES[kind])
    tried = " ".join(farmer("farmer import people.csv --dry-run --pretty").out.split())
    told = " ".join(farmer("farmer import people.csv --pretty").out.split())
    assert SAID[kind] in tried
    assert SAID[kind] in told
    assert ("read as" in told) is (kind != "unicode")


def test_of_several_files_each_is_named_above_what_is_said_of_it(
    farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.csv").write_text("Name,Email\nBo Li,bo@east.example\n,\n", encoding="utf-8")
    Path("other.csv").write_bytes(FILES["windows"])
    Path("third.csv").write_text("Name,Email,Size\nCy Ode,cy@w.example,39\n", encoding="utf-8")
    lines = farmer("farmer import one.csv other.csv third.csv --pretty").out.splitlines()
    below = [lines.index(name) + 1 for name in ("one.csv", "other.csv", "third.csv")]
    said = [lines[at].strip() for at in below]
    assert said[0] == "line 3: an empty row"
    assert said[1].startswith("read as cp1252")
    assert said[2] == "not kept: size"


DOS = "Name,Email\nАнна Иванова,anna@mill.example\n".encode("cp866")


@pytest.mark.parametrize(("typed", "right"), [("1", True), ("n", False)])
def test_what_gives_no_words_is_asked_about_on_a_terminal(
    farmer: Farmer,
    tmp_path: Path,
    config: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    right: bool,
) -> None:
    """The likeliest stands first; with none of them it is read as in a pipe, and said."""
    config.write_text('keep-for = "off"\n')
    monkeypatch.chdir(tmp_path)  # so that no line is broken within the question
    Path("people.csv").write_bytes(DOS)
    terminal = Terminal("import", "people.csv")
    terminal.expect("How does line 2 read right?")
    terminal.expect("1. Анна Иванова,anna@mill.example (cp866)")
    terminal.expect("n for none")
    terminal.type(f"{typed}\r")
    assert terminal.end() == 0
    assert ("is in no encoding" in terminal.shown) is not right
    [told] = farmer("farmer list --json").data["people"]
    assert ("Анна Иванова" in str(told)) is right


def test_a_program_is_not_asked(farmer: Farmer, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(DOS)
    read = farmer(f"farmer import {file} --json").data["files"][0]["read_as"]
    assert read == {"encoding": "cp1252", "sure": False}


def test_what_says_its_encoding_itself_is_not_asked_about(tmp_path: Path) -> None:
    """A card whose values name theirs, and one of which only single letters are no UTF-8."""
    asked: list[EncodingDoubt] = []
    card = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=CP852:Łucja Żak\nEND:VCARD\n".encode("cp852")
    mixed = "Name,Email\nŁucja Żółć,l@zak.example\nZo".encode() + b"\xeb,z@x.example\n"
    for data in (card, mixed):
        source = Source("people", len(data), partial(BytesIO, data))
        known = [(source, format_of(source))]
        asked_of_each(known, How(date(2026, 6, 15)), asked.append)
    assert asked == []
