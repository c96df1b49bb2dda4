"""The answers to the questions of ``recall``, as people type them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from farmer.choices import Choices
from farmer.dates import MayBeTwoDays, parse_past_date, read_date
from farmer.errors import InvalidValue
from farmer.model import BEGINNERS, KINDS
from farmer.scoring.constants import KEPT_AT_MOST, REMEMBERED_DAYS
from farmer.scoring.recalled import Period, Talks
from farmer.scoring.weights import COUNTABLE
from farmer.text import clean, clean_name

WAYS: Choices[str] = Choices(
    "way to talk",
    {kind: KINDS.meanings[kind] for kind in COUNTABLE},
    also={
        **{said: kind for said, kind in KINDS.also.items() if kind in COUNTABLE},
        "work": "worked",
    },
)
WORK: Choices[str] = Choices(
    "way to know somebody's work",
    {
        "work:told": "they told you about it",
        "work:vouched": "somebody you trust vouched for it",
        "work:seen": "you saw it",
        "work:used": "you used it; “used twice” is in two different weeks",
    },
    typed={f"work:{word}": word for word in ("told", "vouched", "seen", "used")},
    also={"saw": "work:seen", "heard": "work:told"},
)
RHYTHMS = ("every month, coffee", "every two months, call", "6 times, lunch", "never")
# Beside each question, and where an answer is not understood.
SINCE_FORMS = "2015, March 2021 or 10 years ago"
TALKS_FORMS = "every two months, coffee"
LAST_FORMS = "3 May, or with how: 2 weeks ago, call"
WORK_FORMS = "used twice, or seen"
FAVOURS_FORMS = "me: sent her a client; them: my lease"

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_COUNT = rf"(?:[1-9]\d{{0,2}}|{'|'.join(_NUMBERS)})"
_UNIT_DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}
_WORD_DAYS = {
    "daily": 1.0,
    "weekly": 7.0,
    "fortnightly": 14.0,
    "monthly": _UNIT_DAYS["month"],
    "quarterly": _UNIT_DAYS["quarter"],
    "half-yearly": _UNIT_DAYS["year"] / 2,
    "yearly": _UNIT_DAYS["year"],
}
_UNIT = rf"(?P<unit>{'|'.join(_UNIT_DAYS)})s?"
_TIMES = rf"(?P<times>once|twice|{_COUNT}(?: ?(?:times|x|×))?)"
_ABOUT = "(?:(?:about|around|roughly|once) )*"
_RHYTHMS = (
    rf"(?P<word>{'|'.join(_WORD_DAYS)})",
    rf"every (?:(?P<other>other|second) |(?P<count>{_COUNT}) )?{_UNIT}",
    rf"{_TIMES} (?:a|an|per|every) {_UNIT}",
    "(?P<never>never)",
    _TIMES,
)
_FILLERS = r"^(?:(?:for|over|by|on|at|in|a|an|the|with)\b ?)+"
_MONTH = 31
_NOTHING = ("no", "none", "nothing", "never", "neither")
_MINE, _THEIRS = r"me|i|gave|mine", r"them|they|he|she|got|theirs"


class Seen(NamedTuple):
    """From where a day is seen: the calendar day, and the country whose order ``9/3`` is in."""

    today: date
    region: str | None = None


def parse_since(text: str, seen: Seen) -> Period:
    """Since when you know each other: a day, a month or a year, or how long ago it was.

    Raises:
        InvalidValue: for what is not understood, and for a year alone that reaches into the last
            year and a half: it would say too little of the talks in it.
    """
    known = _period(text, seen, SINCE_FORMS)
    begins = seen.today - timedelta(days=REMEMBERED_DAYS)
    if (known.latest - known.first).days > _MONTH and (known.latest - begins).days > _MONTH:
        raise InvalidValue(
            f"{known.first.year} is too recent for a year alone.",
            f"Say the month: January {known.first.year}",
        )
    return known


def parse_last(text: str, seen: Seen) -> tuple[Period, str | None]:
    """When you talked last, and how, where it is said after a comma.

    Raises:
        InvalidValue: for what is not understood.
    """
    when, comma, how = text.rpartition(",")
    if comma and (kind := _kind(how)):
        return _period(when, seen, LAST_FORMS), kind
    return _period(text, seen, LAST_FORMS), None


def parse_talks(text: str) -> Talks:
    """How often and how you talked, and who began, in any order.

    Raises:
        InvalidValue: where one of the first two is missing, or a word is not understood.
    """
    said = " ".join(text.casefold().replace(",", " , ").split())
    begun = re.search(rf"\bby (?P<by>{'|'.join(BEGINNERS)})\b", said)
    if begun:
        said = said.replace(begun[0], "", 1)
    found = next(
        filter(None, (re.search(rf"\b{_ABOUT}{form}(?![\w-])", said) for form in _RHYTHMS)), None
    )
    if found is None:
        raise InvalidValue(f"“{text}” does not say how often.", f"Write it as: {TALKS_FORMS}")
    if "never" in found.groupdict():
        return Talks(WAYS[0], times=0)
    rest = re.sub(r"[ ,]+", " ", said.replace(found[0], "", 1)).strip()
    how = re.sub(_FILLERS, "", rest)
    kind = _kind(how)
    if kind is None:
        if not how:
            raise InvalidValue(f"“{text}” does not say how.", f"Write it as: {TALKS_FORMS}")
        raise InvalidValue(f"“{how}” is not a way to talk.", f"Choose from: coffee, {WAYS.listed}.")
    every_days, times = _rhythm(found.groupdict())
    return Talks(kind, begun["by"] if begun else None, every_days, times)


def parse_work(text: str) -> tuple[tuple[str, int], ...]:
    """How their work is known, each with the number of different weeks; empty for not at all.

    Raises:
        InvalidValue: for what is not understood.
    """
    known: dict[str, int] = {}
    for part in re.split(r"[,;]|\band\b", text.casefold()):
        said = re.fullmatch(rf"([^\W\d]+)(?: {_TIMES})?", " ".join(part.split()))
        if not part.strip() or (said and said[1] in _NOTHING):
            continue
        if said is None:
            raise InvalidValue(f"“{part.strip()}” is not understood.", f"Say {WORK_FORMS}.")
        weeks = _number(said["times"]) if said["times"] else 1
        if not 0 < weeks <= KEPT_AT_MOST:
            raise InvalidValue(
                f"“{part.strip()}” is out of range.",
                f"Say 1 to {KEPT_AT_MOST} weeks; more of them count no more.",
            )
        known[WORK.parse(said[1])] = weeks
    return tuple(known.items())


def parse_favours(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What you did for them, and what they did for you.

    Raises:
        InvalidValue: for a part that does not begin with whoever did it.
    """
    gave: list[str] = []
    got: list[str] = []
    if text.strip().casefold() in _NOTHING:
        return (), ()
    for part in filter(None, (part.strip() for part in text.split(";"))):
        said = re.fullmatch(rf"(?i:(?P<me>{_MINE})|{_THEIRS}) ?: ?(?P<what>.+)", part)
        if said is None:
            raise InvalidValue(
                f"“{part}” does not say who did it.", f"Write it as: {FAVOURS_FORMS}"
            )
        (gave if said["me"] else got).append(said["what"])
    return worded(gave), worded(got)


