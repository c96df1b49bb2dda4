"""Which documents are written from the help, and by what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docs.reference.manual import manual
from docs.reference.page import page
from docs.reference.tree import Command

DOCS = Path(__file__).parents[1]
DOCUMENTS: dict[Path, Callable[[Command], str]] = {
    DOCS / "commands.md": page,
    DOCS / "farmer.1": manual,
}
