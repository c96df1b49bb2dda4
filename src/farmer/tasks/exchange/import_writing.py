"""Writing what an import decided: who is new, what people gain, and what became of talks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from farmer.ledger.newcomers import Origin
from farmer.tasks.correct.merge import make_one
from farmer.tasks.exchange.gained import Gained
from farmer.tasks.exchange.happenings import Happenings
from farmer.tasks.exchange.tally import Addition
from farmer.tasks.record.addresses import newest_first
from farmer.tasks.record.events import join_event

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer
    from farmer.model import Event


def write_decided(change: Writer, gained: Gained, today: date) -> list[int]:
    """Write all that was decided; returns the ids that the newcomers got."""
    order = gained.in_order()
    events = _events(change, gained)
    newcomers = [gained.newcomers[each].to_newcomer(events) for each in order]
    ids = dict(zip(order, change.add_newcomers(newcomers, today), strict=True))
    for newcomer, other in gained.not_same:
        change.add_not_same(ids[-newcomer - 1], other)
    gains = [
        (whose if whose > 0 else ids[-whose - 1], gain) for (whose, _), gain in gained.gains.items()
    ]
    _write_gains(change, gains, today)
    change.add_to_people((whose, gain.to_newcomer(events)) for whose, gain in gains)
    for (whose, _), gain in gained.gains.items():
        if whose > 0 and gain.handles:
            newest_first(change, whose, gain.handles)
    _write_talks(change, gained.happenings)
    for pair in gained.same:
        make_one(change, *(each if each > 0 else ids[-each - 1] for each in pair))
    return [ids[each] for each in range(len(ids))]


def _write_gains(change: Writer, gains: Sequence[tuple[int, Addition]], today: date) -> None:
    """Fill in what people gain, and keep what was before."""
    for whose, gain in gains:
        for handle in gain.outdated:
            change.edit_handle(whose, handle, {"until": today, "preferred": False})
        for detail in gain.dropped:
            change.remove_detail(whose, detail)
    for whose, gain in gains:
        if gain.fill:
            change.edit_contact(whose, gain.fill)
    for whose, gain in gains:
        for former in gain.former:
            change.add_former(whose, former, gain.source)


def _events(change: Writer, gained: Gained) -> dict[Event, int]:
    """The ids of the occasions with a name where somebody was; those that are new are added."""
    additions = [*gained.newcomers, *gained.gains.values()]
    events = dict.fromkeys(event for each in additions for event, _ in each.attended)
    return {event: join_event(change, event) for event in events if event.name}


def _write_talks(change: Writer, happenings: Happenings) -> None:
    """Change the talks on record as their sources did."""
    for touch_id in happenings.removed():
        change.remove_touch(touch_id)
    for before, now in happenings.changed():
        assert now.id is not None
        was, is_now = asdict(before.touch), asdict(now.touch)
        fields = {name: value for name, value in is_now.items() if value != was[name]}
        if before.source != now.source:
            fields["source"] = now.source
        if fields:
            change.edit_touch(now.id, fields)
        for source, source_id in before.origins.keys() - now.origins.keys():
            change.remove_origin(now.id, Origin(source, source_id))
        for (source, source_id), told in now.origins.items():
            change.write_origin(now.id, Origin(source, source_id, told))
