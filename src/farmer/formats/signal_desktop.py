"""Signal Desktop's own export of chats, ``main.jsonl``: a frame of its backup each line.

People and groups stand first, then their chats, then everything that was said. The days are those
of UTC, because the file has instants. How long a call was is not told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from farmer.formats.chat import (
    GROUP_CALL,
    LARGEST_GROUP,
    NOTICE,
    OF_MEMBERS,
    UNNAMED_USER,
    UNREADABLE_DATE,
    UNSENT,
    Said,
    exchanges,
)
from farmer.formats.incoming import (
    GROUP_CONVERSATION,
    How,
    Party,
    Reading,
    Skipped,
    handles_from,
    kept,
)
from farmer.formats.instants import day_at
from farmer.formats.loosejson import mapping, mappings, text, whole
from farmer.handles import phone_handle

OWN_OR_NEWS = "a chat with nobody in particular: notes to yourself, Signal's own news"
UNREADABLE = "a line that cannot be read"

_BEGINNING = re.compile(r'\s*\{\s*"(?:version|backupTimeMs|account|recipient|chat)"\s*:')
_SIGNS = ('"backupTimeMs"', '"mediaRootBackupKey"', '"e164"', '"profileGivenName"', '"chatItem"')
# No message is longer; what is goes on in the next piece, and is no frame.
_LONGEST_LINE = 4_000_000
# What is said by somebody; the rest is Signal's own, as of a timer.
_MESSAGES = ("standardMessage", "contactMessage", "stickerMessage", "viewOnceMessage",
             "directStoryReplyMessage", "poll", "giftBadge", "paymentNotification")  # fmt: skip
_KINDS = {"VIDEO_CALL": "video", "AUDIO_CALL": "call"}

_Frame = Mapping[str, object]


@dataclass(slots=True)
class _Account:
    """Who the recipients are by their ids, whose each chat is, and what was said in it."""

    people: dict[str, Party] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    chats: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[tuple[date, Party, str], Said]] = field(default_factory=dict)


def recognises(beginning: str) -> bool:
    """Whether a file that begins so is Signal Desktop's export."""
    return begins(beginning) and any(sign in beginning for sign in _SIGNS)


def begins(line: str) -> bool:
    """Whether a first line may be one of it."""
    return _BEGINNING.match(line) is not None


def read(stream: BinaryIO, _how: How) -> Reading:
    """Who wrote on which day in each chat, and every call, behind its first line."""
    account = _Account()
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), start=2):
        frame = _parsed(line)
        if frame is None:
            yield Skipped(number, UNREADABLE)
        else:
            yield from _take(account, number, frame)
    for chat, said in account.said.items():
        yield from _chat(account, account.chats.get(chat, chat), said)


def _parsed(line: bytes) -> _Frame | None:
    if not line.strip():
        return {}
    try:
        return mapping(json.loads(line)) or None
    except (ValueError, RecursionError):
        return None


def _take(account: _Account, number: int, frame: _Frame) -> Iterator[Skipped]:
    recipient, chat = mapping(frame.get("recipient")), mapping(frame.get("chat"))
    if recipient:
        _know(account, recipient)
    elif chat:
        account.chats[_id(chat.get("id"))] = _id(chat.get("recipientId"))
    elif "chatItem" in frame:
        yield from _hear(account, number, mapping(frame["chatItem"]))


def _know(account: _Account, recipient: _Frame) -> None:
    whose = _id(recipient.get("id"))
    if "self" in recipient:
        account.people[whose] = UNNAMED_USER
    elif "contact" in recipient:
        account.people[whose] = _party(mapping(recipient["contact"]))
    elif "group" in recipient:
        snapshot = mapping(mapping(recipient["group"]).get("snapshot"))
        account.groups[whose] = len(mappings(snapshot.get("members")))


def _party(contact: _Frame) -> Party:
    """By their nickname or name in the telephone, else by the one that they gave themselves."""
    own = mapping(contact.get("nickname"))
    names = (
        (own.get("given"), own.get("family")),
        (contact.get("systemGivenName"), contact.get("systemFamilyName")),
        (contact.get("profileGivenName"), contact.get("profileFamilyName")),
    )
    called = (kept(" ".join(map(text, each))) for each in names)
    number = _id(contact.get("e164")).removeprefix("+")
    handles = handles_from(((phone_handle, f"+{number}" if number else ""),))
    return Party(next(filter(None, called), ""), handles)


def _hear(account: _Account, number: int, item: _Frame) -> Iterator[Skipped]:
    called = mapping(mapping(item.get("updateMessage")).get("individualCall"))
    if not called and not any(each in item for each in _MESSAGES):
        yield Skipped(number, _no_message(item))
        return
    on = _day(item.get("dateSent"))
    if on is None:
        yield Skipped(number, UNREADABLE_DATE)
        return
    mine = "outgoing" in item or called.get("direction") == "OUTGOING"
    author = UNNAMED_USER if mine else account.people.get(_id(item.get("authorId")))
    if author is None:
        yield Skipped(number, OWN_OR_NEWS)
    else:
        said = _call(number, on, author, called, item) if called else Said(number, on, author)
        known = account.said.setdefault(_id(item.get("chatId")), {})
        known.setdefault((on, author, said.source_id), said)


def _no_message(item: _Frame) -> str:
    if "remoteDeletedMessage" in item:
        return UNSENT
    told = mapping(item.get("updateMessage"))
    if "groupCall" in told:
        return GROUP_CALL
    return OF_MEMBERS if "groupChange" in told else NOTICE


def _call(number: int, on: date, author: Party, called: _Frame, item: _Frame) -> Said:
    instant = _id(called.get("startedCallTimestamp")) or _id(item.get("dateSent"))
    answered = called.get("state") == "ACCEPTED"
    kind = _KINDS.get(text(called.get("type")), "call") if answered else "attempt"
    return Said(number, on, author, kind, source_id=instant)


def _chat(
    account: _Account, recipient: str, said: Mapping[tuple[date, Party, str], Said]
) -> Reading:
    first = next(iter(said.values())).line
    everybody = dict.fromkeys((UNNAMED_USER, *(each.sender for each in said.values())))
    other = account.people.get(recipient)
    if recipient not in account.groups:
        if other in (None, UNNAMED_USER):
            yield Skipped(first, OWN_OR_NEWS)
            return
        everybody[other] = None
    if account.groups.get(recipient, 0) > LARGEST_GROUP:
        yield Skipped(first, GROUP_CONVERSATION)
        return
    yield from exchanges(tuple(everybody), said.values())


def _id(value: object) -> str:
    """A number as the file has it, which may be a text."""
    number = whole(value)
    return text(value) if number is None else str(number)


def _day(value: object) -> date | None:
    said = _id(value)
    if not said.isascii() or not said.isdecimal() or len(said) > 18:
        return None
    return day_at(int(said))
