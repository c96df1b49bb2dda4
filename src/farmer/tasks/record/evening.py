"""Notes of an evening, a line a person: ``Ana Ruiz (Voss & Co): a new office; kept``.

Before the colon (or the first semicolon) stands who it was, with the company in brackets where that
helps; after it what was said, in parts between semicolons. A part that is exactly one of the words
for evidence (``kept``) or for how you were in touch (``call``) is taken for that. Whatever does not
read as such a line is handed back, not guessed at.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from farmer.errors import InvalidValue
from farmer.facts import FACTS
from farmer.model import KINDS
from farmer.tasks.record.guests import Share
from farmer.text import is_tag

_LINE = re.compile(
    r"(?:[-*•]\s+)?(?P<name>[^:;()]+?)\s*(?:\((?P<company>[^()]*)\)\s*)?(?P<said>[:;].*)?",
    re.DOTALL,
)
# A line without a colon is a name only if it could be one: more words are a sentence.
_NAME_WORDS = 5


class UnreadLine(NamedTuple):
    """A line that does not say whom it is about; `number` counts from one."""

    number: int
    text: str


class Notes(NamedTuple):
    """What notes were understood to say."""

    shares: tuple[Share, ...]
    unread: tuple[UnreadLine, ...]


def read_notes(text: str) -> Notes:
    """Each line as one person's share; empty lines and those that begin with # are left out."""
    shares: list[Share] = []
    unread: list[UnreadLine] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        plain = line.strip()
        if not plain or plain.startswith("#"):
            continue
        share = parse_share(plain)
        if share is None:
            unread.append(UnreadLine(number, plain))
        else:
            shares.append(share)
    return Notes(tuple(shares), tuple(unread))


def parse_share(line: str) -> Share | None:
    """One line of notes; None where it does not say whom it is about."""
    found = _LINE.fullmatch(line.strip())
    if not found or is_tag(found["name"]) or not _could_be_name(found["name"]):
        return None
    return share_of(found["name"], found["company"] or "", (found["said"] or "")[1:])


def share_of(name: str, company: str, said: str) -> Share:
    """What was `said` with somebody, its parts sorted into notes, evidence and kind of contact."""
    notes: list[str] = []
    facts: list[str] = []
    kind = None
    for part in (part.strip() for part in said.split(";")):
        word = part.casefold()
        if word in FACTS.typed:
            facts.append(word)
        elif word in KINDS:
            kind = word
        elif part:
            notes.append(part)
    return Share(name.strip(), company.strip(), kind, tuple(notes), tuple(facts))


def refuse_unread(unread: tuple[UnreadLine, ...]) -> None:
    """Refuse notes of which something was not understood.

    Raises:
        InvalidValue: naming the first such line.
    """
    if unread:
        line = unread[0]
        raise InvalidValue(
            f"Line {line.number} does not say whom it is about: “{line.text}”.",
            "Write it as Name: what was said, or begin it with # to leave it out.",
        )


def _could_be_name(text: str) -> bool:
    plain = text.strip()
    return (
        bool(re.search(r"\w", plain))
        and len(plain.split()) <= _NAME_WORDS
        and plain[-1] not in "!?"
    )
