"""Tables of calls as programs for telephones export them, with invented people."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from farmer.formats import call_table, recognise
from farmer.formats.calls import VOICEMAIL_OR_BLOCKED
from farmer.formats.chat import UNNAMED_USER
from farmer.formats.decoding import to_text
from farmer.formats.incoming import Exchange, How, Party, Skipped
from farmer.model import Handle
from tests.formats.mutations import Cut, cuts, damaged

HOW = How(date(2026, 12, 1))
DAY = date(2026, 11, 20)
NUMBER = Handle("phone", "+34600111222")
ANA = Party("Ana Ruiz", (NUMBER,))
IPHONE = (
    "Call type,Date,Duration,Number,Contact,Location,Service\n"
    "Incoming,2026-11-20 18:05:33,00:05:32,+34600111222,Ana Ruiz,,Phone\n"
    "Outgoing,2026-11-20 19:05:33,00:01:01,+34600111222,Ana Ruiz,,FaceTime Video\n"
    "Missed,2026-11-21 18:05:33,00:00:00,+34600111222,Ana Ruiz,,Phone\n"
    "Outgoing,2026-11-21 19:05:33,00:00:00,+34600111222,Ana Ruiz,,Phone\n"
    "Incoming,2026-11-21 19:05:33,00:09:00,,,,Phone\n"
)
ANDROID = (
    "Name;Phone number;Type;Date;Time;Duration (sec)\n"
    "Ana Ruiz;+34600111222;INCOMING;20/11/2026;18:05;332\n"
    "Ana Ruiz;+34600111222;OUTGOING;20/11/2026;19:05;61\n"
    "Ana Ruiz;+34600111222;VOICEMAIL;20/11/2026;20:05;61\n"
)
GERMAN = (
    "Name;Nummer;Anrufart;Datum;Uhrzeit;Dauer\n"
    "Ana Ruiz;+34600111222;Eingehend;20.11.2026;18:05;00:05:05\n"
    "Ana Ruiz;+34600111222;Ausgehend;20.11.2026;18:15;1 Min. 5 Sek.\n"
    "Ana Ruiz;+34600111222;Verpasst;20.11.2026;19:05;00:00:00\n"
)
SPANISH = (
    "Nombre,Número,Tipo,Fecha,Duración\n"
    "Ana Ruiz,+34600111222,Entrante,20/11/2026 18:05,305\n"
    "Ana Ruiz,+34600111222,Saliente,20/11/2026 18:15,1 min 5 s\n"
)


def read(text: str) -> list[Exchange | Skipped]:
    rows = call_table.read(text, HOW)
    return [row for row in rows if isinstance(row, Exchange | Skipped)]


@pytest.mark.parametrize("text", [IPHONE, ANDROID, GERMAN, SPANISH])
def test_who_rang_and_for_how_long(text: str) -> None:
    found = recognise(text.encode())
    assert found is not None
    assert found.kind == "call-table"
    first, second, *_ = (row for row in read(text) if isinstance(row, Exchange))
    assert (first.on, first.time, first.kind, first.minutes) == (DAY, "18:05", "call", 5)
    assert (first.sender, first.others) == (ANA, (UNNAMED_USER,))
    assert (second.sender, second.others, second.minutes) == (UNNAMED_USER, (ANA,), 1)


def test_what_nobody_answered_is_an_attempt_and_what_is_nobodys_is_left_out() -> None:
    rows = read(IPHONE)
    assert [row.kind for row in rows if isinstance(row, Exchange)] == [
        "call",
        "video",
        "attempt",
        "attempt",
    ]
    assert rows[-1] == Skipped(6, call_table.NO_NUMBER_SAID)
    assert read(ANDROID)[-1] == Skipped(4, call_table.NO_DIRECTION)


@pytest.mark.parametrize(
    ("lasted", "minutes"),
    [("332", 5), ("5:32", 5), ("1:05:32", 65), ("5m 32s", 5), ("5 min 32 sec", 5), ("1h 5m", 65)],
)
def test_a_length_is_read_as_programs_write_it(lasted: str, minutes: int) -> None:
    (call,) = read(f"Name,Type,Date,Duration\nAna Ruiz,Incoming,2026-11-20 18:05,{lasted}\n")
    assert isinstance(call, Exchange)
    assert call.minutes == minutes


@given(cuts(500))
def test_no_damage_breaks_it(changes: list[Cut]) -> None:
    hurt = to_text(damaged(IPHONE.encode(), changes))
    rows = list(call_table.read(hurt, HOW))
    assert rows == list(call_table.read(hurt, HOW))
    assert all(row.line >= 1 for row in rows)


def test_an_endless_cell_takes_no_time() -> None:
    """A regular expression that tries again and again would take minutes of this."""
    endless = f"Ana,Incoming,2026-11-20 {' ' * 100_000}x,{'1h' * 100_000}\n"
    rows = read(f"Name,Type,Date,Duration\n{endless}")
    assert rows == [Skipped(2, call_table.UNREADABLE_DATE)]


def test_somebody_may_be_rung_by_their_address() -> None:
    header, *_ = IPHONE.splitlines()
    row = "Outgoing,2026-11-20 19:05:33,00:01:01,Bo@East.example,,,FaceTime Audio"
    [call] = call_table.read(f"{header}\n{row}\n", HOW)
    assert isinstance(call, Exchange)
    assert call.others == (Party("", (Handle("email", "bo@east.example"),)),)


@pytest.mark.parametrize("name", ["Voicemail", "Voice Mail", "Mailbox", "Buzón de voz"])
def test_the_machine_that_takes_calls_is_nobody(name: str) -> None:
    header, *_ = IPHONE.splitlines()
    row = f"Outgoing,2026-11-20 19:05:33,00:01:01,+34600111121,{name},,Phone"
    assert read(f"{header}\n{row}\n") == [Skipped(2, VOICEMAIL_OR_BLOCKED)]
