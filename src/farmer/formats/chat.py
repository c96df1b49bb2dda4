"""Chats of any program: who wrote to whom on which day, however often they did.

What was written is never kept. In a larger group a message is not meant for each of its members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from farmer.formats.incoming import (
    GROUP_CONVERSATION,
    Exchange,
    Party,
    Reading,
    Skipped,
    handles_from,
    kept,
)
from farmer.handles import phone_handle
from farmer.model import LIVE, MINUTES

UNREADABLE_DATE = "the day of the message cannot be read"
NO_NAME = "no name, as of an account that was deleted"
# What nobody said, by what it is of.
NOTICE = "a line of the program's own, such as that the chat is encrypted"
OF_MEMBERS = "a line about who is in a group, or what it is called"
GROUP_CALL = "a call of a group: who took part is not told"
UNSENT = "a message that was taken back"
CALL_OF_NOBODY = "a call that does not say who rang"
# Both of you included.
LARGEST_GROUP = 5
# The user of the account, where a file speaks of them without a name.
UNNAMED_USER = Party("")


class Said(NamedTuple):
    """Something in a chat: a message, a call or a missed one.

    Attributes:
        line: where it stands, counted from 1.
        on: the day.
        sender: by whom.
        kind: a kind of touch.
        minutes: how long a call was, where that is told.
        source_id: what tells one call from another; empty for messages, one of which a day counts.
    """

    line: int
    on: date
    sender: Party
    kind: str = "message"
    minutes: int | None = None
    source_id: str = ""


def exchanges(parties: Sequence[Party], said: Iterable[Said | Skipped]) -> Reading:
    """What passed between the `parties` of a chat: of messages the first of each on a day.

    A party alone has written to the user, whom the file then does not name.
    """
    if len(parties) > LARGEST_GROUP:
        yield Skipped(1, GROUP_CONVERSATION)
        return
    everybody = parties if len(parties) > 1 else (*parties, UNNAMED_USER)
    for each in _firsts(said):
        if isinstance(each, Skipped):
            yield each
            continue
        others = tuple(party for party in everybody if party != each.sender)
        yield Exchange(
            each.line,
            each.on,
            each.kind,
            each.sender,
            others,
            source_id=each.source_id,
            minutes=each.minutes,
            group=len(everybody) if each.kind in LIVE else None,
        )


def named_or_number(written: str) -> Party:
    """Somebody by their name in the telephone, or, without one, by their number."""
    handles = handles_from(((phone_handle, written),))
    return Party("" if handles else kept(written), handles)


def minutes_of(seconds: int) -> int:
    """The length of a call in whole minutes, at least one."""
    return min(max(seconds // 60, MINUTES.start), MINUTES.stop - 1)


def _firsts(said: Iterable[Said | Skipped]) -> Iterator[Said | Skipped]:
    written: set[tuple[date, Party]] = set()
    for each in said:
        if isinstance(each, Said) and each.kind == "message":
            if (each.on, each.sender) in written:
                continue
            written.add((each.on, each.sender))
        yield each
