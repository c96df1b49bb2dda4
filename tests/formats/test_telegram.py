"""Telegram's result.json, one chat or all, with invented people."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from farmer.formats import telegram
from farmer.formats.chat import (
    GROUP_CALL,
    NO_NAME,
    NOTICE,
    OF_MEMBERS,
    UNNAMED_USER,
    UNREADABLE_DATE,
)
from farmer.formats.incoming import GROUP_CONVERSATION, Exchange, How, Party, Skipped
from farmer.model import Handle
from tests.formats.mutations import Cut, cuts, damaged, retyped

HOW = How(date(2026, 12, 1))
DAY = date(2026, 11, 20)


def somebody(name: str, *handles: Handle) -> Party:
    return Party(name, handles, key="user2")


def message(sender: str | None, on: str = "2026-11-20T18:05:33", **more: Any) -> dict[str, Any]:
    return {"id": 1, "type": "message", "date": on, "from": sender, "from_id": "user2"} | more


def call(actor: str, **more: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "type": "service",
        "date": "2026-11-20T18:05:33",
        "actor": actor,
        "actor_id": "user2",
        "action": "phone_call",
    } | more


def chat(*messages: dict[str, Any], kind: str = "personal_chat") -> dict[str, Any]:
    return {"name": "Ana Ruiz", "type": kind, "id": 2, "messages": list(messages)}


def found(value: object) -> list[Any]:
    return list(telegram.read(json.dumps(value).encode(), HOW))


def test_a_message_a_day_and_person() -> None:
    rows = found(chat(message("Ana Ruiz"), message("Ana Ruiz"), message("Kim Doe")))
    assert [(row.on, row.kind, row.sender.name) for row in rows] == [
        (DAY, "message", "Ana Ruiz"),
        (DAY, "message", "Kim Doe"),
    ]
    assert rows[0].others == (somebody("Kim Doe"),)


def test_a_chat_in_which_only_you_wrote_is_with_whom_it_is_called() -> None:
    [row] = found(chat(message("Kim Doe")))
    assert (row.sender, row.others) == (somebody("Kim Doe"), (somebody("Ana Ruiz"),))


def test_a_chat_with_somebody_of_your_own_name_is_with_them() -> None:
    mine = message("Ana Ruiz", from_id="user1")
    [row] = found(chat(mine))
    assert (row.sender, row.others) == (Party("Ana Ruiz", key="user1"), (somebody("Ana Ruiz"),))


def test_all_chats_are_read_and_large_groups_and_channels_are_nobodys() -> None:
    whole = {
        "about": "Here is the data you requested",
        "chats": {
            "list": [
                chat(message("Ana Ruiz"), message("Kim Doe")),
                chat(message("News"), kind="private_channel"),
                chat(message("Bo Li"), kind="private_supergroup"),
                chat(*(message(f"P{n}") for n in range(6)), kind="private_group"),
                chat(*(message(f"P{n}") for n in range(3)), kind="private_group"),
            ]
        },
        "left_chats": {"list": [chat(message("Ana Ruiz"))]},
    }
    rows = found(whole)
    assert sum(isinstance(row, Exchange) for row in rows) == 6
    assert [row.reason for row in rows if isinstance(row, Skipped)] == [
        telegram.NO_PERSON,
        GROUP_CONVERSATION,
        GROUP_CONVERSATION,
    ]
    assert telegram.recognises(json.dumps(whole))


@pytest.mark.parametrize(
    ("told", "kind", "minutes"),
    [
        ({"duration_seconds": 305, "discard_reason": "hangup"}, "call", 5),
        ({"duration_seconds": 5}, "call", 1),
        ({"discard_reason": "missed"}, "attempt", None),
        ({"discard_reason": "busy", "duration_seconds": 3}, "attempt", None),
        ({}, "attempt", None),
    ],
)
def test_calls(told: dict[str, Any], kind: str, minutes: int | None) -> None:
    [row] = found(chat(call("Kim Doe", **told)))
    assert (row.kind, row.minutes, row.sender) == (kind, minutes, somebody("Kim Doe"))


def test_what_cannot_be_read_says_why() -> None:
    rows = found(chat(message(None), message("Ana Ruiz", "then"), message("Ana Ruiz")))
    assert [each.reason for each in rows if isinstance(each, Skipped)] == [
        NO_NAME,
        UNREADABLE_DATE,
    ]


@pytest.mark.parametrize("text", ["", "{}", '{"name": "x"}', '{"friends_v2": []}', "[]"])
def test_other_files_are_not_recognised(text: str) -> None:
    assert not telegram.recognises(text)


def everything(*chats: dict[str, Any]) -> dict[str, Any]:
    people = [
        {"user_id": 2, "first_name": "Ana", "last_name": "Ruiz", "phone_number": "+34 600 111 222"},
        {"user_id": 9, "first_name": "Zoe", "last_name": "", "phone_number": "+34 600 111 999"},
    ]
    return {
        "about": "x",
        "personal_information": {"user_id": 1, "first_name": "K", "phone_number": "+34 600 1"},
        "contacts": {"about": "x", "list": people},
        "chats": {"about": "x", "list": list(chats)},
    }


def test_an_export_of_everything_says_who_you_are_and_their_telephones() -> None:
    mine = message("Kimmy", "2026-11-21T10:00:00", from_id="user1")
    hers, own, left = found(everything(chat(message("Ana Ruiz"), mine)))
    ana = somebody("Ana Ruiz", Handle("phone", "+34600111222"))
    assert (hers.sender, hers.others) == (ana, (UNNAMED_USER,))
    assert (own.sender, own.others) == (UNNAMED_USER, (ana,))
    assert left == Skipped(2, telegram.NO_CHAT)


def test_it_is_known_by_its_beginning_however_long_the_address_book() -> None:
    text = json.dumps(everything())
    assert telegram.recognises(text[: text.index("contacts")])


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ("pin_message", NOTICE),
        ("create_group", OF_MEMBERS),
        ("invite_members", OF_MEMBERS),
        ("join_group_by_link", OF_MEMBERS),
        ("edit_group_title", OF_MEMBERS),
        ("joined_telegram", OF_MEMBERS),
        ("group_call", GROUP_CALL),
        ("anything else", NOTICE),
    ],
)
def test_what_telegram_says_is_counted_by_its_kind(action: str, reason: str) -> None:
    rows = found(chat(message("Ana Ruiz"), call("Ana Ruiz", action=action)))
    assert rows[1] == Skipped(2, reason)


WHOLE = chat(message("Ana Ruiz"), call("Kim Doe", duration_seconds=300), message("Kim Doe"))


def test_any_value_may_be_of_another_kind() -> None:
    for value in retyped(WHOLE):
        assert all(isinstance(row, Exchange | Skipped) for row in found(value))


@given(cuts(200))
def test_no_damage_breaks_it(changes: list[Cut]) -> None:
    data = damaged(json.dumps(WHOLE).encode(), changes)
    assert all(isinstance(row, Exchange | Skipped) for row in telegram.read(data, HOW))
