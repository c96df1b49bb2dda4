"""What rows of a whole ledger as JSON are called in all its copies.

The name of a row says of which list and row it is, its ``uid``, ``since`` when it is as it is
(seconds, a counter and the mark of the change), and what is known ``apart`` from the row: stamps of
older values, values that are another's, whether it is gone. What is gone has no row. A row that is
known by what it says has no uid but where it came as another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from farmer.errors import UnfitNames
from farmer.formats.whole_shape import BY_WHAT_THEY_SAY, SHAPE, LedgerRow, Tables
from farmer.text import is_unicode

_FIELDS = {"of", "id", "uid", "since", "apart"}
_UID = re.compile("[0-9a-f]{32}")
_SINCE = re.compile(r"(\d{1,12})\.(\d{1,12})\.([0-9a-z]{0,64})", re.ASCII)
_NONCE = re.compile("[0-9a-z]{0,64}")
_GREATEST = 10**12
_WRITTEN = (str, int, float, type(None))


def read_names(rows: Iterable[LedgerRow], tables: Tables) -> list[LedgerRow]:
    """The names of the rows of a ledger: each as it stands there, `since` as its three parts.

    Raises:
        UnfitNames: where one is none, where a row has none or several, or one is there twice.
    """
    left = {name: {row["id"] for row in listed} for name, listed in tables.items()}
    there = {name: set(ids) for name, ids in left.items()}
    called: set[object] = set()
    names = [_read(row) for row in rows]
    for name in names:
        of, number = name["of"], name["id"]
        own = name["uid"] or (of, number)
        if own in called or (number is not None and number not in there[of]):
            raise UnfitNames
        if number is not None and of not in BY_WHAT_THEY_SAY and number not in left[of]:
            raise UnfitNames
        called.add(own)
        left[of].discard(number)
    if names and any(left.values()):
        raise UnfitNames
    return names


def _read(row: LedgerRow) -> LedgerRow:
    if row.keys() != _FIELDS or not isinstance(row["since"], str) or row["of"] not in list(SHAPE):
        raise UnfitNames
    since = _SINCE.fullmatch(row["since"])
    number, uid, apart = row["id"], row["uid"], row["apart"]
    has_row = number is not None
    is_called = isinstance(uid, str) and _UID.fullmatch(uid)
    follows = uid is None and has_row and row["of"] in BY_WHAT_THEY_SAY
    if since is None or not (is_called or follows) or (has_row and type(number) is not int):
        raise UnfitNames
    if not (apart is None or _is_apart(apart)):
        raise UnfitNames
    return {**row, "since": (int(since[1]), int(since[2]), since[3])}


def _is_apart(apart: object) -> bool:
    if not isinstance(apart, dict) or not apart.keys() <= _APART.keys():
        return False
    return all(_APART[name](said) for name, said in apart.items())


def _is_stamp(stamp: object) -> bool:
    if not isinstance(stamp, list) or len(stamp) != 3:
        return False
    *numbers, nonce = stamp
    is_counted = all(type(each) is int and 0 <= each < _GREATEST for each in numbers)
    return is_counted and isinstance(nonce, str) and bool(_NONCE.fullmatch(nonce))


def _each(said: object, is_fit: Any) -> bool:
    return isinstance(said, dict) and all(map(is_fit, said.values()))


def _is_value(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, _WRITTEN) and (not isinstance(each, str) or is_unicode(each))
        for each in value
    )


def _are_stamps(stamps: object) -> bool:
    return isinstance(stamps, list) and all(map(_is_stamp, stamps))


_APART: Mapping[str, Any] = {
    "stamps": lambda said: _each(said, _is_stamp),
    "values": lambda said: _each(said, _is_value),
    "gone": lambda said: said is True,
    "seen": lambda said: _each(said, lambda stamp: stamp is None or _is_stamp(stamp)),
    "past": lambda said: _each(said, _are_stamps),
}
