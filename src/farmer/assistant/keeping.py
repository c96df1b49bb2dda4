"""Keeping of whom an assistant was told, by person, day and tool: what was told goes to its maker.

Whoever an answer names by an id was told of; whoever only others' words name is not looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from farmer.assistant.told import Fields, fitted
from farmer.assistant.tool import Bench, Tool
from farmer.errors import FarmerError
from farmer.ids import parse_id
from farmer.ledger.assistant_reads import AssistantRead


def kept(bench: Bench, tool: Tool, told: Fields) -> Fields:
    """The answer of a tool, once it is kept of whom it tells; it says so where that cannot be kept.

    What a tool that writes answers is kept by the change that it made.
    """
    people = _people_in(told) if tool.effect == "reads" else set()
    if not people:
        return told
    words = any(name == "said" for name, _ in _fields_of(told))
    on = bench.desk.today
    reads = [AssistantRead(person, on, tool.name, words) for person in sorted(people)]
    try:
        bench.desk.ledger.note_assistant(reads)
    except FarmerError:
        return fitted(told | {"not_kept": True})
    return told


def _people_in(told: Fields) -> set[int]:
    ids = (parse_id(text, "c") for name, text in _fields_of(told) if name == "id")
    return {each.number for each in ids if each}


def _fields_of(told: object) -> Iterator[tuple[str, Any]]:
    """Every field in an answer, however deep, by its name."""
    if isinstance(told, Mapping):
        for name, value in told.items():
            yield name, value
            yield from _fields_of(value)
    elif isinstance(told, list):
        for value in told:
            yield from _fields_of(value)