def worded(texts: Iterable[str]) -> tuple[str, ...]:
    """Each favour as it may be kept.

    Raises:
        InvalidValue: for one without a word.
    """
    kept = tuple(clean(text) for text in texts)
    if not all(kept):
        raise InvalidValue("What was done is missing.", "Say it in a few words.")
    return kept


def _kind(text: str) -> str | None:
    """The kind of touch that a word or its plural means; None for none."""
    said = clean_name(text).casefold()
    for word in (said, said.removesuffix("s"), said.removesuffix("es")):
        try:
            return WAYS.parse(word)
        except InvalidValue:
            continue
    return None


def _rhythm(said: Mapping[str, str | None]) -> tuple[float | None, int | None]:
    """The days between two talks, or else how many there were."""
    word, unit, times = said.get("word"), said.get("unit"), _number(said.get("times") or "once")
    if word:
        return _WORD_DAYS[word], None
    if unit is None:
        return None, times
    count = 2 if said.get("other") else _number(said.get("count") or "once")
    return _UNIT_DAYS[unit] * count / times, None


def _number(text: str) -> int:
    word = re.sub(r" ?(?:times|x|×)$", "", text)
    if word in ("once", "twice"):
        return 1 if word == "once" else 2
    return int(word) if word.isdecimal() else _NUMBERS.index(word) + 1


def _period(text: str, seen: Seen, forms: str) -> Period:
    """The day, month or year that `text` names; of the running one only what is over."""
    said = re.sub("^(?:for|since|about|in) ", "", " ".join(text.split()).casefold())
    first = _first_of_year(said, seen.today)
    latest = first.replace(month=12, day=31) if first else None
    if first is None and (first := _first_of_month(said, seen.today)):
        latest = first.replace(day=monthrange(first.year, first.month)[1])
    if first is None or latest is None:
        day = _day(re.sub(rf"^{_COUNT} {_UNIT}$", r"\g<0> ago", said), seen, forms)
        return Period(day, day)
    _day(first.isoformat(), seen, forms)
    return Period(first, min(latest, seen.today))


def _first_of_year(said: str, today: date) -> date | None:
    """The first day of the year that is named; None for anything else."""
    near = {"this year": today.year, "last year": today.year - 1}
    year = int(said) if re.fullmatch(r"[0-9]{4}", said) else near.get(said)
    return date(year, 1, 1) if year else None


def _first_of_month(said: str, today: date) -> date | None:
    """The first day of the month that is named; without a year, of the last such month."""
    this = today.replace(day=1)
    near = {"this month": this, "last month": (this - timedelta(days=1)).replace(day=1)}
    if said in near:
        return near[said]
    numbers = re.fullmatch(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})", said) or re.fullmatch(
        r"(?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})", said
    )
    words = re.fullmatch(r"(?P<month>[^\W\d]{3,})(?: (?P<year>[0-9]{4}))?", said)
    if numbers:
        month, year = f"{int(numbers['month']):02}", numbers["year"]
        return read_date(f"{year}-{month}-01", today) if 1 <= int(month) <= 12 else None
    if words is None:
        return None
    year = words["year"] or str(today.year)
    first = read_date(f"1 {words['month']} {year}", today)
    if first and not words["year"] and first > today:
        return first.replace(year=first.year - 1)
    return first


def _day(text: str, seen: Seen, forms: str) -> date:
    """The day that `text` means, of what has happened."""
    try:
        return parse_past_date(text, seen.today, region=seen.region)
    except MayBeTwoDays:
        raise
    except InvalidValue as refused:
        raise InvalidValue(refused.message, f"For example: {forms}") from None
