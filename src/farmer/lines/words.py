"""The words of the grammar: how you were in touch, who began it, how long it lasted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farmer.facts import FACTS
from farmer.model import BOTH, KINDS, ME, NONE, THEM


def _any(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases, the longest first."""
    listed = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in listed)


# What stands before how you were in touch, and says nothing of it.
FILLER = (
    r"(?:(?:i|we|had|went|got|did|for|a|an|the|quick|short|long|brief|nice|good|great|lovely|lazy"
    r"|another|late|early|working|business|our|first|second)\s+)*"
)
HOW = f"(?:{_any((*KINDS, *KINDS.also))})"
# What you did to them, so that you began it; and what they did, standing behind their names.
REACHED = _any(
    ("called", "phoned", "rang", "emailed", "mailed", "texted", "messaged", "wrote", "visited")
)
# What says that you were in touch, but not who began it; the first ones do not say how, either.
UNTOLD = ("met up", "met", "saw", "caught up", "spoke", "talked")
TOUCHED = _any((*UNTOLD, "bumped into", "ran into", "lunched", "dined", "zoomed", "worked"))
BEGAN = _any(
    (
        *("called", "phoned", "rang", "emailed", "mailed", "texted", "messaged", "wrote", "asked"),
        *("invited", "began", "started", "suggested it", "proposed it", "got in touch"),
        *("reached out", "visited", "came"),
    )
)
BEGINNER = {
    **dict.fromkeys(("they", "he", "she"), THEM),
    "i": ME,
    **dict.fromkeys(("we", "we both", "both", "both of us"), BOTH),
    **dict.fromkeys(("nobody", "neither"), NONE),
}
# Which mean one of them, and not which.
ONE = ("he", "she")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_HOURS = rf"(?:[0-9]{{1,2}}(?:[.,][0-9]{{1,2}})?|an?|{'|'.join(_NUMBERS)})\s*-?(?:hours?|hrs?|h)"
_MINUTES = r"[0-9]{1,4}\s*-?(?:minutes?|mins?|min|m)"
LASTED = (
    rf"(?:half\s+an\s+hour|{_HOURS}\s+and\s+a\s+half|[0-9]{{1,2}}h[0-5]?[0-9]"
    rf"|{_HOURS}(?:\s+(?:and\s+)?{_MINUTES})?|{_MINUTES})"
)
# Facts of which they are the doer, and those of which you are: “Ana gave” is not “gave”.
THEIR_FACTS = ("kept", "broken", "breach", "made_right")
MY_FACTS = ("gave", "work:used", "work:seen", "forgiven")
# Behind “at”, where it is no event.
NO_EVENT = re.compile(
    r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?\s*(?:am|pm|h|o'clock|uhr)?|noon|midnight|night|home|work|once"
    r"|last|least|first|(?:my|our|his|her|their|your)\b.*)",
    re.IGNORECASE,
)

# How a line may begin: called or written to, so that you began it; met, which does not say who did.
OPENS_REACHED = re.compile(rf"(?:i\s+)?(?P<how>{REACHED})(?:\s+(?:to|with))?\s+", re.IGNORECASE)
OPENS_TOUCHED = re.compile(
    rf"(?:(?:i|we)\s+)?(?P<how>{TOUCHED})(?:\s+(?:with|to))?\s+", re.IGNORECASE
)
OPENS_HOW = re.compile(
    rf"{FILLER}(?:(?P<lasted>{LASTED})\s+)?{FILLER}(?P<how>{HOW})(?=\s|$)", re.IGNORECASE
)
# What has none of these words is no talk.
MAY_SAY_HOW = re.compile(rf"\b(?:{HOW}|{REACHED}|{TOUCHED}|with)\b", re.IGNORECASE)
OPENS_WITH = re.compile(r"(?:i\s+was\s+)?with\s+", re.IGNORECASE)


def says_how(text: str) -> bool:
    """Whether a line says at its beginning how you were in touch, so that it is nobody's name."""
    opening = (OPENS_REACHED, OPENS_TOUCHED, OPENS_WITH)
    return says_how_with(text) or any(form.match(text) for form in opening)


def says_how_with(text: str) -> bool:
    """Whether it says so before with whom, or where: a quick lunch with …"""
    how = OPENS_HOW.match(text)
    return bool(how and re.match(r"\s+(?:with|to|from|at|on|for)\s", text[how.end() :] + " "))


def says_only_how(text: str) -> bool:
    """Whether there is nothing but how you were in touch: a quick lunch."""
    return re.fullmatch(FILLER + HOW, text, re.IGNORECASE) is not None


def kind_of(said: str) -> str | None:
    """The kind that a word for how you were in touch says; None where it does not say it."""
    word = " ".join(said.casefold().split())
    return None if word in UNTOLD else KINDS.find(word)


def beginner_of(said: str) -> str:
    """Who began it, by the word for them."""
    return BEGINNER[" ".join(said.casefold().split())]


def minutes_of(said: str) -> int:
    """How many minutes a length of time is."""
    text = " ".join(said.casefold().replace("-", " ").split())
    if text == "half an hour":
        return 30
    half = text.endswith(" and a half")
    text = text.removesuffix(" and a half").replace(" and ", " ")
    found = re.match(r"(\w+(?:[.,][0-9]+)?)\s*h", text)
    minutes = re.search(r"([0-9]+)\s*(?:m|$)", text[found.end() :] if found else text)
    hours = _number(found[1]) if found else 0.0
    return round(hours * 60) + (30 if half else 0) + (int(minutes[1]) if minutes else 0)


def fact_of(said: str) -> str | None:
    """The fact that a word says, as it is stored; None for any other word.

    Raises:
        InvalidValue: for a word that may say one or another.
    """
    return FACTS.parse(said) if FACTS.may_mean(said) else None


def _number(said: str) -> float:
    if said in ("a", "an"):
        return 1.0
    return float(_NUMBERS.index(said) + 1) if said in _NUMBERS else float(said.replace(",", "."))
