"""Files made to hurt: each is read or refused in a sentence, in a few seconds and little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

# With Python, SQLModel and all: far less than any of the files would like to have.
MEMORY = 1_200_000_000
SECONDS = 45
PROGRAM = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from farmer.cli import run
sys.exit(run(sys.argv[1:]))
"""


def _cards(path: Path) -> None:
    path.write_text("BEGIN:VCARD\n" * 20_000 + "FN:Ann Lee\n" + "END:VCARD\n" * 20_000)


def _photo(path: Path) -> None:
    photo = "A" * 75 + "\n "
    body = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nN:Lee;Ann\nPHOTO;ENCODING=b:{photo * 300_000}"
    path.write_text(body + "\nEND:VCARD\n")


def _quoted_printable(path: Path) -> None:
    note = "=41=42=\n" * 500_000
    body = "BEGIN:VCARD\nVERSION:2.1\nFN:Ann Lee\nN:Lee;Ann\nNOTE;ENCODING=QUOTED-PRINTABLE:"
    path.write_text(body + note + "\nEND:VCARD\n")


def _occurrences(path: Path) -> None:
    event = (
        "BEGIN:VEVENT\nUID:1\nDTSTART:19000101T000000Z\nDTEND:19000101T000001Z\nSUMMARY:x\n"
        "ORGANIZER:mailto:me@x.example\nATTENDEE;CN=Ann Lee:mailto:ann@lee.example\n"
        "RRULE:FREQ=SECONDLY;COUNT=999999999\nEND:VEVENT\n"
    )
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{event * 20}END:VCALENDAR\n")


def _series(path: Path, rules: Sequence[str], first: str = "20240101") -> None:
    """A meeting with Ann Lee by each of the rules."""
    events = (
        f"BEGIN:VEVENT\nUID:{number}\nDTSTART:{first}T100000Z\nDTEND:{first}T110000Z\nSUMMARY:m\n"
        "ORGANIZER:mailto:me@x.example\nATTENDEE;CN=Ann Lee:mailto:ann@lee.example\n"
        f"RRULE:{rule}\nEND:VEVENT\n"
        for number, rule in enumerate(rules)
    )
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{''.join(events)}END:VCALENDAR\n")


def _never(path: Path) -> None:
    by_second = "BYSECOND=1;BYMINUTE=1;BYHOUR=1;BYMONTHDAY=31;BYMONTH=2"
    _series(path, [f"FREQ=SECONDLY;{by_second}", f"FREQ=HOURLY;{by_second}"] * 200)


def _never_by_the_day(path: Path) -> None:
    _series(path, [f"FREQ=DAILY;INTERVAL={n};BYMONTH=2;BYMONTHDAY=30" for n in range(1, 401)])


def _for_ever(path: Path) -> None:
    _series(path, ["FREQ=DAILY"] * 3_000, first="19000101")


def _nested(path: Path) -> None:
    path.write_text("[" * 200_000 + "]" * 200_000)


def _nulls(path: Path) -> None:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    path.write_bytes(head.encode() + b"\0" * 3_000_000 + b"Ann,Lee,,,,,01 Mar 2024\n" * 10)


def _one_cell(path: Path) -> None:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    path.write_text(head + '"' + "x" * 20_000_000)


