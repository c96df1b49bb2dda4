"""Ids of what was recorded, as they are typed: ``t88``, ``f9``, ``p3``, ``e3``, ``k4``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from farmer.errors import InvalidValue, NotFound
from farmer.ids import Id, IdLetter, parse_id
from farmer.ledger.nouns import Evidence, Occasion, Touchpoint
from farmer.ledger.recorded import RecordedLink, RecordedPromise, RecordedRequest, RecordedStep

if TYPE_CHECKING:
    from farmer.ledger.reader import Reader


class RequestStep(NamedTuple):
    """A step, and the request that it is of."""

    recorded: RecordedRequest
    step: RecordedStep


Record = (
    Touchpoint
    | Evidence
    | RecordedPromise
    | Occasion
    | RecordedRequest
    | RequestStep
    | RecordedLink
)

# Of a request, and of what is recorded of one person or one event.
OF_REQUESTS: tuple[IdLetter, ...] = ("r", "s")
_LETTERS: tuple[IdLetter, ...] = ("t", "f", "p", "e", "k", *OF_REQUESTS)
# How to see the ids of each sort.
_SEEN = {
    "r": "farmer request list --all",
    "s": "farmer request show r1",
    "p": "farmer promise list --all",
    "e": "farmer find EVENT",
}


def is_record_id(typed: str, *letters: IdLetter) -> bool:
    """Whether `typed` is the id of something recorded, or of one of those `letters`."""
    return parse_id(typed, *(letters or _LETTERS)) is not None


def parse_ids(typed: Iterable[str]) -> list[Id]:
    """The ids typed, once each.

    Raises:
        InvalidValue: for text that is not the id of something recorded.
    """
    found = []
    for word in typed:
        one = parse_id(word, *_LETTERS)
        if one is None:
            raise InvalidValue(
                f"“{word}” is not the id of something recorded.",
                "Type one such as t88, f9, p3 or r7; farmer show NAME lists them.",
            )
        found.append(one)
    return list(dict.fromkeys(found))


def find_records(reader: Reader, ids: Sequence[Id]) -> dict[Id, Record]:
    """What each of the ids stands for.

    Raises:
        NotFound: for an id that the ledger does not have.
    """
    return {one: _record(reader, one) for one in ids}


def _record(reader: Reader, one: Id) -> Record:
    finders: dict[str, Callable[[int], Record | None]] = {
        "t": reader.touchpoint,
        "f": reader.fact,
        "p": reader.promise,
        "e": reader.event,
        "r": reader.request,
        "k": reader.link,
        "s": lambda number: _step(reader, number),
    }
    record = finders[one.letter](one.number)
    if record is None:
        raise NotFound(
            f"The ledger has no {one.noun} {one}.",
            f"See the ids: {_SEEN.get(one.letter, 'farmer show NAME')}",
        )
    return record


def _step(reader: Reader, number: int) -> RequestStep | None:
    request_id = reader.request_of_step(number)
    recorded = reader.request(request_id) if request_id is not None else None
    if recorded is None:
        return None
    return RequestStep(recorded, next(step for step in recorded.steps if step.id == number))
