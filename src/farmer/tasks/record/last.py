"""What only you know of the talks that sources brought: who began, and what was said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farmer.errors import NotFound
from farmer.ids import Id
from farmer.sources import HAND
from farmer.tasks.desk import Desk
from farmer.text import clean_note, joined_notes
from farmer.wording import say_date

if TYPE_CHECKING:
    from farmer.ledger.remembered import CameTouch, ReadLine
    from farmer.tasks.record.planned import PlannedMeeting

# As many as anybody answers for at one sitting.
_MOST = 200


def talks_to_tell(desk: Desk) -> list[CameTouch]:
    """The talks that sources brought since yesterday of which that is not known."""
    with desk.reading() as reader:
        came = reader.came_since(desk.today - timedelta(days=1), desk.today, _MOST)
    return [touch for touch in came if touch.is_to_tell]


def unconfirmed(desk: Desk) -> list[PlannedMeeting]:
    """The meetings that are not known to have happened, the newest first."""
    from farmer.tasks.record.planned import planned_meetings

    with desk.reading() as reader:
        return planned_meetings(reader, desk.today)


def lines_to_settle(desk: Desk) -> list[ReadLine]:
    """The lines of a telephone that wait."""
    with desk.reading() as reader:
        return [line for line in reader.read_lines() if line.text]


def tell_of(desk: Desk, touch: CameTouch, by: str | None, said: str) -> None:
    """Record who began a talk, and what was said in it.

    Raises:
        NotFound: where it was taken out meanwhile.
    """
    words = f"tell of {Id('t', touch.id)} with {touch.name} on {say_date(touch.on)}"
    with desk.changing(words) as change:
        point = change.now.touchpoint(touch.id)
        if point is None:
            raise NotFound(f"{Id('t', touch.id)} is not there any more.", "")
        fields: dict[str, Any] = {"by": by} if by and by != point.touch.by else {}
        if said:
            fields["note"] = clean_note(joined_notes([point.touch.note, said]))
        if fields:  # from now on it is your telling, too
            change.edit_touch(touch.id, {**fields, "source": HAND})
