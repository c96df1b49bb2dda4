"""Who is there for an assistant, and who is not: of them nothing is recorded by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from farmer.assistant.session import NoPreview
from farmer.assistant.told import one_line
from farmer.assistant.tool import Bench
from farmer.errors import Conflict
from farmer.ids import is_id

if TYPE_CHECKING:
    from farmer.people.meant import Person

_LONGEST_NAME = 60


class NotHere(Conflict):
    """Somebody of whom an assistant may record nothing. Who it is, is not told."""

    code = "not-here"

    def __init__(self, typed: str) -> None:
        super().__init__(f"Nothing can be recorded here of “{typed}”.")


def everybody(bench: Bench) -> tuple[list[Person], list[Person], str]:
    """Who is there for an assistant, who is not, and the ledger's edition.

    Raises:
        NoPreview: where the ledger changed between the two looks.
    """
    with bench.desk.deciding() as reader:
        people, edition = list(reader.people()), reader.edition()
    if bench.desk.veiled is None:
        return people, [], edition
    there_ids = {person.id for person in people}
    with bench.desk._replace(veiled=None).deciding() as reader:
        if reader.edition() != edition:
            raise NoPreview("The ledger was changed meanwhile.")
        hidden = [person for person in reader.people() if person.id not in there_ids]
    return people, hidden, edition


def check_there(
    typed: str, people: Sequence[Person], hidden: Sequence[Person], region: str | None
) -> None:
    """Refuse a name that may mean somebody who is not there for an assistant, or nearly does.

    Raises:
        NotHere: there.
    """
    from farmer.people.meant import find_people, near_people

    if is_id(typed):
        return
    meant = find_people(typed, [*people, *hidden], region=region)
    theirs = {person.id for person in hidden}.intersection(person.id for person in meant)
    if theirs or (not meant and near_people(typed, hidden)):
        raise NotHere(one_line(typed, _LONGEST_NAME))
