"""The talks on record, and as which entries of their sources they are known.

Most of a ledger no file tells of: its rows are only looked up, and taken up where one does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from farmer.formats.incoming import Version
from farmer.ledger.newcomers import Sourced
from farmer.ledger.nouns import Touchpoint
from farmer.model import Touch
from farmer.tasks.told import Told

# By whom it is, its source, and the source's id of it.
Key = tuple[int, str, str]


@dataclass(slots=True, eq=False)
class Happening:
    """A touchpoint as it is by now; `id` is None until it is written."""

    whose: int
    touch: Touch
    source: str | None
    id: int | None = None
    event_id: int | None = None
    origins: dict[tuple[str, str], str] = field(default_factory=dict)
    gone: bool = False

    @property
    def sources(self) -> set[str | None]:
        """Who tells of it."""
        return {self.source, *(source for source, _ in self.origins)}

    def follows(self, source: str) -> bool:
        """Whether only that `source` tells of it, and it is as one of its entries told."""
        if self.sources != {source} or self.event_id is not None:
            return False
        return any(told is not None and told.touch == self.touch for told in self.told)

    @property
    def told(self) -> Iterator[Told | None]:
        """What each of its entries last said; None where that is not known."""
        return map(Told.parse, self.origins.values())


class TalksOnRecord:
    """Every talk that is known, of the ledger and of the files read so far."""

    def __init__(self, talks: Iterable[Touchpoint], sourced: Iterable[Sourced]) -> None:
        """Those of the ledger, and as which entries of their sources they are known."""
        self._all: list[Happening] = []
        self._days: defaultdict[tuple[int, date], list[Happening]] = defaultdict(list)
        self._known: dict[Key, Happening] = {}
        # What of the ledger nothing was told of yet: most of it, so it is only looked up.
        self._points = {each.id: each for each in talks}
        self._ids: defaultdict[tuple[int, date], list[int]] = defaultdict(list)
        self._rows: defaultdict[int, list[Sourced]] = defaultdict(list)
        self._stored: dict[Key, int] = {}
        # Where an entry says another time than is on record.
        self._elsewhere: defaultdict[tuple[int, date], list[Key]] = defaultdict(list)
        for each in self._points.values():
            self._ids[each.contact_id, each.touch.on].append(each.id)
        for row in sourced:
            if row.touch_id in self._points:
                self._rows[row.touch_id].append(row)
                self._stored[row.contact_id, row.source, row.source_id] = row.touch_id
            if row.touch_id in self._points and row.told:
                self._note_elsewhere(row)
        self._before: dict[int, Happening] = {}

    def _note_elsewhere(self, row: Sourced) -> None:
        """Find a talk that was left as it is on the day that its calendar says now, too."""
        touch = self._points[row.touch_id].touch
        if touch.on.isoformat() in row.told and (touch.time or "") in row.told:
            return
        told = Told.parse(row.told)
        if told is not None:
            key = (row.contact_id, row.source, row.source_id)
            self._elsewhere[row.contact_id, told.touch.on].append(key)

    def keys(self, source: str) -> Iterator[Key]:
        """The entries of a source by which talks are known."""
        return (key for key in [*self._stored, *self._known] if key[1] == source)

    def knows(self, key: Key) -> bool:
        """Whether a talk is known by that entry."""
        return key in self._known or key in self._stored

    def version(self, key: Key) -> Version:
        """The version in which that entry was told last."""
        told = Told.parse(self.by(key).origins[key[1:]])
        return told.version if told else Version()

    def by(self, key: Key) -> Happening:
        """The talk that is known by an entry.

        Raises:
            KeyError: where none is.
        """
        if key in self._stored:
            self._take_up(self._stored[key])
        return self._known[key]

    def on(self, whose: int, day: date) -> list[Happening]:
        """The talks with somebody on a day."""
        for touch_id in list(self._ids.get((whose, day), ())):
            self._take_up(touch_id)
        return self._days.get((whose, day), [])

    def _take_up(self, touch_id: int) -> None:
        """Have a touchpoint of the ledger as what it may become; and as it was."""
        each = self._points[touch_id]
        origins = {(row.source, row.source_id): row.told for row in self._rows[touch_id]}
        known = Happening(
            each.contact_id, each.touch, each.source, each.id, each.event_id, dict(origins)
        )
        self._before[touch_id] = Happening(
            each.contact_id, each.touch, each.source, each.id, each.event_id, origins
        )
        self._ids[each.contact_id, each.touch.on].remove(touch_id)
        for row in self._rows[touch_id]:
            key = (row.contact_id, row.source, row.source_id)
            self._stored.pop(key, None)
            self._known[key] = known
        self.index(known)

    def index(self, known: Happening) -> None:
        self._all.append(known)
        self._days[known.whose, known.touch.on].append(known)
