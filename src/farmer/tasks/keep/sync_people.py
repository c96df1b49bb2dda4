"""Who of those whom another copy of the ledger told of is somebody who was here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from farmer.handles import all_in
from farmer.people.agreement import agreement, names_of
from farmer.people.duplicates import duplicates
from farmer.people.ownership import is_profile
from farmer.tasks.correct.merge import make_one
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.ledger.reader import Reader
    from farmer.ledger.united import United
    from farmer.model import Contact, Handle


class Same(NamedTuple):
    """Somebody who came and is somebody who was here: who remains, and who is one with them."""

    kept: Named
    gone: Named


class Maybe(NamedTuple):
    """Somebody who came and may be somebody who was here, and what would make them one."""

    one: Named
    other: Named
    command: str


def settled(
    desk: Desk, change: Writer, united: United
) -> tuple[tuple[Same, ...], tuple[Maybe, ...]]:
    """Make those one who came and have an address of their own here; who else may be the same."""
    came = frozenset(united.came_people)
    if not came:
        return (), ()
    known = {contact.id or 0: (contact, handles) for contact, handles in change.now.everybody()}
    same = []
    for kept, gone in _surely(known, came, change.now.not_same()):
        named = Same(*(Named.by_id(each, known[each][0].name) for each in (kept, gone)))
        make_one(change, kept, gone)
        same.append(named)
    return tuple(same), tuple(_perhaps(desk, change.now, came))


def _surely(
    known: Mapping[int, tuple[Contact, Sequence[Handle]]],
    came: frozenset[int],
    apart: set[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Who was here and who came by an e-mail or profile that one of each alone has."""
    holders: dict[Handle, list[int]] = defaultdict(list)
    for contact_id, (_, handles) in known.items():
        for handle in handles:
            if handle.kind == "email" or is_profile(handle):
                holders[handle].append(contact_id)
    done: set[int] = set()
    for whose in holders.values():
        here = [each for each in whose if each not in came]
        there = [each for each in whose if each in came]
        if (len(here), len(there)) != (1, 1) or not done.isdisjoint(whose):
            continue
        (kept,), (gone,) = here, there
        names = [names_of(known[each][0]) for each in (kept, gone)]
        if (min(kept, gone), max(kept, gone)) not in apart and agreement(*names):
            done |= {kept, gone}
            yield kept, gone


def _perhaps(desk: Desk, reader: Reader, came: frozenset[int]) -> Iterator[Maybe]:
    """Who came and is like somebody who was here."""
    region = desk.settings.region
    people = [(contact, all_in(region, handles)) for contact, handles in reader.everybody()]
    names = {contact.id or 0: contact.name for contact, _ in people}
    for pair in duplicates(people, reader.not_same()):
        if (pair.one_id in came) != (pair.other_id in came):
            one, other = (Named.by_id(each, names[each]) for each in (pair.one_id, pair.other_id))
            yield Maybe(one, other, f"farmer merge {one.id} {other.id}")
