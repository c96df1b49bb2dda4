"""Two weeks with the sources that people have, day by day, through the command."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tests.conftest import Farmer, Outcome

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTED = (
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@acme.example,{firm},Buyer,01 May 2026\n"
    "Bo,Li,https://www.linkedin.com/in/bo-li,,East,Owner,02 May 2026\n"
    "Cy,Ode,https://www.linkedin.com/in/cy-ode,cy@west.example,West,Owner,03 May 2026\n"
)
LATER = "Di,Fox,https://www.linkedin.com/in/di-fox,,North,Owner,12 June 2026\n"
MEETING = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@x\r\nSEQUENCE:{version}\r\n"
    "DTSTART:{day}T090000Z\r\nDTEND:{day}T100000Z\r\nSUMMARY:Lease\r\n"
    "ORGANIZER:mailto:kim@doe.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@acme.example\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
GUESTS = (
    "name,email,approval_status,checked_in_at,event\n"
    "Cy Ode,cy@west.example,approved,{at},Spring fair\n"
    "Ed Hale,ed@south.example,approved,{at},Spring fair\n"
    "Flo Orr,flo@south.example,declined,,Spring fair\n"
)


def test_two_weeks(farmer: Farmer, isolation: Path) -> None:
    connections = isolation / "Connections.csv"
    phone, calendar, guests = (
        isolation / name for name in ("farmer.txt", "calendar.ics", "guests.csv")
    )

    def do(command: str, today: str = "2026-06-15") -> Outcome:
        outcome = farmer(f"farmer {command}", today)
        assert outcome.status == 0, (command, outcome.err)
        return outcome

    def talks() -> Counter[tuple[str, str, str]]:
        """Name, day and kind of whatever is on record, but that one is connected."""
        whole = json.loads(do("export").out)
        names = {each["id"]: each["name"] for each in whole["contacts"]}
        return Counter(
            (names[each["contact_id"]], each["on"], each["kind"])
            for each in whole["touchpoints"]
            if each["kind"] != "connect"
        )

    # Monday: what LinkedIn has comes in, and asks for nothing.
    do("config set me 'Kim Doe' kim@doe.example", "2026-06-01")
    connections.write_text(HEADER + CONNECTED.format(firm="Acme"), encoding="utf-8")
    imported = do(f"import {connections} --remember", "2026-06-01")
    assert imported.rows[0][-1] == "new=3 touchpoints=3"
    assert "Ana Ruiz" not in do("today", "2026-06-01").out
    assert len(do("triage --json", "2026-06-01").data["people"]) == 3
    # Whom one wants to tend, and whom not.
    do("edit Ana --cadence 30", "2026-06-01")
    do("archive 'Bo Li'", "2026-06-01")
    # The telephone and the calendar are remembered as they are, empty or not.
    phone.write_text("", encoding="utf-8")
    calendar.write_text(MEETING.format(version=0, day="20260604"), encoding="utf-8")
    do(f"import {phone} --as lines --remember", "2026-06-01")
    do(f"import {calendar} --remember", "2026-06-01")
    assert talks() == Counter()

    # Wednesday: a line of the telephone's, read twice.
    phone.write_text("2026-06-03 18:05 coffee with Ana Ruiz, they called; an office\n")
    for _ in range(2):
        do("import", "2026-06-03")
        assert talks() == {("Ana Ruiz", "2026-06-03", "meeting"): 1}

    # Friday: what the calendar had ahead has happened; then it says that it was a day later.
    later = MEETING.format(version=0, day="20260604").replace("Lease", "The lease")
    calendar.write_text(later, encoding="utf-8")
    do("import", "2026-06-05")
    assert talks()["Ana Ruiz", "2026-06-04", "meeting"] == 1
    calendar.write_text(MEETING.format(version=1, day="20260605"), encoding="utf-8")
    do("import", "2026-06-06")
    known = talks()
    assert known["Ana Ruiz", "2026-06-05", "meeting"] == 1
    assert ("Ana Ruiz", "2026-06-04", "meeting") not in known

    # Before the evening: whom of the list one knows; nothing is written.
    guests.write_text(GUESTS.format(at=""), encoding="utf-8")
    prepared = do(f"prepare --guests {guests} --at 'Spring fair'", "2026-06-08")
    assert "Cy Ode" in prepared.out
    assert talks() == known
    # After it: who was there, and with whom one talked.
    guests.write_text(GUESTS.format(at="2026-06-08T18:00:00.000Z"), encoding="utf-8")
    for _ in range(2):
        do(f"import {guests}", "2026-06-09")
        there = {name for name, _, kind in talks() if kind == "attended"}
        assert there == {"Cy Ode", "Ed Hale"}
    do("log 'Cy Ode' --at 'Spring fair' --on 2026-06-08 --note tea", "2026-06-09")
    known = talks()
    assert {kind for name, _, kind in known if name == "Cy Ode"} == {"event"}

    # Friday: LinkedIn again, grown, with a new firm of Ana's; all else is as it was.
    connections.write_text(HEADER + CONNECTED.format(firm="Oak") + LATER, encoding="utf-8")
    again = do("import --json", "2026-06-13").data["sources"]
    (came,) = (each["imported"][0] for each in again if each["files"])
    assert (came["new"], came["updated"], came["unchanged"]) == (1, 1, 2)
    assert do("show Ana --json", "2026-06-13").data["company"] == "Oak"
    assert talks() == known

    # Sunday: today speaks of whoever is tended, and of nobody else.
    said = do("today", "2026-07-20").out
    assert "Ana Ruiz" in said
    assert not any(name in said for name in ("Bo Li", "Di Fox", "Flo Orr"))
    people = {each["name"] for each in json.loads(do("export").out)["contacts"]}
    assert people == {"Ana Ruiz", "Bo Li", "Cy Ode", "Di Fox", "Ed Hale"}
    # One step back takes the last reading with it, and nothing of before.
    do("undo", "2026-06-13")
    assert do("show Ana --json", "2026-06-13").data["company"] == "Acme"
    assert talks() == known
