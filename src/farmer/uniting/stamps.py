"""When a value was written, so that whoever had seen another one wins, whatever the clocks say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Stamp(NamedTuple):
    """A hybrid logical clock's time.

    Attributes:
        seconds: since 1970, by the clock of who wrote, or by that of what was replaced if later.
        counter: how often something was replaced within that second.
        nonce: of the change; random, so that two changes are never taken for one.
    """

    seconds: int
    counter: int = 0
    nonce: str = ""


# Of what was there before anybody kept a log of it.
NEVER = Stamp(0)


def stamp_after(replaced: Stamp, seconds: int, nonce: str) -> Stamp:
    """That of a value written at `seconds` over one that was seen: always the later one."""
    if seconds > replaced.seconds:
        return Stamp(seconds, 0, nonce)
    return Stamp(replaced.seconds, replaced.counter + 1, nonce)


def second_of_birth(of_row: Stamp, others: Iterable[Stamp]) -> int:
    """The second in which a row was recorded, by the stamps of its values; 0 where nobody knows.

    That of the row itself is later where it was taken out and came back; a column that came by a
    migration has none.
    """
    if of_row == NEVER:
        return 0
    return min(stamp.seconds for stamp in (of_row, *others) if stamp != NEVER)
