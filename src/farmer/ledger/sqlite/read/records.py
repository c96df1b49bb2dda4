"""What was recorded, by its id or the newest first: touchpoints, facts, events, slots of GAINS."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from sys import intern
from typing import TYPE_CHECKING, Any

from farmer.ledger.nouns import Evidence, Occasion, Touchpoint
from farmer.ledger.sqlite.read.query import RECORDED, Asking, to_day, up_to, words_listed
from farmer.model import LIVE, PLANNED, Event, Fact, Touch
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.details import Gain
    from farmer.ledger.newcomers import Origin, Sourced

_TOUCHPOINT = """
SELECT t.id, t.contact_id, t."on", t.kind, t."by", t.minutes, t."group", t.depth, t.note,
       t."time", t.event_id, e.name AS event, t.source
FROM touchpoint AS t LEFT JOIN event AS e ON e.id = t.event_id
"""
TOUCHPOINT = _TOUCHPOINT + "WHERE t.id = :touch_id"
TOUCHPOINTS_OF = (
    _TOUCHPOINT
    + f"""WHERE t.contact_id = :contact_id AND {up_to('t."on"')}
ORDER BY t."on", t.recorded_at, t.id"""
)
TOUCHPOINTS_ON = (
    _TOUCHPOINT
    + """WHERE t.contact_id = :contact_id AND t."on" = :on
ORDER BY t.recorded_at, t.id"""
)
NEWEST_TOUCHPOINTS = _TOUCHPOINT + "ORDER BY t.id DESC LIMIT :count"
_FACT = 'SELECT id, contact_id, "on", what, note, source FROM fact '
TALKS = f"""
{_TOUCHPOINT}WHERE t.kind IN (SELECT value FROM json_each(:kinds))
   OR t.id IN (SELECT touchpoint_id FROM origin WHERE told <> '')
ORDER BY t.recorded_at, t.id
"""  # noqa: S608
FACT = _FACT + "WHERE id = :fact_id"
NEWEST_EVIDENCE = _FACT + "ORDER BY id DESC LIMIT :count"
GAIN = 'SELECT contact_id, whose, slot, text, "on" FROM gains WHERE id = :gains_id'
EVENT = 'SELECT id, "on", name, place FROM event WHERE id = :event_id'
GUESTS = "SELECT DISTINCT contact_id FROM touchpoint WHERE event_id = :event_id ORDER BY contact_id"
TOUCHES_AT = "SELECT id FROM touchpoint WHERE event_id = :event_id ORDER BY id"
EVENTS_ON = f"""
SELECT id, name, place FROM event WHERE "on" = :on AND name IS NOT NULL ORDER BY {RECORDED}
"""  # noqa: S608
EVENTS_UNTIL = """
SELECT name FROM event WHERE "on" <= :on AND name IS NOT NULL
ORDER BY "on" DESC, recorded_at DESC, id DESC
"""
EVENTS = """
SELECT id, "on", name, place FROM event WHERE "on" <= :on AND name IS NOT NULL
ORDER BY "on" DESC, recorded_at DESC, id DESC
"""
SOURCED = """
SELECT t.contact_id, o.source, o.source_id, t.kind, t."on", t.id, o.told
FROM origin AS o JOIN touchpoint AS t ON t.id = o.touchpoint_id ORDER BY o.id
"""
ORIGINS = "SELECT source, source_id, told FROM origin WHERE touchpoint_id = :touch_id ORDER BY id"
BROUGHT = """
SELECT id, name, company, title, nickname, birthday, source FROM contact
"""
CHANGED = """
SELECT row_id, json_extract("before", '$.name'), json_extract("before", '$.company'),
       json_extract("before", '$.title'), json_extract("before", '$.nickname'),
       json_extract("before", '$.birthday'), words
