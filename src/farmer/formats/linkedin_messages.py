"""LinkedIn's ``messages.csv`` and ``Invitations.csv``: who wrote to whom, and who asked whom.

What was written is never read. A conversation of more than five is an occasion for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from farmer.formats.dates import parse_day
from farmer.formats.incoming import (
    GROUP_CONVERSATION,
    MOST_PARTIES,
    Exchange,
    Party,
    Reading,
    Skipped,
    handles_from,
    kept,
)
from farmer.formats.linkedin import ADVERT, DELETED
from farmer.formats.sheet import Sheet, find_sheet, is_empty
from farmer.handles import url_handle
from farmer.text import fold

# A message may be long; beyond this a quote was never closed.
LONGEST_MESSAGE = 500

UNSENT_DRAFT = "a draft that was never sent"
NO_NAME = "no name on one side"
UNREADABLE_DATE = "its date cannot be read"
NOT_A_NAME = "a number in place of a name"


def recognises_messages(text: str) -> bool:
    """Whether `text` has the header of LinkedIn's messages."""
    return _messages(text) is not None


def recognises_invitations(text: str) -> bool:
    """Whether `text` has the header of LinkedIn's invitations."""
    return _invitations(text) is not None


def read_messages(text: str) -> Reading:
    """Who wrote to whom, message by message."""
    for line, cell in _rows(_messages(text)):
        draft = (
            cell("folder").casefold() == "drafts" or cell("is message draft").casefold() == "yes"
        )
        yield (
            Skipped(line, UNSENT_DRAFT)
            if draft
            else _exchange(
                line,
                "message",
                cell("date"),
                (cell("from"), cell("sender profile url")),
                (cell("to"), cell("recipient profile urls")),
            )
        )


def read_invitations(text: str) -> Reading:
    """Who asked whom to connect."""
    for line, cell in _rows(_invitations(text)):
        yield _exchange(
            line,
            "connect",
            cell("sent at"),
            (cell("from"), cell("inviterprofileurl")),
            (cell("to"), cell("inviteeprofileurl")),
        )


def _messages(text: str) -> Sheet | None:
    return find_sheet(
        text,
        lambda names: {"from", "to", "date", "content", "folder"} <= set(names),
        sign="folder",
        longest_row=LONGEST_MESSAGE,
    )


def _invitations(text: str) -> Sheet | None:
    return find_sheet(
        text,
        lambda names: {"from", "sent at", "direction"} <= set(names),
        sign="sent at",
        longest_row=LONGEST_MESSAGE,
    )


class _Cells:
    """The cells of a row by the names of their columns; a missing one is empty."""

    def __init__(self, places: dict[str, int], row: Sequence[str]) -> None:
        self._places = places
        self._row = row

    def __call__(self, name: str) -> str:
        at = self._places.get(name, len(self._row))
        return self._row[at].strip() if at < len(self._row) else ""


def _rows(sheet: Sheet | None) -> Iterator[tuple[int, _Cells]]:
    if sheet is None:
        return
    places = {name: at for at, name in enumerate(sheet.columns)}
    for line, row in sheet.rows():
        if not is_empty(row):
            yield line, _Cells(places, row)


def _exchange(
    line: int, kind: str, when: str, sender: tuple[str, str], recipients: tuple[str, str]
) -> Exchange | Skipped:
    """What passed from a sender to recipients, each side as names and profile addresses."""
    on = parse_day(when.removesuffix(" UTC"))
    if on is None:
        return Skipped(line, UNREADABLE_DATE)
    if recipients[0].count(",") >= MOST_PARTIES:
        return Skipped(line, GROUP_CONVERSATION)
    froms, others = _parties(*sender), _parties(*recipients)
    if not froms or not others:
        return Skipped(line, NO_NAME)
    reason = next(filter(None, (_nobody(party.name) for party in (*froms, *others))), "")
    if reason:
        return Skipped(line, reason)
    return Exchange(line, on, kind, froms[0], others)


def _parties(names: str, urls: str) -> tuple[Party, ...]:
    """Everybody on one side; several are told apart where there is a profile for each."""
    profiles = [url for url in urls.split(",") if url.strip()]
    parts = names.split(",")
    if len(profiles) > 1 and len(parts) == len(profiles):
        return tuple(_party(name, url) for name, url in zip(parts, profiles, strict=True))
    if len(profiles) > 1:
        return tuple(_party("", url) for url in profiles)
    party = _party(names, urls)
    return (party,) if party.name or party.handles else ()


def _party(name: str, url: str) -> Party:
    return Party(kept(name), handles_from(((url_handle, url.strip()),)))


def _nobody(name: str) -> str:
    """Why nobody is meant by `name`, or nothing where somebody is."""
    folded = fold(name)
    if folded == "linkedin member":
        return DELETED
    if folded.split()[:1] == ["linkedin"]:
        return ADVERT
    return NOT_A_NAME if re.fullmatch(r"-?\d+", folded) else ""
