"""The history of one person, and the ties with many: read alike, what follows among it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from farmer.ledger.following import unstored
from farmer.ledger.nouns import Evidence, History, RollEntry
from farmer.ledger.sqlite.read.people import People
from farmer.ledger.sqlite.read.query import RECORDED, listed, up_to, words_listed
from farmer.ledger.sqlite.read.records import TOUCHPOINTS_OF, to_touchpoint
from farmer.model import BareTouch, Contact, Event, Fact

if TYPE_CHECKING:
    from farmer.scoring.tie import Tie

# The rows of up to so many people are found one by one; those of more, in a sweep over all rows.
FEW = 500
# Of many people at once: `:ids` is a JSON list.
_OF_MANY = "IN (SELECT value FROM json_each(:ids))"
# In no order, which a million rows would be half of the work for. Of a few people, found by the
# index; of most, in a sweep, which the plus before the column asks for.
_TOUCHES = f"""
SELECT contact_id, "on", kind, "by", minutes, "group", depth FROM touchpoint
WHERE {up_to('"on"')}
"""  # noqa: S608
TOUCHES_OF_FEW = _TOUCHES + f"AND contact_id {_OF_MANY}"
TOUCHES_OF_MOST = _TOUCHES + f"AND +contact_id {_OF_MANY}"
_FACTS = f"""
SELECT id, contact_id, "on", what, note, source FROM fact
WHERE {up_to('"on"')}
"""  # noqa: S608
FACTS_OF_FEW = _FACTS + f"AND contact_id {_OF_MANY} ORDER BY {RECORDED}"
FACTS_OF_MOST = _FACTS + f"AND +contact_id {_OF_MANY}"
# Everybody's newest touch of some kinds: `:kinds` is a JSON list.
NEWEST_TOUCHES = f"""
SELECT c.id, t."on", t.kind, t."by", t.minutes, t."group", t.depth
FROM contact AS c JOIN touchpoint AS t ON t.id = (
    SELECT id FROM touchpoint
    WHERE contact_id = c.id AND {up_to('"on"')}
      AND kind IN (SELECT value FROM json_each(:kinds))
    ORDER BY "on" DESC, recorded_at DESC, id DESC LIMIT 1
)
"""  # noqa: S608
# Who has a touch of those kinds since a day, and none before it.
NEWLY_TOUCHED = """
SELECT id FROM contact
WHERE EXISTS (
    SELECT 1 FROM touchpoint
    WHERE contact_id = contact.id AND "on" BETWEEN :since AND :on
      AND kind IN (SELECT value FROM json_each(:kinds))
) AND NOT EXISTS (
    SELECT 1 FROM touchpoint
    WHERE contact_id = contact.id AND "on" < :since
      AND kind IN (SELECT value FROM json_each(:kinds))
)
"""
# Whom a file brought, and nobody looks after: nothing was typed of them, no talk is known.
# What stands where no source is known was typed, for all that the ledger can tell.
_TYPED = "(source IS NULL OR source IN ('hand', 'memory'))"
UNTENDED = f"""
SELECT id FROM contact AS c
WHERE NOT archived AND cadence_days IS NULL AND NOT {_TYPED}
  AND NOT EXISTS (SELECT 1 FROM tag WHERE contact_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM request WHERE person_id = c.id OR target_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM promise WHERE contact_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM gains WHERE contact_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM fact WHERE contact_id = c.id AND {_TYPED})
  AND NOT EXISTS (
    SELECT 1 FROM touchpoint
    WHERE contact_id = c.id
      AND ({_TYPED} OR kind IN (SELECT value FROM json_each(:kinds))))
"""  # noqa: S608
LAST_NOTES = f"""
SELECT t.contact_id, t."on", t.note
FROM json_each(:ids) AS wanted JOIN touchpoint AS t ON t.id = (
    SELECT id FROM touchpoint
    WHERE contact_id = wanted.value AND note <> '' AND kind <> 'planned'
      AND {up_to('"on"')}
    ORDER BY "on" DESC, recorded_at DESC, id DESC LIMIT 1
)
"""  # noqa: S608
# The last row of each is the one that counts.
FIRST_EVENTS = f"""
SELECT t.contact_id, e.id, e."on", e.name, e.place
FROM touchpoint AS t JOIN event AS e ON e.id = t.event_id
WHERE t.contact_id IN (SELECT value FROM json_each(:ids)) AND {up_to('t."on"')}
  AND e.name IS NOT NULL
ORDER BY t."on" DESC, t.recorded_at DESC, t.id DESC
"""  # noqa: S608
IDLE = """
SELECT id FROM contact AS c
WHERE added_on < :day
  AND NOT EXISTS (SELECT 1 FROM touchpoint WHERE contact_id = c.id AND "on" >= :day)
  AND NOT EXISTS (SELECT 1 FROM fact WHERE contact_id = c.id AND "on" >= :day)
  AND NOT EXISTS (SELECT 1 FROM gains WHERE contact_id = c.id AND "on" >= :day)
  AND NOT EXISTS (SELECT 1 FROM link WHERE contact_id = c.id AND "on" >= :day)
  AND NOT EXISTS (SELECT 1 FROM link WHERE other_id = c.id AND "on" >= :day)
  AND NOT EXISTS (
    SELECT 1 FROM promise
    WHERE contact_id = c.id AND (ended IS NULL OR made_on >= :day OR ended_on >= :day))
  AND id NOT IN (
    SELECT r.person_id FROM request AS r JOIN request_step AS s ON s.request_id = r.id
    WHERE s."on" >= :day AND r.person_id IS NOT NULL
    UNION SELECT r.target_id FROM request AS r JOIN request_step AS s ON s.request_id = r.id
    WHERE s."on" >= :day AND r.target_id IS NOT NULL)
