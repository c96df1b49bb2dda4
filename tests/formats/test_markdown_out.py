"""Pages as farmer writes them, and what a reader of Markdown shows of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from farmer.formats import markdown_out
from farmer.text import printable, printable_lines
from tests.formats.people import ANYTHING, dossier, full

PAGE = """# Ana Ruiz

- nickname: Anita
- works: Clerk, 1st, Port; Co
- email: ana@ruiz.example
- phone: +34600123456
- phone: 600123457
- url: ruiz.example/ana ruiz
- birthday: 12 May
- met: Mixer
- through: Bo Li
- tags: @golf @r\\&d
- notes: Likes boats; hates trains

## Goals, accomplishments, interests, networks, skills

- goals (theirs): a boat

## Promises

- 2026-05-02, they promised: send the lease, due 2026-06-20

## Requests

- given: a talk (Bo Li); asked 2026-06-01

## History

- 2026-06-10, call, =1+1; \\<b\\>
- 2026-05-20, work:used, a contract
- 2026-05-01, event, Mixer
"""
READER = MarkdownIt("gfm-like", {"linkify": False})
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def inline(text: str) -> list[Token]:
    """The runs of text of a page, as a reader of Markdown with tables and the like sees them."""
    return [token for token in READER.parse(text) if token.type == "inline"]


def test_every_line_of_a_page() -> None:
    assert markdown_out.write(full()) == ("ana-ruiz-c7.md", PAGE)


@given(ANYTHING, ANYTHING)
def test_other_peoples_words_stay_words(name: str, note: str) -> None:
    assume(printable(name))
    _, text = markdown_out.write(dossier(name, notes=note, met_at=note))
    known = [printable_lines(f"{what}: {note}") for what in ("met", "notes") if note]
    lines = [line.strip() for each in known for line in each.splitlines() if line]
    said = [line for token in inline(text) for line in _said(token).splitlines()]
    assert said == [printable(name), *lines]


def _said(token: Token) -> str:
    """What a run says, where it is nothing but text; otherwise what it is besides."""
    children = token.children or []
    kinds = ("text", "text_special", "hardbreak")
    odd = [child.type for child in children if child.type not in kinds]
    if odd:
        return f"not text: {odd}"
    return "".join("\n" if child.type == "hardbreak" else child.content for child in children)


@pytest.mark.parametrize(
    "name",
    ["# x", "x #", "<script>", "[a](b)", "![a](b)", "1. x", "- x", "`x`", "*x*", "&amp;", "a | b"],
)
def test_marks_are_letters(name: str) -> None:
    _, text = markdown_out.write(dossier(name))
    assert READER.parse(text)[0].tag == "h1"
    assert [_said(token) for token in inline(text)] == [name]


@given(ANYTHING)
def test_a_file_name_is_safe_on_every_system(name: str) -> None:
    file, _ = markdown_out.write(dossier(name))
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?-c7\.md", file)
    assert len(file) <= 100
    assert not RESERVED.match(file)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("José Núñez", "jose-nunez-c7.md"),
        ("Łucja Ødegård", "lucja-odegard-c7.md"),
        ("../../etc/passwd", "etc-passwd-c7.md"),
        ("CON", "con-c7.md"),
        ("山田", "somebody-c7.md"),
        ("Ana " * 49, "ana-" * 15 + "c7.md"),
    ],
)
def test_file_names(name: str, file: str) -> None:
    assert markdown_out.write(dossier(name))[0] == file
