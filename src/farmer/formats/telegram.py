"""Telegram's ``result.json``, one chat or all of them: who wrote on which day, who called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from farmer.formats.chat import (
    GROUP_CALL,
    NO_NAME,
    NOTICE,
    OF_MEMBERS,
    UNNAMED_USER,
    UNREADABLE_DATE,
    Said,
    exchanges,
    minutes_of,
)
from farmer.formats.dates import parse_day
from farmer.formats.incoming import (
    GROUP_CONVERSATION,
    How,
    Party,
    Reading,
    Skipped,
    handles_from,
    kept,
)
from farmer.formats.loosejson import mapping, mappings, parsed, text, whole
from farmer.handles import phone_handle
from farmer.model import Handle

NO_PERSON = "a channel, a bot, or notes to yourself"
NO_CHAT = "a contact with whom there is no chat in the file"

# A conversation between people; in the others many read what nobody wrote to them.
_AMONG_PEOPLE = ("personal_chat", "private_group")
_BEGINNING = re.compile(r'\s*\{\s*"(?:about|name|type|personal_information|chats)"\s*:')
_SIGNS = ('"from_id"', '"actor_id"', '"personal_chat"', '"personal_information"')
# Those that one is in, and those that one left.
_CHATS = ("chats", "left_chats")
_GROUP_CALLS = ("group_call", "group_call_scheduled", "invite_to_group_call", "conference_call")
_OF_MEMBERS = re.compile(
    r"(?:create|edit|delete|migrate|join|invite|remove|leave)\w*(?:group|channel|members?|title|"
    r"photo)\w*|joined_telegram|topic_(?:created|edit)"
)
_UNANSWERED = ("missed", "busy")


def recognises(beginning: str) -> bool:
    """Whether a file that begins so is Telegram's."""
    is_one = _BEGINNING.match(beginning) is not None
    return is_one and any(sign in beginning for sign in _SIGNS)


def read(data: bytes, _how: How) -> Reading:
    """Who wrote on which day in each chat among people, and every call."""
    found = parsed(data)
    account = _Account.of(found)
    chats = [chat for kind in _CHATS for chat in mappings(mapping(found.get(kind)).get("list"))]
    if not chats and "messages" in found:
        chats = [found]
    for chat in chats:
        yield from _chat(account, chat)
    with_chats = {_user(chat.get("id")) for chat in chats}
    for number, contact in enumerate(_contacts(found), start=1):
        if _user(contact.get("user_id")) not in with_chats:
            yield Skipped(number, NO_CHAT)


@dataclass(frozen=True, slots=True)
class _Account:
    """Of an export of everything: whose it is, and the telephones of those in its address book."""

    mine: str
    phones: Mapping[str, tuple[Handle, ...]]

    @classmethod
    def of(cls, found: Mapping[str, object]) -> _Account:
        mine = _user(mapping(found.get("personal_information")).get("user_id"))
        phones = {
            _user(each.get("user_id")): handles_from(
                ((phone_handle, text(each.get("phone_number"))),)
            )
            for each in _contacts(found)
        }
        return cls(mine, {user: phone for user, phone in phones.items() if user})

    def party(self, name: object, user: str) -> Party | None:
        """Somebody by their name and number, and their telephone where it is known."""
        if user and user == self.mine:
            return UNNAMED_USER
        called = kept(text(name))
        key = f"user{user}" if user else ""
        return Party(called, self.phones.get(user, ()), key=key) if called else None


def _contacts(found: Mapping[str, object]) -> list[dict[str, object]]:
    return mappings(mapping(found.get("contacts")).get("list"))


def _user(value: object) -> str:
    """Who somebody is, by the number that Telegram has for them; empty where that is not told."""
    number = whole(value)
    told = text(value).removeprefix("user") if number is None else str(number)
    return told if told.isdecimal() and told != "0" else ""


def _chat(account: _Account, chat: Mapping[str, object]) -> Reading:
    messages = mappings(chat.get("messages"))
    kind = text(chat.get("type"))
    if kind not in _AMONG_PEOPLE:
        large = kind.endswith("supergroup")
        yield Skipped(1, GROUP_CONVERSATION if large else NO_PERSON)
        return
    said = list(_said(account, messages))
    parties = dict.fromkeys(each.sender for each in said if isinstance(each, Said))
    if kind == "personal_chat":
        other = account.party(chat.get("name"), _user(chat.get("id")))
        if other and not any(_may_be_one(other, party) for party in parties):
            parties[other] = None
    yield from exchanges(tuple(parties), said)


def _may_be_one(party: Party, other: Party) -> bool:
    """Whether two of a name are one, as far as their numbers tell."""
    return party.name == other.name and (not (party.key and other.key) or party.key == other.key)


def _said(account: _Account, messages: list[dict[str, object]]) -> Iterator[Said | Skipped]:
    for number, message in enumerate(messages, start=1):
        called = message.get("action") == "phone_call"
        if message.get("type") != "message" and not called:
            yield Skipped(number, _notice(text(message.get("action"))))
            continue
        by = ("actor", "actor_id") if called else ("from", "from_id")
        sender = account.party(message.get(by[0]), _user(message.get(by[1])))
        on = _day(message)
        if on is None:
            yield Skipped(number, UNREADABLE_DATE)
        elif sender is None:
            yield Skipped(number, NO_NAME)
        elif called:
            yield _call(number, on, sender, message)
        else:
            yield Said(number, on, sender)


def _notice(action: str) -> str:
    """What Telegram itself says, by what it is of."""
    if action in _GROUP_CALLS:
        return GROUP_CALL
    return OF_MEMBERS if _OF_MEMBERS.fullmatch(action) else NOTICE


def _call(number: int, on: date, sender: Party, message: Mapping[str, object]) -> Said:
    seconds = whole(message.get("duration_seconds")) or 0
    if not seconds or message.get("discard_reason") in _UNANSWERED:
        return Said(number, on, sender, "attempt")
    return Said(number, on, sender, "call", minutes_of(seconds), text(message.get("date")))


def _day(message: Mapping[str, object]) -> date | None:
    """By the clocks of whoever exported it."""
    return parse_day(text(message.get("date")).partition("T")[0])
