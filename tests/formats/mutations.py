"""Files damaged in ways that nobody thought of, for what must hold of every reader."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

Cut = tuple[int, int, bytes]

_PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b"null", b"[]", b"{}", b'"x"', b"-1", b"9" * 30, b"1e999", b"[" * 2000, b"\n", b"</Row>"]
    ),
)


def cuts(length: int) -> st.SearchStrategy[list[Cut]]:
    """Up to six places in a file of `length` bytes, what is cut out there, and what is put in."""
    return st.lists(st.tuples(st.integers(0, length), st.integers(0, 40), _PIECES), max_size=6)


def damaged(whole: bytes, changes: list[Cut]) -> bytes:
    """`whole` after `changes`."""
    for at, length, put in changes:
        whole = whole[:at] + put + whole[at + length :]
    return whole


def retyped(value: Any) -> Iterator[Any]:
    """`value`, read from JSON, with each of its parts in turn as every other kind of value.

    Bytes put in at random seldom leave JSON; these always do.
    """
    for *path, last in _paths(value):
        for kind in _KINDS:
            copy = deepcopy(value)
            owner = copy
            for key in path:
                owner = owner[key]
            owner[last] = kind
            yield copy


_KINDS: tuple[object, ...] = (
    None,
    [],
    {},
    [[]],
    {"a": []},
    "",
    0,
    -1,
    10**30,
    1.5,
    True,
    "x" * 5000,
)


def _paths(value: Any) -> Iterator[tuple[Any, ...]]:
    """The keys and indices that lead to each part of `value`."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield (key,)
            yield from ((key, *path) for path in _paths(value[key]))
