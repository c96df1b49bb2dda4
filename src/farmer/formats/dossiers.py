"""What there is of one person in a ledger: what the writers of readable files go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from farmer.birthdays import say_birthday
from farmer.facts import say_fact
from farmer.formats.whole_shape import LedgerRow, Tables
from farmer.links import Strength
from farmer.sources import MEMORY
from farmer.wording import FORMER_SAID

# The lists in an export that it is made of.
OF = (
    *("contacts.handles", "contacts.former", "contacts.details", "contacts.tags"),
    *("contacts.gains", "events"),
    *("touchpoints", "facts", "promises", "requests", "requests.steps"),
)
# Those of them that a card without history is made of.
OF_CARD = ("contacts.handles", "contacts.details", "contacts.tags")


class Knows(NamedTuple):
    """Somebody of the ledger whom a person knows, as it was told.

    Attributes:
        name: who.
        how: from where, in words; empty where that was not said.
        strength: how well; None where that was not said.
    """

    name: str
    how: str
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one person, as rows of `farmer.formats.whole_shape`.

    Attributes:
        through: who introduced them, empty where nobody did.
        handles: those that are theirs, the one to use first before the others.
        past: what else is or was true of them in words, addresses that were theirs among it.
        details: what has no other place: postal addresses, relations, days, own fields.
        touchpoints: each with the name of its event as ``event``.
        requests: those that they have a part in, each with its ``steps`` and, as ``other``, the
            name of the other party.
        knows: whom of the ledger they know; nobody who is only known of.
    """

    contact: LedgerRow
    through: str
    handles: Sequence[LedgerRow]
    past: Sequence[str]
    details: Sequence[LedgerRow]
    tags: Sequence[str]
    gains: Sequence[LedgerRow]
    touchpoints: Sequence[LedgerRow]
    facts: Sequence[LedgerRow]
    promises: Sequence[LedgerRow]
    requests: Sequence[LedgerRow]
    knows: Sequence[Knows] = ()

    @property
    def name(self) -> str:
        """The person's name."""
        name: str = self.contact["name"]
        return name

    @property
    def history(self) -> list[str]:
        """Touchpoints and facts in words, a line each, the oldest first."""
        told = [(row["on"], row["kind"], row["event"], row) for row in self.touchpoints]
        told += [(row["on"], row["what"], "", row) for row in self.facts]
        told.sort(key=lambda line: str(line[0]))
        lines = [
            (on, say_fact(what), event, _mark(row), row["note"]) for on, what, event, row in told
        ]
        return [", ".join(str(part) for part in line if part) for line in lines]


def dossier(
    contact: LedgerRow,
    tables: Tables,
    name_of: Callable[[int | None], str],
    knows: Sequence[Knows] = (),
) -> Dossier:
    """That of a person; the `tables` have what is about them, and need no other lists than `OF`.

    `name_of` says what the others are called, of whom there are only numbers: empty for nobody.
    """
    events = {row["id"]: row["name"] or "" for row in tables["events"]}
    handles = tables["contacts.handles"]
    return Dossier(
        contact,
        name_of(contact["met_through_id"]),
        sorted(
            (row for row in handles if not row["until"]),
            key=lambda row: not row["preferred"],
        ),
        list(_past(tables["contacts.former"], handles)),
        tables["contacts.details"],
        [row["tag"] for row in tables["contacts.tags"]],
        tables["contacts.gains"],
        [{**row, "event": events.get(row["event_id"], "")} for row in tables["touchpoints"]],
        tables["facts"],
        tables["promises"],
        [
            {
                **row,
                "steps": [s for s in tables["requests.steps"] if s["request_id"] == row["id"]],
                "other": _other(contact["id"], row, name_of),
            }
            for row in tables["requests"]
        ],
        knows,
    )


def _other(who: int, request: LedgerRow, name_of: Callable[[int | None], str]) -> str:
    """What the other party of a request is called, as far as that is known."""
    if request["person_id"] != who:
        return name_of(request["person_id"])
    return name_of(request["target_id"]) or str(request["target"])


def _past(former: Sequence[LedgerRow], handles: Sequence[LedgerRow]) -> Iterator[str]:
    for row in former:
        value = say_birthday(row["value"]) if row["what"] == "birthday" else row["value"]
        yield _until(f"{FORMER_SAID[row['what']]}: {value}", row)
    yield from (
        _until(f"former {row['kind']}: {row['value']}", row) for row in handles if row["until"]
    )


def _until(said: str, row: LedgerRow) -> str:
    return f"{said}, until {row['until']}" if row["until"] else said


def _mark(row: LedgerRow) -> str:
    return "from memory" if row["source"] == MEMORY else ""
