"""Archives, workbooks and folders, as exports come: what is in them is read, within bounds."""

from __future__ import annotations

import csv
import gzip
import io
import tarfile
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from farmer.errors import FarmerError
from farmer.formats import Source
from farmer.tasks.exchange import containers
from farmer.tasks.exchange.import_ import Wish, import_files
from farmer.tasks.exchange.named_files import source_at
from tests.conftest import Farmer
from tests.exchange.test_import_order import at
from tests.fakes import FakeLedger
from tests.formats.mutations import cuts, damaged

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme,Buyer,15 May 2024\n"
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Li\nEMAIL:bo@east.example\nEND:VCARD\n"
# As an export has them beside what is wanted: the user's own, and what is no table of people.
ADDRESSES = "Email Address,Confirmed,Primary\nkim@doe.example,Yes,Yes\n"


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return path


def test_an_export_as_a_zip_is_read_and_what_of_it_is_not_is_named(
    farmer: Farmer, tmp_path: Path
) -> None:
    export = zipped(
        tmp_path / "export.zip",
        Basic__Connections_dot_csv=CONNECTIONS,
        contacts_dot_vcf=CARD,
        Email_Addresses_dot_csv=ADDRESSES,
        Likes_dot_csv="Date,Link\n2024-05-01,https://x.example\n",
        photo_dot_jpg="x",
    )
    tried = farmer(f"farmer import {export} --dry-run --json").data
    imported = farmer(f"farmer import {export} --json").data
    assert (imported["new"], imported["kind"]) == (2, "linkedin,vcard")
    assert imported["not_read"] == tried["not_read"]
    assert sorted(name.rpartition(" ")[2] for name in imported["not_read"]) == [
        "Email_Addresses.csv",
        "Likes.csv",
    ]
    again = farmer(f"farmer import {export} --json").data
    assert (again["new"], again["updated"], again["touchpoints"]) == (0, 0, 0)


def test_what_is_hidden_in_a_folder_is_a_program_s_own(farmer: Farmer, tmp_path: Path) -> None:
    """A synchroniser's copies and the cards of an environment are nobody's contacts."""
    for folder, name in (("vdir", "Ana"), ("vdir/.sync", "Bo"), ("vdir/.venv/lib/cards", "Cy")):
        (tmp_path / folder).mkdir(parents=True)
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name} Doe\nEND:VCARD\n"
        (tmp_path / folder / "a.vcf").write_text(card, encoding="utf-8")
    assert farmer(f"farmer import {tmp_path / 'vdir'} --json").data["new"] == 1


def test_a_table_is_read_from_an_archive_of_nothing_else_and_from_gzip(
    farmer: Farmer, tmp_path: Path
) -> None:
    table = "Name,Email\nCy Doe,cy@doe.example\n"
    assert farmer(f"farmer import {zipped(tmp_path / 'a.zip', x_dot_csv=table)} --json").data["new"]
    packed = tmp_path / "b.csv.gz"
    packed.write_bytes(gzip.compress(table.replace("Cy", "Di").encode()))
    assert farmer(f"farmer import {packed} --json").data["new"] == 1


