"""Signal's chats as signal-export writes them, with invented people."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given

from farmer.formats import recognise, signal
from farmer.formats.chat import CALL_OF_NOBODY, GROUP_CALL, NOTICE, UNNAMED_USER
from farmer.formats.decoding import to_text
from farmer.formats.incoming import Exchange, How, Party, Skipped
from farmer.model import Handle
from tests.formats.mutations import Cut, cuts, damaged

HOW = How(date(2026, 12, 1))
ANA = Party("Ana Ruiz")
CHAT = (
    "[2026-11-20 18:05:33] Ana Ruiz: Nice to meet you  \n"
    "\n"
    "[2026-11-20 18:07:01] Me: Likewise: really!  \n"
    "(- Ana Ruiz: ❤ -)\n"
    "[2026-11-20 18:08:01] No-Sender: \n"
    "[2026-11-21 09:00:00] Me: Coffee?\n"
)
MESSAGES = [
    {"date": "2026-11-20 18:05:33", "sender": "Ana Ruiz", "body": "Hi", "quote": "", "sticker": ""},
    {"date": "2026-11-20 18:07:01", "sender": "Me", "body": "Hi", "quote": "", "sticker": ""},
    {"date": "2026-11-21 09:00:00", "sender": "Me", "body": "Coffee?", "quote": "", "sticker": ""},
]
LINES = "\n".join(map(json.dumps, MESSAGES))
RIGHT = [
    (date(2026, 11, 20), ANA, (UNNAMED_USER,)),
    (date(2026, 11, 20), UNNAMED_USER, (ANA,)),
    (date(2026, 11, 21), UNNAMED_USER, (ANA,)),
]


@pytest.mark.parametrize("text", [CHAT, LINES, json.dumps(MESSAGES)])
def test_who_wrote_first_to_whom_on_each_day(text: str) -> None:
    found = recognise(text.encode())
    assert found is not None
    assert found.kind == "signal"
    rows = [row for row in signal.read(text, HOW) if isinstance(row, Exchange)]
    assert [(row.on, row.sender, row.others) for row in rows] == RIGHT
    assert {row.kind for row in rows} == {"message"}


@pytest.mark.parametrize(
    ("said", "kind", "minutes"),
    [
        ("Outgoing voice call (accepted, 5m 3s)", "call", 5),
        ("Incoming video call (accepted, 1m 3s)", "video", 1),
        ("Incoming voice call (accepted)", "call", None),
        ("Incoming call", "call", None),
        ("Missed voice call", "attempt", None),
        ("Outgoing video call (unanswered)", "attempt", None),
        ("Incoming voice call (declined)", "attempt", None),
        ("Missed voice call? Ring me", "message", None),
    ],
)
def test_calls_are_told_as_messages(said: str, kind: str, minutes: int | None) -> None:
    line = f"[2026-11-20 18:05:33] Ana Ruiz: {said}  \n"
    told = {"date": "2026-11-20T18:05:33", "sender": "Ana Ruiz", "body": f"{said}  ", "quote": ""}
    for text in (line, json.dumps(told)):
        [row] = signal.read(text, HOW)
        assert isinstance(row, Exchange)
        assert (row.kind, row.minutes, row.sender) == (kind, minutes, ANA)


def test_what_nobody_said_is_counted_by_its_kind() -> None:
    text = (
        "[2026-11-20 18:05:33] No-Sender:   \n[2026-11-20 18:05:34] No-Sender: Incoming call  \n"
        "[2026-11-20 18:05:35] Ana Ruiz: Outgoing group call (accepted)\n"
    )
    assert list(signal.read(text, HOW)) == [
        Skipped(1, NOTICE),
        Skipped(2, CALL_OF_NOBODY),
        Skipped(3, GROUP_CALL),
    ]


def test_a_large_group_is_nobodys_talk() -> None:
    text = CHAT + "".join(f"[2026-11-20 19:00:00] Guest {n}: hello\n" for n in "ABCDE")
    assert [type(row) for row in signal.read(text, HOW)] == [Skipped]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "[2026-11-20 18:05:33] Ana Ruiz: hello\n[2026-11-20 18:06:33] Kim Doe: hello\n",
            "whatsapp",
        ),
        ("20/11/2026, 18:05 - Ana Ruiz: hello\n20/11/2026, 18:06 - Me: hello\n", "whatsapp"),
    ],
)
def test_whatsapps_chats_are_whatsapps(text: str, kind: str) -> None:
    found = recognise(text.encode())
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", [CHAT, LINES])
@given(changes=cuts(400))
def test_no_damage_breaks_it(text: str, changes: list[Cut]) -> None:
    hurt = to_text(damaged(text.encode(), changes))
    rows = list(signal.read(hurt, HOW))
    assert rows == list(signal.read(hurt, HOW))
    assert all(isinstance(row, Exchange | Skipped) for row in rows)


def test_somebody_without_a_name_is_known_by_their_number() -> None:
    [row] = signal.read("[2026-11-20 18:05:33] +34 600 111 222: Hello\n", HOW)
    assert isinstance(row, Exchange)
    assert row.sender == Party("", (Handle("phone", "+34600111222"),))
