"""What the ledger knows by itself of whom somebody knows; the rules are `referrals.hints`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from farmer.details import RELATION
from farmer.model import LIVE
from farmer.referrals.hints import colleagues, introduced, occasions, related, through
from farmer.text import fold

if TYPE_CHECKING:
    from datetime import date

    from farmer.ledger.reader import Reader
    from farmer.people.meant import Person
    from farmer.referrals.doors import Bond


def hints_of(reader: Reader, wanted: Person, as_of: date) -> list[Bond]:
    """What the ledger knows by itself of whom somebody knows, whatever was told of it."""
    wanted_id, firm = wanted.id, wanted.company
    contact = reader.contact(wanted_id)
    brought = [contact.met_through_id] if contact and contact.met_through_id else []
    return [
        *introduced(wanted_id, (each.request for each in reader.requests_of(wanted_id)), as_of),
        *through(wanted_id, [*brought, *reader.introduced_by(wanted_id)]),
        *related(wanted_id, _relations(reader, wanted)),
        *occasions(wanted_id, reader.seen_with(wanted_id, as_of, LIVE)),
        *colleagues(wanted_id, reader.colleagues(wanted_id, firm), firm),
    ]


def _relations(reader: Reader, wanted: Person) -> Iterator[tuple[int, str]]:
    """Who is noted with them by name, as what; of a name that several people have, nobody."""
    close = reader.close_to(wanted.name)
    if close and not reader.namesakes([wanted.name]):
        yield from ((other, label) for other, label in close if other != wanted.id)
    for each in reader.details(wanted.id):
        if each.what == RELATION:
            named = fold(each.value)
            called = [one.id for one in reader.people_like(each.value) if fold(one.name) == named]
            if len(called) == 1 and called != [wanted.id]:
                yield called[0], each.label
