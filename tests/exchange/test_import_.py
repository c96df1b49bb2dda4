"""Bringing in a file, as its owner sees it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmer import formats
from farmer.cli import run
from tests.cli.test_terminal import Terminal
from tests.conftest import Farmer
from tests.samples import CONNECTIONS

LINKEDIN = """Notes:
"When exporting your connection data, some addresses may be missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Hana,Weiss,https://www.linkedin.com/in/hana-weiss,hana@weiss.example,Weiss & Co,Architect,12 May 2026
,,,,,,11 May 2026
LinkedIn,Member,,,,,10 May 2026
Ivo,Lang,https://www.linkedin.com/in/ivo-lang,,,,09 May 2026
Jo,Nilsen,30 Feb 2026
Kai,Ono,https://www.linkedin.com/in/kai-ono,,,,01 Jan 2027
"""  # noqa: E501
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hana Weiss\r\nN:Weiss;Hana;;;\r\n"
    "EMAIL:hana@weiss.example\r\nTEL:+49 30 1234567\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Lia Moro\r\nORG:Moro Srl\r\nEND:VCARD\r\n"
)


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    """An invented export of LinkedIn."""
    path = tmp_path / "Connections.csv"
    path.write_text(LINKEDIN, encoding="utf-8")
    return path


def test_counts_and_each_skip_with_its_line_and_reason(farmer: Farmer, connections: Path) -> None:
    """Two people come in; four rows do not, and each says why."""
    imported = farmer(f"farmer import {connections} --json").data
    assert (imported["new"], imported["updated"], imported["unchanged"]) == (2, 0, 0)
    assert imported["connections"] == 2
    skipped = {skip["line"]: skip["reason"] for skip in imported["skipped"]}
    assert set(skipped) == {6, 7, 9, 10}
    assert "future" in skipped[10]
    assert not any("Nilsen" in reason for reason in skipped.values())


def test_a_connection_counts_as_not_farmed(farmer: Farmer, connections: Path) -> None:
    """Connected is not met: `check` says so, and `stale` has a number instead of a list."""
    farmer(f"farmer import {connections}")
    checked = farmer("farmer check Hana")
    assert checked.status == 11
    assert "You are only connected; nothing says that you have met." in checked.out
    stale = farmer("farmer stale --json").data
    assert (stale["ties"], stale["never_met"], stale["untended"]) == ([], 0, 2)
    assert farmer("farmer stale --status never-met").rows == []
    assert len(farmer("farmer list --status never-met").rows) == 2


def test_the_same_file_twice_adds_nothing(farmer: Farmer, connections: Path, ledger: Path) -> None:
    """Not a person, not a touchpoint, not even a change to undo."""
    farmer(f"farmer import {connections}")
    before = farmer("farmer where --json").data["counts"]
    again = farmer(f"farmer import {connections} --json").data
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert farmer("farmer where --json").data["counts"] == before
    farmer("farmer undo")
    assert farmer("farmer list").out == ""


def test_a_dry_run_writes_nothing(farmer: Farmer, connections: Path, ledger: Path) -> None:
    """It says what would happen, and does not even begin a ledger."""
    assert farmer(f"farmer import {connections} --dry-run --json").data["new"] == 2
    assert not ledger.exists()


def test_cards_complete_people_who_are_known(
    farmer: Farmer, connections: Path, tmp_path: Path
) -> None:
    """Hana is met again by her address and gains a phone; what was typed is not overwritten."""
    farmer(f"farmer import {connections}")
    cards = tmp_path / "contacts.vcf"
    cards.write_bytes(CARDS.encode())
    imported = farmer(f"farmer import {cards} --json").data
    assert (imported["new"], imported["updated"]) == (1, 1)
    hana = farmer("farmer show Hana --json").data
    assert hana["company"] == "Weiss & Co"
    assert ("phone", "+49301234567") in [(each["kind"], each["value"]) for each in hana["handles"]]
    assert farmer("farmer undo").status == 0
    assert len(farmer("farmer show Hana --json").data["handles"]) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03" * 100, b"just some words\n", b"First Name,Last Name,Connected On\n"],
)
def test_nothing_readable_is_refused(
    farmer: Farmer, tmp_path: Path, ledger: Path, content: bytes
) -> None:
    """Status 2, one sentence, and nothing is written."""
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    refused = farmer(f"farmer import {path}")
    assert refused.status == 2
    assert refused.err.strip()
    assert not ledger.exists()


def test_rows_without_names_are_nobody(farmer: Farmer, tmp_path: Path, ledger: Path) -> None:
    """An export whose names were removed holds nobody."""
    path = tmp_path / "Connections.csv"
    path.write_text("Company,Position,Connected On\nAcme,Buyer,01 May 2026\n", encoding="utf-8")
    assert farmer(f"farmer import {path}").status == 2
    assert not ledger.exists()


def test_a_crash_in_the_middle_leaves_nothing(
    farmer: Farmer, connections: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing."""
    farmer('farmer add "Mia Stern"')
    before = farmer("farmer where --json").data["counts"]

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("farmer.ledger.sqlite.bulk._insert", crash)
    with pytest.raises(RuntimeError):
        run(["import", str(connections)])
    assert farmer("farmer where --json").data["counts"] == before


