"""What one member tells of a person, and the form in which it travels.

What comes from others is read with care: whatever is not as it should be is not told on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from farmer.choices import Choices
from farmer.model import ROLES, VERDICTS, Role
from farmer.scoring.foretold import Foreseen, Foretold
from farmer.text import clean, clean_name

_FORM = 1
# So many lines are a year of months and of falls, with room to spare.
_MOST_STEPS, _MOST_TOKENS = 40, 100


class ToldStanding(NamedTuple):
    """What is told of a person.

    Attributes:
        name, company: of whom.
        tokens: a keyed digest of each of their addresses.
        spoke: the month of the last talk, as ``2026-05``; empty where there was none.
        standing: by role, how the tie stands ahead.
    """

    name: str
    company: str
    tokens: tuple[str, ...]
    spoke: str
    standing: Mapping[Role, Foretold]

    @property
    def until(self) -> date:
        """The last day that is foretold in both roles."""
        return min(self.standing[role].until for role in ROLES)

    def still_says(self, other: ToldStanding, on: date) -> bool:
        """Whether whoever reads it, from `on` to its end, reads what `other` says."""
        return self[:4] == other[:4] and all(
            self.standing[role].still_says(other.standing[role], on) for role in ROLES
        )


class Unreadable(ValueError):
    """Something told that is not as this farmer knows it."""


def to_text(told: ToldStanding) -> str:
    """What travels: one line of JSON, the same for the same."""
    said = {
        "form": _FORM,
        "name": told.name,
        "company": told.company,
        "addresses": list(told.tokens),
        "spoke": told.spoke,
        "ahead": {role: _from_foretold(ahead) for role, ahead in told.standing.items()},
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> ToldStanding:
    """What was told.

    Raises:
        Unreadable: for what is not as `to_text` writes it, or is of a newer farmer.
    """
    try:
        said = json.loads(text)
        if said["form"] != _FORM:
            raise Unreadable
        return ToldStanding(
            _named(said["name"]),
            clean(said["company"]),
            tuple(_token(each) for each in said["addresses"][:_MOST_TOKENS]),
            _month(said["spoke"]),
            {role: _to_foretold(said["ahead"][role]) for role in ROLES},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unreadable from None


def _from_foretold(ahead: Foretold) -> dict[str, Any]:
    steps = [[step.on.isoformat(), step.verdict, step.score] for step in ahead.steps]
    return {"until": ahead.until.isoformat(), "steps": steps}


def _to_foretold(said: Mapping[str, Any]) -> Foretold:
    steps = [
        Foreseen(date.fromisoformat(on), _word(VERDICTS, verdict), _score(score))
        for on, verdict, score in said["steps"][:_MOST_STEPS]
    ]
    return Foretold(tuple(sorted(steps)), date.fromisoformat(said["until"]))


def _word(choices: Choices[Any], said: object) -> Any:
    if said not in tuple(choices):
        raise Unreadable
    return said


def _score(said: object) -> int:
    if type(said) is not int or not 0 <= said <= 100:
        raise Unreadable
    return said


def _month(said: str) -> str:
    if said:
        date.fromisoformat(f"{said}-01")
    return said


def _token(said: object) -> str:
    if not isinstance(said, str):
        raise Unreadable
    return said


def _named(said: str) -> str:
    name = clean_name(said)
    if not name:
        raise Unreadable
    return name
