"""Sources that are remembered: read again by themselves, as often as one likes, whole or not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from farmer.ledger import FileLedger
from farmer.tasks.exchange.import_ import import_files
from tests.conftest import Farmer

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{more}END:VCARD\r\n"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANA = "Ana,Ruiz,https://www.linkedin.com/in/anaruiz,ana@example.org,{firm},,01 Jun 2026\n"
MEETING = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20260610T090000Z\r\n"
    "DTEND:20260610T100000Z\r\nSUMMARY:Talk\r\nORGANIZER:mailto:me@example.org\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def write_card(folder: Path, name: str, more: str = "") -> Path:
    """A card in a folder of cards."""
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / f"{name.split()[0].lower()}.vcf"
    path.write_text(CARD.format(name=name, more=more), encoding="utf-8", newline="")
    return path


def names(farmer: Farmer) -> list[str]:
    return sorted(row[1] for row in farmer("farmer list").rows)


@pytest.fixture
def cards(isolation: Path, farmer: Farmer) -> Path:
    """A folder of cards that is remembered, with Ana and Bo in it."""
    folder = isolation / "cards"
    write_card(folder, "Ana Ruiz", "EMAIL:ana@example.org\r\n")
    write_card(folder, "Bo Li")
    assert farmer(f"farmer import {folder} --remember").rows == [
        ["read", str(folder), "vcard", "2", "new=2"]
    ]
    return folder


def test_without_a_file_and_without_a_source_there_is_nothing_to_read(farmer: Farmer) -> None:
    outcome = farmer("farmer import")
    assert outcome.status == 3
    assert outcome.err == (
        "No source is remembered, so there is nothing to read again.\n"
        "Name a file: farmer import FILE. With --remember it is read again by itself.\n"
    )


def test_what_is_as_it_was_is_not_read(farmer: Farmer, cards: Path) -> None:
    for _ in range(2):
        assert farmer("farmer import").out == ""
    assert len(farmer("farmer undo history").rows) == 1


def test_what_changed_is_read_and_what_is_new(farmer: Farmer, cards: Path) -> None:
    write_card(cards, "Cy Poe")
    assert farmer("farmer import").rows == [["read", str(cards), "vcard", "1", "new=1"]]
    assert names(farmer) == ["Ana Ruiz", "Bo Li", "Cy Poe"]
    write_card(cards, "Ana Ruiz", "EMAIL:ana@example.org\r\nTITLE:Broker\r\n")
    assert farmer("farmer import").rows == [["read", str(cards), "vcard", "1", "updated=1"]]


def test_a_file_that_was_only_touched_moved_or_set_back_is_as_it_was(
    farmer: Farmer, cards: Path
) -> None:
    (cards / "ana.vcf").touch()
    (cards / "bo.vcf").rename(cards / "robert.vcf")
    assert farmer("farmer import").out == ""
    os.utime(cards / "ana.vcf", (1, 1))
    assert farmer("farmer import").out == ""
    write_card(cards, "Ana Ruiz", "EMAIL:ana@example.org\r\nTITLE:Broker\r\n")
    os.utime(cards / "ana.vcf", (1, 1))  # its clock is behind
    assert farmer("farmer import").rows[0][4] == "updated=1"


def test_a_file_of_the_same_size_and_time_is_read_where_it_says_something_else(
    farmer: Farmer, cards: Path
) -> None:
    path = write_card(cards, "Cy Poe")
    farmer("farmer import")
    before = path.stat()
    path.write_text(CARD.format(name="Di Moe", more=""), encoding="utf-8", newline="")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert farmer("farmer import").rows[0][4] == "new=1"


def test_what_is_undone_is_read_again(farmer: Farmer, cards: Path) -> None:
    write_card(cards, "Cy Poe")
    farmer("farmer import")
    farmer("farmer undo")
    assert names(farmer) == ["Ana Ruiz", "Bo Li"]
    (listed,) = farmer("farmer import --remembered").rows
    assert listed[3] == "1 new person; taken back since, so it is read again"
    farmer("farmer redo")
    assert farmer("farmer import").out == ""
    farmer("farmer undo")
    assert farmer("farmer import").rows == [["read", str(cards), "vcard", "1", "new=1"]]
    assert names(farmer) == ["Ana Ruiz", "Bo Li", "Cy Poe"]


def test_reading_what_is_as_it_was_keeps_the_step_forward(farmer: Farmer, cards: Path) -> None:
    farmer('farmer add "Di Moe"')
    farmer("farmer undo")
    (cards / "ana.vcf").touch()
    farmer("farmer import")
    assert farmer("farmer redo").status == 0
    assert "Di Moe" in names(farmer)


def test_sources_are_listed_with_the_last_time_and_what_came(farmer: Farmer, cards: Path) -> None:
    (row,) = farmer("farmer import --remembered").rows
    assert row == [str(cards), "vcard", "2026-06-15T12:00:00+00:00", "2 new people"]
    (source,) = farmer("farmer import --remembered --json").data["sources"]
    assert source["came"] == {"new": 2}
    assert source["undone"] is False


def test_a_source_that_is_stopped_is_read_no_more(farmer: Farmer, cards: Path) -> None:
    assert farmer(f"farmer import {cards} --stop").out == ""
    write_card(cards, "Cy Poe")
    assert farmer("farmer import").status == 3
    assert names(farmer) == ["Ana Ruiz", "Bo Li"]
    outcome = farmer(f"farmer import {cards} --stop")
    assert outcome.status == 3
    assert "is not remembered" in outcome.err


def test_the_kind_is_fixed_when_a_source_is_remembered(farmer: Farmer, cards: Path) -> None:
    (cards / "meeting.ics").write_text(MEETING.format(uid="m1"), newline="")
    outcome = farmer("farmer import")
    assert outcome.status == 2
    assert outcome.err == f"{cards / 'meeting.ics'} is not vCard.\n"


@pytest.mark.parametrize("typed", ["sync", "sync/farmer.txt", "empty"])
def test_a_source_that_does_not_show_its_kind_asks_for_it(
    typed: str, farmer: Farmer, isolation: Path
) -> None:
    """A file with lines in it is not said to be missing."""
    for folder in ("sync", "empty"):
        (isolation / folder).mkdir()
    (isolation / "sync" / "farmer.txt").write_text("lunch with Ana Ruiz\n")
    outcome = farmer(f"farmer import {isolation / typed} --remember")
    assert outcome.status == 2
    assert outcome.err.startswith(f"{isolation / typed} does not show of which kind it is.\n")
    assert "--format KIND" in outcome.err


def test_a_folder_of_several_kinds_asks_which(farmer: Farmer, isolation: Path) -> None:
    write_card(isolation / "both", "Ana Ruiz")
    (isolation / "both" / "m.ics").write_text(MEETING.format(uid="m1"), newline="")
    outcome = farmer(f"farmer import {isolation / 'both'} --remember")
    assert outcome.status == 2
    assert "holds several kinds of files: vcard, icalendar" in outcome.err
    assert "--format KIND" in outcome.err
    outcome = farmer(f"farmer import {isolation / 'both'} --remember --as vcard")
    assert outcome.rows[0][:3] == ["read", str(isolation / "both"), "vcard"]


@pytest.mark.parametrize("option", ["--at Fair", "--on yesterday", "--new-invited"])
def test_what_is_about_one_file_is_not_remembered(
    farmer: Farmer, isolation: Path, option: str
) -> None:
    write_card(isolation / "cards", "Ana Ruiz")
    outcome = farmer(f"farmer import {isolation / 'cards'} --remember {option}")
    assert outcome.status == 2
    assert "is about one file" in outcome.err
    assert farmer("farmer import --remembered").out == ""


def test_options_are_remembered_too(farmer: Farmer, isolation: Path) -> None:
    folder = isolation / "cards"
    write_card(folder, "Ana Ruiz")
    farmer(f"farmer import {folder} --remember --tag @chapter")
    write_card(folder, "Bo Li")
    farmer("farmer import")
    assert {row[9] for row in farmer("farmer list").rows} == {"@chapter"}


def test_a_pattern_is_whatever_is_called_so_then(farmer: Farmer, isolation: Path) -> None:
    assert farmer("farmer import '~/in/*Conn*.csv' --remember --as linkedin").status == 0
    folder = isolation / "in"
    folder.mkdir()
    (folder / "Connections (1).csv").write_text(HEADER + ANA.format(firm="Voss"))
    (folder / "other.csv").write_text("a,b\n1,2\n")
    assert farmer("farmer import").rows[0][4] == "new=1 touchpoints=1"


@pytest.mark.parametrize(
    "arguments",
    [
        *("--remember", "--stop", "a.vcf --remembered", "a.vcf --remember --stop"),
        *("a.vcf --remember --dry-run", "a.vcf --stop --dry-run"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(farmer: Farmer, arguments: str) -> None:
    assert farmer(f"farmer import {arguments}").status == 2


@pytest.mark.parametrize("typed", ["-", "/dev/stdin", "missing.vcf", "missing/"])
def test_what_cannot_be_read_again_is_not_remembered(farmer: Farmer, typed: str) -> None:
    assert farmer(f"farmer import {typed} --remember --as vcard").status == 2
    assert farmer("farmer import --remembered").out == ""


def test_nothing_is_written_for_a_look(farmer: Farmer, cards: Path) -> None:
    write_card(cards, "Cy Poe")
    assert farmer("farmer import --dry-run").rows[0][4] == "new=1"
    assert names(farmer) == ["Ana Ruiz", "Bo Li"]
    assert farmer("farmer import").rows[0][4] == "new=1"


# -- What goes wrong with one keeps none of the others


def test_one_that_is_gone_is_told_of_and_the_others_go_on(
    farmer: Farmer, cards: Path, isolation: Path
) -> None:
    other = write_card(isolation, "Cy Poe")
    farmer(f"farmer import {other} --remember")
    other.rename(isolation / "elsewhere.vcf")
    write_card(cards, "Di Moe")
    outcome = farmer("farmer import")
    assert outcome.status == 2
    assert outcome.err == f"{other} cannot be read: No such file or directory.\n"
    assert "Di Moe" in names(farmer)
    (isolation / "elsewhere.vcf").rename(other)
    assert farmer("farmer import").status == 0


def test_empty_damaged_and_endless_files_are_each_told_of_once(
    farmer: Farmer, cards: Path, isolation: Path
) -> None:
    (cards / "empty.vcf").touch()
    (cards / "text.vcf").write_text("a shopping list\n")
    os.mkfifo(cards / "pipe.vcf")
    (cards / "link.vcf").symlink_to(isolation / "nowhere.vcf")
    (cards / "loop.vcf").symlink_to(cards / "loop.vcf")
    write_card(cards, "Cy Poe")
    outcome = farmer("farmer import")
    assert outcome.status == 2
    assert outcome.err.splitlines() == [
        f"{cards / 'empty.vcf'} is empty.",
        f"{cards / 'text.vcf'} is not vCard.",
    ]
    assert "Cy Poe" in names(farmer)


def test_a_pipe_that_is_a_source_is_refused_and_waited_for_by_nobody(
    farmer: Farmer, isolation: Path
) -> None:
    os.mkfifo(isolation / "pipe.txt")
    outcome = farmer(f"farmer import {isolation / 'pipe.txt'} --as lines --remember")
    assert outcome.status == 2
    assert "is a pipe or a device" in outcome.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_one_that_may_not_be_read_is_told_of(farmer: Farmer, cards: Path) -> None:
    write_card(cards, "Cy Poe").chmod(0)
    assert "Permission denied" in farmer("farmer import").err


def test_a_file_that_is_being_written_is_read_the_next_time(farmer: Farmer, cards: Path) -> None:
    path = write_card(cards, "Cy Poe")

    def grow(_path: str) -> str:
        with path.open("a") as file:
            file.write("BEGIN:VCARD\n")
        return "0" * 64

    with mock.patch("farmer.tasks.exchange.source_files._digest", grow):
        outcome = farmer("farmer import")
    assert outcome.status == 2
    assert outcome.err == f"{path} is being written just now.\n"
    write_card(cards, "Cy Poe")
    assert farmer("farmer import").rows[0][4] == "new=1"


def test_a_crash_between_reading_and_keeping_it_reads_it_again(
    farmer: Farmer, cards: Path, ledger: Path
) -> None:
    write_card(cards, "Cy Poe")
    with (
        mock.patch(
            "farmer.ledger.sqlite.notes.SqliteNotes.note_file", side_effect=KeyboardInterrupt
        ),
    ):
        assert farmer("farmer import").status == 130
    assert names(farmer) == ["Ana Ruiz", "Bo Li"]
    assert farmer("farmer import").rows[0][4] == "new=1"
    assert farmer("farmer import").out == ""


# -- Where anybody may put a file


@contextmanager
def somebody_says(answer: str) -> Iterator[mock.Mock]:
    """A person at the terminal, who says that."""
    with (
        mock.patch("farmer.cli.questions.can_ask", return_value=True),
        mock.patch("farmer.cli.questions.ask", return_value=answer) as asked,
        mock.patch("farmer.cli.import_again.may_ask", return_value=True),
    ):
        yield asked


def test_a_source_of_too_many_files_is_told_of_and_not_cut(
    farmer: Farmer, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_card(cards, "Cy Ode")
    monkeypatch.setattr("farmer.tasks.exchange.source_files._MOST_FILES", 2)
    said = farmer("farmer import")
    assert said.rows == [["trouble", str(cards), f"{cards} holds more than 2 files."]]
    assert said.status == 2
    assert names(farmer) == ["Ana Ruiz", "Bo Li"]


@pytest.fixture
def downloads(isolation: Path, farmer: Farmer) -> Path:
    """A remembered pattern in the folder for downloads, of which a file was read."""
    folder = isolation / "Downloads"
    folder.mkdir()
    (folder / "Connections.csv").write_text(HEADER + ANA.format(firm="Voss"))
    farmer("farmer import '~/Downloads/*Connections*.csv' --remember")
    assert farmer("farmer show Ana").status == 0
    return folder


def firm(farmer: Farmer) -> str:
    return next(row[1] for row in farmer("farmer show Ana").rows if row[0] == "company")


def test_a_download_replaces_nothing_where_nobody_is_asked(farmer: Farmer, downloads: Path) -> None:
    bo = "Bo,Li,https://www.linkedin.com/in/boli,,Acme,,02 Jun 2026\n"
    (downloads / "Connections.csv").write_text(HEADER + ANA.format(firm="Nova") + bo)
    rows = farmer("farmer import").rows
    assert rows[0][4] == "new=1 touchpoints=1 waiting=1"
    assert rows[1][2:] == ["1", "replace 1 value"]
    assert firm(farmer) == "Voss"
    assert farmer("farmer import").out == ""  # said once


@pytest.mark.parametrize(("answer", "then"), [("n", "Voss"), ("y", "Nova")])
def test_a_person_says_whether_a_download_may(
    farmer: Farmer, downloads: Path, answer: str, then: str
) -> None:
    (downloads / "Connections.csv").write_text(HEADER + ANA.format(firm="Nova"))
    farmer("farmer import")
    with somebody_says(answer) as asked:
        farmer("farmer import")
    assert asked.called
    assert firm(farmer) == then


def test_a_script_says_so_with_an_option(farmer: Farmer, downloads: Path) -> None:
    (downloads / "Connections.csv").write_text(HEADER + ANA.format(firm="Nova"))
    farmer("farmer import --yes")
    assert firm(farmer) == "Nova"


def test_an_edited_card_in_downloads_takes_no_address_away(farmer: Farmer, isolation: Path) -> None:
    card = "UID:u1\r\nEMAIL:{email}\r\nADR;TYPE=home:;;{street};Ebury;;;\r\n"
    folder = isolation / "Downloads"
    write_card(folder, "Ana Ruiz", card.format(email="ana@old.example", street="1 Quay"))
    farmer("farmer import ~/Downloads --remember --as vcard")
    write_card(folder, "Ana Ruiz", card.format(email="ana@new.example", street="2 Mill Lane"))
    assert farmer("farmer import").rows[1][2:] == ["2", "replace 2 values"]
    shown = farmer("farmer show Ana").out
    assert "1 Quay" in shown
    assert "2 Mill Lane" not in shown
    assert "ana@old.example" in shown
    assert "ana@new.example" not in shown
    farmer("farmer import --yes")
    shown = farmer("farmer show Ana").out
    assert "2 Mill Lane" in shown
    assert "1 Quay" not in shown
    assert "ana@new.example" in shown
    assert "ana@old.example (until 15 Jun 2026)" in shown


@pytest.mark.parametrize("open_to_all", ["folder", "file", "link"])
def test_a_calendar_that_anybody_may_write_tells_of_no_talk(
    farmer: Farmer, isolation: Path, open_to_all: str
) -> None:
    farmer('farmer config set me "me@example.org"')
    farmer('farmer add "Ana Ruiz" --email ana@example.org')
    folder = isolation / ("Downloads" if open_to_all == "link" else "shared")
    folder.mkdir()
    path = named = folder / "m.ics"
    path.write_text(MEETING.format(uid="m1"), newline="")
    if open_to_all == "link":
        named = isolation / "calendar.ics"
        named.symlink_to(path)
    else:
        chosen = folder if open_to_all == "folder" else path
        chosen.chmod(chosen.stat().st_mode | stat.S_IWOTH)
    rows = farmer(f"farmer import {named} --remember").rows
    assert ["held", str(named), "1", "tell of 1 talk"] in rows
    assert farmer("farmer show Ana --json").data["history"] == []
    farmer("farmer import --yes")
    assert len(farmer("farmer show Ana --json").data["history"]) == 1


def test_who_was_forgotten_stays_out(farmer: Farmer, cards: Path) -> None:
    farmer("farmer forget Ana --yes")
    write_card(cards, "Ana Ruiz", "EMAIL:ana@example.org\r\nTITLE:Broker\r\n")
    farmer("farmer import")
    assert names(farmer) == ["Bo Li"]


def test_a_source_that_is_called_after_somebody_is_forgotten_with_them(
    farmer: Farmer, isolation: Path, ledger: Path
) -> None:
    folder = isolation / "Ana Ruiz"
    write_card(folder, "Ana Ruiz")
    farmer(f"farmer import '{folder}' --remember")
    farmer("farmer forget Ana --yes")
    assert farmer("farmer import --remembered").out == ""
    with FileLedger(ledger).reading() as reader:
        assert reader.read_files(1) == []


def test_a_backup_knows_the_sources_and_an_export_does_not(
    farmer: Farmer, cards: Path, isolation: Path
) -> None:
    farmer("farmer backup")
    farmer(f"farmer import {cards} --stop")
    farmer("farmer restore 1 --yes")
    assert len(farmer("farmer import --remembered").rows) == 1
    assert str(cards) not in farmer("farmer export").out


def test_two_who_read_at_once_bring_everybody_once(
    farmer: Farmer, cards: Path, ledger: Path
) -> None:
    """While one has looked and not yet written, the other reads all of it."""
    write_card(cards, "Cy Poe", "EMAIL:cy@example.org\r\n")
    inner = import_files
    begun: list[int] = []

    def meanwhile(*args: object, **kwargs: object) -> object:
        if not begun:
            begun.append(1)
            farmer("farmer import")
        return inner(*args, **kwargs)  # type: ignore[arg-type]

    with mock.patch("farmer.tasks.exchange.source_reading.import_files", meanwhile):
        farmer("farmer import")
    assert names(farmer) == ["Ana Ruiz", "Bo Li", "Cy Poe"]
    assert farmer("farmer import").out == ""


def test_a_calendar_of_what_is_to_come_is_no_trouble(farmer: Farmer, isolation: Path) -> None:
    """It is read again once that has happened."""
    farmer("farmer add 'Ana Ruiz' --email ana@example.org")
    farmer("farmer config set me me@example.org")
    path = isolation / "calendar.ics"
    path.write_text(MEETING.format(uid="a"), encoding="utf-8")
    assert farmer(f"farmer import {path} --remember", "2026-06-01").status == 0
    assert farmer("farmer import", "2026-06-02").status == 0
    path.write_text(MEETING.format(uid="a").replace("Talk", "The talk"), encoding="utf-8")
    farmer("farmer import", "2026-06-11")
    assert len(farmer("farmer show Ana --json", "2026-06-11").data["history"]) == 1
