"""``friends.md``, the file of the command-line program *friends*.

Its sections are lists: what was done with whom, what was noted of whom, who the friends are and
where they live, and places. Everything about a friend is gathered from all of it before it is
told; what the single lines say is read in `farmer.formats.friends_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from farmer.formats.decoding import to_text
from farmer.formats.fingerprints import Fingerprints
from farmer.formats.friends_lines import FriendsEntry, parse_entry, parse_listed
from farmer.formats.incoming import How, Incoming, Reading, Skipped, SourcedTouch, kept_note
from farmer.formats.tagging import tags_from
from farmer.model import GROUP, Contact, Touch
from farmer.text import fold

NO_DAY = "the line does not begin with a day"
IN_THE_FUTURE = "its day has not come yet"
NOBODY = "the line names no friend"
NO_NAME = "no name in the line"
STRAY = "the line stands in no section that is known"

ACTIVITIES, NOTES, FRIENDS, PLACES = "Activities", "Notes", "Friends", "Locations"

_HEADING = re.compile(rf"### ({ACTIVITIES}|{NOTES}|{FRIENDS}|{PLACES}):\s*")
_BEGINNING = re.compile(rf"\s*{_HEADING.pattern}$", re.MULTILINE)


@dataclass(slots=True)
class _Friend:
    """What has been gathered about one friend so far."""

    line: int
    name: str
    nickname: str = ""
    notes: list[str] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    touches: list[SourcedTouch] = field(default_factory=list)

    def told(self) -> Incoming:
        contact = Contact(self.name, nickname=self.nickname, notes=kept_note("\n".join(self.notes)))
        return Incoming(self.line, contact, (), tuple(self.touches), tags=self.tags)


def recognises(beginning: str) -> bool:
    """Whether a file that begins so begins with one of the sections."""
    return _BEGINNING.match(beginning) is not None


def read(data: bytes, how: How) -> Reading:
    """The lines of `data` that tell of nobody, then all friends in the order they come up."""
    gathered = _Gathered(how.today)
    for line, section, written in _lines(to_text(data)):
        reason = gathered.take(line, section, written)
        if reason:
            yield Skipped(line, reason)
    for friend in gathered.friends.values():
        yield friend.told()


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Each line that is neither blank nor a heading: number, section and what is written."""
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("### "):
            heading = _HEADING.fullmatch(line)
            section = heading[1] if heading else ""
        elif line.strip():
            yield number, section, line.strip().removeprefix("- ")


class _Gathered:
    """Everybody the lines taken so far tell of."""

    def __init__(self, today: date) -> None:
        self.friends: dict[str, _Friend] = {}
        self._today = today
        self._fingerprints = Fingerprints()

    def take(self, line: int, section: str, written: str) -> str:
        """Add what a line says; the reason where it says nothing of anybody."""
        if section in (ACTIVITIES, NOTES):
            return self._take_entry(line, section, written)
        if section == FRIENDS:
            return self._take_listed(line, written)
        return "" if section == PLACES else STRAY

    def _take_entry(self, line: int, section: str, written: str) -> str:
        entry = parse_entry(written)
        if entry is None:
            return NO_DAY
        if entry.on > self._today:
            return IN_THE_FUTURE
        for name in entry.names:
            friend = self._friend(line, name)
            if section == NOTES:
                friend.notes.append(f"{entry.on}: {entry.text}")
            else:
                friend.touches.append(self._touch(entry))
        return "" if entry.names else NOBODY

    def _take_listed(self, line: int, written: str) -> str:
        listed = parse_listed(written)
        if listed is None:
            return NO_NAME
        friend = self._friend(line, listed.name)
        friend.nickname = next(iter(listed.nicknames), "")
        friend.notes[:0] = [f"a.k.a. {nickname}" for nickname in listed.nicknames[1:]]
        if listed.place:
            friend.notes.insert(0, f"lives in {listed.place}")
        friend.tags = tags_from(listed.tags)
        return ""

    def _friend(self, line: int, name: str) -> _Friend:
        return self.friends.setdefault(fold(name), _Friend(line, name))

    def _touch(self, entry: FriendsEntry) -> SourcedTouch:
        """The touch with the next of those named."""
        group = min(len(entry.names) + 1, GROUP.stop - 1)
        touch = Touch(entry.on, entry.kind, group=group, note=entry.text)
        return SourcedTouch(touch, self._fingerprints.of(entry.on.isoformat(), entry.written))
