"""How farmer speaks: words that do not come back, in all that it can say and in what it did say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import farmer
from tests.test_documents import DOCUMENTS

CODE = Path(farmer.__file__).parent
STYLE = Path(__file__).parents[1] / "docs" / "style.md"
ROOM = {"screen": [*CODE.rglob("*.py")], "template": [*CODE.rglob("*.txt"), *CODE.rglob("*.j2")]}


def banned() -> list[str]:
    """The words of the table in the document, folded."""
    rows = re.findall(r"^\| (`.*?`) \|", STYLE.read_text(encoding="utf-8"), re.MULTILINE)
    return [words.casefold() for row in rows for words in re.findall(r"`([^`]+)`", row)]


def sentences(source: str) -> Iterator[str]:
    """The texts of a module that may be said: with spaces, whole, names of values as {}."""
    tree = ast.parse(source)
    unsaid = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for value in node.values
        for part in ast.walk(value)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            said = _said_by_docstring(node)
            if said is not None:
                unsaid.add(id(said))
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = "" if id(node) in unsaid else node.value
        if " " in text.strip() and not re.match(r"\s*[A-Z]{4,} ", text):  # SQL says nothing
            yield " ".join(text.split())


def _said_by_docstring(node: ast.AST) -> ast.AST | None:
    body = getattr(node, "body", None)
    first = body[0] if body else None
    return first.value if isinstance(first, ast.Expr) else None


def found_in(texts: Iterator[str] | list[str]) -> list[tuple[str, str]]:
    """Which of the banned words are in which of the texts."""
    words = banned()
    return [(word, text) for text in texts for word in words if word in text.casefold()]


def test_the_list_is_read_and_would_find() -> None:
    """A test that finds nothing has to be able to."""
    assert len(banned()) > 20
    module = (
        'def f(x):\n    """It is no name."""\n    say(f"“{x}” is no name: it has no letter.")\n'
    )
    assert found_in(sentences(module)) == [("is no name", "“{}” is no name: it has no letter.")]


@pytest.mark.parametrize("path", ROOM["screen"], ids=lambda path: str(path.relative_to(CODE)))
def test_no_stiff_word_comes_back(path: Path) -> None:
    """In no sentence of the program."""
    assert found_in(sentences(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", ROOM["template"], ids=lambda path: path.name)
def test_no_letter_or_page_has_one(path: Path) -> None:
    """Nor in what is filled in."""
    assert found_in(path.read_text(encoding="utf-8").splitlines()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_session_has_one(document: Path) -> None:
    """What farmer said in the documents, which is run anew by `tests.test_documents`."""
    text = document.read_text(encoding="utf-8")
    shown = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found_in([line for block in shown for line in block.splitlines()]) == []
