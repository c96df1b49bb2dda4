"""LinkedIn's ``messages.csv`` and ``Invitations.csv``: who wrote to whom, and who asked whom.

What was written is never read. A conversation of more than five is an occasion for nobody.
Until 2023 only who wrote has a profile, and who was written to a name: within the file they are one
where the name has one profile only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

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
from farmer.formats.leftover import columns_left
from farmer.formats.linkedin import ADVERT, DELETED
from farmer.formats.sheet import Sheet, find_sheet, is_empty
from farmer.formats.table_details import TableDetails
from farmer.handles import url_handle
from farmer.model import Handle
from farmer.text import fold

_Profiles = Mapping[str, Handle]
# By columns, who is on either side: names, and addresses of profiles.
_SENDER, _RECIPIENTS = ("from", "sender profile url"), ("to", "recipient profile urls")
_INVITER, _INVITEE = ("from", "inviterprofileurl"), ("to", "inviteeprofileurl")
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
    sheet = _messages(text)
    profiles = _profiles(sheet, (_SENDER, _RECIPIENTS))
    for line, cell in _rows(sheet):
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
                *(_side(cell, side, profiles) for side in (_SENDER, _RECIPIENTS)),
                crowd=cell("to").count(",") >= MOST_PARTIES,
            )
        )
    yield from _left(sheet, (*_SENDER, *_RECIPIENTS, "date", "folder", "is message draft"))


def read_invitations(text: str) -> Reading:
    """Who asked whom to connect."""
    sheet = _invitations(text)
    profiles = _profiles(sheet, (_INVITER, _INVITEE))
    for line, cell in _rows(sheet):
        yield _exchange(
            line,
            "connect",
            cell("sent at"),
            *(_side(cell, side, profiles) for side in (_INVITER, _INVITEE)),
            crowd=cell("to").count(",") >= MOST_PARTIES,
        )
    yield from _left(sheet, (*_INVITER, *_INVITEE, "sent at", "direction"))


def _left(sheet: Sheet | None, read: Collection[str]) -> Reading:
    """The columns that nothing is kept of, such as what was written."""
    if sheet is not None:
        ours = {at for at, name in enumerate(sheet.columns) if name in read}
        yield from columns_left(sheet, ours, TableDetails(sheet, {}))


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
    line: int,
    kind: str,
    when: str,
    froms: tuple[Party, ...],
    others: tuple[Party, ...],
    *,
    crowd: bool,
) -> Exchange | Skipped:
    """What passed from the first of a side to the other side."""
    on = parse_day(when.removesuffix(" UTC"))
    if on is None:
        return Skipped(line, UNREADABLE_DATE)
    if crowd:
        return Skipped(line, GROUP_CONVERSATION)
    if not froms or not others:
        return Skipped(line, NO_NAME)
    reason = next(filter(None, (_nobody(party.name) for party in (*froms, *others))), "")
    if reason:
        return Skipped(line, reason)
    return Exchange(line, on, kind, froms[0], others)


def _profiles(sheet: Sheet | None, sides: Sequence[tuple[str, str]]) -> _Profiles:
    """By the folded name, the only profile that somebody of it has in the file."""
    found: dict[str, set[Handle]] = {}
    for _, cell in _rows(sheet):
        for side in sides:
            for party in _side(cell, side, {}):
                if party.name and party.handles:
                    found.setdefault(fold(party.name), set()).update(party.handles)
    return {name: handles.pop() for name, handles in found.items() if len(handles) == 1}


def _side(cell: _Cells, columns: tuple[str, str], profiles: _Profiles) -> tuple[Party, ...]:
    names, urls = columns
    return _parties(cell(names), cell(urls), profiles)


def _parties(names: str, urls: str, profiles: _Profiles) -> tuple[Party, ...]:
    """Everybody on one side, by names and addresses of profiles.

    Several are told apart where there is a profile for each.
    """
    told = [url for url in urls.split(",") if url.strip()]
    parts = names.split(",")
    if len(told) > 1 and len(parts) == len(told):
        return tuple(_party(name, url, profiles) for name, url in zip(parts, told, strict=True))
    if len(told) > 1:
        return tuple(_party("", url, profiles) for url in told)
    party = _party(names, urls, profiles)
    return (party,) if party.name or party.handles else ()


def _party(written: str, url: str, profiles: _Profiles) -> Party:
    name, handles = kept(written), handles_from(((url_handle, url.strip()),))
    only = None if handles else profiles.get(fold(name))
    return Party(name, (only,) if only else handles)


def _nobody(name: str) -> str:
    """Why nobody is meant by `name`, or nothing where somebody is."""
    folded = fold(name)
    if folded == "linkedin member":
        return DELETED
    if folded.split()[:1] == ["linkedin"]:
        return ADVERT
    return NOT_A_NAME if re.fullmatch(r"-?\d+", folded) else ""
