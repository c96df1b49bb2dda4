"""Commands as a user would type them, for hints and next steps."""

from __future__ import annotations

import re


def quoted(name: str) -> str:
    """`name` as one word of a shell command."""
    if re.fullmatch(r"[\w.@+-]+", name):
        return name
    escaped = re.sub(r'([\\"$`])', r"\\\1", name)
    return f'"{escaped}"'
