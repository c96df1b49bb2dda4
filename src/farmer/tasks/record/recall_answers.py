"""The answers to the questions of ``recall``, as people type them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from farmer.choices import Choices
from farmer.dates import parse_past_date
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
        **dict.fromkeys(("coffee", "tea", "beer", "walk"), "meeting"),
        **dict.fromkeys(("lunch", "dinner", "breakfast"), "meal"),
        **dict.fromkeys(("phone", "phone call", "telephone"), "call"),
        **dict.fromkeys(("video call", "zoom"), "video"),
        **dict.fromkeys(("mail", "e-mail"), "email"),
        **dict.fromkeys(("text", "chat"), "message"),
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
SINCE_FORMS = "2015, or March 2021, or 10 years ago"
TALKS_FORMS = "every two months, coffee"
LAST_FORMS = "3 May, or 2 weeks ago, call"
WORK_FORMS = "used twice, or seen"
FAVOURS_FORMS = "me: sent her a client; them: read my lease"

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


def parse_since(text: str, today: date) -> Period:
    """Since when you know each other: a day, a month or a year, or how long ago it was.

    Raises:
        InvalidValue: for what is not understood, and for a year alone that reaches into the last
            year and a half: it would say too little of the talks in it.
    """
    known = _period(text, today, SINCE_FORMS)
    begins = today - timedelta(days=REMEMBERED_DAYS)
    if (known.latest - known.first).days > _MONTH and (known.latest - begins).days > _MONTH:
        raise InvalidValue(
            f"{known.first.year} is too recent for a year alone.",
            f"Say the month: January {known.first.year}",
        )
    return known


def parse_last(text: str, today: date) -> tuple[Period, str | None]:
    """When you talked last, and how, where it is said after a comma.

    Raises:
        InvalidValue: for what is not understood.
    """
    when, comma, how = text.rpartition(",")
    if comma and (kind := _kind(how)):
        return _period(when, today, LAST_FORMS), kind
    return _period(text, today, LAST_FORMS), None


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
        raise InvalidValue(f"“{how}” is no way to talk.", f"Choose from: coffee, {WAYS.listed}.")
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
        raise InvalidValue("What was done is not said.", "Say it in a few words.")
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


def _period(text: str, today: date, forms: str) -> Period:
    """The day, month or year that `text` names; of the running one only what is over."""
    said = re.sub("^(?:for|since|about|in) ", "", " ".join(text.split()), flags=re.IGNORECASE)
    if re.fullmatch(r"\d{4}", said):
        first = _day(f"{said}-01-01", today, forms)
        return Period(first, min(first.replace(month=12, day=31), today))
    month = re.fullmatch(r"(\d{4})-(\d{2})", said)
    if month or re.fullmatch(r"[^\W\d]{3,}(?: \d{4})?", said):
        try:
            first = parse_past_date(f"{said}-01" if month else f"1 {said}", today)
        except InvalidValue:
            pass  # it may be a day, such as yesterday
        else:
            last = first.replace(day=monthrange(first.year, first.month)[1])
            return Period(first, min(last, today))
    if re.fullmatch(r"\w+ (?:day|week|month|year)s?", said, re.IGNORECASE):
        said += " ago"
    day = _day(said, today, forms)
    return Period(day, day)


def _day(text: str, today: date, forms: str) -> date:
    try:
        return parse_past_date(text, today)
    except InvalidValue as refused:
        raise InvalidValue(refused.message, f"For example: {forms}") from None
