"""What a change of a ledger may do, row by row, through SQLModel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from farmer.ledger.sqlite.merge import merge_contact
from farmer.ledger.sqlite.notes import SqliteNotes
from farmer.ledger.sqlite.schema import tables
from farmer.ledger.sqlite.schema.tables.values import promise_values, touch_values
from farmer.ledger.sqlite.write_people import PeopleWriter
from farmer.model import Event, Fact, Promise, Touch
from farmer.sources import HAND, MEMORY

if TYPE_CHECKING:
    from farmer.ledger.ledger import RowsByTable
    from farmer.ledger.newcomers import Newcomer, Origin
    from farmer.ledger.recorded import RecordedStep
    from farmer.referrals.states import Request

_ORIGIN = "touchpoint_id = :touch_id AND source = :source AND source_id = :source_id"
# In this order: an import that says nothing new changes nothing.
WRITE_ORIGIN = (
    f"UPDATE origin SET told = :told WHERE {_ORIGIN} AND told <> :told",  # noqa: S608
    f"""
INSERT INTO origin (touchpoint_id, source, source_id, told)
SELECT :touch_id, :source, :source_id, :told
WHERE NOT EXISTS (SELECT 1 FROM origin WHERE {_ORIGIN})
""",  # noqa: S608
    # What a file tells as well is not from memory any more.
    "UPDATE touchpoint SET source = :source WHERE id = :touch_id AND source = :memory",
)
RECORDING = "SELECT id FROM change WHERE recording = 1"
REMOVE_ORIGIN = f"DELETE FROM origin WHERE {_ORIGIN}"  # noqa: S608


class SqliteWriter(PeopleWriter):
    """What a change may do; see `farmer.ledger.ledger.Writer`."""

    @property
    def notes(self) -> SqliteNotes:
        """What is noted of sources together with the change."""
        (change_id,) = self.connection.execute(RECORDING).fetchone()
        return SqliteNotes(self.connection, change_id)

    def add_event(self, event: Event) -> int:
        """Add an occasion."""
        return self._added(
            tables.EventRow(
                name=event.name or None,
                place=event.place,
                on=event.on,
                recorded_on=self._on,
                recorded_at=self._at,
            )
        )

    def add_touch(
        self,
        contact_id: int,
        touch: Touch,
        event_id: int | None = None,
        source: str = HAND,
        source_id: str | None = None,
    ) -> int:
        """Add a touchpoint; `source` and `source_id` where an import found it in a file."""
        self.meet([contact_id])
        touch_id = self._added(
            tables.TouchpointRow(
                **touch_values(touch),
                contact_id=contact_id,
                event_id=event_id,
                source=source,
                recorded_on=self._on,
                recorded_at=self._at,
            )
        )
        if source_id is not None:
            from farmer.ledger.newcomers import Origin

            self.write_origin(touch_id, Origin(source, source_id))
        return touch_id

    def write_origin(self, touch_id: int, origin: Origin) -> None:
        """Note as which entry of a source a touchpoint is known, and what is told of it there."""
        written = {"touch_id": touch_id, "memory": MEMORY, **origin._asdict()}
        for step in WRITE_ORIGIN:
            self.connection.execute(step, written)

    def remove_origin(self, touch_id: int, origin: Origin) -> None:
        """No longer know a touchpoint as that entry of a source."""
        asked = {"touch_id": touch_id, "source": origin.source, "source_id": origin.source_id}
        self.connection.execute(REMOVE_ORIGIN, asked)

    def edit_touch(self, touch_id: int, fields: Mapping[str, Any]) -> None:
        """Change a touchpoint's `fields`."""
        self._edit(tables.TouchpointRow, touch_id, fields)

    def edit_fact(self, fact_id: int, fields: Mapping[str, Any]) -> None:
        """Change a line of evidence's `fields`."""
        self._edit(tables.FactRow, fact_id, fields)

    def edit_event(self, event_id: int, fields: Mapping[str, Any]) -> None:
        """Change an occasion's `fields`."""
        self._edit(tables.EventRow, event_id, fields)

    def remove_touch(self, touch_id: int) -> None:
        """Take a touchpoint out."""
        self._remove(tables.TouchpointRow, touch_id)

    def remove_fact(self, fact_id: int) -> None:
        """Take a line of evidence out."""
        self._remove(tables.FactRow, fact_id)

    def remove_event(self, event_id: int) -> None:
        """Take an occasion out; what happened there stays."""
        self._remove(tables.EventRow, event_id)

    def add_fact(self, contact_id: int, fact: Fact, source: str = HAND) -> int:
        """Add a line of evidence; `source` where it was not typed on the day."""
        return self._added(
            tables.FactRow(
                contact_id=contact_id,
                what=fact.what,
                on=fact.on,
                note=fact.note,
                source=source,
                recorded_on=self._on,
                recorded_at=self._at,
            )
        )

    def add_promise(self, contact_id: int, promise: Promise) -> int:
        """Add a promise between you and a person."""
        return self._added(
            tables.PromiseRow(
                contact_id=contact_id,
                **promise_values(promise),
                recorded_on=self._on,
                recorded_at=self._at,
            )
        )

    def edit_promise(self, promise_id: int, fields: Mapping[str, Any]) -> None:
        """Change a promise's `fields`."""
        self._edit(tables.PromiseRow, promise_id, fields)

    def remove_promise(self, promise_id: int) -> None:
        """Take a promise out."""
        self._remove(tables.PromiseRow, promise_id)

    def merge(self, kept_id: int, other_id: int) -> None:
        """Give everything of one person to another, and take the one out.

        What both have counts once: an address, a tag, a touch of the same source.
        """
        merge_contact(self.connection, kept_id, other_id)
        self.session.expire_all()

    def add_request(self, request: Request, need: str, via: str, *, inside: bool) -> int:
        """Add a request; its steps are added one by one."""
        return self._added(
            tables.RequestRow(
                direction=request.direction,
                person_id=request.person_id,
                target_id=request.target_id,
                target=request.target,
                need=need,
                via=via,
                began=request.began,
                inside=inside,
                recorded_on=self._on,
                recorded_at=self._at,
            )
        )

    def edit_request(self, request_id: int, fields: Mapping[str, Any]) -> None:
        """Change a request's `fields`."""
        self._edit(tables.RequestRow, request_id, fields)

    def remove_request(self, request_id: int) -> None:
        """Take a request out, and its steps."""
        self._remove(tables.RequestRow, request_id)

    def edit_step(self, step_id: int, fields: Mapping[str, Any]) -> None:
        """Change a step's `fields`."""
        self._edit(tables.RequestStepRow, step_id, fields)

    def remove_step(self, step_id: int) -> None:
        """Take a step of a request out."""
        self._remove(tables.RequestStepRow, step_id)

    def add_step(self, request_id: int, step: RecordedStep) -> int:
        """Add the next step of a request."""
        taken = step.taken
        return self._added(
            tables.RequestStepRow(
                request_id=request_id,
                step=taken.step,
                on=taken.on,
                note=taken.note,
                level=taken.level,
                outcome=taken.outcome,
                amount_minor=taken.amount_minor,
                currency=taken.currency,
                until=taken.until,
                verdict=step.verdict,
                person_then=step.person_then,
                target_then=step.target_then,
                recorded_on=self._on,
                recorded_at=self._at,
            )
        )

    def add_newcomers(self, newcomers: Sequence[Newcomer], added_on: date) -> list[int]:
        """Add people with all that is known about them, as added on that day; ids in order."""
        from farmer.ledger.sqlite.bulk import add_many

        return add_many(self.session, newcomers, added_on, self._on, self._at)

    def add_to_people(self, gained: Iterable[tuple[int, Newcomer]]) -> None:
        """Add addresses, touches, facts and tags to people who are in the ledger, by id."""
        from farmer.ledger.sqlite.bulk import add_to_many

        gained = list(gained)
        self.meet(whose for whose, _ in gained)
        add_to_many(self.session, gained, self._on, self._at)

    def add_tables(self, tables: RowsByTable, names: Sequence[Mapping[str, Any]] = ()) -> None:
        """Fill a ledger that holds nothing with every row of another, ids and all.

        By their `names` it is known of them that they are that ledger's.

        Raises:
            UnreadableFile: where a name does not fit its row.
        """
        from farmer.ledger.sqlite.bulk import add_whole
        from farmer.ledger.sqlite.read.whole import rows_of
        from farmer.ledger.sqlite.sync.exported import note_exported, recorded_at

        add_whole(self.session, rows_of(tables), recorded_at(names))
        if names:
            note_exported(self.connection, names)