FROM change_row JOIN change ON change.id = change_id
WHERE table_name = 'contact' AND "before" IS NOT NULL AND undone_at IS NULL
ORDER BY change_row.id DESC
"""
PRESENCES = """
SELECT t.contact_id, e.name, e."on" FROM touchpoint AS t JOIN event AS e ON e.id = t.event_id
WHERE e.name IS NOT NULL
"""
DAYS_IN_TOUCH = 'SELECT DISTINCT contact_id, "on" FROM touchpoint'
FACTS_RECORDED = 'SELECT contact_id, what, "on", note FROM fact'


class Records(Asking):
    """Single records of a ledger."""

    def touchpoint(self, touch_id: int) -> Touchpoint | None:
        """The touchpoint of that id, or None."""
        row = self.row(TOUCHPOINT, {"touch_id": touch_id})
        return to_touchpoint(row) if row else None

    def newest_touchpoints(self, count: int) -> list[Touchpoint]:
        """The touchpoints recorded last, the newest first."""
        return list(map(to_touchpoint, self.rows(NEWEST_TOUCHPOINTS, {"count": count})))

    def fact(self, fact_id: int) -> Evidence | None:
        """The fact of that id, or None."""
        row = self.row(FACT, {"fact_id": fact_id})
        return _evidence(*row) if row else None

    def newest_evidence(self, count: int) -> list[Evidence]:
        """The facts recorded last, the newest first."""
        return [_evidence(*row) for row in self.rows(NEWEST_EVIDENCE, {"count": count})]

    def gain(self, gains_id: int) -> tuple[int, Gain] | None:
        """Whose exchange a slot of GAINS belongs to, and the slot, by its id; or None."""
        row = self.row(GAIN, {"gains_id": gains_id})
        if row is None:
            return None
        from farmer.details import Gain

        contact_id, whose, slot, text, on = row
        return contact_id, Gain(whose, slot, text, to_day(on))

    def event(self, event_id: int) -> Occasion | None:
        """The event of that id with its guests, or None."""
        row = self.row(EVENT, {"event_id": event_id})
        if row is None:
            return None
        number, on, name, place = row
        guests = self.rows(GUESTS, {"event_id": event_id})
        held = Event(to_day(on), name or "", place, number)
        return Occasion(number, held, tuple(whose for (whose,) in guests))

    def touches_at(self, event_id: int) -> list[int]:
        """The ids of the touchpoints at an event."""
        return [touch_id for (touch_id,) in self.rows(TOUCHES_AT, {"event_id": event_id})]

    def event_on(self, name: str, on: date) -> Event | None:
        """The event called `name` that day, or None."""
        wanted = fold(name)
        for event_id, called, place in self.rows(EVENTS_ON, {"on": on.isoformat()}):
            if fold(called) == wanted:
                return Event(on, called, place, event_id)
        return None

    def events(self, until: date) -> list[Event]:
        """The events up to a day that have a name, the newest first."""
        rows = self.rows(EVENTS, {"on": self.until(until)})
        return [Event(self.day(on), name, place, number) for number, on, name, place in rows]

    def event_names(self, until: date) -> list[str]:
        """What events were called, the newest first, each name once."""
        rows = self.rows(EVENTS_UNTIL, {"on": self.until(until)})
        return list(dict.fromkeys(name for (name,) in rows))

    def touchpoints_on(self, contact_id: int, on: date) -> list[Touchpoint]:
        """A contact's touchpoints of one day, in the order they were recorded."""
        asked = {"contact_id": contact_id, "on": on.isoformat()}
        return list(map(to_touchpoint, self.rows(TOUCHPOINTS_ON, asked)))

    def origins(self, touch_id: int) -> list[Origin]:
        """As which entries of which sources a touchpoint is known."""
        from farmer.ledger.newcomers import Origin

        return [Origin(*row) for row in self.rows(ORIGINS, {"touch_id": touch_id})]

    def talks(self) -> list[Touchpoint]:
        """Whatever was live or planned, and what a calendar told of, whatever it is now."""
        kinds = {"kinds": words_listed((*LIVE, PLANNED))}
        return list(map(to_touchpoint, self.rows(TALKS, kinds)))

    def sourced(self) -> list[Sourced]:
        """Every touchpoint that a source has an id for, in the order these became known."""
        from farmer.ledger.newcomers import Sourced

        return [
            Sourced(
                whose, intern(source), intern(source_id), intern(kind), to_day(on), touch_id, told
            )
            for whose, source, source_id, kind, on, touch_id, told in self.streamed(SOURCED)
        ]

    def brought(self) -> dict[tuple[int, str], str]:
        """By whose and which field, the kind of file that brought what there is now."""
        return brought_now(self)

    def presences(self) -> set[tuple[int, str, date]]:
        """Who was at which event with a name, on which day."""
        return {(whose, name, to_day(on)) for whose, name, on in self.rows(PRESENCES)}

    def days_in_touch(self) -> set[tuple[int, date]]:
        """On which days anything is on record with whom, whatever it was."""
        return {(whose, to_day(on)) for whose, on in self.rows(DAYS_IN_TOUCH)}

    def facts_recorded(self) -> set[tuple[int, str, date, str]]:
        """Every fact that was written down: whose, what, when, and its note."""
        return {
            (whose, what, to_day(on), note) for whose, what, on, note in self.rows(FACTS_RECORDED)
        }


def brought_now(reader: Asking) -> dict[tuple[int, str], str]:
    """What imports brought and nobody changed since; see `farmer.ledger.newcomers.brought`."""
    from farmer.ledger.newcomers import Position, brought

    present = (
        (Position(*told), intern(kind) if kind else kind)
        for *told, kind in reader.streamed(BROUGHT)
    )
    before = ((Position(*told), words) for *told, words in reader.streamed(CHANGED))
    return brought(present, before)


def to_touchpoint(row: Any, read_day: Callable[[str], date] = to_day) -> Touchpoint:
    """The touchpoint that a row of these queries tells of, by default of the day as written."""
    touch_id, contact_id, on, *values, event_id, event, source = row
    return Touchpoint(
        touch_id, contact_id, Touch(read_day(on), *values), event_id, event or "", source
    )


def _evidence(
    fact_id: int, contact_id: int, on: str, what: str, note: str, source: str | None
) -> Evidence:
    return Evidence(fact_id, contact_id, Fact(to_day(on), what, note), source=source)
