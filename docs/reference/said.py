"""What other documents say already, so that the manual need not say it in other words."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TASK = re.compile(r"^\*\*(.+)\*\*(?:(?!```)[\s\S])*```sh\n([\s\S]*?)```$", re.MULTILINE)


def exit_statuses() -> list[tuple[str, str]]:
    """Each status and what it means."""
    return _table(ROOT / "docs" / "exit-codes.md", "status")


def variables() -> list[tuple[str, str]]:
    """Each variable of the environment and what it does."""
    return _table(ROOT / "docs" / "settings.md", "variable")


def files() -> list[tuple[str, str]]:
    """Each file and what it is."""
    return _table(ROOT / "docs" / "settings.md", "file")


def tasks() -> list[tuple[str, list[str]]]:
    """Each task that the README shows, with its commands."""
    found = _TASK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [(title.rstrip("."), commands.splitlines()) for title, commands in found]


def released_on(version: str) -> str:
    """The day of a version's entry in the changelog; empty before it is released."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entry = re.search(rf"^## \[{re.escape(version)}\] - (\S+)$", changes, re.MULTILINE)
    return entry[1] if entry else ""


def without_links(document: Path) -> str:
    """A document to be read where its neighbours are not."""
    return re.sub(r"!?\[([^\]]+)\]\([^)]*\)", r"\1", document.read_text(encoding="utf-8"))


def _table(document: Path, heading: str) -> list[tuple[str, str]]:
    """The first two columns of the table whose first heading is `heading`."""
    lines = document.read_text(encoding="utf-8").splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith(f"| {heading} |")) + 2
    end = next((at for at in range(begin, len(lines)) if not lines[at].startswith("|")), len(lines))
    cells = [[cell.strip() for cell in line.split("|")] for line in lines[begin:end]]
    return [(first, second) for _, first, second, *_ in cells]
