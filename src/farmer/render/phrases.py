"""Phrases that several commands share."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from farmer.scoring.constants import TOLERANCE
from farmer.wording import say_count, say_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farmer.scoring.cold import Status
    from farmer.tasks.judge.memory import Dictated, Memory


def whole(score: float) -> int:
    """A score as it is shown: truncated, never rounded, so that 69.6 never reads as 70."""
    return floor(score + TOLERANCE)


def ago(days: int | None) -> str:
    """How long ago `days` is."""
    if days is None:
        return "none recorded"
    return "today" if days == 0 else f"{say_count(days, 'day')} ago"


def sealed_files(machines: int) -> str:
    """The files of so many machines in the folder between them."""
    return say_count(machines, "machine's file", "machines' files")


def untended(number: int) -> str:
    """That a file alone brought some people, who are in no list of what is due."""
    people = say_count(number, "person", "people")
    return f"{people} only came with a file. To go through them: farmer triage"


def say_status(status: Status) -> str:
    """A status as people read it: that they never met is more than a ledger can know."""
    return "no contact" if status == "never met" else status


def rhythm(days: float) -> str:
    """A tie's own rhythm."""
    return f"usually every {days:g} days"


def say_memory(memory: Memory) -> str:
    """How much of a judgement is from memory, and what it is without."""
    shares = (
        (memory.contacts_from_memory, memory.contacts, "contact"),
        (memory.facts_from_memory, memory.facts, "fact"),
    )
    told = _say_shares(shares)
    if memory.left_out:
        return f"Left out, because told from memory: {told}."
    are = "is" if memory.contacts_from_memory + memory.facts_from_memory == 1 else "are"
    without = "it" if are == "is" else "them"
    judged = f"{memory.verdict} ({whole(memory.score)})"
    return f"{told} {are} from memory; without {without}: {judged}."


def say_dictated(dictated: Dictated) -> str:
    """How much of a judgement an assistant recorded, and what it is without."""
    contacts, facts = dictated.contacts_by_assistant, dictated.facts_by_assistant
    told = _say_shares(
        ((contacts, dictated.contacts, "contact"), (facts, dictated.facts, "fact")),
    )
    was, without = ("was", "it") if contacts + facts == 1 else ("were", "them")
    judged = f"{dictated.verdict} ({whole(dictated.score)})"
    return f"{told} {was} recorded by an assistant; without {without}: {judged}."


def _say_shares(shares: Iterable[tuple[int, int, str]]) -> str:
    return say_list([f"{part} of {say_count(all_, noun)}" for part, all_, noun in shares if part])


def from_memory(*, told: bool) -> str:
    """The mark behind what was told from memory."""
    return " (from memory)" if told else ""


PHASES_SAID = {
    "none": "not yet visible to each other",
    "V": "visibility",
    "C": "credibility",
    "P": "profitability",
}

# Who began a contact, after “by”.
BEGINNERS_SAID = {"me": "me", "them": "them", "both": "both", "none": "nobody"}
