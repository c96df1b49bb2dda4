"""Of whom an assistant was told, by day and person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from farmer.ledger.assistant_reads import AssistantRead
from farmer.tasks.desk import Desk
from farmer.tasks.person import Named, look_up


class ToldOf(NamedTuple):
    """That an assistant was told of somebody on a day.

    Attributes:
        on: the day.
        person: of whom; their name is empty where they are not in the ledger any more.
        tools: by what it asked, in the order it first did.
        with_words: whether it was told what people wrote, too.
    """

    on: date
    person: Named
    tools: tuple[str, ...]
    with_words: bool


class AssistantHistory(NamedTuple):
    """The answer of ``undo history --assistant``: the newest day first.

    `total` counts those beyond the limit too.
    """

    person: Named | None
    told: tuple[ToldOf, ...]
    total: int


def assistant_history(
    desk: Desk, who: str | None = None, *, limit: int | None = None
) -> AssistantHistory:
    """Of whom an assistant was told, or on which days of the person `who`.

    Raises:
        Unknown, Ambiguous: where nobody or several people answer to `who`.
    """
    with desk.reading() as reader:
        person = look_up(reader, who, region=desk.settings.region) if who is not None else None
        reads = reader.assistant_reads()
        names = {each.id: each.name for each in reader.people(addresses=False)}
    if person is not None:
        reads = [each for each in reads if each.contact_id == person.id]
    told = _by_day(reads, names)
    return AssistantHistory(Named.of(person) if person else None, told[:limit], len(told))


def _by_day(reads: Iterable[AssistantRead], names: dict[int, str]) -> tuple[ToldOf, ...]:
    found: dict[tuple[date, int], list[AssistantRead]] = {}
    for each in reads:
        found.setdefault((each.on, each.contact_id), []).append(each)
    return tuple(
        ToldOf(
            on,
            Named.by_id(whose, names.get(whose, "")),
            tuple(each.tool for each in theirs),
            any(each.with_words for each in theirs),
        )
        for (on, whose), theirs in found.items()
    )
