"""The words of ``mark``: one for every fact of the method."""

from __future__ import annotations

from datetime import date

from farmer.errors import InvalidValue
from farmer.model import FACTS, Fact

# What each word records, said once for help, hints and documents.
MEANINGS = {
    "kept": "they kept a promise: appointment, delivery, follow-up",
    "broken": "they broke a promise",
    "breach": "they broke your trust, severely",
    "forgiven": "you forgave what was broken until that day",
    "told": "they told you about their work",
    "vouched": "somebody you trust vouched for their work",
    "seen": "you saw their work",
    "used": "you used their service",
    "unhappy": "you were not happy with their work",
    "made-right": "they put it right",
    "gave": "you did something for them",
    "got": "they did something for you",
    "asked-them": "you asked them for an introduction or a favour",
    "ref-out-good": "an introduction you made for them went well",
    "ref-bad": "your introduction went badly, or was not followed up",
    "ref-in-good": "they sent you a good referral",
}
WORDS = tuple(MEANINGS)


def fact_of(word: str, on: date, note: str) -> Fact:
    """The fact that `word` records; the method's own names (``work:used``) are understood too.

    Raises:
        InvalidValue: for a word that records nothing.
    """
    plain = word.strip().casefold().replace("-", "_")
    for what in (plain, f"work:{plain}"):
        if what in FACTS:
            return Fact(on, what, note)
    raise InvalidValue(f"There is no fact “{word}”.", f"Choose from: {', '.join(WORDS)}.")


def word_of(what: str) -> str:
    """The word that records the fact `what`."""
    return what.removeprefix("work:").replace("_", "-")
