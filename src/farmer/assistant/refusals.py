"""Refusals as an assistant is told them: what is wrong, and what to do, which is never to guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from farmer.assistant.told import Fields, fitted, one_line, there, who
from farmer.assistant.tool import Bench
from farmer.errors import MOST_CANDIDATES, Ambiguous, AskedAlready, ExitStatus, FarmerError, Unknown
from farmer.ids import parse_id
from farmer.people.meant import Person, near_people
from farmer.tasks.person import Named

_LONGEST = 300
FAULT: Fields = {
    "code": "fault",
    "message": "farmer has a fault; nothing was changed.",
    "hint": "Tell the user. Do not try another way.",
}
# By the code of a refusal, else by its status: what to do is not what a person would type.
_HINTS: Mapping[str | ExitStatus, str] = {
    "ambiguous": "Ask the user which one is meant; do not choose. Then send the id.",
    "unknown-person": "Ask the user whom they mean; do not choose. A stranger is never farmed.",
    "no-preview": "Call preview again, and show the user what it says.",
    "declined": "Leave it. Where the user wants it otherwise, call preview again.",
    "unanswered": "Ask the user whether it is to be written, and try again only on a yes.",
    "not-here": "Tell the user to record that in a terminal: farmer log. Do not try another name.",
    "too-early": "Tell the user what is missing: call check. Nobody is asked; offer to word a no.",
    "out-of-turn": "Tell the user where it stands: call introductions.",
    "asked-already": "Tell the user where it stands: call introductions.",
    "not-newest": "Tell the user; they can look in a terminal: farmer undo history",
    "too-long": "Ask for less at once.",
    ExitStatus.NOT_FOUND: "Ask the user what they mean.",
    ExitStatus.USAGE: "Send it again with what is wrong put right.",
    ExitStatus.CONFLICT: "Tell the user. Do not try another way.",
    ExitStatus.LEDGER_UNAVAILABLE: "Ask the user to run in a terminal: farmer doctor",
}
# What is wrong with a file names its place, which is nobody's business here.
_UNAVAILABLE: Mapping[str, str] = {
    "ledger-locked": "The ledger is locked, and nobody is here to type its passphrase.",
    "wrong-key": "The ledger is locked, and the key that is kept does not open it.",
    "ledger-busy": "Another command has the ledger. Try again in a minute.",
    "newer-ledger": "The ledger was written by a newer farmer than this one.",
    "ledger-damaged": "The ledger is damaged.",
    "not-a-ledger": "What lies in the ledger's place is not a ledger.",
}


def refused(refusal: FarmerError, bench: Bench | None) -> Fields:
    """The refusal with whom it may be about; `bench` is None before there was one."""
    hint = _HINTS.get(refusal.code) or _HINTS.get(refusal.status, "Tell the user.")
    candidates = _candidates(refusal, bench) if bench else []
    told = there(code=refusal.code, message=_message(refusal), hint=hint)
    return fitted(told | ({"candidates": candidates} if candidates else {}))


def _message(refusal: FarmerError) -> str:
    if refusal.status == ExitStatus.LEDGER_UNAVAILABLE:
        return _UNAVAILABLE.get(refusal.code, "The ledger cannot be used as it is now.")
    if isinstance(refusal, Ambiguous):
        said = f"“{refusal.who}” may be any of {len(refusal.candidates)}."
        return one_line(said, _LONGEST)
    if isinstance(refusal, AskedAlready):  # its own sentence has words of somebody's
        return f"That is asked for already: {refusal.details['request']}."
    return one_line(refusal.message, _LONGEST)


def _candidates(refusal: FarmerError, bench: Bench) -> list[Fields]:
    """Whom a name may mean, by id: the likeliest first."""
    if isinstance(refusal, Ambiguous) and refusal.are_people:
        return told_apart(refusal, bench)
    if isinstance(refusal, Ambiguous):
        return [{"id": each} for each in list(refusal.candidates)[:MOST_CANDIDATES]]
    if isinstance(refusal, Unknown):
        with bench.desk.reading() as reader:
            people = reader.people(addresses=False)
        near = [person for typed in refusal.near for person in near_people(typed, people)]
        return _listed(dict.fromkeys(near))
    return []


def told_apart(several: Ambiguous, bench: Bench) -> list[Fields]:
    """The people a name may mean, the likeliest first, with what tells them apart."""
    numbers = [one.number for each in several.candidates if (one := parse_id(each))]
    with bench.desk.reading() as reader:
        people = reader.people_of(set(numbers))
    found = [people[number] for number in numbers if number in people]
    told: Any = several.details.get("told", {})
    return [
        named | there(known=told.get(named["id"]), said=bench.said(person.company))
        for person, named in zip(found, _listed(found), strict=False)
    ]


def _listed(people: Iterable[Person]) -> list[Fields]:
    return [who(Named.of(person)) for person in people][:MOST_CANDIDATES]
