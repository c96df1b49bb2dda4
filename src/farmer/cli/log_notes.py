"""What `log` needs of whoever is asked: whom they know, and what their notes tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from farmer.cli.noting import MOST_NOTES_BYTES
from farmer.cli.world import piped_in
from farmer.errors import InvalidValue

if TYPE_CHECKING:
    from farmer.cli.walk import Walk
    from farmer.errors import Ambiguous
    from farmer.tasks.desk import Desk
    from farmer.tasks.record.encounter import Encounter
    from farmer.tasks.record.evening import NoteLine
    from farmer.tasks.record.telling import LogEntry


def walk_from(at: Desk, usual: LogEntry) -> Walk:
    """What is known before the first name is typed; `usual` is what is told of everybody."""
    from farmer.cli.walk import Walk
    from farmer.tasks.record.log import acquaintance

    alone = usual._replace(shares=(), also=usual.also._replace(tags=()))
    return Walk(
        acquaintance(at),
        alone,
        lambda ambiguous, beside, told: likeliest_of(at, ambiguous, beside, told),
    )


def likeliest_of(
    at: Desk, ambiguous: Ambiguous, beside: Sequence[int], told: Encounter
) -> str | None:
    """The id of the one to propose where a name may be several people's, who are told apart."""
    from farmer.ids import parse_id
    from farmer.tasks.record.likeliest import find_likeliest

    at.tell_apart(ambiguous)
    ids = {one.number: typed for typed in ambiguous.candidates if (one := parse_id(typed, "c"))}
    found = find_likeliest(at, ids, beside, told)
    return ids[found] if found else None


def entries_in(file: str, at: Desk, usual: LogEntry, *, asked: bool) -> list[LogEntry]:
    """What notes tell; what is not understood is asked, or refused where nobody can be."""
    from farmer.cli.walk import settle_tellings
    from farmer.formats.decoding import to_text
    from farmer.tasks.exchange.named_files import read_bytes
    from farmer.tasks.record.evening import read_notes, refuse_unread
    from farmer.tasks.record.line import SeenFrom, telling_of

    most = MOST_NOTES_BYTES
    data = piped_in(most) if file == "-" else read_bytes(Path(file), most)
    walk = walk_from(at, usual)
    seen = SeenFrom(walk.known.people, at.today, at.settings.region)

    def read(note: NoteLine) -> LogEntry | None:
        try:
            return telling_of(note, walk.telling, seen)
        except InvalidValue as refusal:
            said = f"Line {note.number}: {refusal.message}"
            raise InvalidValue(said, refusal.hint, refusal.details) from None

    told, unread = read_notes(to_text(data), read)
    if asked:
        return settle_tellings(walk, told, unread)
    refuse_unread(unread)
    if not told:
        raise InvalidValue(
            "There is nobody in these notes.", "Write a line as Name: what was said."
        )
    return [telling for _, telling in told]
