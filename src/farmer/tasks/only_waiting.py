"""Who is no person of the ledger, and named on a line that waits: it has that line of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from farmer.errors import Unknown
from farmer.tasks.person import find_person
from farmer.text import words
from farmer.wording import say_count, say_list

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.people.meant import Person


def find_all_there_is(
    reader: Reader, who: str, people: Sequence[Person], *, region: str | None
) -> Person:
    """The one of the ledger's `people` that `who` means, as `find_person`.

    Raises:
        Ambiguous: where several answer to it.
        Unknown: where nobody does; with the lines that wait and name them, and how they go.
    """
    try:
        return find_person(who, people, region=region)
    except Unknown as unknown:
        where = _where_named(reader, who)
        if not where:
            raise
        lines = say_count(len(where), "line that waits names", "lines that wait name")
        raise Unknown(
            f"{unknown.message} {lines} them: {say_list(where)}.",
            "That is all there is of them. Delete it there, and farmer import lets go of it.",
            unknown.near,
        ) from None


def _where_named(reader: Reader, who: str) -> list[str]:
    """The files and numbers of the lines that wait and have every word of a name."""
    said = {*words(who)}
    waiting = (line for line in reader.read_lines() if line.text)
    return [
        f"{line.path}, line {line.number}"
        for line in waiting
        if said and said <= {*words(line.text)}
    ]
