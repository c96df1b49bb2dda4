"""Who may be called as was typed: asked at every press of a key, so without the other nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farmer.ledger.sqlite.read.query import Asking
from farmer.text import fold

if TYPE_CHECKING:
    from farmer.ledger.findings import Called

# Names that somebody had, or that are written otherwise, find them as their name does.
_OTHER_NAMES = "SELECT contact_id FROM former WHERE what IN ('name', 'spelling')"
ALSO = """(
    SELECT group_concat(value, char(10)) FROM former
    WHERE contact_id = contact.id AND what IN ('name', 'spelling'))
"""
# Whoever may be meant by a word, in lower case: a name beyond ASCII may always be, because only
# Python folds its letters.
LIKE = f"""
(instr(lower(name), :word) OR instr(lower(nickname), :word)
   OR name GLOB '*[^ -~]*' OR nickname GLOB '*[^ -~]*' OR id IN (
    {_OTHER_NAMES} AND (instr(lower(value), :word) OR value GLOB '*[^ -~]*')))
"""
CALLED = f"""
SELECT id, name, company, {ALSO} FROM contact WHERE NOT archived AND {LIKE} ORDER BY id
"""  # noqa: S608


def called(reader: Asking, typed: str) -> list[Called]:
    """Everybody unarchived a name of whom may begin as was `typed`, and others, by id."""
    from farmer.ledger.findings import Called

    longest = max(fold(typed).split(), key=len, default="")
    return [
        Called(contact_id, name, company, also_of(also))
        for contact_id, name, company, also in reader.rows(CALLED, {"word": longest})
    ]


def also_of(listed: str | None) -> tuple[str, ...]:
    """The other names of a row."""
    return tuple(listed.split("\n")) if listed else ()
