"""What ``doctor`` finds, in sentences, and what to type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from farmer.errors import FarmerError
from farmer.ledger.upkeep import Surroundings, Trouble
from farmer.shell import quoted
from farmer.wording import say_count, say_list

_RESTORE = (
    "Put a backup in its place: farmer restore. "
    "Or save what can be read: farmer doctor --salvage new.db"
)
# By the table, what a row of it is called.
_NOUNS = {
    "handle": "address",
    "identifier": "id of a source",
    "gains": "GAINS slot",
    "request_step": "step of a request",
    "not_same": "answer that two people are not the same",
    "change_row": "line of the history",
    "checksum": "checksum",
}


class Finding(NamedTuple):
    """Something that is not as it should be.

    Attributes:
        code: what it is, for programs.
        damaged: whether something of the ledger may be lost.
        sentence: what it is, without names or notes.
        advice: what to type.
    """

    code: str
    damaged: bool
    sentence: str
    advice: str


# By code: a sentence about so many rows, and what to type.
_SENTENCES = {
    "impossible-date": (
        "{count} dated before 1900, or in the future: {rows}.",
        "Correct the day: farmer edit {first} --on yesterday",
    ),
    "promise-twice": (
        "{count} may be counted twice, once as a promise and once as a fact: {rows}.",
        "If so, take the fact out: farmer undo history, then farmer remove f1",
    ),
    "event-of-nobody": (
        "{count} that nobody was at: {rows}.",
        "Take it out: farmer remove {first}",
    ),
    "unfinished-change": (
        "A change was begun and not ended.",
        "Please report this: farmer doctor --report",
    ),
    "search-index": (
        "The search index does not fit what is written.",
        "Lay it out anew: farmer backup, then farmer restore 1",
    ),
}
_COUNTED = {
    "impossible-date": ("row is", "rows are"),
    "promise-twice": ("promise", "promises"),
    "event-of-nobody": ("event", "events"),
}


def of_trouble(trouble: Trouble) -> Finding:
    """What no constraint can say."""
    sentence, advice = _SENTENCES[trouble.code]
    one, many = _COUNTED.get(trouble.code, ("", ""))
    words = {
        "count": say_count(trouble.total, one, many),
        "rows": ", ".join(trouble.rows) + (", …" if trouble.total > len(trouble.rows) else ""),
        "first": trouble.rows[0] if trouble.rows else "",
    }
    return Finding(trouble.code, False, sentence.format(**words), advice.format(**words))


def in_words(line: str) -> str:
    """What SQLite finds, as a sentence of ours."""
    found = re.search(
        r"missing from index|entries in index|NULL value in (\w+)|failed in (\w+)|non-\w+ value in"
        r" (\w+)|^(\w+) \d+ refers to nothing",
        line,
    )
    if found is None:
        return "Part of the file cannot be read as it was written."
    table = next(filter(None, found.groups()), "")
    if not table:
        return "An index does not match its records."
    if "refers" in found[0]:
        return f"A {_NOUNS.get(table, table)} refers to something that is not there."
    return f"A {_NOUNS.get(table, table)} holds a value that cannot be."


def of_damage(sentence: str) -> Finding:
    """That something of the ledger may be lost."""
    return Finding("damaged", True, sentence, _RESTORE)


def of_refusal(refusal: FarmerError) -> Finding:
    """Why the ledger cannot be looked through."""
    hint = _RESTORE if refusal.code == "ledger-damaged" else refusal.hint
    if refusal.code == "not-a-ledger":
        hint += f" If it once was yours: {_RESTORE}"
    return Finding(refusal.code, True, refusal.message, hint)


def of_surroundings(around: Surroundings, place: str) -> list[Finding]:
    """What is not as it should be around the ledger at `place`."""
    found = []

    def add(code: str, sentence: str, advice: str) -> None:
        found.append(Finding(code, False, sentence, advice))

    if around.file_open:
        add("open-to-others", "Others may open the ledger.", f"chmod 600 {quoted(place)}")
    if around.folder_open:
        folder = quoted(around.folder)
        add("folder-open-to-others", "Others may look into its folder.", f"chmod 700 {folder}")
    if around.little_room:
        megabytes = around.free_bytes // 1_000_000
        add("little-room", f"There are {megabytes} MB left on its disk.", "Free some space.")
    for path in around.conflicts:
        sentence = (
            f"A program that synchronises the folder left a second ledger: {Path(path).name}."
        )
        add("conflict-copy", sentence, f"Take in what is in it: farmer sync {quoted(path)}")
    for path in around.away:
        sentence = f"{Path(path).name} stands for a backup that is in the cloud."
        add("backup-away", sentence, "Let the program that synchronises the folder fetch it.")
    return found + _of_another_kind(around) + _left_beside(around)


def _of_another_kind(around: Surroundings) -> list[Finding]:
    """What is plain beside a locked ledger, or locked beside a plain one."""
    found = []
    if around.readable:
        sentence = (
            f"The ledger is locked, and {_names(around.readable)} may be read without its key."
        )
        found.append(Finding("readable-beside", False, sentence, "To put that right: farmer lock"))
    if around.still_locked:
        verb = "is" if len(around.still_locked) == 1 else "are"
        sentence = f"The ledger is not locked, and {_names(around.still_locked)} beside it {verb}."
        found.append(Finding("still-locked", False, sentence, "To decrypt: farmer lock open"))
    return found


def _names(paths: Sequence[str]) -> str:
    return say_list([Path(path).name for path in paths])


def _left_beside(around: Surroundings) -> list[Finding]:
    return [of_left_over(path) for path in around.left_over if path not in around.readable]


def of_left_over(path: str) -> Finding:
    """A file that a killed command left."""
    sentence = f"A command that was killed left {Path(path).name} behind."
    return Finding("left-over", False, sentence, f"If no farmer is running: rm {quoted(path)}")
