"""An export that was unpacked is read as the archive would be."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Farmer

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Li\nEMAIL:bo@east.example\nTEL:+34600111222\nEND:VCARD\n"
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Bo,Li,https://www.linkedin.com/in/bo-li,,Acme,Buyer,15 May 2024\n"
)
MAIL = (
    "From MAILER Fri Jan  5 10:00:00 2024\nFrom: Bo Li <bo@east.example>\n"
    "To: Kim Doe <kim@doe.example>\nDate: Fri, 5 Jan 2024 10:00:00 +0000\nMessage-ID: <a@x>\n\nHi\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a@x\nDTSTART:20240301T100000Z\n"
    "DTEND:20240301T110000Z\nSUMMARY:Coffee\nORGANIZER:mailto:kim@doe.example\n"
    "ATTENDEE;PARTSTAT=ACCEPTED;CN=Bo Li:mailto:bo@east.example\nEND:VEVENT\nEND:VCALENDAR\n"
)
FRIENDS = '{"friends_v2": [{"name": "Bo Li", "timestamp": 1700000000}]}'
CHAT = (
    "[05/01/2024, 10:00:00] +34 600 11 12 22: hello\n[05/01/2024, 10:05:00] Kim Doe: hi\n"
    "[25/01/2024, 10:05:00] Kim Doe: hi\n"
)
# As the programs deliver them, with what lies beside; and what of it is not read.
EXPORTS = {
    "Google": (
        {
            "Takeout/Contacts/All Contacts/All Contacts.vcf": CARD,
            "Takeout/Calendar/kim@doe.example.ics": CALENDAR,
            "Takeout/Mail/All mail Including Spam and Trash.mbox": MAIL,
            "Takeout/archive_browser.html": "<html></html>",
        },
        "vcard,icalendar,mail",
        2,
    ),
    "Meta": (
        {
            "connections/friends/your_friends.json": FRIENDS,
            "preferences/settings.json": '{"settings": []}',
            "media/a.jpg": "x",
        },
        "facebook",
        1,
    ),
    "LinkedIn": (
        {
            "Connections.csv": CONNECTIONS,
            "Email Addresses.csv": "Email Address,Primary\na@b.example,Yes\n",
        },
        "linkedin",
        1,
    ),
    "WhatsApp": (
        {"_chat.txt": CHAT, "00000012-PHOTO-2024-01-05.jpg": "x", "card.vcf": CARD},
        "vcard,whatsapp",
        2,
    ),
}


def laid_out(place: Path, files: dict[str, str]) -> tuple[Path, Path]:
    """An export as an archive, and unpacked."""
    with zipfile.ZipFile(place / "export.zip", "w") as archive:
        for name, text in files.items():
            path = place / "export" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            archive.writestr(name, text)
    return place / "export.zip", place / "export"


@pytest.mark.parametrize("program", EXPORTS)
def test_an_export_is_read_unpacked_as_it_is_packed(
    program: str, farmer: Farmer, tmp_path: Path
) -> None:
    farmer("farmer config set me 'Kim Doe' kim@doe.example")
    files, kinds, touches = EXPORTS[program]
    packed, folder = laid_out(tmp_path, files)
    told = [farmer(f"farmer import {place} --dry-run --json").data for place in (packed, folder)]
    for each in told:
        assert sorted(each["kind"].split(",")) == sorted(kinds.split(","))
        assert (each["new"], each["touchpoints"]) == (1, touches)
    names = [sorted(name.replace(": ", "/") for name in each["not_read"]) for each in told]
    assert [Path(name).name for name in names[0]] == [Path(name).name for name in names[1]]


def test_mail_folders_beside_other_files_are_read_whole(farmer: Farmer, tmp_path: Path) -> None:
    """Letters by themselves are one folder; beside others, each is read, and each Maildir."""
    farmer("farmer config set me 'Kim Doe' kim@doe.example")
    letter = MAIL.partition("\n")[2]
    for name in ("mail/a.eml", "Mail/new/1", "Mail/cur/2", "cards/bo.vcf"):
        path = tmp_path / "all" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            CARD if name.endswith("vcf") else letter.replace("5 Jan", f"{len(name)} Jan")
        )
    found = farmer(f"farmer import {tmp_path / 'all'} --json").data
    assert sorted(found["kind"].split(",")) == ["mail", "vcard"]
    assert (found["new"], found["touchpoints"]) == (1, 2)
    assert len(found["files"]) == 3


def test_texts_of_a_folder_are_looked_at_and_notes_of_somebody_s_left_alone(
    farmer: Farmer, tmp_path: Path
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "diary.md").write_text("# Monday\nTea with Bo.\n")
    (tmp_path / "notes" / "bo.vcf").write_text(CARD)
    (tmp_path / "notes" / "letter.txt").write_text("Dear Bo,\n")
    found = farmer(f"farmer import {tmp_path / 'notes'} --json").data
    assert (found["new"], found["not_read"]) == (1, [])


@pytest.mark.parametrize(
    "options", ["", "--remember", "--remember --two-way", "--dry-run --two-way"]
)
@pytest.mark.parametrize("named", [".", "below", "below/ana.vcf"])
def test_a_folder_that_may_be_listed_and_not_looked_through_is_said(
    farmer: Farmer, isolation: Path, monkeypatch: pytest.MonkeyPatch, named: str, options: str
) -> None:
    """As where its mode is 0400: a name in it is seen, and nothing of it."""
    closed = isolation / "cards" / "below"
    closed.mkdir(parents=True, mode=0o700)
    (closed / "ana.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Ana Ruiz\nEND:VCARD\n")
    (closed.parent / "bo.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bo Li\nEND:VCARD\n")
    seen, may = os.stat, os.access

    def stat(path: Any, *args: Any, **named: Any) -> os.stat_result:
        if str(path).startswith(f"{closed}/"):
            raise PermissionError(13, "Permission denied", str(path))
        return seen(path, *args, **named)

    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(os, "access", lambda path, *how: Path(path) != closed and may(path, *how))
    outcome = farmer(f"farmer import {closed.parent / named} {options}")
    assert outcome.status == 2
    said = "Permission denied" if named.endswith("vcf") else f"{closed} may not be looked through"
    assert said in outcome.err
    assert farmer("farmer list").out == ""
