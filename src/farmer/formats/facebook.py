"""What Facebook and Instagram let one download as JSON: friends, and who wrote to whom when.

They write every byte of a name's UTF-8 as a letter of its own, but in conversations that were
encrypted between both ends, and instants instead of days:
these are taken as days of UTC, so that a file says the same wherever it is read. The lines told
are numbers of entries, because these files need not have lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from farmer.formats.chat import (
    LARGEST_GROUP,
    NO_NAME,
    NOTICE,
    OF_MEMBERS,
    UNNAMED_USER,
    UNREADABLE_DATE,
    UNSENT,
    Said,
    exchanges,
    minutes_of,
)
from farmer.formats.chat_words import (
    is_call_begun,
    is_done_by_you,
    is_missed_call,
    is_reaction,
    says_missed,
    says_sent,
    says_video,
)
from farmer.formats.incoming import (
    GROUP_CONVERSATION,
    Exchange,
    How,
    Incoming,
    Party,
    Reading,
    Skipped,
    SourcedTouch,
    handles_from,
    kept,
)
from farmer.formats.loosejson import mapping, mappings, parsed, text, texts, whole
from farmer.handles import any_handle
from farmer.model import EARLIEST, LATEST, Contact, Touch
from farmer.text import fold

FRIEND_LISTS = ("friends_v2", "friends")
REMOVED_FRIENDS = ("deleted_friends_v2", "deleted_friends")
LOGS = ("sms_logs", "mms_logs")

NOT_FACEBOOK = "nothing in the file is known to be Facebook's"
REACTION = "a like, or another sign below a message"
UNFRIENDED = "somebody removed from the friends"
NO_NUMBER = "neither a number nor a name beside the messages"

# Who came into a conversation or went is said as a message of whoever did it.
_OF_MEMBERS = ("subscribe", "unsubscribe")
_FIRST_KEYS = (*FRIEND_LISTS, *REMOVED_FRIENDS, "participants", "message_logs")
_BEGINNING = re.compile(rf'\s*{{\s*"(?:{"|".join(_FIRST_KEYS)})"\s*:\s*[\[{{]')
# What stands where an account was deleted, in the languages of those who export.
_NOBODY = frozenset(
    fold(each)
    for network in ("Facebook", "Instagram")
    for each in (
        *(f"{network} User", f"{network}-Nutzer", f"{network}-Nutzerin", f"{network}-gebruiker"),
        *(f"Utilisateur {network}", f"Utilisateur de {network}", f"Usuario de {network}"),
        *(f"Utente {network}", f"Utente di {network}", f"Usuário do {network}"),
        *(f"Utilizador do {network}", f"Użytkownik {network}a"),
    )
)
# What a message may have beside words; one that only says so has its sender's name before it.
_SENT = ("share", "photos", "videos", "audio_files", "gifs", "files", "sticker", "media")
# Some files count seconds, some milliseconds; none is of a day before this many of the latter.
_MILLISECONDS = 10**11


def recognises(beginning: str) -> bool:
    """Whether a file that begins so is one of the four kinds that are read."""
    return _BEGINNING.match(beginning) is not None


def read(data: bytes, _how: How) -> Reading:
    """Every friend or exchange in `data`; removed friends and large groups are skipped."""
    found = parsed(data)
    if "participants" in found:
        yield from _thread(found)
    elif "message_logs" in found:
        yield from _logs(mapping(found["message_logs"]))
    elif any(key in found for key in FRIEND_LISTS + REMOVED_FRIENDS):
        yield from _friends(found)
    else:
        yield Skipped(1, NOT_FACEBOOK)


def _friends(found: Mapping[str, object]) -> Reading:
    for key in FRIEND_LISTS:
        for number, friend in enumerate(mappings(found.get(key)), start=1):
            yield _friend(number, friend)
    for key in REMOVED_FRIENDS:
        for number, _ in enumerate(mappings(found.get(key)), start=1):
            yield Skipped(number, UNFRIENDED)


def _friend(number: int, friend: Mapping[str, object]) -> Incoming | Skipped:
    name = _name(friend.get("name"))
    if not name:
        return Skipped(number, NO_NAME)
    on = _day(friend.get("timestamp"))
    handles = handles_from(((any_handle, text(friend.get("contact_info"))),))
    if on is None:
        return Incoming(number, Contact(name), handles)
    key = f"{fold(name)}|{on.isoformat()}"
    return Incoming(number, Contact(name), handles, (SourcedTouch(Touch(on, "connect"), key),), key)


def _thread(thread: Mapping[str, object]) -> Reading:
    """Who wrote in a conversation on which day, however often they did."""
    listed = thread["participants"]
    members = mappings(listed)
    names = [_name(each.get("name")) for each in members]
    if any(texts(listed)):  # encrypted between both ends: told by their names, rightly written
        names = [_unless_nobody(kept(name)) for name in texts(listed)]
    if len(members) > LARGEST_GROUP:
        yield Skipped(1, GROUP_CONVERSATION)
        return
    parties = {name: Party(name) for name in names if name}
    if len(parties) < 2:
        yield Skipped(1, NO_NAME)
        return
    messages = mappings(thread.get("messages"))
    conversation = _Conversation(frozenset(parties), _pressed(messages))
    said = (_said(*each, conversation) for each in enumerate(messages, start=1))
    yield from exchanges(tuple(parties.values()), said)


class _Conversation(NamedTuple):
    """Who is in it, and who put which signs below the messages of it."""

    people: frozenset[str]
    pressed: frozenset[tuple[str, str]]

    def is_reaction(self, sender: str, words: str) -> bool:
        """Whether it is said, as a message, that the sender pressed a sign.

        In any language it is told with that sign, and with a space behind it that nobody can send.
        """
        told = words.endswith(" ") and any(
            actor == sender and sign in words for actor, sign in self.pressed
        )
        return told or is_reaction(words)

    def is_notice(self, sender: str, words: str, message: Mapping[str, object]) -> bool:
        """Whether the program says what somebody did, by their name or to whoever exported it."""
        if is_call_begun(words, {sender, *self.people}):
            return True
        if any(message.get(each) for each in _SENT):
            return False
        about = words.startswith(f"{sender} ") and words[len(sender) + 1 :][:1].islower()
        return is_done_by_you(words) or (about and not says_sent(words))


def _pressed(messages: Iterable[Mapping[str, object]]) -> frozenset[tuple[str, str]]:
    """Who put which sign below a message."""
    signs = (each for message in messages for each in mappings(message.get("reactions")))
    told = ((_rightly(each.get("actor")), _rightly(each.get("reaction"))) for each in signs)
    return frozenset((kept(actor), sign) for actor, sign in told if sign)


def _said(
    number: int, message: Mapping[str, object], conversation: _Conversation
) -> Said | Skipped:
    instant = message.get("timestamp_ms", message.get("timestamp"))
    on = _day(instant)
    sender = _unless_nobody(kept(text(message.get("senderName"))))
    sender = sender or _name(message.get("sender_name"))
    if on is None:
        return Skipped(number, UNREADABLE_DATE)
    if not sender:
        return Skipped(number, NO_NAME)
    words = text(message.get("text")) or _rightly(message.get("content"))
    if _is_call(message, words, conversation.people):
        return _call(number, on, Party(sender), message, words, f"{instant}")
    reason = _no_message(message, sender, words, conversation)
    return Skipped(number, reason) if reason else Said(number, on, Party(sender))


def _is_call(message: Mapping[str, object], words: str, people: Collection[str]) -> bool:
    kind = text(message.get("type")).casefold()
    return kind == "call" or "call_duration" in message or is_missed_call(words, people)


def _no_message(
    message: Mapping[str, object], sender: str, words: str, conversation: _Conversation
) -> str:
    """Why something that stands among the messages is none; empty where it is one."""
    if message.get("isUnsent") is True or message.get("is_unsent") is True:
        return UNSENT
    if text(message.get("type")).casefold() in _OF_MEMBERS:
        return OF_MEMBERS
    if conversation.is_reaction(sender, words):
        return REACTION
    return NOTICE if conversation.is_notice(sender, words, message) else ""


def _call(
    number: int, on: date, sender: Party, message: Mapping[str, object], words: str, at: str
) -> Said:
    """A call, or an attempt at one; those that were encrypted do not say how long they were."""
    seconds = whole(message.get("call_duration")) or 0
    unanswered = seconds <= 0 and "call_duration" in message
    if unanswered or message.get("missed") is True or (not seconds and says_missed(words)):
        return Said(number, on, sender, "attempt")
    kind = "video" if says_video(words) else "call"
    return Said(number, on, sender, kind, minutes_of(seconds) if seconds else None, at)


def _logs(logs: Mapping[str, object]) -> Reading:
    """With whom text messages went to and fro on which day; the logs do not say who wrote."""
    written: set[tuple[date, Party]] = set()
    for number, (who, instant) in enumerate(_logged(logs), start=1):
        handles = handles_from(((any_handle, who),))
        party = Party("" if handles else _name(who), handles)
        on = _day(instant)
        if on is None:
            yield Skipped(number, UNREADABLE_DATE)
        elif not (party.name or handles):
            yield Skipped(number, NO_NUMBER)
        elif (on, party) not in written:
            written.add((on, party))
            yield Exchange(number, on, "message", None, (party, UNNAMED_USER))


def _logged(logs: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key in LOGS:
        for who, messages in mapping(logs.get(key)).items():
            for message in mappings(messages):
                yield who, message.get("sent_timestamp")


def _name(value: object) -> str:
    """A name as it was before Facebook took its bytes for letters; none where it is nobody's."""
    return _unless_nobody(kept(_rightly(value)))


def _rightly(value: object) -> str:
    """A text as it was before Facebook took its bytes for letters."""
    written = text(value)
    with suppress(UnicodeError):  # it was written rightly
        written = written.encode("latin-1").decode("utf-8")
    return written


def _unless_nobody(name: str) -> str:
    """A name; empty for what stands where an account was deleted."""
    return "" if fold(name) in _NOBODY else name


def _day(value: object) -> date | None:
    instant = whole(value)
    if instant is None:
        return None
    seconds = instant // 1000 if abs(instant) >= _MILLISECONDS else instant
    try:
        on = date(1970, 1, 1) + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return on if EARLIEST <= on <= LATEST else None
