"""What a file from where anybody may put one does not do unless somebody says yes.

It may complete people and bring new ones. It does not replace what is known, nor tell of talks or
of evidence: those turn verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from farmer.formats.incoming import Exchange, Incoming, Reading, Schedule
from farmer.model import LIVE
from farmer.tasks.exchange.happenings import TALK_KINDS
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.model import Contact
    from farmer.tasks.exchange.gained import Gained
    from farmer.tasks.exchange.recorded import Recorded
    from farmer.tasks.exchange.tally import Addition


class Held(NamedTuple):
    """What waits for somebody to say yes: values that would be replaced, talks, facts, mergers."""

    values: int = 0
    talks: int = 0
    facts: int = 0
    merged: int = 0

    @property
    def amount(self) -> int:
        """How much it is."""
        return sum(self)


NOTHING_HELD = Held()
# Whether that may come.
Consent = Callable[[Held], bool]


def held_back(gained: Gained, recorded: Recorded, consent: Consent | None) -> Held:
    """What of it does not come, as nobody said yes; without anybody to ask for, all comes."""
    risk = NOTHING_HELD if consent is None else risked(gained, recorded)
    return NOTHING_HELD if consent is None or not risk.amount or consent(risk) else risk


def risked(gained: Gained, recorded: Recorded) -> Held:
    """What of all that was decided somebody is to say yes to."""
    people = _people(recorded)
    talks = gained.happenings
    new = sum(added.touch.kind in LIVE for _, added in talks.added())
    additions = [*gained.newcomers, *gained.gains.values()]
    return Held(
        values=sum(
            bool(getattr(people[whose], field))
            for (whose, _), gain in gained.gains.items()
            if whose in people
            for field in gain.fill
        )
        + sum(len(gain.outdated) + len(gain.dropped) for gain in gained.gains.values()),
        talks=new + len(talks.removed()) + sum(1 for _ in talks.changed()),
        facts=sum(len(each.facts) for each in additions),
        merged=len(gained.same),
    )


def without_talks(rows: Reading) -> Reading:
    """The same rows without what was live, what a calendar has, and evidence."""
    for row in rows:
        if isinstance(row, Incoming):
            touches = tuple(
                each
                for each in row.touches
                if each.entry is None and each.touch.kind not in TALK_KINDS
            )
            yield row._replace(touches=touches, facts=())
        elif isinstance(row, Exchange):
            if row.entry is None and row.kind not in TALK_KINDS:
                yield replace(row, sent_fact="", received_fact="") if row.kind else row
        elif not isinstance(row, Schedule):
            yield row


def keep_values(gained: Gained, recorded: Recorded) -> None:
    """Take out of what was decided whatever would replace something, or make two people one."""
    people = _people(recorded)
    gained.same.clear()
    for (whose, _), gain in gained.gains.items():
        if whose in people:
            gain.former = ()
            gain.fill = {f: v for f, v in gain.fill.items() if not getattr(people[whose], f)}
            _keep_card(gain)


def _keep_card(gain: Addition) -> None:
    """What would take the place of an address or detail waits with what would give way to it."""
    kinds = {handle.kind for handle in gain.outdated}
    gain.handles = tuple(handle for handle in gain.handles if handle.kind not in kinds)
    labels = {(each.what, fold(each.label)) for each in gain.dropped}
    gain.details = tuple(
        each for each in gain.details if (each.what, fold(each.label)) not in labels
    )
    gain.outdated = gain.dropped = ()


def _people(recorded: Recorded) -> Mapping[int, Contact]:
    return {contact.id: contact for contact, _ in recorded.everybody if contact.id is not None}
