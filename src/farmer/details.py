"""The nouns of what is noted of somebody besides: what else is or was true, and their GAINS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from farmer.choices import Choices
from farmer.errors import InvalidValue

FORMER: Choices[str] = Choices(
    "kind of past detail",
    {
        "name": "a name they had",
        "spelling": "a name that is also written so",
        "nickname": "what they were called",
        "company": "where they were",
        "title": "what they did there",
        "birthday": "a birthday that was told too",
        "met_at": "where you met, as it was told too",
    },
)
# What changes in a life; a birthday or where you met does not, so that a new one is a correction.
CHANGING = ("company", "title")
# What of it somebody is found by, as by their name.
OTHER_NAMES = ("name", "spelling")


@dataclass(frozen=True, slots=True)
class Former:
    """What else is true of somebody, or was `until` a day; ``what`` is of ``FORMER``.

    Raises:
        InvalidValue: without a value, or where ``what`` is not of its list.
    """

    what: str
    value: str
    until: date | None = None

    def __post_init__(self) -> None:
        FORMER.check(self.what)
        if not self.value.strip():
            raise InvalidValue(f"The {self.what} is empty.", "Say what it was, or leave it out.")


# What is noted of somebody that has no place of its own.
OWN, ADDRESS, RELATION, CHILD, DATE = "own", "address", "relation", "child", "date"
DETAILS: Choices[str] = Choices(
    "kind of detail",
    {
        OWN: "a field of your own, under its name",
        ADDRESS: "where their post goes",
        RELATION: "who is close to them, by name",
        CHILD: "a child of theirs, by name",
        DATE: "a day of theirs, such as an anniversary",
    },
)


class Detail(NamedTuple):
    """What is noted of somebody under a label: ``1 Mill Road`` as the address at *home*.

    `what` is of ``DETAILS``; a date is written as a birthday is. Of an address the label is empty
    where nobody told one. The ledger's rules are the schema's.
    """

    what: str
    label: str
    value: str


# What two people should know of each other (method-sources A6), and of whom it is told.
GAINS: Choices[str] = Choices(
    "slot of GAINS",
    {
        "goals": "what they want to reach",
        "accomplishments": "what they are proud of",
        "interests": "what they like to do",
        "networks": "where they know people",
        "skills": "what they are good at",
    },
)
THEIRS, MINE = "theirs", "mine"
WHOSE: Choices[str] = Choices("side", {THEIRS: "as you know it of them", MINE: "as you told them"})


@dataclass(frozen=True, slots=True)
class Gain:
    """One slot of a GAINS exchange: ``theirs`` as you know it, or ``mine`` as you told them.

    Raises:
        InvalidValue: where ``whose`` or ``slot`` is not of its list.
    """

    whose: str
    slot: str
    text: str
    on: date

    def __post_init__(self) -> None:
        WHOSE.check(self.whose)
        GAINS.check(self.slot)
