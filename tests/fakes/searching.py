"""Searching in memory: slowly, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from farmer.ledger.findings import MARKS, Hit
from farmer.text import fold
from tests.fakes.store import Store

# By table: what is its name, and what is text.
_INDEXED = {
    "contact": (("name", "nickname"), ("company", "title", "met_at", "notes")),
    "former": (("value",), ()),
    "detail": ((), ("label", "value")),
    "touchpoint": ((), ("note",)),
    "fact": ((), ("note",)),
    "event": (("name",), ("place",)),
    "gains": ((), ("text",)),
    "request": (("target",), ("need",)),
    "request_step": ((), ("note",)),
    "promise": ((), ("text",)),
    "link": ((), ("how",)),
}


# A letter of a script that writes no spaces is a word of its own.
_ALONE = "[\u0e01-\u0e3a\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
_WORD = re.compile(rf"{_ALONE}|(?:(?!{_ALONE})[^\W_])+")


def search_rows(store: Store, wanted: str) -> list[Hit]:
    """The rows in which every word occurs or begins a word, those found by name first."""
    by_name: list[Hit] = []
    by_text: list[Hit] = []
    for table in _INDEXED:
        for row in store.rows(table):
            name, text = _written(table, row)
            found = [list(_places(f"{name}\n{text}", *each)) for each in _phrases(wanted)]
            if found and all(found):
                named = any(each[0][0] < len(name) for each in found)
                (by_name if named else by_text).append(Hit(table, row["id"]))
    return by_name + by_text


def excerpt_of(store: Store, hit: Hit, wanted: str) -> str:
    """The name or the text of a row, whichever has more of the words, with these marked."""
    (row,) = (row for row in store.rows(hit.table) if row["id"] == hit.row_id)
    both = _written(hit.table, row)
    places = [{at for each in _phrases(wanted) for at in _places(text, *each)} for text in both]
    text, found = max(zip(both, places, strict=True), key=lambda each: len(each[1]))
    begin, end = MARKS
    for start, stop in sorted(found, reverse=True):
        text = text[:start] + begin + text[start:stop] + end + text[stop:]
    return text


def _written(table: str, row: Mapping[str, Any]) -> tuple[str, str]:
    names, texts = _INDEXED[table]
    if row.get("what") == "child":
        return "", ""
    name = " ".join(row[column] or "" for column in names).strip()
    return name, "\n".join(row[column] or "" for column in texts)


def _phrases(wanted: str) -> list[tuple[list[str], bool]]:
    """The words that must stand together, and whether the last may only begin one."""
    found = re.findall(r'"([^"]*)"|([^\s"]+)', wanted)
    phrases = [(_said(quoted or plain), bool(quoted)) for quoted, plain in found]
    return [phrase for phrase in phrases if phrase[0]]


def _said(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _places(text: str, phrase: list[str], whole: bool) -> Iterator[tuple[int, int]]:
    """Where the words of the phrase stand together; the last may only begin a word."""
    found = list(_WORD.finditer(text))
    for at in range(len(found) - len(phrase) + 1):
        here = found[at : at + len(phrase)]
        said = [fold(match[0]) for match in here]
        if said[:-1] == phrase[:-1] and (
            said[-1] == phrase[-1] or (not whole and said[-1].startswith(phrase[-1]))
        ):
            yield here[0].start(), here[-1].end()
