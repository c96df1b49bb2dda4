"""What stands around the pieces of a line: the day in front, the tags at an end."""

from __future__ import annotations

import re
from datetime import date, timedelta

from farmer.dates import read_date
from farmer.errors import InvalidValue
from farmer.lines.reading import LineReading
from farmer.lines.spans import Stretch
from farmer.lines.words import says_how
from farmer.wording import say_date

# No form of a day has more words: the end of the last month.
_DAY_WORDS = 6
_COLON = re.compile(r"(?P<said>[^:：;；]{1,40}?)\s*(?::(?=\s|$)|：)\s*")
# A day behind the names, in words that no name has.
_BEHIND = re.compile(
    r"(?:^|\s+)(?P<day>(?:yesterday|today|tomorrow)(?:\s+(?:morning|afternoon|evening|night))?"
    r"|this\s+(?:morning|afternoon|evening)|tonight|(?:last|next)\s+\w+|(?:[0-9]+|an?|two|three|four|five)\s+\w+\s+ago)$",
    re.IGNORECASE,
)
# The time of day says no more of the day.
_HOUR = re.compile(r"\s+(?:morning|noon|afternoon|evening|night)$", re.IGNORECASE)
_TODAY = re.compile(r"(?:this\s+(?:morning|afternoon|evening)|tonight)", re.IGNORECASE)
_NIGHT = re.compile(r"last\s+(?:night|evening)", re.IGNORECASE)
_WEEKDAY = re.compile(r"[^\W\d_]{3,9}(?<!yesterday)(?<!today)", re.IGNORECASE)
_TAGS = re.compile(r"(?:(?:^|(?<=\s))@\S+\s*)+$")
_JOINED = re.compile(r"(?:(?:^|\s)(?:with|and|to|from)|&)\s*$", re.IGNORECASE)


def take_day(reading: LineReading, rest: Stretch) -> Stretch:
    """Read the day in front, with or without a colon; what is left of the line.

    Raises:
        InvalidValue: for a day that cannot be, is to come, or is somebody's name as well.
    """
    colon = _COLON.match(rest.text)
    if colon and day_of(reading, colon["said"]):
        if reading.is_somebody(colon["said"]):
            raise InvalidValue(
                f"“{colon['said']}” is a day, and somebody is called so.",
                "Write the day in numbers, or the person's id.",
            )
        take_on(reading, rest.group(colon, "said"))
        return rest.cut(colon.end())
    for word in reversed(list(re.finditer(r"\S+", rest.text))[:_DAY_WORDS]):
        said = rest.text[: word.end()].rstrip(",，、،")
        behind = rest.cut(word.end())
        if behind.text and day_of(reading, said):
            if reading.is_somebody(said) or not _is_surely(said, behind.text):
                return rest
            take_on(reading, rest.cut(0, len(said)))
            return behind
    return rest


def _is_surely(day: str, behind: str) -> bool:
    """Whether a day without a colon is no name: Sun Li may be somebody."""
    return not _WEEKDAY.fullmatch(day) or says_how(behind)


def take_day_behind(reading: LineReading, names: Stretch) -> Stretch:
    """Read the day behind names, where it can be no name; what is left of them."""
    before, day = split_day_behind(reading, names)
    if day:
        take_on(reading, day)
    return before


def split_day_behind(reading: LineReading, names: Stretch) -> tuple[Stretch, Stretch | None]:
    """Names, and the day behind them, where it can be no name."""
    found = _BEHIND.search(names.text)
    if found is None or reading.is_somebody(names.text) or not day_of(reading, found["day"]):
        return names, None
    return names.cut(0, found.start()), names.group(found, "day")


def day_of(reading: LineReading, said: str) -> date | None:
    """The day that is said, seen from the day on which the line is read; None for no day.

    Raises:
        InvalidValue: for one that cannot be, or may be two.
    """
    day = _HOUR.sub("", re.sub(r"^on\s+", "", said, flags=re.IGNORECASE))
    if _TODAY.fullmatch(said.strip()):
        return reading.today
    if _NIGHT.fullmatch(said.strip()):
        return reading.today - timedelta(days=1)
    return read_date(day, reading.today, region=reading.region)


def take_on(reading: LineReading, span: Stretch) -> None:
    """Note the day of it all.

    Raises:
        InvalidValue: for one that is to come, or where another was said.
    """
    on = day_of(reading, span.text)
    if on and on > reading.today:
        raise InvalidValue(
            f"{say_date(on)} is in the future; only what has happened is recorded.",
            "Write a day up to today, or leave it out.",
        )
    reading.tells("the day", "on", on, span)


def take_tags(reading: LineReading, segment: Stretch, *, listed: bool) -> Stretch:
    """Read the tags at the end of a piece; what is left of it.

    What is joined to names (``and @golf``) is a group that was there, and stays.

    Raises:
        InvalidValue: where it may be either: alone behind a comma, in a list of names.
    """
    found = _TAGS.search(segment.text)
    if found is None or _JOINED.search(segment.text[: found.start()]):
        return segment
    tags = segment.cut(found.start())
    if listed and not found.start():
        raise InvalidValue(
            f"“{tags.text}” may be a group that was there, or a tag for those named.",
            f"Write “and {tags.text}” for the group, or take the comma out for the tag.",
        )
    reading.tags += tags.text.split()
    reading.took("tag", tags)
    return segment.cut(0, found.start())
