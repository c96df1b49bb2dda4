"""Signal Desktop's own export: who wrote in which chat, and who rang."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given

from farmer.formats import Exchange, Skipped, signal_desktop
from farmer.formats.chat import (
    GROUP_CALL,
    NOTICE,
    OF_MEMBERS,
    UNNAMED_USER,
    UNREADABLE_DATE,
    UNSENT,
)
from farmer.formats.incoming import GROUP_CONVERSATION, Party
from farmer.model import Handle
from tests.formats.mutations import Cut, cuts, damaged, retyped
from tests.formats.reading import HOW, read

ANA = Party("Ana Ruiz", (Handle("phone", "+34600111222"),))
BO = Party("Bo Li")
PEOPLE: list[dict[str, Any]] = [
    {"version": "1", "backupTimeMs": "1795200000000", "mediaRootBackupKey": "x"},
    {"account": {"givenName": "Kim"}},
    {"recipient": {"id": "1", "self": {}}},
    {
        "recipient": {
            "id": "2",
            "contact": {
                "e164": "34600111222",
                "profileGivenName": "A",
                "systemGivenName": "Ana",
                "systemFamilyName": "Ruiz",
            },
        }
    },
    {"recipient": {"id": "3", "contact": {"profileGivenName": "Bo Li"}}},
    {"recipient": {"id": "4", "group": {"snapshot": {"members": [{}, {}, {}]}}}},
    {"recipient": {"id": "5", "group": {"snapshot": {"members": [{}] * 6}}}},
    {"recipient": {"id": "6", "releaseNotes": {}}},
    *({"chat": {"id": f"1{number}", "recipientId": f"{number}"}} for number in range(1, 7)),
]


def at(day: int) -> str:
    return str(int(datetime(2026, 5, day, 12, tzinfo=UTC).timestamp() * 1000))


def item(chat: str, author: str, day: int, **what: Any) -> dict[str, Any]:
    told = what or {"standardMessage": {"text": {"body": "hi"}}}
    mine: dict[str, Any] = {"outgoing": {}} if author == "1" else {"incoming": {}}
    return {"chatItem": {"chatId": chat, "authorId": author, "dateSent": at(day), **mine, **told}}


def called(day: int, **how: str) -> dict[str, Any]:
    made = {"individualCall": {"startedCallTimestamp": at(day), **how}}
    told = {"chatId": "12", "authorId": "2", "dateSent": at(day), "directionless": {}}
    return {"chatItem": {**told, "updateMessage": made}}


def lines(*items: dict[str, Any]) -> bytes:
    return "".join(f"{json.dumps(each)}\n" for each in (*PEOPLE, *items)).encode()


def rows(*items: dict[str, Any]) -> list[Any]:
    kind, found = read(lines(*items))
    assert kind == "signal"
    return list(found)


def passed(*items: dict[str, Any]) -> list[tuple[int, str | None, Party | None]]:
    return [(e.on.day, e.kind, e.sender) for e in rows(*items) if isinstance(e, Exchange)]


def test_a_message_counts_once_a_day_for_whoever_wrote() -> None:
    written = [item("12", "2", 3), item("12", "2", 3), item("12", "1", 3), item("12", "2", 4)]
    assert passed(*written) == [
        (3, "message", ANA),
        (3, "message", UNNAMED_USER),
        (4, "message", ANA),
    ]
    (first, *_) = rows(*written)
    assert first.others == (UNNAMED_USER,)


def test_who_only_was_written_to_takes_part() -> None:
    (sent,) = rows(item("13", "1", 3))
    assert (sent.sender, sent.others, sent.on) == (UNNAMED_USER, (BO,), date(2026, 5, 3))


@pytest.mark.parametrize(
    ("how", "kind", "sender"),
    [
        ({"type": "AUDIO_CALL", "direction": "INCOMING", "state": "ACCEPTED"}, "call", ANA),
        ({"type": "VIDEO_CALL", "direction": "OUTGOING", "state": "ACCEPTED"}, "video", None),
        ({"type": "AUDIO_CALL", "direction": "INCOMING", "state": "MISSED"}, "attempt", ANA),
        ({"type": "VIDEO_CALL", "direction": "OUTGOING", "state": "NOT_ACCEPTED"}, "attempt", None),
    ],
)
def test_calls_are_whose_who_rang(how: dict[str, str], kind: str, sender: Party | None) -> None:
    assert passed(called(3, **how)) == [(3, kind, sender or UNNAMED_USER)]


def test_each_call_of_a_day_counts() -> None:
    one, other = called(3, type="AUDIO_CALL", direction="INCOMING", state="ACCEPTED"), called(3)
    other["chatItem"]["updateMessage"]["individualCall"]["startedCallTimestamp"] = "1"
    assert len(passed(one, other, one)) == 2


def test_what_is_no_talk_is_left() -> None:
    updates = [
        item("12", "2", 3, updateMessage={what: {}})
        for what in ("expirationTimerChange", "groupCall", "groupChange")
    ]
    gone = item("12", "2", 3, remoteDeletedMessage={})
    left = [(each.line, each.reason) for each in rows(*updates, gone)]
    first = len(PEOPLE) + 1
    reasons = (NOTICE, GROUP_CALL, OF_MEMBERS, UNSENT)
    assert left == list(enumerate(reasons, start=first))
    small, large = item("14", "2", 3), item("15", "2", 3)
    assert [type(each) for each in rows(small, item("14", "3", 3))] == [Exchange, Exchange]
    assert [each.reason for each in rows(large)] == [GROUP_CONVERSATION]
    for chat in ("11", "16"):
        author = "1" if chat == "11" else "6"
        known = [each.reason for each in rows(item(chat, author, 3))]
        assert known == [signal_desktop.OWN_OR_NEWS]


def test_a_line_or_day_that_cannot_be_read_costs_itself_only() -> None:
    undated = item("12", "2", 3)
    undated["chatItem"]["dateSent"] = "soon"
    _, found = read(lines(undated, item("12", "2", 4)) + b'{"chatItem":{"x\n')
    reasons = [each.reason for each in found if isinstance(each, Skipped)]
    assert reasons == [UNREADABLE_DATE, signal_desktop.UNREADABLE]
    assert sum(isinstance(each, Exchange) for each in found) == 1


def test_values_of_any_kind_break_nothing() -> None:
    whole = [*PEOPLE, item("12", "2", 3), called(4, type="AUDIO_CALL", state="ACCEPTED")]
    for each in whole:
        for changed in retyped(each):
            data = lines(item("12", "2", 5)) + json.dumps(changed).encode()
            assert list(signal_desktop.read(BytesIO(data), HOW))


@given(cuts(1200))
def test_no_damage_breaks_it(changes: list[Cut]) -> None:
    data = damaged(lines(item("12", "2", 3), called(4, state="ACCEPTED")), changes)
    assert list(signal_desktop.read(BytesIO(data), HOW)) == list(
        signal_desktop.read(BytesIO(data), HOW)
    )