MAIL = (
    "From: Hana Weiss <hana@weiss.example>\nTo: Kim Doe <kim@doe.example>\n"
    "Date: {day} 10:00:00 +0100\nSubject: x\n\nHello\n"
)
MESSAGES = (
    "FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    "Hana Weiss,https://www.linkedin.com/in/hana-weiss,Kim Doe,"
    "https://www.linkedin.com/in/kim-doe,2026-05-13 09:00:00 UTC,,hello,INBOX\n"
    "Kim Doe,https://www.linkedin.com/in/kim-doe,Hana Weiss,"
    "https://www.linkedin.com/in/hana-weiss,2026-05-13 10:00:00 UTC,,hello,INBOX\n"
    "Kim Doe,https://www.linkedin.com/in/kim-doe,Hana Weiss,"
    "https://www.linkedin.com/in/hana-weiss,2026-05-14 10:00:00 UTC,,hello,INBOX\n"
)


def wrote(folder: Path, name: str, text: str) -> Path:
    """A file of the test's own."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_who_the_user_is_has_to_be_said_once(farmer: Farmer, tmp_path: Path, ledger: Path) -> None:
    """Without it a message has no direction; nobody guesses, and a script is told what to type."""
    path = wrote(tmp_path, "messages.csv", MESSAGES)
    refused = farmer(f"farmer import {path} --json")
    assert (refused.status, refused.envelope["error"]["code"]) == (2, "who-are-you")
    assert "farmer config set me" in refused.envelope["error"]["hint"]
    assert "Kim Doe" in refused.envelope["error"]["candidates"]
    assert not ledger.exists()
    farmer('farmer config set me "Kim Doe"')
    assert farmer(f"farmer import {path} --json").data["touchpoints"] == 2


def test_messages_have_a_direction_and_count_once_a_day(
    farmer: Farmer, connections: Path, tmp_path: Path
) -> None:
    """Two on one day are one touchpoint, begun by whoever wrote first."""
    farmer('farmer config set me "Kim Doe"')
    path = wrote(tmp_path, "messages.csv", MESSAGES)
    both = farmer(f"farmer import {connections} {path} --json").data
    assert (both["new"], both["kind"]) == (2, "linkedin,linkedin-messages")
    assert [report["touchpoints"] for report in both["files"]] == [2, 2]
    history = farmer("farmer show Hana --json").data["history"]
    told = [(line["on"], line["what"], line["by"]) for line in history]
    assert told == [
        ("2026-05-14", "message", "me"),
        ("2026-05-13", "message", "them"),
        ("2026-05-12", "connect", None),
    ]
    again = farmer(f"farmer import {path} {connections} --json").data
    assert (again["new"], again["updated"], again["touchpoints"]) == (0, 0, 0)
    assert farmer("farmer undo").status == 0
    assert farmer("farmer list").out == ""


def test_a_file_that_grew_adds_only_what_is_new(farmer: Farmer, tmp_path: Path) -> None:
    """More messages with the same people, and the people themselves by name alone."""
    farmer('farmer config set me "Kim Doe"')
    head = "From,To,Date,Subject,Content,Direction,Folder\n"
    first = 'Hana Weiss,Kim Doe,"5/13/26, 9:00 AM",,x,INCOMING,INBOX\n'
    more = 'Kim Doe,Hana Weiss,"5/20/26, 9:00 AM",,x,OUTGOING,SENT\n'
    path = wrote(tmp_path, "messages.csv", head + first)
    assert farmer(f"farmer import {path} --json").data["new"] == 1
    wrote(tmp_path, "messages.csv", head + first + more)
    grown = farmer(f"farmer import {path} --json").data
    assert (grown["new"], grown["updated"], grown["touchpoints"]) == (0, 1, 1)


def test_mails_are_touches_of_people_known_and_strangers_come_on_request(
    farmer: Farmer, connections: Path, tmp_path: Path
) -> None:
    """Everybody who ever wrote a mail is not somebody."""
    farmer("farmer config set me kim@doe.example")
    farmer(f"farmer import {connections}")
    box = wrote(
        tmp_path,
        "box.mbox",
        "".join(
            f"From x@y.example Mon May  4 23:30:00 2026\n{MAIL.format(day=day)}\n"
            for day in ("Mon, 04 May 2026", "Mon, 04 May 2026", "Tue, 05 May 2026")
        )
        + "From x@y.example Mon May  4 23:30:00 2026\nFrom: Ida <ida@x.example>\n"
        "To: kim@doe.example\nDate: Mon, 04 May 2026 10:00:00 +0100\n\nHi\n",
    )
    known = farmer(f"farmer import {box} --json").data
    assert (known["new"], known["updated"], known["touchpoints"]) == (0, 1, 2)
    assert sum(known["passed_over"].values()) == 1
    everybody = farmer(f"farmer import {box} --new --json").data
    assert (everybody["new"], everybody["touchpoints"]) == (1, 1)
    assert farmer("farmer check Ida").status == 11


def test_standard_input_and_a_folder(
    farmer: Farmer, connections: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a pipe brings, and a Maildir."""

    class Pipe:
        buffer = BytesIO(LINKEDIN.encode())

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Pipe())
    assert farmer("farmer import - --json").data["new"] == 2
    farmer("farmer config set me kim@doe.example")
    (tmp_path / "Mail/cur").mkdir(parents=True)
    wrote(tmp_path, "Mail/cur/1:2,S", MAIL.format(day="Mon, 04 May 2026"))
    assert farmer(f"farmer import {tmp_path / 'Mail'} --json").data["touchpoints"] == 1