"""


class Ties(People):
    """What was recorded of people, up to a day."""

    def history(self, contact_id: int, on: date, without: int | None = None) -> History:
        """A contact with all that was recorded of them, in order.

        `without` leaves out a request's own consequences: the verdict of a request does not rest
        on what came of it.

        Raises:
            KeyError: where there is no such contact.
        """
        contact = self.contact(contact_id)
        if contact is None:
            raise KeyError(contact_id)
        rows = self.rows(TOUCHPOINTS_OF, {"contact_id": contact_id, "on": self.until(on)})
        evidence = self._evidence([contact_id], on, without).get(contact_id, [])
        touchpoints = [to_touchpoint(row, self.day) for row in rows]
        return History(self._known(contact), touchpoints, sorted(evidence, key=_place))

    def ties(self, entries: Sequence[RollEntry], on: date, usual_days: int) -> list[Tie[RollEntry]]:
        """The ties with those people, in the same order, without words.

        `usual_days` is the cadence of whoever has none of their own.
        """
        from farmer.scoring.tie import Tie

        ids = [entry.id for entry in entries]
        touches, evidence = self._touches(ids, on), self._evidence(ids, on)
        return [
            Tie(
                entry,
                touches.get(entry.id, ()),
                [line.fact for line in evidence.get(entry.id, ())],
                entry.cadence_days or usual_days,
            )
            for entry in entries
        ]

    def newest_touches(self, on: date, kinds: Iterable[str]) -> dict[int, BareTouch]:
        """Everybody's newest touch of those kinds; who has none is missing."""
        rows = self.rows(NEWEST_TOUCHES, {"on": self.until(on), "kinds": words_listed(kinds)})
        return {whose: BareTouch(self.day(day), *how) for whose, day, *how in rows}

    def newly_touched(self, since: date, on: date, kinds: Iterable[str]) -> set[int]:
        """Who has a touch of those kinds from `since` on, and none before."""
        asked = {"since": since.isoformat(), "on": self.until(on), "kinds": words_listed(kinds)}
        return {contact_id for (contact_id,) in self.rows(NEWLY_TOUCHED, asked)}

    def untended(self, kinds: Iterable[str]) -> set[int]:
        """Whom only a file brought: unarchived, and nobody in particular so far.

        Nothing was typed of them, no touch of those kinds is known, and they have no tag, cadence
        or part in a request.
        """
        asked = {"kinds": words_listed(kinds)}
        return {contact_id for (contact_id,) in self.rows(UNTENDED, asked)}

    def first_events(self, on: date, ids: Collection[int]) -> dict[int, Event]:
        """Of those people, the first event with a name that they were at; who was at none lacks."""
        rows = self.rows(FIRST_EVENTS, self._of_many(ids, on))
        return {
            whose: Event(self.day(day), name, place, number)
            for whose, number, day, name, place in rows
        }

    def last_notes(self, on: date, ids: Collection[int]) -> dict[int, tuple[date, str]]:
        """Of those people, the newest touch that has a note: its day and what was said."""
        rows = self.rows(LAST_NOTES, self._of_many(ids, on))
        return {whose: (self.day(day), note) for whose, day, note in rows}

    def idle_since(self, day: date) -> set[int]:
        """Everybody, archived ones too, of whom nothing was recorded on that day or later.

        Whoever has an open promise or request is not idle.
        """
        idle = {contact_id for (contact_id,) in self.rows(IDLE, {"day": day.isoformat()})}
        waiting = (each.request for each in self.requests() if each.request.is_open)
        return idle - {side for each in waiting for side in (each.person_id, each.target_id)}

    def _known(self, contact: Contact) -> Contact:
        """The contact, known since the days that this reader reads."""
        met_on, added_on = (
            self.day(day.isoformat()) if day else None for day in (contact.met_on, contact.added_on)
        )
        if (met_on, added_on) == (contact.met_on, contact.added_on):
            return contact
        return replace(contact, met_on=met_on, added_on=added_on)

    def _touches(self, ids: Collection[int], on: date) -> dict[int, list[BareTouch]]:
        """The touches of those people, in no order; who has none is missing."""
        found: defaultdict[int, list[BareTouch]] = defaultdict(list)
        query = TOUCHES_OF_FEW if len(ids) <= FEW else TOUCHES_OF_MOST
        for whose, day, kind, by, minutes, group, depth in self.rows(query, self._of_many(ids, on)):
            found[whose].append(BareTouch(self.day(day), kind, by, minutes, group, depth))
        return found

    def _evidence(
        self, ids: Collection[int], on: date, without: int | None = None
    ) -> dict[int, list[Evidence]]:
        """The facts of those people; who has none is missing.

        Of a few people those that are stored come first, as they were recorded.

        `without` leaves out what follows from a request.
        """
        found: defaultdict[int, list[Evidence]] = defaultdict(list)
        query = FACTS_OF_FEW if len(ids) <= FEW else FACTS_OF_MOST
        for fact_id, whose, day, what, note, source in self.rows(query, self._of_many(ids, on)):
            fact = Fact(self.day(day), what, note)
            found[whose].append(Evidence(fact_id, whose, fact, source=source))
        follows = self._following(on, next(iter(ids)) if len(ids) == 1 else None, without)
        if follows:
            stored = [line for lines in found.values() for line in lines]
            for line in unstored(follows, stored):
                found[line.contact_id].append(line)
        return found

    def _of_many(self, ids: Collection[int], on: date) -> dict[str, str]:
        return {"on": self.until(on), "ids": listed(map(str, ids))}


def _place(line: Evidence) -> tuple[date, bool]:
    """Where a fact stands in a history: by day, what follows last."""
    return line.fact.on, line.letter != "f"
