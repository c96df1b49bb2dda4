"""Which documents are written from the program, and by what."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from docs.reference.inputs import inputs
from docs.reference.manual import manual
from docs.reference.page import page
from docs.reference.said import without_links
from docs.reference.tree import Command
from farmer.formats.whole_shape import schema

DOCS = Path(__file__).parents[1]
CODE = DOCS.parent / "src" / "farmer"
DOCUMENTS: dict[Path, Callable[[Command], str]] = {
    DOCS / "commands.md": page,
    DOCS / "farmer.1": manual,
    CODE / "cli" / "inputs.tsv": inputs,
    CODE / "assistant" / "method.md": lambda _: without_links(DOCS / "method.md"),
    DOCS / "ledger.schema.json": lambda _: json.dumps(schema(), indent=1) + "\n",
}
