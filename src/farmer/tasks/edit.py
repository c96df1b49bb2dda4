"""Correcting what was recorded of touchpoints: who began them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from farmer.errors import InvalidValue, NotFound
from farmer.ledger import reading
from farmer.model import BEGINNERS, one_of
from farmer.tasks.desk import Desk
from farmer.wording import say_list


@dataclass(frozen=True, slots=True)
class Edited:
    """The touchpoints that were corrected, and to what."""

    ids: tuple[str, ...]
    by: str


def edit(desk: Desk, ids: Sequence[str], *, by: str) -> Edited:
    """Say who began the touchpoints of those ids (``t88``).

    Raises:
        InvalidValue: for something that is no touchpoint's id, or nobody who can begin one.
        NotFound: for an id the ledger does not have; nothing is changed then.
    """
    one_of("--by", by, BEGINNERS)
    numbers = list(dict.fromkeys(_number(typed) for typed in ids))
    with desk.deciding() as db:
        for number in numbers:
            if db is None or reading.touchpoint(db, number) is None:
                raise NotFound(
                    f"The ledger has no touchpoint t{number}.",
                    "See the ids of somebody's history: farmer show NAME",
                )
    named = [f"t{number}" for number in numbers]
    with desk.changing(f"edit {say_list(named)}: begun by {by}") as change:
        for number in numbers:
            change.edit_touch(number, {"by": by})
    return Edited(tuple(named), by)


def _number(typed: str) -> int:
    found = re.fullmatch(r"t(\d{1,18})", typed.strip(), re.IGNORECASE)
    if not found:
        raise InvalidValue(
            f"“{typed}” is no touchpoint's id.", "Type one such as t88; farmer show lists them."
        )
    return int(found[1])
