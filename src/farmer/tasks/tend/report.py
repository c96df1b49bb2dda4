"""The page of the whole field (`report_garden`), written where it was asked for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from farmer.tasks.desk import Desk
from farmer.tasks.output import check_output, write_output

# As every page begins, whoever it is about; a quote is escaped in it.
_PAGE = re.compile(
    r'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    r'<meta http-equiv="Content-Security-Policy" content="default-src [^"]*; base-uri [^"]*; '
    r'form-action [^"]*; style-src [^"]*">\n'
    r'<meta name="viewport"[^>]*>\n<meta name="referrer"[^>]*>\n<meta name="robots"[^>]*>\n<title>'
)


class Reported(NamedTuple):
    """Where the page was written, and how many people are on it."""

    path: str
    people: int


class Page(NamedTuple):
    """A page that is written nowhere, and how many people are on it."""

    page: str
    people: int


def save(desk: Desk, path: Path, page: str, people: int, *, force: bool = False) -> Reported:
    """Write the page, whole or not at all, for its owner alone.

    What is no page of farmer's is replaced only with `force`.

    Raises:
        InvalidValue: where it cannot be written.
        Conflict: where something else is there that is not to be replaced.
    """
    check_output(desk, path, "page", is_page, force=force)
    write_output(path, [page.encode("utf-8", "replace")])
    return Reported(str(path), people)


def is_page(text: str) -> bool:
    """Whether `text` begins as farmer's pages do, which allow nothing but their own style."""
    return _PAGE.match(text) is not None
