"""Notes of an evening, a line a person: ``Ana Ruiz (Voss & Co): a new office; kept``.

Before the colon (or the first semicolon) stands who it was, with the company in brackets where that
helps; after it what was said, in parts between semicolons; below it, indented, more of the same
note. A part that is exactly one of the words for evidence (``kept``) or for how you were in touch
(``call``, ``lunch``) is taken for that. Whatever does not read as such a line is handed back, not
guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from farmer.errors import InvalidValue
from farmer.facts import FACTS, word_of
from farmer.ids import is_id
from farmer.model import KINDS
from farmer.people.nameless import could_be_name, says_when
from farmer.tasks.record.guests import Share
from farmer.text import is_tag

Read = TypeVar("Read")

_ITEM = re.compile(r"[-*•]\s+")
_BRACKETS = r"\((?:[^()]|\([^()]*\))*\)"
_LINE = re.compile(
    rf"(?:[-*•]\s+)?(?P<who>(?:[^:;()]|{_BRACKETS})+?)\s*(?P<said>[:;].*)?", re.DOTALL
)
_WHO = re.compile(rf"(?P<name>[^()]+?)\s*(?P<company>{_BRACKETS})")
# Coffee and tea are things that people talk of, too; a talk is a meeting without them.
_WITHOUT_SAYING = "meeting"


class UnreadLine(NamedTuple):
    """A line that does not say whom it is about; `number` counts from one."""

    number: int
    text: str


class NoteLine(NamedTuple):
    """A line with those that belong to it; `is_open` where it may be somebody's, or somebody."""

    number: int
    line: str
    more: list[str]
    is_open: bool

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join([self.line, *self.more])


def read_notes(
    text: str, read: Callable[[NoteLine], Read | None]
) -> tuple[list[tuple[str, Read]], list[UnreadLine]]:
    """What each line of notes is read as, with the line; and those that are not read.

    Empty lines and those that begin with # are left out. A line that is indented goes on with the
    note above it, and so does one of a list under a line that is in none, unless it could be
    somebody.
    """
    told: list[tuple[str, Read]] = []
    unread: list[UnreadLine] = []
    for note in _note_lines(text.removeprefix("\ufeff")):
        found = None if note.is_open else read(note)
        if found is None:
            unread.append(UnreadLine(note.number, note.text))
        else:
            told.append((note.line, found))
    return told, unread


def _note_lines(text: str) -> list[NoteLine]:
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.strip().startswith("#")
    ]
    outset = min((_begins(line) for _, line in lines), default=_Beginning(0, False))
    entries: list[NoteLine] = []
    for number, line in lines:
        begins, plain = _begins(line), line.strip()
        under = begins > outset
        doubtful = under and begins.indented == outset.indented and _may_be_somebody(plain)
        if under and entries and not doubtful:
            entries[-1].more.append(line.rstrip())
        else:
            entries.append(NoteLine(number, plain, [], is_open=under))
    return entries


class _Beginning(NamedTuple):
    """How a line begins: how far it is indented, and whether it is an item of a list."""

    indented: int
    listed: bool


def _begins(line: str) -> _Beginning:
    spaced = line.expandtabs(4)
    return _Beginning(len(spaced) - len(spaced.lstrip()), _ITEM.match(line.strip()) is not None)


def _may_be_somebody(item: str) -> bool:
    """Whether an item of a list tells of somebody, or has nothing but words as names have them."""
    share = parse_share(item)
    return share is not None and (
        bool(re.search("[:;(]", item)) or share.name == share.name.title()
    )


def share_in(note: NoteLine) -> Share | None:
    """One person's share, the lines below it as a part of its note; None where it is nobody's."""
    share = parse_share(note.line)
    if share is None or not note.more:
        return share
    said = "\n".join(["; ".join(share.notes), *note.more]).strip("\n")
    return share._replace(notes=(said,))


def parse_share(line: str) -> Share | None:
    """One line of notes; None where it does not say whom it is about."""
    found = _LINE.fullmatch(line.strip())
    if not found:
        return None
    name, company = split_company(found["who"])
    if is_tag(name) or says_when(name) or not could_be_name(name):
        return None
    return share_of(name, company, (found["said"] or "")[1:])


def split_company(who: str) -> tuple[str, str]:
    """A name and the company in brackets behind it; an id in them belongs to the name."""
    told = _WHO.fullmatch(who)
    if told and not is_id(told["company"].strip("()").split(",")[0]):  # Ana Ruiz (c7) is a name
        return told["name"], told["company"][1:-1]
    return who, ""


def share_of(name: str, company: str, said: str) -> Share:
    """What was `said` with somebody, its parts sorted into notes, evidence and kind of contact."""
    notes: list[str] = []
    facts: list[str] = []
    kind = None
    for part in filter(None, (part.strip() for part in said.split(";"))):
        fact, how = FACTS.find(part), KINDS.find(part)
        listed = part.casefold() in (*FACTS.typed, *KINDS)
        if fact:
            facts.append(word_of(fact))
        elif how and (listed or how != _WITHOUT_SAYING):
            kind = how
        # What is said in a word of one's own says more than the list's.
        if not listed:
            notes.append(part)
    return Share(name.strip(), company.strip(), kind, tuple(notes), tuple(facts))


def refuse_unread(unread: Sequence[UnreadLine]) -> None:
    """Refuse notes of which something was not understood.

    Raises:
        InvalidValue: naming the first such line.
    """
    if unread:
        line = unread[0]
        raise InvalidValue(
            f"Line {line.number} does not say whom it is about: “{line.text}”.",
            "Write it as Name: what was said; indent it where it belongs to the note above it; or "
            "begin it with # to leave it out.",
        )