def test_one_file_that_cannot_be_read_stops_them_all(
    farmer: Farmer, connections: Path, tmp_path: Path, ledger: Path
) -> None:
    """Half an import would be taken for the whole."""
    odd = wrote(tmp_path, "diary.txt", "dear diary\n")
    refused = farmer(f"farmer import {connections} {odd}")
    assert refused.status == 2
    assert "diary.txt" in refused.err
    assert not ledger.exists()


def test_a_name_alone_is_told_as_unsure_and_never_merged(farmer: Farmer, connections: Path) -> None:
    """It may be the Hana who was met, or another."""
    farmer('farmer log "Hana Weiss" --at Gala --new')
    imported = farmer(f"farmer import {connections} --json").data
    assert imported["new"] == 2
    (doubt,) = imported["unsure"]
    assert (doubt["name"], doubt["line"]) == ("Hana Weiss", 5)
    assert [person["id"] for person in doubt["candidates"]] == ["c1"]
    assert len(farmer("farmer list Hana").rows) == 2


def test_what_was_typed_wins_unless_the_file_is_preferred(farmer: Farmer, tmp_path: Path) -> None:
    """An empty field is filled, a filled one left alone."""
    farmer('farmer add "Hana Weiss" --email hana@weiss.example --company "Weiss & Daughters"')
    table = wrote(
        tmp_path,
        "people.csv",
        "Name,E-mail,Company,Title,Birthday\n"
        "Hana Weiss,hana@weiss.example,Weiss & Co,Architect,12 May 1984\n",
    )
    assert farmer(f"farmer import {table} --json").data["updated"] == 1
    hana = farmer("farmer show Hana --json").data
    assert (hana["company"], hana["title"]) == ("Weiss & Daughters", "Architect")
    assert hana["birthday"] == "1984-05-12"
    assert farmer(f"farmer import {table} --prefer file --json").data["updated"] == 1
    assert farmer("farmer show Hana --json").data["company"] == "Weiss & Co"
    assert farmer(f"farmer import {table} --prefer file --json").data["updated"] == 0
    assert farmer(f"farmer import {table} --prefer ledger").status == 2


def test_a_backup_is_made_before_and_only_where_something_is_written(
    farmer: Farmer, connections: Path, tmp_path: Path, ledger: Path
) -> None:
    """Of a ledger that there is, before it changes."""
    assert farmer(f"farmer import {connections} --json").data["backup"] is None
    cards = tmp_path / "contacts.vcf"
    cards.write_bytes(CARDS.encode())
    assert farmer(f"farmer import {cards} --dry-run --json").data["backup"] is None
    backup = Path(farmer(f"farmer import {cards} --json").data["backup"])
    assert backup.parent == ledger.parent
    assert len(farmer(f"farmer --ledger {backup} list").rows) == 2
    assert farmer(f"farmer import {cards} --json").data["backup"] is None


