"""What an import says of a file that does not say its encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

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
