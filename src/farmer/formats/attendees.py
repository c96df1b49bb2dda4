"""The people of a calendar event: who called it, and who came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from farmer.formats.incoming import Party, handles_from, kept
from farmer.formats.properties import Properties
from farmer.handles import email_handle
from farmer.text import fold

_NOT_PEOPLE = ("ROOM", "RESOURCE", "GROUP")
_NOT_THERE = ("DECLINED", "DELEGATED")
# Who did not say that they would come; where nothing is written, nothing is said either way.
_UNANSWERED = ("NEEDS-ACTION", "TENTATIVE")
# Rooms, and shared calendars that Google makes the organizer of what is put into them.
_CALENDAR = "calendar.google.com"
# What stands for an address that is none: an id, or a calendar server's own page of somebody.
_ID = re.compile(r"(?:urn|invalid|tel|https?)\s*:|/", re.IGNORECASE)
_SCHEME = re.compile(r"^\s*mailto\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attendees:
    """Who was at an event.

    Attributes:
        organizer: whoever called it, if that is somebody who came.
        others: everybody else, each once.
        unanswered: those of them who did not say that they would come.
        absent: who said that they would not.
    """

    organizer: Party | None
    others: tuple[Party, ...]
    unanswered: tuple[Party, ...] = ()
    absent: tuple[Party, ...] = ()

    @property
    def count(self) -> int:
        return len(self.others) + (self.organizer is not None)


def people(properties: Properties) -> Attendees:
    """Who was at an event: no rooms, nobody who declined, and nobody who was only told of it."""
    came: dict[str, Party] = {}
    absent: dict[str, Party] = {}
    unsaid: set[str] = set()
    for address in properties.values("ATTENDEE"):
        party = _party(address)
        if party and _came(address):
            came.setdefault(_key(party), party)
            unsaid |= {_key(party)} if _answer(address) in _UNANSWERED else set()
        elif party:
            absent[_key(party)] = party
    organizer = next(filter(None, map(_party, properties.values("ORGANIZER"))), None)
    if organizer is not None:
        attending = came.pop(_key(organizer), organizer)
        organizer = None if _key(organizer) in absent else _named(organizer, attending)
    there = (*([organizer] if organizer else []), *came.values())
    unanswered = tuple(party for party in there if _key(party) in unsaid)
    return Attendees(organizer, tuple(came.values()), unanswered, tuple(absent.values()))


def has_unread_address(properties: Properties) -> bool:
    """Whether somebody's address is written so that it cannot be read.

    An id is none, nor what Google and Outlook write where they tell none.
    """
    asked = (*properties.values("ATTENDEE"), *properties.values("ORGANIZER"))
    return any(_is_unread(address) for address in asked)


def _is_unread(address: Any) -> bool:
    told = getattr(address, "params", {})
    text = _SCHEME.sub("", str(address)).strip()
    if str(told.get("CUTYPE", "")).upper() in _NOT_PEOPLE or not text or _ID.match(text):
        return False
    return not any(email_handle(each) for each in (text, str(told.get("EMAIL", ""))))


def _party(address: Any) -> Party | None:
    """Whoever `address` is of; None where it is of nobody."""
    told = getattr(address, "params", {})
    if str(told.get("CUTYPE", "")).upper() in _NOT_PEOPLE:
        return None
    texts = (_SCHEME.sub("", str(address)), str(told.get("EMAIL", "")))
    handles = handles_from((email_handle, text) for text in texts)
    if any(handle.value.endswith(_CALENDAR) for handle in handles):
        return None
    name = kept(str(told.get("CN", "")))
    # Many calendars put the address where the name of somebody they do not know should be.
    party = Party("" if "@" in name else name, handles)
    return party if party.name or party.handles else None


def _came(address: Any) -> bool:
    told = getattr(address, "params", {})
    told_only = str(told.get("ROLE", "")).upper() == "NON-PARTICIPANT"
    return not told_only and _answer(address) not in _NOT_THERE


def _answer(address: Any) -> str:
    return str(getattr(address, "params", {}).get("PARTSTAT", "")).strip().upper()


def _key(party: Party) -> str:
    return party.handles[0].value if party.handles else fold(party.name)


def _named(organizer: Party, attending: Party) -> Party:
    """`organizer`, who may be named only where they are listed among those who came."""
    return organizer if organizer.name else attending
