"""The facts of the method (section C1): what each is called, what it means, what it counts as.

A fact has a name that is stored and published (``ref_out_good``), a word that is typed
(``ref-out-good``) and words that people read (“introduction went well”).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from farmer.choices import Choices

# What a fact does to the judgement: it can only raise it, only lower it, or only lower it without
# telling anything against them, because you took out what they had given.
Speaks = Literal["for", "against", "withdrawal"]


class FactKind(NamedTuple):
    """One fact of the method.

    Attributes:
        name: as it is stored and published.
        word: as it is typed.
        said: as people read it.
        meaning: in a sentence's words, for help, completion and documents.
        speaks: for them, against them, or neither: a withdrawal.
        counts_as: the names of simpler facts that it counts as; itself where it is one.
        favour: ``given`` by you or ``received``, where it is a favour or an introduction.
    """

    name: str
    word: str
    said: str
    meaning: str
    speaks: Speaks
    counts_as: tuple[str, ...]
    favour: Literal["given", "received", ""] = ""


def _fact(
    name: str,
    meaning: str,
    speaks: Speaks = "for",
    *,
    said: str = "",
    counts_as: tuple[str, ...] = (),
    favour: Literal["given", "received", ""] = "",
) -> FactKind:
    """A fact whose other names follow from the stored one where they are not said."""
    word = name.removeprefix("work:").replace("_", "-")
    said = said or word.replace("-", " ")
    return FactKind(name, word, said, meaning, speaks, counts_as or (name,), favour)


FACT_KINDS = {
    kind.name: kind
    for kind in (
        _fact("kept", "they kept a promise: appointment, delivery, follow-up"),
        _fact("broken", "they broke a promise", "against"),
        _fact("breach", "they broke your trust, severely", "against"),
        _fact("forgiven", "you forgave what was broken until that day"),
        _fact("work:told", "they told you about their work"),
        _fact("work:vouched", "somebody you trust vouched for their work"),
        _fact("work:seen", "you saw their work"),
        _fact("work:used", "you used their service"),
        _fact("unhappy", "you were not happy with their work", "against"),
        _fact("made_right", "they put it right"),
        _fact("gave", "you did something for them", favour="given"),
        _fact("got", "they did something for you", favour="received"),
        _fact("asked_them", "you asked them for an introduction or a favour", "withdrawal"),
        _fact(
            "ref_out_good",
            "an introduction you made for them went well",
            said="introduction went well",
            counts_as=("kept", "work:vouched", "gave"),
            favour="given",
        ),
        _fact(
            "ref_bad",
            "your introduction went badly, or was not followed up",
            "against",
            said="introduction went badly",
            counts_as=("broken",),
            favour="given",
        ),
        _fact(
            "ref_in_good",
            "they sent you a good referral",
            said="sent you a good referral",
            counts_as=("got",),
            favour="received",
        ),
    )
}
FACTS: Choices[str] = Choices(
    "fact",
    {kind.name: kind.meaning for kind in FACT_KINDS.values()},
    typed={kind.name: kind.word for kind in FACT_KINDS.values()},
    also={
        **dict.fromkeys(("kept promise", "delivered"), "kept"),
        **dict.fromkeys(("broke", "broke promise"), "broken"),
        "betrayed": "breach",
        "forgave": "forgiven",
        "heard": "work:told",
        "vouched for": "work:vouched",
        **dict.fromkeys(("saw", "saw work"), "work:seen"),
        **dict.fromkeys(("hired", "used service"), "work:used"),
        **dict.fromkeys(("dissatisfied", "disappointed"), "unhappy"),
        **dict.fromkeys(("fixed", "put right"), "made_right"),
        "given": "gave",
        "received": "got",
    },
    unsure={
        **dict.fromkeys(
            ("referred", "referral", "introduced", "introduction"), ("ref_in_good", "ref_out_good")
        ),
        **dict.fromkeys(("helped", "help", "favour"), ("gave", "got")),
    },
)
# Good ones never lower a judgement, bad ones and withdrawals never raise it; a withdrawal is drawn
# as neither.
GOOD_FACTS, BAD_FACTS, WITHDRAWALS = (
    tuple(kind.name for kind in FACT_KINDS.values() if kind.speaks == speaks)
    for speaks in ("for", "against", "withdrawal")
)
_BY_WORD = {kind.word: kind for kind in FACT_KINDS.values()}


def word_of(name: str) -> str:
    """The word that is typed for a fact of that stored `name`."""
    return FACT_KINDS[name].word


def say_fact(name: str) -> str:
    """A fact as people read it, by its stored name or its word; any other word as it is."""
    kind = FACT_KINDS.get(name) or _BY_WORD.get(name)
    return kind.said if kind else name


def counting_as(name: str) -> Collection[str]:
    """The stored names of all facts that count as the fact `name`, itself among them."""
    return tuple(kind.name for kind in FACT_KINDS.values() if name in kind.counts_as)
