"""How Sphinx makes a site of these documents: `make site`, with no network, into build/site.

Its sources are the repository's own folder, so that every link that leads somewhere on a code host
leads there on the site, too. docs/index.md is the door: its lists are the navigation.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

project = "farmer"
html_title = "farmer"
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/*.md"]
exclude_patterns = [".*", "benchmarks", "build", "dist", "release", "src", "tests"]

# As deep as the documents link to headings.
myst_heading_anchors = 4
# A session may be of a shell, of TOML or of nothing that a highlighter knows.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
# What is not the documents' own is left out: a page of sources, and who made the site.
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
# They are fetched, which a browser does not do from a file.
html_show_search_summary = False

_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"^- \[([^\]]+)\]\(([^)]+)\.md\)", re.MULTILINE)
_ENTRANCE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>farmer</title>
<meta http-equiv="refresh" content="0; url=docs/index.html"></head>
<body><a href="docs/index.html">farmer</a></body></html>
"""


def navigation(door: str) -> str:
    """The trees of pages that the lists of `door` tell of, a section each, as Sphinx reads them."""
    return "".join(
        f"\n```{{toctree}}\n:hidden:\n:caption: {section}\n\n"
        + "".join(f"{said} <{page}>\n" for said, page in _LINK.findall(pages))
        + "```\n"
        for section, pages in _SECTION.findall(door)
    )


def setup(app: Any) -> None:
    """Put the navigation behind the door, and an entrance where a browser looks for one."""

    def read(_: Any, page: str, source: list[str]) -> None:
        if page == root_doc:
            source[0] += navigation(source[0])

    def finished(app: Any, failure: Exception | None) -> None:
        if failure is None:
            (Path(app.outdir) / "index.html").write_text(_ENTRANCE, encoding="utf-8")

    app.connect("source-read", read)
    app.connect("build-finished", finished)
