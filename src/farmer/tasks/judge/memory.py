"""How much of a judgement rests on memory, or on an assistant, and what it is without."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import Role, Verdict
from farmer.scoring.score import verdict_of
from farmer.scoring.weights import is_counted
from farmer.sources import ASSISTANT, MEMORY

if TYPE_CHECKING:
    from farmer.ledger.nouns import History


class Memory(NamedTuple):
    """What of a history is from memory.

    Attributes:
        contacts: every touch that counts as contact; `contacts_from_memory` those that were told.
        facts: every line of evidence; `facts_from_memory` those that were told.
        verdict, score: the judgement without what was told.
        left_out: whether that is what was asked for.
    """

    contacts: int
    contacts_from_memory: int
    facts: int
    facts_from_memory: int
    verdict: Verdict
    score: float
    left_out: bool


class Dictated(NamedTuple):
    """What of a history an assistant recorded.

    Attributes:
        contacts: every touch that counts as contact; `contacts_by_assistant` those it recorded.
        facts: every line of evidence; `facts_by_assistant` those it recorded.
        verdict, score: the judgement without what it recorded.
    """

    contacts: int
    contacts_by_assistant: int
    facts: int
    facts_by_assistant: int
    verdict: Verdict
    score: float


def memory_of(
    history: History, role: Role, as_of: date, usual_days: int, *, left_out: bool
) -> Memory | None:
    """How much of a judgement in that role is from memory; None where nothing of it is."""
    told = _part_of(history, role, as_of, usual_days, MEMORY)
    return Memory(*told, left_out) if told else None


def dictated_of(history: History, role: Role, as_of: date, usual_days: int) -> Dictated | None:
    """How much of a judgement in that role an assistant recorded; None where nothing of it."""
    return _part_of(history, role, as_of, usual_days, ASSISTANT)


def _part_of(
    history: History, role: Role, as_of: date, usual_days: int, source: str
) -> Dictated | None:
    """How much of it comes from `source`, and what it is without."""
    sources = [each.source for each in history.touchpoints]
    if source not in [*sources, *(each.source for each in history.evidence)]:
        return None
    contacts = [each for each in history.touchpoints if is_counted(each.touch)]
    contacts_told = sum(each.source == source for each in contacts)
    facts_told = sum(each.source == source for each in history.evidence)
    if not (contacts_told or facts_told):
        return None
    score = history.without(source).tie(usual_days).score(role, as_of)
    facts = len(history.evidence)
    return Dictated(len(contacts), contacts_told, facts, facts_told, verdict_of(score), score)
