"""Which request is meant: by its id, or by a name where exactly one of theirs is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from farmer.errors import Ambiguous, InvalidValue, NotFound
from farmer.ids import Id, is_id, parse_id
from farmer.people.meant import Person, find_people
from farmer.people.scrub import FORGOTTEN
from farmer.referrals.states import DECLINE, GIVEN
from farmer.tasks.person import unknown_people
from farmer.tasks.refer.request_shown import request_numbered
from farmer.text import clean_name, fold

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader
    from farmer.ledger.recorded import RecordedRequest
    from farmer.referrals.states import Request


def is_open(request: Request) -> bool:
    """Whether anything is still to come of it."""
    return request.is_open


def find_request(
    reader: Reader,
    typed: str,
    region: str | None,
    fits: Callable[[Request], bool] = is_open,
    *,
    past: bool = False,
) -> RecordedRequest:
    """The request of the id typed, such as ``r7``, or the one that fits of whoever is named.

    Who asked is named, or whom they want to meet. Where none fits, `past` takes the one there was.

    Raises:
        InvalidValue: for an id of something else.
        NotFound: for an id the ledger does not have, or where none of theirs fits.
        Ambiguous: where several do.
        Unknown: where nobody answers to the name.
    """
    one = parse_id(typed, "r")
    if one is not None:
        return request_numbered(reader, one.number)
    if is_id(typed):
        raise InvalidValue(
            f"“{clean_name(typed)}” is not the id of a request.",
            "Type one such as r7, or a name: farmer request list",
        )
    people = reader.people()
    theirs = _naming(reader, typed, people, region)
    found = [each for each in theirs if fits(each.request)] or (theirs if past else [])
    if not found:
        raise NotFound(
            f"No request with {clean_name(typed)} is open for that.",
            "See all of them: farmer request list --all",
        )
    if len(found) > 1:
        labels = {str(Id("r", each.id)): _label(each, people) for each in found}
        raise Ambiguous(typed, labels, "requests")
    return found[0]


def find_to_decline(
    reader: Reader, asker: Person, target: Person | str | None = None
) -> RecordedRequest | None:
    """The request of `asker` that can still be declined, where there is one; else None.

    `target` is whom it is to, a person or their name in words; None for anybody.

    Raises:
        Ambiguous: where there are several, to anybody.
    """
    found = [
        each
        for each in reader.requests()
        if (each.request.person_id, each.request.direction) == (asker.id, GIVEN)
        and DECLINE in each.request.allowed
        and (target is None or _is_to(each.request, target))
    ]
    if len(found) > 1 and target is None:
        people = reader.people()
        labels = {str(Id("r", each.id)): _label(each, people) for each in found}
        raise Ambiguous(asker.name, labels, "requests")
    return found[0] if len(found) == 1 else None


def _is_to(request: Request, target: Person | str) -> bool:
    if isinstance(target, str):
        return fold(target) == fold(request.target)
    return request.target_id == target.id


def _naming(
    reader: Reader, typed: str, people: Sequence[Person], region: str | None
) -> list[RecordedRequest]:
    """The requests in which whoever is named has a part, on either side."""
    ids = {person.id for person in find_people(clean_name(typed), people, region=region)}
    words = fold(clean_name(typed))
    found = [
        each
        for each in reader.requests()
        if ids & {each.request.person_id, each.request.target_id}
        or words == fold(each.request.target)
    ]
    if not (ids or found):
        raise unknown_people([typed], people)
    return found


def _label(recorded: RecordedRequest, people: Sequence[Person]) -> str:
    names = {person.id: person.name for person in people}
    life = recorded.request
    asker = names.get(life.person_id or 0, FORGOTTEN)
    target = names.get(life.target_id or 0, life.target)
    to = f" to {target}" if target else ""
    return f"{asker}{to}: {recorded.need} ({Id('r', recorded.id)})"
