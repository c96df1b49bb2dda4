"""Talks as several sources tell of them, and as they change: one happening is one touchpoint.

A talk is known by the entries of its sources. What a calendar moves or calls off is moved or taken
back, as long as nobody but calendars told of it and nobody corrected it. What another source tells
of the same person, day and hour is the same talk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal, NamedTuple

from farmer.formats.incoming import SourcedTouch, Version
from farmer.ledger.newcomers import ImportedTouch, Origin
from farmer.model import LIVE, PLANNED, Touch
from farmer.tasks.exchange.on_record import Happening, Key, TalksOnRecord
from farmer.tasks.joining import joined, said_by
from farmer.tasks.told import Told, is_off, off

TALK_KINDS = frozenset((*LIVE, PLANNED))
Outcome = Literal["new", "again", "same", "moved", "changed", "taken back", "left"]


class Telling(NamedTuple):
    """What a file tells of a talk with somebody."""

    whose: int
    sourced: SourcedTouch


class Happened(NamedTuple):
    """What came of a telling, or of something being called off."""

    outcome: Outcome
    happening: Happening


class Happenings(TalksOnRecord):
    """Every talk that is known, of the ledger and of the files read so far."""

    def tell(self, whose: int, told: SourcedTouch, source: str) -> Happened:
        """Take in what a source tells of a talk with somebody."""
        key = (whose, source, told.source_id)
        if not self.knows(key):
            return self._add(whose, told, source)
        found = self.by(key)
        if told.entry is None:
            return Happened("again", found)
        return self._tell_again(found, told, source)

    def rename(self, key: Key, source_id: str) -> None:
        """Know a talk by another id of its source, which is the same entry."""
        known = self.by(key)
        del self._known[key]
        whose, source, former_id = key
        known.origins[source, source_id] = known.origins.pop((source, former_id))
        self._known[whose, source, source_id] = known

    def call_off(self, key: Key, version: Version) -> Happened:
        """Take in that an entry of a source is called off."""
        known, origin = self.by(key), key[1:]
        text = known.origins[origin]
        told = Told.parse(text)
        if is_off(text) or (told and version.is_older(told.version)):
            return Happened("again", known)
        if not known.follows(key[1]):
            known.origins[origin] = off(text)
            return Happened("left", known)
        if len(known.origins) > 1:
            self._let_go(known, key)
            return Happened("changed", known)
        known.gone = True
        del self._known[key]
        return Happened("taken back", known)

    def _tell_again(self, known: Happening, told: SourcedTouch, source: str) -> Happened:
        origin = (source, told.source_id)
        assert told.entry is not None
        before, now = Told.parse(known.origins[origin]), Told.of(told.touch, told.entry)
        if before is None:
            if is_off(known.origins[origin]) or known.touch == now.touch:
                return Happened("again", known)
            before = Told(known.touch, known.touch.kind)
        if now.version.is_older(before.version) or now.says(before):
            return Happened("again", known)
        elsewhen = before.is_elsewhen(now)
        follows = known.follows(source)
        known.origins[origin] = now.text
        if not follows:
            self._elsewhere[known.whose, now.touch.on].append((known.whose, *origin))
            return Happened("left" if elsewhen else "again", known)
        if elsewhen and len(known.origins) > 1:  # of two entries only one is moved
            self._let_go(known, (known.whose, *origin))
            return Happened("moved", self._add(known.whose, told, source).happening)
        self._reshape(known, now.touch)
        return Happened("moved" if elsewhen else "changed", self._settled(known, now, source))

    def _settled(self, known: Happening, now: Told, source: str) -> Happening:
        """The talk that a moved one is by now: another source may have told of it already."""
        other = self._match(known, now.instant, source)
        if other is None:
            return known
        for origin, text in known.origins.items():
            self._join(other, known.touch, origin, text)
        known.gone = True
        return other

    def _add(self, whose: int, told: SourcedTouch, source: str) -> Happened:
        said = Told.of(told.touch, told.entry) if told.entry else None
        new = Happening(whose, told.touch, source)
        other = self._match(new, said.instant if said else "", source)
        origin, text = (source, told.source_id), said.text if said else ""
        if other is not None:
            self._join(other, told.touch, origin, text)
            return Happened("same", other)
        new.origins[origin] = text
        self._known[whose, *origin] = new
        self.index(new)
        return Happened("new", new)

    def _join(self, other: Happening, touch: Touch, origin: tuple[str, str], text: str) -> None:
        if origin[0] not in other.sources:
            other.source, merged = joined(other.source, other.touch, origin[0], touch)
            self._reshape(other, merged)
        other.origins[origin] = text
        self._known[other.whose, *origin] = other

    def _match(self, talk: Happening, instant: str, source: str) -> Happening | None:
        """The talk on record that one is, if any: the same hour, or one of them without."""
        on, near = talk.touch.on, timedelta(days=1)
        days = (on, on - near, on + near) if instant else (on,)
        others = [
            other
            for day in days
            for other in self.on(talk.whose, day)
            if other is not talk and not other.gone and other.touch.kind in TALK_KINDS
        ]
        told = [(other, said_by(other.touch, other.told)) for other in others]
        told += [
            (self.by(key), said_by(said.touch, [said]))
            for day in days
            for key in self._elsewhere.get((talk.whose, day), ())
            if self.knows(key) and not self.by(key).gone
            if (said := Told.parse(self.by(key).origins[key[1:]])) is not None and not said.off
        ]
        one = said_by(talk.touch, [], instant)
        at_once = [
            other
            for other, said in told
            if other is not talk and one.is_with(said, source in other.sources)
        ]
        sometime = [
            other
            for other, said in told
            if other.touch.on == on and source not in other.sources and one.may_be(said)
        ]
        return next(iter(at_once or sometime), None)

    def _let_go(self, known: Happening, key: Key) -> None:
        """No longer know a talk by one of its entries: it is as the other ones say."""
        del known.origins[key[1:]]
        del self._known[key]
        if not any(told is not None and told.touch == known.touch for told in known.told):
            other = next((told for told in known.told if told is not None), None)
            if other is not None:
                self._reshape(known, other.touch)

    def _reshape(self, known: Happening, touch: Touch) -> None:
        if touch.on != known.touch.on:
            self._days[known.whose, known.touch.on].remove(known)
            self._days[known.whose, touch.on].append(known)
        known.touch = touch

    # -- What there is to write

    def added(self) -> Iterator[tuple[int, ImportedTouch]]:
        """Every new talk, with whose it is."""
        for known in self._all:
            if known.id is None and not known.gone:
                origins = [Origin(*origin, text) for origin, text in known.origins.items()]
                first = next(each for each in origins if each.source == known.source)
                origins.remove(first)
                yield known.whose, ImportedTouch(known.touch, *first, tuple(origins))

    def removed(self) -> list[int]:
        """The ids of the touchpoints that are taken back."""
        return [known.id for known in self._all if known.id is not None and known.gone]

    def changed(self) -> Iterator[tuple[Happening, Happening]]:
        """Every touchpoint of the ledger that is another by now: before, and now."""
        for known in self._all:
            if known.id is not None and not known.gone:
                before = self._before[known.id]
                now = (known.touch, known.source, known.origins)
                if (before.touch, before.source, before.origins) != now:
                    yield before, known

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.removed() or next(self.changed(), None) or next(iter(self.added()), None))
