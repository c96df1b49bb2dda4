"""The nouns: what farmer knows about, as frozen values that cannot be wrong.

A value that passes its constructor is valid; the ledger's schema states the same rules again as
constraints. The vocabulary (kinds of touch, facts) is the method's, section C1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from farmer.choices import Choices
from farmer.errors import InvalidValue
from farmer.facts import FACTS

Role = Literal["requester", "target"]
Verdict = Literal["not yet", "almost", "farmed"]

VERDICTS: Choices[Verdict] = Choices(
    "verdict",
    {
        "not yet": "too early to vouch for them",
        "almost": "something small is missing",
        "farmed": "well enough known",
    },
)
REQUESTER: Role = "requester"
TARGET: Role = "target"
ROLES: Choices[Role] = Choices(
    "role", {REQUESTER: "would you vouch for their work", TARGET: "would you ask it of them"}
)

_LIVE = {
    "meeting": "face to face, on purpose",
    "meal": "at one table",
    "visit": "at theirs, or at yours",
    "worked": "at work on something together",
    "event": "at an occasion, among others",
    "video": "a call with pictures",
    "call": "a telephone call",
}
_WRITTEN = {
    "letter": "on paper",
    "email": "an e-mail",
    "message": "a text or a chat",
    "comment": "below what they published",
}
_NOTHING = {
    "connect": "linked on a network",
    "like": "a click",
    "card": "cards swapped",
    "attended": "at the same occasion; no talk is known",
    "planned": "in a calendar; not known to have happened",
    "attempt": "tried, and got no answer",
}
ATTENDED, PLANNED = "attended", "planned"
LIVE, WRITTEN, NOTHING = tuple(_LIVE), tuple(_WRITTEN), tuple(_NOTHING)
# What people say for a kind. Of several that a word may be it is the one that weighs least: who
# wrote may have written a letter, and who was run into was not met on purpose.
_SAID_FOR = {
    "meeting": (
        *("coffee", "tea", "drinks", "beer", "walk", "one-to-one", "1-1", "1:1", "met", "saw"),
    ),
    "meal": ("lunch", "dinner", "breakfast", "brunch", "supper", "lunched", "dined"),
    "visit": ("visited",),
    "worked": ("worked together",),
    "event": ("bumped into", "ran into"),
    "video": ("video call", "zoom", "zoom call", "zoomed", "facetime", "skype", "skype call"),
    "call": ("phone", "phone call", "telephone", "called", "phoned", "rang"),
    "email": ("mail", "e-mail", "emailed", "mailed"),
    "message": ("text", "chat", "sms", "whatsapp", "texted", "messaged", "wrote"),
}
KINDS: Choices[str] = Choices(
    "kind",
    {**_LIVE, **_WRITTEN, **_NOTHING},
    also={word: kind for kind, words in _SAID_FOR.items() for word in words},
)

ME, THEM, BOTH, NONE = "me", "them", "both", "none"
BEGINNERS: Choices[str] = Choices(
    "--by",
    {ME: "you began it", THEM: "they did", BOTH: "both of you", NONE: "nobody did"},
)

DEPTHS, MINUTES, GROUP = range(4), range(1, 24 * 60 + 1), range(2, 100_001)
# The tag of people who are proposed to nobody, and of whom nothing goes into a card.
PRIVATE = "private"
# The tag of people who asked that no colleague be told of them.
NEVER_SHARED = "never-shared"
CADENCE = range(1, 3651)
DEFAULT_CADENCE_DAYS = 90

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact with a person (method C1).

    Attributes:
        on: the calendar day.
        kind: one of ``KINDS``.
        by: who began it, one of ``BEGINNERS``; None where it was not recorded.
        minutes: how long it lasted; None takes the kind's default.
        group: people sharing the conversation, both of you included; None takes the default.
        depth: 0 small talk, 1 ordinary, 2 substantive, 3 confided.
        note: what was said.
        time: when it began, ``09:30`` on the clocks of its day; None where it was not recorded.

    Raises:
        InvalidValue: where a value lies outside its list or range.
    """

    on: date
    kind: str
    by: str | None = None
    minutes: int | None = None
    group: int | None = None
    depth: int = 1
    note: str = ""
    time: str | None = None

    def __post_init__(self) -> None:
        KINDS.check(self.kind)
        if self.by is not None:
            BEGINNERS.check(self.by)
        if self.minutes is not None:
            _within("--minutes", self.minutes, MINUTES)
        if self.group is not None:
            _within("--group", self.group, GROUP)
        _within("--depth", self.depth, DEPTHS)
        if self.time is not None and not re.fullmatch(_CLOCK, self.time):
            raise InvalidValue(f"There is no time “{self.time}”.", "Write it as 09:30 or 17:05.")


