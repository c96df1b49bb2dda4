"""Of whom an assistant was told: kept by person, day and tool, beside the log of changes.

It is no record of anybody, so no undo takes it back: what was told cannot be untold. It stays with
the file in which it was told, and goes into no export and to no other copy.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class AssistantRead(NamedTuple):
    """That an assistant was told of somebody.

    Attributes:
        contact_id: of whom.
        on: the day, the user's.
        tool: by what it asked, as `farmer.assistant` calls it.
        with_words: whether what people wrote was told too.
    """

    contact_id: int
    on: date
    tool: str
    with_words: bool = False
