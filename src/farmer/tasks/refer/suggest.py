"""Whom to bring together (the command ``suggest``); what meets what is found by `judge`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from farmer.tasks.desk import Desk
from farmer.tasks.judge.suggestions import Suggestion, suggestions
from farmer.tasks.person import Named, look_up

# More than so many are no help to a busy person.
MOST_SUGGESTED = 5


class Suggested(NamedTuple):
    """The answer of ``suggest``.

    Attributes:
        person: of whom it was asked; None for everybody.
        suggestions: five at most, the best first; `total` counts those beyond them.
        not_yet: how many pairs meet of whom one is not farmed.
    """

    person: Named | None
    suggestions: tuple[Suggestion, ...]
    total: int
    not_yet: int


def suggest(desk: Desk, who: str | None, *, as_of: date) -> Suggested:
    """Whom to bring together with whom, or with the one person that `who` means.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    with desk.reading() as reader:
        person = look_up(reader, who, region=desk.settings.region) if who else None
        found, not_yet = suggestions(desk, reader, as_of, person.id if person else None)
    named = Named.of(person) if person else None
    return Suggested(named, tuple(found[:MOST_SUGGESTED]), len(found), not_yet)
