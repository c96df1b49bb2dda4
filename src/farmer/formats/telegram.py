"""Telegram's ``result.json``, one chat or all of them: who wrote on which day, who called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from farmer.formats.chat import NO_NAME, UNREADABLE_DATE, Said, exchanges, minutes_of
from farmer.formats.dates import parse_day
from farmer.formats.incoming import GROUP_CONVERSATION, How, Party, Reading, Skipped, kept
from farmer.formats.loosejson import mapping, mappings, parsed, text, whole

NO_PERSON = "a channel or a bot"

# A conversation between people; in the others many read what nobody wrote to them.
_AMONG_PEOPLE = ("personal_chat", "private_group")
_BEGINNING = re.compile(r'\s*\{\s*"(?:about|name|type|personal_information|chats)"\s*:')
_SIGNS = ('"from_id"', '"actor_id"', '"personal_chat"')
_UNANSWERED = ("missed", "busy")


def recognises(beginning: str) -> bool:
    """Whether a file that begins so is Telegram's."""
    is_one = _BEGINNING.match(beginning) is not None
    return is_one and any(sign in beginning for sign in _SIGNS)


def read(data: bytes, _how: How) -> Reading:
    """Who wrote on which day in each chat among people, and every call."""
    found = parsed(data)
    for chat in mappings(mapping(found.get("chats")).get("list")) or [found]:
        yield from _chat(chat)


def _chat(chat: Mapping[str, object]) -> Reading:
    messages = mappings(chat.get("messages"))
    kind = text(chat.get("type"))
    if kind not in _AMONG_PEOPLE:
        large = kind.endswith("supergroup")
        yield Skipped(1, GROUP_CONVERSATION if large else NO_PERSON)
        return
    said = list(_said(messages))
    parties = dict.fromkeys(each.sender for each in said if isinstance(each, Said))
    if kind == "personal_chat":
        parties |= dict.fromkeys(filter(None, [_party(chat.get("name"))]))
    yield from exchanges(tuple(parties), said)


def _said(messages: list[dict[str, object]]) -> Iterator[Said | Skipped]:
    for number, message in enumerate(messages, start=1):
        called = message.get("action") == "phone_call"
        if message.get("type") != "message" and not called:
            continue  # what Telegram itself says, as of a photo of the group
        sender = _party(message.get("actor" if called else "from"))
        on = _day(message)
        if on is None:
            yield Skipped(number, UNREADABLE_DATE)
        elif sender is None:
            yield Skipped(number, NO_NAME)
        elif called:
            yield _call(number, on, sender, message)
        else:
            yield Said(number, on, sender)


def _call(number: int, on: date, sender: Party, message: Mapping[str, object]) -> Said:
    seconds = whole(message.get("duration_seconds")) or 0
    if not seconds or message.get("discard_reason") in _UNANSWERED:
        return Said(number, on, sender, "attempt")
    return Said(number, on, sender, "call", minutes_of(seconds), text(message.get("date")))


def _party(name: object) -> Party | None:
    called = kept(text(name))
    return Party(called) if called else None


def _day(message: Mapping[str, object]) -> date | None:
    """By the clocks of whoever exported it."""
    return parse_day(text(message.get("date")).partition("T")[0])
