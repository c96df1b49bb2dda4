"""Searching in memory: slowly, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from farmer.ledger.findings import MARKS, Hit
from farmer.text import fold
from tests.fakes.store import Store

# By table: what is its name, and what is text.
_INDEXED = {
    "contact": (("name", "nickname"), ("company", "title", "met_at", "notes")),
    "former": (("value",), ()),
    "touchpoint": ((), ("note",)),
    "fact": ((), ("note",)),
    "event": (("name",), ("place",)),
    "gains": ((), ("text",)),
    "request": (("target",), ("need",)),
    "request_step": ((), ("note",)),
    "promise": ((), ("text",)),
}


def search_rows(store: Store, wanted: str) -> list[Hit]:
    """The rows in which every word occurs or begins a word, those found by name first."""
    phrases = [
        [fold(word) for word in re.findall(r"\w+", quoted or plain)]
        for quoted, plain in re.findall(r'"([^"]*)"|([^\s"]+)', wanted)
    ]
    phrases = [phrase for phrase in phrases if phrase]
    whole = ['"' in wanted] * len(phrases)
    if not phrases:
        return []
    by_name: list[Hit] = []
    by_text: list[Hit] = []
    for table, (names, texts) in _INDEXED.items():
        for row in store.rows(table):
            name = "\n".join(row[column] or "" for column in names)
            text = "\n".join(row[column] or "" for column in texts)
            both = f"{name}\n{text}"
            found = [list(_places(both, *pair)) for pair in zip(phrases, whole, strict=True)]
            if all(found):
                hit = Hit(table, row["id"], _marked(both, [at for each in found for at in each]))
                (by_name if any(each[0][0] < len(name) for each in found) else by_text).append(hit)
    return by_name + by_text


def _places(text: str, phrase: list[str], whole: bool) -> Iterator[tuple[int, int]]:
    """Where the words of the phrase stand together; the last may only begin a word."""
    found = list(re.finditer(r"\w+", text))
    for at in range(len(found) - len(phrase) + 1):
        here = found[at : at + len(phrase)]
        said = [fold(match[0]) for match in here]
        if said[:-1] == phrase[:-1] and (
            said[-1] == phrase[-1] or (not whole and said[-1].startswith(phrase[-1]))
        ):
            yield here[0].start(), here[-1].end()


def _marked(text: str, places: list[tuple[int, int]]) -> str:
    begin, end = MARKS
    for start, stop in sorted(set(places), reverse=True):
        text = text[:start] + begin + text[start:stop] + end + text[stop:]
    return text
