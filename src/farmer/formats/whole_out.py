"""The whole ledger as JSON: everything that was recorded, in full, to be read back as it was.

Nothing derived is in it, and no history of changes. Its shape is in `farmer.formats.whole_shape`.
It is laid out as `json.dumps` does it with an indent of one, which would need all of it at once;
but the name of a row is one line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from farmer.formats.whole_shape import NAME, OWNER, SHAPE, VERSION, LedgerRow, Rows, Sort

_JSON = json.JSONEncoder(ensure_ascii=False)
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=1)


def write(rows: Rows, names: Iterable[LedgerRow] = ()) -> Iterator[str]:
    """The document in pieces, none with more than a row and what is within it.

    `names` are those of all rows, in the order of the lists and of their rows.
    """
    yield f'{{\n "format": "{NAME}",\n "version": {VERSION}'
    for name in SHAPE:
        if "." not in name:
            yield f',\n "{name}": '
            yield from _list(_rows(name, rows))
    yield ',\n "names": '
    yield from _list(map(_JSON.encode, names))
    yield "\n}\n"


def _list(rows: Iterable[str]) -> Iterator[str]:
    before = "["
    for row in rows:
        yield f"{before}\n  " + row.replace("\n", "\n  ")
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _rows(name: str, rows: Rows) -> Iterator[str]:
    """Each row of a list with those that are within it, which come in the same order."""
    inner = {each: each.partition(".")[2] for each in SHAPE if each.startswith(f"{name}.")}
    within = {each: _Within(rows(each, by=OWNER[name]), OWNER[name]) for each in inner}
    for row in rows(name):
        members = _members(name, row)
        for each, key in inner.items():
            found = [_block("{", _members(each, one), "}") for one in within[each].of(row["id"])]
            members.append(f'"{key}": {_block("[", found, "]")}')
        yield _block("{", members, "}")
    for owned in within.values():
        owned.check_given()


class _Within:
    """Rows in the order of those that they are within, given to one after another."""

    def __init__(self, rows: Iterable[LedgerRow], owner: str) -> None:
        self._groups = groupby(rows, itemgetter(owner))
        self._next = next(self._groups, None)

    def of(self, owner_id: int) -> Iterator[LedgerRow]:
        """Those within the row of that id, if they are the next."""
        if self._next is not None and self._next[0] == owner_id:
            yield from self._next[1]
            self._next = next(self._groups, None)

    def check_given(self) -> None:
        """Lose none in silence: those of a row that was not there, and all behind them."""
        if self._next is not None:
            raise KeyError(self._next[0])


def _members(name: str, row: LedgerRow) -> list[str]:
    return [
        f'"{field}": {_SAID.get(column.sort, _plain)(row[field])}'
        for field, column in SHAPE[name].items()
    ]


def _block(begin: str, members: Sequence[str], end: str) -> str:
    if not members:
        return begin + end
    lines = ",\n".join(members).replace("\n", "\n ")
    return f"{begin}\n {lines}\n{end}"


def _plain(value: Any) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else _JSON.encode(value)


# What is no text or number of the ledger's.
_SAID: Mapping[Sort, Callable[[Any], str]] = {
    "truth": lambda value: "true" if value else "false",
    "object": lambda value: "null" if value is None else _INDENTED.encode(json.loads(value)),
}