class BareTouch(NamedTuple):
    """A touch without its words: what judging it takes.

    Nothing is checked, so it is only for what was a touch before: a ledger has them by the hundred
    thousand, and a list of everybody reads them all.
    """

    on: date
    kind: str
    by: str | None
    minutes: int | None
    group: int | None
    depth: int


AnyTouch = Touch | BareTouch


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated line of evidence about a person (method C1); ``what`` is of ``farmer.facts.FACTS``.

    Raises:
        InvalidValue: where ``what`` is not a fact of the method.
    """

    on: date
    what: str
    note: str = ""

    def __post_init__(self) -> None:
        FACTS.check(self.what)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person in the ledger.

    ``id`` is None until the ledger gives one; ``added_on`` is the day they were first recorded;
    ``birthday`` is written ``1984-05-12``, or ``--05-12`` where the year is not known; until the
    day ``snoozed_until`` they are left out of what is due and what goes cold. The parts of the
    name (`family` with its particles) are empty where nobody told them; `nickname` is what they
    are called.
    """

    name: str
    id: int | None = None
    nickname: str = ""
    company: str = ""
    title: str = ""
    met_at: str = ""
    met_on: date | None = None
    met_through_id: int | None = None
    cadence_days: int | None = None
    notes: str = ""
    archived: bool = False
    added_on: date | None = None
    birthday: str = ""
    snoozed_until: date | None = None
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValue("A person needs a name.", 'Type one: farmer add "Ana Ruiz"')
        if self.cadence_days is not None:
            _within("--cadence", self.cadence_days, CADENCE)
        if self.birthday:
            birthday_of(self.birthday)

    def is_snoozed(self, as_of: date) -> bool:
        """Whether they are to be left in peace on the day `as_of`."""
        return self.snoozed_until is not None and self.snoozed_until > as_of

    def cadence_or(self, default_days: int) -> int:
        """Days between contacts that this tie should have; `default_days` where none was chosen."""
        return self.cadence_days or default_days


PROMISE_ENDS: Choices[str] = Choices(
    "end of a promise",
    {"kept": "it was kept", "broken": "it was broken", "dropped": "it no longer matters"},
)


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised: by them, or by you where it is ``mine``.

    Attributes:
        text: what.
        made_on, due_on: the day it was given, and the day it is due, if one was named.
        ended: one of ``PROMISE_ENDS`` once it is over, on the day `ended_on`.

    Raises:
        InvalidValue: without a text, due before it was made, or for an unknown end.
    """

    text: str
    mine: bool
    made_on: date
    due_on: date | None = None
    ended: str | None = None
    ended_on: date | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidValue("What was promised is missing.", 'Say it: "send the lease"')
        if self.due_on is not None and self.due_on < self.made_on:
            raise InvalidValue(
                f"It would be due on {self.due_on}, before it was promised.",
                "Give a later day with --due.",
            )
        if self.ended is not None:
            PROMISE_ENDS.check(self.ended)


HandleKind = Literal["email", "phone", "url"]


class Handle(NamedTuple):
    """An address of a person, normalised (``farmer.handles``) so that equal ones compare equal."""

    kind: HandleKind
    value: str


class Event(NamedTuple):
    """An occasion shared by several people; ``name`` is empty for an unnamed get-together."""

    on: date
    name: str = ""
    place: str = ""
    id: int | None = None


def birthday_of(written: str) -> tuple[int | None, int, int]:
    """The year, if it is known, month and day of a birthday as it is kept.

    Raises:
        InvalidValue: for anything but ``1984-05-12`` or ``--05-12``.
    """
    yearless = written.startswith("--")
    whole = "2000-" + written[2:] if yearless else written
    try:
        day = date.fromisoformat(whole if len(whole) == len("2000-01-31") else "")
    except ValueError:
        raise InvalidValue(
            f"“{written}” is not a birthday.", "Write 1984-05-12, or --05-12 without the year."
        ) from None
    return None if yearless else day.year, day.month, day.day


def _within(what: str, value: int, allowed: range) -> None:
    if value not in allowed:
        raise InvalidValue(
            f"{what} {value} is out of range.",
            f"Give a whole number from {allowed.start} to {allowed.stop - 1}.",
        )
