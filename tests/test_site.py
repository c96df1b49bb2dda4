"""The site of the documents: a door to every page, nothing from elsewhere, and a search."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from docs.conf import navigation
from tests.tend.browser import see
from tests.test_documents import DOCUMENTS, ROOT

DOOR = ROOT / "docs" / "index.md"
READERS = (
    *("Start here", "Every day", "Reference", "The method"),
    "For those who carry on the work",
)
# What a browser loads by itself: not where a link leads that somebody may follow.
_LOADED = re.compile(
    r"<(?:script|img|source|iframe|audio|video)\b[^>]*?\b(?:src|srcset)=\"([^\"]*)"
    r"|<link\b[^>]*?\bhref=\"([^\"]*)|url\(\s*[\"']?([^\"')]*)|@import\s+[\"']([^\"']*)"
)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make site` makes, without a warning."""
    if any(find_spec(name) is None for name in ("sphinx", "myst_parser", "furo")):
        pytest.skip("Sphinx is not installed")
    into = tmp_path_factory.mktemp("site")
    words = ("-q", "-W", "--keep-going", "-c", "docs", "-b", "html", "-d", str(into / "trees"))
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *words, ".", str(into / "site")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (built.returncode, built.stderr) == (0, "")
    return into / "site"


def test_there_is_a_door_for_each_reader_and_behind_one_of_them_every_document() -> None:
    """Once: whoever looks for a page finds it in one place."""
    tree = navigation(DOOR.read_text(encoding="utf-8"))
    assert tuple(re.findall(r"^:caption: (.+)$", tree, re.MULTILINE)) == READERS
    behind = [(DOOR.parent / f"{page}.md").resolve() for page in re.findall(r"<(.+)>", tree)]
    assert sorted(behind) == sorted(set(DOCUMENTS) - {DOOR})


def test_every_document_has_its_page_and_the_entrance_leads_to_the_door(site: Path) -> None:
    pages = {str(path.relative_to(ROOT).with_suffix(".html")) for path in DOCUMENTS}
    there = {str(path.relative_to(site)) for path in site.rglob("*.html")}
    assert there == pages | {"index.html", "search.html"}
    assert "url=docs/index.html" in (site / "index.html").read_text(encoding="utf-8")


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loaded = [
        (path.name, name)
        for path in (*site.rglob("*.html"), *site.rglob("*.css"))
        for found in _LOADED.findall(path.read_text(encoding="utf-8"))
        for name in filter(None, found)
    ]
    assert len(loaded) > len(DOCUMENTS)
    assert [each for each in loaded if _ELSEWHERE.match(each[1])] == []
    for tag in ('<img alt="" src="//cdn.example/a.png">', "@import 'https://fonts.example/a'"):
        assert any(map(_ELSEWHERE.match, filter(None, _LOADED.findall(tag)[0])))


def test_its_search_finds_a_page_in_a_browser_without_a_server(site: Path) -> None:
    found = see(site / "search.html", anchor="?q=cadence")
    assert 'href="docs/method.html' in found.dom
    assert found.console == []
