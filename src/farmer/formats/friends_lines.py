"""The lines of a ``friends.md``: friends stand between double asterisks, places in underscores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from farmer.formats.incoming import kept
from farmer.model import EARLIEST
from farmer.text import fold, words

_DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}): *(.*)")
_NAME = re.compile(r"\*\*(\w[^*]*)\*\*")
_PLACE = re.compile(r"(?<!\w)_(\w[^_]*)_(?!\w)")
# A tag in front of all else is followed by a colon.
_TAG = re.compile(r"(?<![^\W_])@[^\W_](?:[:-]?[^\W_])*:?")
_LISTED = re.compile(
    r"(?P<name>[^(\[@]*[^(\[@\s])"
    r"(?:\s+\(a\.k\.a\. (?P<nicknames>[^)]+)\))?"
    r"(?:\s+\[(?P<place>[^\]]+)\])?"
    r"(?P<tags>(?:\s+@\S+)*)\s*"
)
# Only words that leave no doubt; whatever else was done with somebody is a meeting.
_PLAIN_WORDS = {
    "video": ("video call", "video chat", "zoom", "skype", "skyped", "facetime", "facetimed"),
    "call": ("on the phone", "over the phone", "by phone", "phone call", "phoned", "telephoned"),
    "meal": ("breakfast", "brunch", "lunch", "dinner", "supper"),
    "event": ("party", "wedding", "concert", "conference", "festival", "funeral"),
}


@dataclass(frozen=True, slots=True)
class FriendsEntry:
    """An activity or a note.

    Attributes:
        on: the day.
        written: all that follows the day, as it stands in the file.
        text: the same without markup and tags, as it may be kept.
        names: the friends named, each once.
        kind: the kind of touch it is if it is an activity.
    """

    on: date
    written: str
    text: str
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class FriendLine:
    """A line of the list of friends; `tags` have their @."""

    name: str
    nicknames: tuple[str, ...]
    place: str
    tags: tuple[str, ...]


def parse_entry(line: str) -> FriendsEntry | None:
    """The activity or note that `line` is; None where it does not begin with a day."""
    dated = _DATED.fullmatch(line)
    on = _day(dated[1]) if dated else None
    if dated is None or on is None:
        return None
    untagged = _TAG.sub("", dated[2])
    text = _PLACE.sub(r"\1", _NAME.sub(r"\1", untagged))
    bare = _PLACE.sub("", _NAME.sub("", untagged))
    names = {fold(name): kept(name) for name in _NAME.findall(dated[2])}
    return FriendsEntry(on, dated[2], kept(text), tuple(names.values()), _kind(bare))


def parse_listed(line: str) -> FriendLine | None:
    """The friend that `line` lists; None where it names nobody."""
    found = _LISTED.fullmatch(line)
    name = kept(found["name"]) if found else ""
    if found is None or not name:
        return None
    nicknames = (kept(each) for each in (found["nicknames"] or "").split(" a.k.a. "))
    place = kept(found["place"] or "")
    return FriendLine(name, tuple(filter(None, nicknames)), place, tuple(found["tags"].split()))


def _kind(text: str) -> str:
    said = f" {' '.join(words(text))} "
    kinds = (
        kind
        for kind, phrases in _PLAIN_WORDS.items()
        if any(f" {phrase} " in said for phrase in phrases)
    )
    return next(kinds, "meeting")


def _day(text: str) -> date | None:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return None
    return on if on >= EARLIEST else None
