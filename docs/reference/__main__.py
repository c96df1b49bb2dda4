"""Writes the reference, the manual and the JSON Schema: ``python -m docs.reference``."""

from __future__ import annotations

from docs.reference.documents import DOCUMENTS
from docs.reference.tree import farmer

for path, written in DOCUMENTS.items():
    path.write_text(written(farmer()), encoding="utf-8")
