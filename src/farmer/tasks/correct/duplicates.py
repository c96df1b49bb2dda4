"""Who may be in the ledger twice."""

from __future__ import annotations

from typing import NamedTuple

from farmer.errors import InvalidValue
from farmer.handles import all_in
from farmer.ids import Id
from farmer.people.duplicates import duplicates as find_pairs
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, firms_before, other_names


class Duplicate(NamedTuple):
    """Two people who may be one: how likely from 0 to 1, why, and what would make them one."""

    one: Named
    other: Named
    likelihood: float
    reasons: tuple[str, ...]
    command: str


class Duplicates(NamedTuple):
    """The answer of ``duplicates``: the likeliest first, and how many there are in all."""

    pairs: tuple[Duplicate, ...]
    total: int


def duplicates(desk: Desk, *, least: float | None = None, limit: int | None = None) -> Duplicates:
    """Pairs of people who may be one, archived ones among them.

    Without `least` those are likely who are so by even odds, or share an address.

    Raises:
        InvalidValue: for a likelihood outside 0 to 1.
    """
    if least is not None and not 0 <= least <= 1:
        raise InvalidValue(f"{least} is not a likelihood.", "Give a number from 0 to 1.")
    with desk.reading() as reader:
        region = desk.settings.region
        people = [(c, all_in(region, handles)) for c, handles in reader.everybody()]
        apart = reader.not_same()
        past = reader.everybodys_former()
        worked, others = firms_before(past), other_names(past)
    names = {
        contact.id: Named.by_id(contact.id, contact.name)
        for contact, _ in people
        if contact.id is not None
    }
    found = find_pairs(people, apart, least, worked=worked, others=others)
    return Duplicates(
        tuple(
            Duplicate(
                names[pair.one_id],
                names[pair.other_id],
                pair.likelihood,
                pair.reasons,
                f"farmer merge {Id('c', pair.one_id)} {Id('c', pair.other_id)}",
            )
            for pair in found[:limit]
        ),
        len(found),
    )
