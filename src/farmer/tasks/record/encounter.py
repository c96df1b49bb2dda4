"""What happened, as it was told: the same for everybody named in one breath."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from farmer.errors import InvalidValue
from farmer.model import LIVE, Fact, Promise, Touch
from farmer.tasks.record.events import AT_ONE_PLACE
from farmer.tasks.record.guests import Share
from farmer.tasks.record.kinds import parse_fact
from farmer.text import clean_name

# What is told of somebody with whom it was as with everybody else.
SAME = Share("")


@dataclass(frozen=True, slots=True)
class Encounter:
    """What happened, as it was told: the same for everybody who was there.

    Attributes:
        on: the day.
        kind: a kind of touch; None is an event where `at` names one, else a meeting.
        by, minutes, group, depth: as in `Touch`; None where not told.
        at: the event's name; `place` where it was held.
        together: whether everybody named met each other too, which an event says as well.
        notes: what was said; a leading ``Name:`` binds a note to one person.
        facts: evidence seen in the same breath, in the words of ``mark``.
        promised: what they promised on that occasion.
        line: the line in which all of it was told, which is a note of everybody's.

    Raises:
        InvalidValue: for values outside the method's lists and ranges.
    """

    on: date
    kind: str | None = None
    by: str | None = None
    minutes: int | None = None
    group: int | None = None
    depth: int = 1
    at: str = ""
    place: str = ""
    together: bool = False
    notes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    promised: tuple[Promise, ...] = ()
    line: str = ""

    def __post_init__(self) -> None:
        self.touch("")
        self.evidence("")
        if self.together and self.usual_kind not in LIVE:
            raise InvalidValue(
                f"People do not meet each other by {self.usual_kind}.", "Leave --together out."
            )

    @property
    def usual_kind(self) -> str:
        """How you were in touch with whoever has no kind of their own."""
        return self.kind or ("event" if self.at else "meeting")

    def touch(self, note: str, share: Share = SAME) -> Touch:
        """One person's touch of it; whoever was met otherwise shared neither time nor talk."""
        kind, by = self.usual_kind, share.by or self.by
        if share.kind in (None, kind):
            return Touch(self.on, kind, by, self.minutes, self.group, self.depth, note)
        return Touch(self.on, share.kind or kind, by, depth=self.depth, note=note)

    def evidence(self, note: str, share: Share = SAME) -> list[Fact]:
        """One person's facts of it: as many of a kind as were told of them, or of everybody."""
        told = Counter(map(parse_fact, share.facts)) | Counter(map(parse_fact, self.facts))
        return [Fact(self.on, what, note) for what in told.elements()]

    def is_shared(self, guests: int) -> bool:
        """Whether so many people met each other there."""
        return bool(clean_name(self.at)) or (self.together and guests > 1)

    def was_there(self, share: Share) -> bool:
        """Whether somebody was where it was held: whoever was called or written to was not."""
        return share.kind in (None, self.usual_kind) or share.kind in AT_ONE_PLACE
