"""Pages as farmer writes them, and what a reader of Markdown shows of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from farmer.formats import markdown_out
from farmer.text import printable, printable_lines
from tests.formats.people import ANYTHING, dossier, full

FRONT_MATTER = """---
id: "c7"
name: "Ana Ruiz"
aliases: ["Anita"]
tags: ["golf", "r-d"]
company: "Port; Co"
title: "Clerk, 1st"
emails: ["ana@ruiz.example"]
phones: ["+34600123456", "600123457"]
urls: ["ruiz.example/ana ruiz"]
birthday: "--05-12"
met_at: "Mixer"
met_through: "Bo Li"
last_contact: 2026-06-10
---

"""
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
- 2026-05-20, used, a contract
- 2026-05-01, event, Mixer
"""
READER = MarkdownIt("gfm-like", {"linkify": False})
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def page_of(text: str) -> str:
    """What is shown: all but the front matter."""
    begin, _, rest = text.removeprefix("---\n").partition("\n---\n\n")
    assert all(re.match(r"[a-z_]+: ", line) for line in begin.split("\n"))
    return rest


def inline(text: str) -> list[Token]:
    """The runs of text of a page, as a reader of Markdown with tables and the like sees them."""
    return [token for token in READER.parse(page_of(text)) if token.type == "inline"]


def test_every_line_of_a_page() -> None:
    assert markdown_out.write(full()) == ("ana-ruiz-c7.md", FRONT_MATTER + PAGE)


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
    assert READER.parse(page_of(text))[0].tag == "h1"
    assert [_said(token) for token in inline(text)] == [name]


@given(ANYTHING)
def test_a_file_name_is_safe_on_every_system(name: str) -> None:
    file, _ = markdown_out.write(dossier(name))
    assert re.fullmatch(r"[^\W_]\S*-c7\.md", file)
    assert not set(file) & set('<>:"/\\|?*\0')
    assert file.isprintable()
    assert len(file.encode()) <= 255
    assert not RESERVED.match(file)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("José Núñez", "jose-nunez-c7.md"),
        ("Łucja Ødegård", "lucja-odegard-c7.md"),
        ("../../etc/passwd", "etc-passwd-c7.md"),
        ("CON", "con-c7.md"),
        ("山田", "山田-c7.md"),
        ("Ольга Иванова", "ольга-иванова-c7.md"),
        ("अनिता", "अनिता-c7.md"),
        ("ガガ / レディー", "ガガ-レディー-c7.md"),
        ("محمد علي", "محمد-علي-c7.md"),
        ("🙂", "somebody-c7.md"),
        ("Ana " * 49, "ana-" * 15 + "c7.md"),
    ],
)
def test_file_names(name: str, file: str) -> None:
    assert markdown_out.write(dossier(name))[0] == file


@given(ANYTHING, ANYTHING)
def test_front_matter_is_read_as_it_was_meant(company: str, nickname: str) -> None:
    """By a reader of YAML's flow style: each value is JSON, but for days."""
    company, nickname = printable(company), printable(nickname)
    person = dossier(company=company, nickname=nickname, met_on="2026-05-01")
    _, text = markdown_out.write(person)
    assert markdown_out.is_ours(text)
    fields = dict(line.split(": ", 1) for line in text.split("\n---\n")[0].split("\n")[1:] if line)
    assert fields.pop("met_on") == "2026-05-01"
    read = {name: json.loads(value) for name, value in fields.items()}
    assert read.get("company", "") == company
    assert read.get("aliases", [""]) == [nickname]


@pytest.mark.parametrize(
    ("tag", "kept"),
    [("r&d", "r-d"), ("2024", "_2024"), ("golf club", "golf-club"), ("日本", "日本")],
)
def test_tags_are_as_obsidian_takes_them(tag: str, kept: str) -> None:
    person = replace(dossier(), tags=[tag])
    assert f'\ntags: ["{kept}"]\n' in markdown_out.write(person)[1]


def test_where_the_tie_stands_is_known_to_programs_that_list_notes() -> None:
    _, text = markdown_out.write(full(), {"status": "due", "verdict": "almost", "score": 0})
    assert 'last_contact: 2026-06-10\nstatus: "due"\nverdict: "almost"\nscore: 0\n---\n' in text
    assert markdown_out.is_ours(text)
