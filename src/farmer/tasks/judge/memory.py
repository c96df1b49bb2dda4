"""How much of a judgement rests on what was told from memory, and what it is without."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from farmer.model import Role, Verdict
from farmer.scoring.score import verdict_of
from farmer.scoring.weights import is_counted
from farmer.sources import MEMORY

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


def memory_of(
    history: History, role: Role, as_of: date, usual_days: int, *, left_out: bool
) -> Memory | None:
    """How much of a judgement in that role is from memory; None where nothing of it is."""
    sources = [each.source for each in history.touchpoints]
    if MEMORY not in [*sources, *(each.source for each in history.evidence)]:
        return None
    contacts = [each for each in history.touchpoints if is_counted(each.touch)]
    contacts_told = sum(each.source == MEMORY for each in contacts)
    facts_told = sum(each.source == MEMORY for each in history.evidence)
    if not (contacts_told or facts_told):
        return None
    score = history.recorded.tie(usual_days).score(role, as_of)
    return Memory(
        contacts=len(contacts),
        contacts_from_memory=contacts_told,
        facts=len(history.evidence),
        facts_from_memory=facts_told,
        verdict=verdict_of(score),
        score=score,
        left_out=left_out,
    )
