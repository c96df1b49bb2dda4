"""Who has been kept as long as the user means to keep people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from farmer.errors import InvalidValue
from farmer.keeping import USUAL, kept_since
from farmer.tasks.desk import Desk

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


def past_keeping(desk: Desk, reader: Reader, on: date) -> set[int]:
    """The ids of everybody, archived ones too, who is kept too long on that day.

    Nobody is where no time is set. Whoever is only known of has an end of their own.
    """
    since = kept_since(desk.settings.keep_for, on)
    return reader.idle_since(since) | {*reader.lapsed(on)} if since else set()


def check_keep_for(desk: Desk) -> str:
    """How long people are kept.

    Raises:
        InvalidValue: where no time is set.
    """
    since = kept_since(desk.settings.keep_for, desk.today)
    if since is None or desk.settings.keep_for is None:
        raise InvalidValue(
            "No time is set for which people are kept.",
            f"Set it: farmer config set keep-for {USUAL}",
        )
    return desk.settings.keep_for