def test_columns_encoding_region_and_kind_may_be_said(farmer: Farmer, tmp_path: Path) -> None:
    """Where a file does not say them itself."""
    table = tmp_path / "people.csv"
    table.write_bytes("Jméno,Telefon\nŽofie Malá,020 7946 0018\n".encode("cp1250"))
    imported = farmer(
        f"farmer import {table} --map name=Jméno,phone=Telefon --encoding cp1250 --region GB --json"
    )
    assert imported.data["new"] == 1, imported.err
    zofie = farmer("farmer show Zofie --json").data
    assert zofie["person"]["name"] == "Žofie Malá"
    assert [(each["kind"], each["value"]) for each in zofie["handles"]] == [
        ("phone", "+442079460018")
    ]
    for wrong in (
        "--map name", "--map name=Nome", "--encoding klingon", "--region XX", "--as pigeon",
        "--as vcard", "--on tomorrow",
    ):  # fmt: skip
        refused = farmer(f"farmer import {table} {wrong}")
        assert (refused.status, refused.out) == (2, ""), wrong


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(["a.csv", "b.vcf", "c.csv"]))
def test_the_order_of_files_does_not_matter_for_who_exists(order: list[str]) -> None:
    """One after another, in any order, and again: the same people."""
    files = {
        "a.csv": LINKEDIN.encode(),
        "b.vcf": CARDS.encode(),
        "c.csv": b"Name,E-mail\nHana Weiss,hana@weiss.example\nLia Moro,lia@moro.example\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        world = {"FARMER_LEDGER": f"{folder}/ledger.db", "FARMER_TODAY": "2026-06-15"}
        with mock.patch.dict(os.environ, world):
            for name in [*order, *order]:
                with contextlib.redirect_stdout(io.StringIO()):
                    assert run(["import", f"{folder}/{name}"]) == 0
            with contextlib.redirect_stdout(io.StringIO()) as said:
                run(["list", "--json"])
    people = json.loads(said.getvalue())["data"]["people"]
    named = sorted((line["person"]["name"], line["company"]) for line in people)
    # Lia Moro of the card and Lia Moro of the table share a name and nothing else.
    assert named == [
        ("Hana Weiss", "Weiss & Co"),
        ("Ivo Lang", ""),
        ("Lia Moro", ""),
        ("Lia Moro", "Moro Srl"),
    ]


def test_every_file_of_the_shared_folder_comes_in_once(farmer: Farmer, shared_data: Path) -> None:
    """Real exports of every layout, twice each, into one ledger."""
    files = sorted((shared_data / "data" / "linkedin").glob("*Connections.csv"))
    assert files
    for path in files:
        first = farmer(f'farmer import "{path}" --json', today="2026-11-23")
        nameless = "names_removed" in path.name
        assert first.status == (2 if nameless else 0), path.name
        if nameless:
            continue
        assert first.data["new"] + first.data["unchanged"] > 0
        again = farmer(f'farmer import "{path}" --json', today="2026-11-23").data
        assert (again["new"], again["updated"]) == (0, 0), path.name


def test_a_new_ledger_is_begun_in_one_reading(
    farmer: Farmer, connections: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is read again only where somebody wrote meanwhile."""
    read = 0
    plain = formats.read

    def counted(*words: Any) -> Any:
        nonlocal read
        read += 1
        return plain(*words)

    monkeypatch.setattr(formats, "read", counted)
    farmer(f"farmer import {connections}")
    assert read == 1


def test_an_import_names_those_whose_name_is_already_there(farmer: Farmer, tmp_path: Path) -> None:
    """A name alone is never merged, and never passed over in silence."""
    farmer('farmer add "Hana Weiss"')
    cards = tmp_path / "contacts.vcf"
    cards.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Hana Weiss\nN:Weiss;Hana;;;\nORG:Weiss & Co\nEND:VCARD\n",
        encoding="utf-8",
    )
    imported = farmer(f"farmer import {cards} --json").data
    assert imported["new"] == 1
    (doubt,) = imported["unsure"]
    assert doubt["candidates"] == [{"id": "c1", "name": "Hana Weiss"}]


def test_a_reason_is_said_once_with_its_lines(tmp_path: Path, config: Path) -> None:
    config.write_text('keep-for = "off"\n')
    file = tmp_path / "Connections.csv"
    rows = [",,https://www.linkedin.com/in/x,,,,12 May 2026\n"] * 9
    file.write_text(CONNECTIONS + "".join(rows), encoding="utf-8")
    terminal = Terminal("import", str(file))
    assert terminal.end() == 0
    (said,) = [line for line in terminal.plain.splitlines() if "9 lines:" in line]
    assert "(3, 4, 5 and 6 more lines)" in " ".join(terminal.plain.split())
    assert said


def test_a_file_that_fails_while_it_is_read_is_told_of_in_a_sentence(farmer: Farmer) -> None:
    """A stick that is pulled, a disk that dies; here a process's memory, which has no start."""
    path = Path("/proc/self/mem")
    if not path.exists():
        pytest.skip("no file that can be opened and not read")
    said = farmer(f"farmer import {path} --as linkedin")
    assert said.status == 2
    assert "cannot be read: Input/output error" in said.err