def test_a_workbook_is_its_first_sheet_with_anything(farmer: Farmer, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("People")
    sheet.append(["Name", "Email", "Birthday", "Phone"])
    sheet.append(["Ana Ruiz", "ana@acme.example", date(1980, 5, 4), 442079460018])
    book.save(tmp_path / "people.xlsx")
    imported = farmer(f"farmer import {tmp_path / 'people.xlsx'} --json").data
    assert (imported["new"], imported["unread"]) == (1, [])
    shown = farmer("farmer show Ana --json").data
    assert shown["birthday"] == "1980-05-04"
    assert "442079460018" in {each["value"] for each in shown["handles"]}


def test_a_folder_of_cards_and_calendars_is_read_file_by_file(
    farmer: Farmer, tmp_path: Path
) -> None:
    """As vdirsyncer keeps them, with files of its own beside."""
    folder = tmp_path / "vdir"
    (folder / "family").mkdir(parents=True)
    (folder / "a.vcf").write_text(CARD)
    (folder / "family" / "b.vcf").write_text(CARD.replace("Bo Li", "Cy Doe").replace("bo@", "cy@"))
    (folder / "color").write_text("#fff")
    (folder / ".Radicale.cache.vcf").write_text(CARD.replace("Bo Li", "Di Fox"))
    imported = farmer(f"farmer import {folder} --json").data
    assert (imported["new"], len(imported["files"])) == (2, 2)


@pytest.mark.parametrize(
    "damage",
    ["not a workbook", "cut", "locked", "nothing", "bomb", "many", "lies", "gzip cut", "gzip bomb"],
)
def test_what_cannot_be_unpacked_is_refused_with_a_sentence(
    damage: str, farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_UNPACKED", 100_000)
    monkeypatch.setattr(containers, "MOST_FILES", 20)
    path = tmp_path / "x.zip"
    zipped(path, a_dot_csv=CONNECTIONS)
    data = path.read_bytes()
    if damage == "not a workbook":
        zipped(path, xl__workbook_dot_xml="no")
    elif damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "locked":
        at = data.index(b"PK\x01\x02") + 8
        path.write_bytes(data[:at] + b"\x01" + data[at + 1 :])
    elif damage == "nothing":
        zipped(path, a_dot_jpg="x")
    elif damage == "bomb":
        zipped(path, a_dot_csv=CONNECTIONS + "," * 200_000)
    elif damage == "many":
        zipped(path, **{f"a{number}_dot_csv": CONNECTIONS for number in range(30)})
    elif damage == "lies":
        path.write_bytes(data.replace(b"Connected", b"Connectex")[:-1])
    else:
        whole = gzip.compress((CONNECTIONS + "," * 200_000).encode())
        path.write_bytes(whole if damage == "gzip bomb" else whole[: len(whole) // 2])
    refused = farmer(f"farmer import {path}")
    assert refused.status != 0
    assert "x.zip" in refused.err
    assert "Traceback" not in refused.err
    assert len(refused.err.splitlines()) == 2


def archived(**files: bytes | str) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_dot_", "."), content)
    return inner.getvalue()


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book, data = Workbook(), io.BytesIO()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("outer", ["archive", "folder"])
def test_archives_in_an_archive_or_folder_are_unpacked_once(
    outer: str, farmer: Farmer, tmp_path: Path
) -> None:
    inner = archived(a_dot_csv=CONNECTIONS, deeper_dot_zip=archived(b_dot_vcf=CARD))
    files: dict[str, bytes | str] = {
        "inner_dot_zip": inner,
        "b_dot_vcf_dot_gz": gzip.compress(CARD.encode()),
        "c_dot_xlsx": workbook(P=[*csv.reader(CONNECTIONS.replace("Ana", "Cy").splitlines())]),
        "broken_dot_zip": inner[:40],
    }
    place = tmp_path / "place"
    if outer == "archive":
        place.write_bytes(archived(**files))
    else:
        place.mkdir()
        for name, content in files.items():
            assert isinstance(content, bytes)
            (place / name.replace("_dot_", ".")).write_bytes(content)
    imported = farmer(f"farmer import {place} --json").data
    assert imported["new"] == 3
    left = sorted(name.rpartition("/")[2].rpartition(" ")[2] for name in imported["not_read"])
    assert left == ["broken.zip", "deeper.zip"]
    assert farmer(f"farmer import {place} --json").data["new"] == 0


@pytest.mark.parametrize("how", ["beside", "within", "gzip", "folder"])
def test_what_is_unpacked_is_bounded_in_all_of_an_import(
    how: str, farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_UNPACKED", 100_000)
    large = CONNECTIONS + "," * 60_000
    one = archived(a_dot_csv=large)
    names = [tmp_path / "x" / f"{number}.zip" for number in range(2)]
    names[0].parent.mkdir()
    for name in names:
        name.write_bytes(one)
    named = " ".join(map(str, names))
    if how == "within":
        named = str(tmp_path / "outer.zip")
        Path(named).write_bytes(archived(a_dot_zip=one, b_dot_zip=one))
    elif how == "gzip":
        for name in names:
            name.write_bytes(gzip.compress(large.encode()))
    elif how == "folder":
        named = str(tmp_path / "x")
    refused = farmer(f"farmer import {named}")
    assert refused.status != 0
    assert "unpacked" in refused.err
    assert farmer("farmer list --json").data["total"] == 0


def test_what_is_wanted_of_an_archive_may_stand_behind_ever_so_many_pictures(
    farmer: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_FILES", 5)
    pictures: dict[str, bytes | str] = {f"p{number}_dot_jpg": "x" for number in range(20)}
    path = tmp_path / "takeout.zip"
    path.write_bytes(archived(**pictures, a_dot_csv=CONNECTIONS))
    assert farmer(f"farmer import {path} --json").data["new"] == 1


def test_members_are_read_whatever_they_are_called(farmer: Farmer, tmp_path: Path) -> None:
    """Nothing is written to the disk, and no name steers a terminal."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", allowZip64=True) as archive:
        with archive.open("/etc/a.csv", "w", force_zip64=True) as member:
            member.write(CONNECTIONS.encode())
        archive.writestr("../../b.vcf", CARD)
        archive.writestr("\x1b[31mc.vcf", CARD.replace("Bo Li", "Cy Doe").replace("bo@", "cy@"))
    imported = farmer(f"farmer import {path} --json").data
    assert imported["new"] == 3
    assert not any("\x1b" in each["file"] for each in imported["files"])


def test_each_sheet_of_a_workbook_is_read_or_named(farmer: Farmer, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    people = [["Name", "Email"], [], ["Ana Ruiz", "ana@acme.example"]]
    more = [["Vorname", "Nachname"], ["Bo", "Li"]]
    path.write_bytes(workbook(People=people, Prices=[["Item", "Price"], ["Tea", 3]], More=more))
    imported = farmer(f"farmer import {path} --json").data
    assert imported["new"] == 2
    assert [name.rpartition(" ")[2] for name in imported["not_read"]] == ["Prices"]


def test_an_archive_of_another_program_is_refused_with_what_to_do(
    farmer: Farmer, tmp_path: Path
) -> None:
    path, data = tmp_path / "takeout.tgz", io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.csv"))
    path.write_bytes(data.getvalue())
    assert "Unpack it, and import the folder." in farmer(f"farmer import {path}").err


# Names that would leave a folder, steer a terminal, or be another member's.
_NAMES = st.sampled_from(
    (
        *("a.csv", "a.csv", "../../b.vcf", "/etc/c.vcf", "C:\\d.csv", "\x1b[31me.vcf", "f/"),
        *("g.zip", "h.gz", "i.xlsx", "ä" * 300 + ".csv", "con.csv"),
    )
)
_CONTENTS = st.one_of(
    st.sampled_from([CONNECTIONS.encode(), CARD.encode(), b"", b"PK\x03\x04", b"," * 90_000]),
    st.binary(max_size=60),
)
_PACKED = st.sampled_from([0, 8, 12, 14])
_LINKED = st.sampled_from([0, 0, 0xA1FF0000])
_MEMBERS = st.lists(st.tuples(_NAMES, _CONTENTS, _PACKED, _LINKED), max_size=5)


_WORKBOOK = workbook(P=[*csv.reader(CONNECTIONS.splitlines())])


def _packed(how: str, members: list[tuple[str, bytes, int, int]]) -> bytes:
    """An archive, what is packed with gzip, a workbook, or one of them within another."""
    data = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(data, "w") as archive:
        for name, content, compression, attributes in members:
            member = zipfile.ZipInfo(name)
            member.compress_type, member.external_attr = compression, attributes
            archive.writestr(member, content)
    if how == "workbook":
        return _WORKBOOK
    if how == "gzip":
        return gzip.compress(b"".join(content for _, content, *_ in members), mtime=0)
    if how != "nested":
        return data.getvalue()
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("inner.zip"), data.getvalue())
    return outer.getvalue()


@settings(max_examples=settings().max_examples // 4)
@given(data=st.data(), how=st.sampled_from(["archive", "gzip", "workbook", "nested", "folder"]))
def test_damage_to_what_holds_files_is_refused_or_left_out(
    data: st.DataObject, how: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Damaged bytes, lies about sizes, encryption, unknown methods; nothing comes in by half."""
    monkeypatch.setattr(containers, "MOST_UNPACKED", 100_000)
    whole = _packed(how, data.draw(_MEMBERS))
    whole = damaged(whole, data.draw(cuts(len(whole))))
    for field in (8, 10, 24):  # whether it is encrypted, how it is packed, how large it is
        place = whole.find(b"PK\x01\x02")
        if place >= 0 and data.draw(st.integers(0, 3)) == 0:
            put = data.draw(st.binary(min_size=2, max_size=2))
            whole = whole[: place + field] + put + whole[place + field + 2 :]
    (tmp_path / "x.zip").write_bytes(whole)
    named = source_at(tmp_path if how == "folder" else tmp_path / "x.zip")
    ledger = FakeLedger()
    before = sorted(tmp_path.rglob("*"))
    refusal = _refusal_of(ledger, named)
    assert not {*"\n\x1b"} & {*refusal}
    with ledger.reading() as reader:
        assert not (refusal and reader.everybody())
    assert sorted(tmp_path.rglob("*")) == before


def _refusal_of(ledger: FakeLedger, named: Source) -> str:
    """Why it is not read; empty where it is, and no more of it than is unpacked."""
    try:
        sources = containers.unpacked([named])
        for each in sources:
            if each.folder is None:
                with each.open() as stream:
                    assert len(stream.read(300_000)) <= 200_000
        import_files(
            *(at(ledger), sources, Wish()),
            progress=lambda _done, _all: None,
            settle=lambda _doubt, _ids: None,
        )
    except FarmerError as refused:
        return refused.message
    return ""


def test_what_is_packed_in_a_way_that_nobody_unpacks_here_is_said(
    farmer: Farmer, tmp_path: Path
) -> None:
    """As Windows packs large files, with deflate64."""
    path = zipped(tmp_path / "x.zip", a_dot_csv=CONNECTIONS)
    data = path.read_bytes()
    place = data.index(b"PK\x01\x02") + 10
    path.write_bytes(data[:place] + b"\x09\x00" + data[place + 2 :])
    refused = farmer(f"farmer import {path}").err
    assert "is packed in a way that farmer cannot unpack." in refused
    assert "Unpack it, and import the folder." in refused