def _one_line(path: Path, begins: str) -> None:
    """A line that is longer than a third of the memory there is."""
    with path.open("w") as file:
        file.write(begins)
        file.truncate(len(begins) + MEMORY // 3)


def _table_line(path: Path) -> None:
    _one_line(path, "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n")


def _card_line(path: Path) -> None:
    _one_line(path, "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nNOTE:")


def _event_line(path: Path) -> None:
    _one_line(path, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:")


def _mail_line(path: Path) -> None:
    _one_line(path, "From me Mon Jun  1 10:00:00 2026\nFrom: ")


def _accents(path: Path) -> None:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    name = "A" + "\u0301\u0323" * 10_000
    path.write_text(head + f"{name},Lee,,,,,01 Mar 2024\n" * 100, encoding="utf-8")


def _one_name(path: Path) -> None:
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nN:Lee;Ann\nEND:VCARD\n" * 8_000)


def _entities(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row>'
        "<Cell><Data>&l11;</Data></Cell></Row></Table></Worksheet></Workbook>"
    )


def _headers(path: Path) -> None:
    headers = "".join(f"X-{number}: y\n" for number in range(300_000))
    path.write_text(f"From me Mon Jun  1 10:00:00 2026\n{headers}\nhello\n")


def _chat(path: Path, lines: Iterable[str]) -> None:
    """A chat as a telephone exports it."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _chat_line(path: Path) -> None:
    _one_line(path, "03/02/2026, 10:15 - Ann Lee: hello\n03/02/2026, 10:16 - Ann Lee: ")


def _everybody_writes(path: Path) -> None:
    _chat(path, (f"03/02/2026, 10:15 - Person No{n}: hello" for n in range(200_000)))


def _no_colon(path: Path) -> None:
    _chat(path, ["03/02/2026, 10:15 - Ann Lee: hello", "03/02/2026, 10:15 - " + "Ann " * 500_000])


def _marks(path: Path) -> None:
    name = "A" + "\u0301\u0323" * 10_000
    _chat(path, [f"03/02/2026, 10:15 - {name}: hello"] * 100)


def _telegram(path: Path, text: str) -> None:
    """A chat with Ann Lee of one message, in as many others as brackets are opened."""
    message = (
        f'{{"id":1,"type":"message","date":"2026-02-03T10:15:00","from":"Ann Lee","text":{text}}}'
    )
    path.write_text(f'{{"name":"Ann Lee","type":"personal_chat","id":1,"messages":[{message}]}}')


def _nested_message(path: Path) -> None:
    _telegram(path, '[{"text":' * 100_000 + '""' + "}]" * 100_000)


def _endless_number(path: Path) -> None:
    _telegram(path, "9" * 5_000_000)


def _calls(path: Path, attributes: str, count: int = 1, head: str = "") -> None:
    call = f'<call number="+442079460000" contact_name="Ann Lee" {attributes}/>'
    path.write_text(f'<?xml version="1.0"?>{head}<calls count="1">{call * count}</calls>')


def _long_calls(path: Path) -> None:
    _calls(path, f'duration="{"9" * 100_000}" date="1770000000000" type="1"')


def _late_calls(path: Path) -> None:
    _calls(path, f'duration="60" date="{"9" * 100_000}" type="1"')


def _many_calls(path: Path) -> None:
    _calls(path, 'duration="60" date="1770000000000" type="1"', count=60_000)


def _laughing_calls(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE calls [<!ENTITY l0 "ha">{laughs}]>'
    _calls(path, 'duration="60" date="1770000000000" type="1" readable_date="&l11;"', head=head)


def _signal_line(path: Path) -> None:
    _one_line(path, "[2026-02-03 10:15] Ann Lee: hello\n[2026-02-03 10:16] Ann Lee: ")


def _guest_columns(path: Path) -> None:
    path.write_text("Name,Checked in" + ",Why" * 200_000 + "\nAnn Lee,yes" + ",x" * 200_000 + "\n")


def _guest_tables(path: Path) -> None:
    path.write_text("Name,Checked in\nAnn Lee,yes\n\n" * 100_000)


BOMBS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "cards in cards": ("a.vcf", _cards),
    "a large photo": ("a.vcf", _photo),
    "quoted-printable": ("a.vcf", _quoted_printable),
    "billions of occurrences": ("a.ics", _occurrences),
    "rules by the second that never fall": ("a.ics", _never),
    "rules by the day that never fall": ("a.ics", _never_by_the_day),
    "thousands of rules since 1900": ("a.ics", _for_ever),
    "nested JSON": ("a.json", _nested),
    "a CSV of NULs": ("Connections.csv", _nulls),
    "one endless cell": ("Connections.csv", _one_cell),
    "a table of one line": ("Connections.csv", _table_line),
    "a card of one line": ("a.vcf", _card_line),
    "an event of one line": ("a.ics", _event_line),
    "a mail of one line": ("a.mbox", _mail_line),
    "accents upon accents": ("Connections.csv", _accents),
    "everybody of one name": ("a.vcf", _one_name),
    "a billion laughs": ("a.xml", _entities),
    "a mail of headers": ("a.mbox", _headers),
    "a chat of one line": ("WhatsApp Chat with Ann Lee.txt", _chat_line),
    "a chat of everybody": ("WhatsApp Chat with all.txt", _everybody_writes),
    "a chat without a colon": ("WhatsApp Chat with Ann Lee.txt", _no_colon),
    "a chat of accents": ("WhatsApp Chat with Ann Lee.txt", _marks),
    "a message in messages": ("result.json", _nested_message),
    "a message that is a number": ("result.json", _endless_number),
    "a call without end": ("calls.xml", _long_calls),
    "a call at the end of time": ("calls.xml", _late_calls),
    "a call a second": ("calls.xml", _many_calls),
    "calls that laugh": ("calls.xml", _laughing_calls),
    "a Signal chat of one line": ("chat.md", _signal_line),
    "a guest list of columns": ("guests.csv", _guest_columns),
    "a guest list of tables": ("guests.csv", _guest_tables),
}

# A guest list has to be of an event.
MORE = {"guests.csv": ("--at", "Spring fair", "--on", "2026-06-01")}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of memory to set")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_read_or_refused(isolation: Path, tmp_path: Path, bomb: str) -> None:
    name, make = BOMBS[bomb]
    make(tmp_path / name)
    began = time.monotonic()
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM,
            "import",
            str(tmp_path / name),
            *MORE.get(name, ()),
            "--json",
        ],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, "FARMER_TODAY": "2026-06-15"},
    )
    assert time.monotonic() - began < SECONDS
    assert "Traceback" not in ran.stderr
    assert ran.returncode in (0, 2), (ran.returncode, ran.stderr[-300:])
    assert json.loads(ran.stdout)["command"] == "import"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_or_device_that_nobody_writes_to_is_no_file(isolation: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for words in (["import", str(pipe)], ["list", "--ledger", str(pipe)], ["import", "/dev/zero"]):
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert ran.returncode in (2, 3, 6), (words, ran)
        assert "Traceback" not in ran.stderr
