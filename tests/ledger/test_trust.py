"""A ledger that would run what its file says when it is read is seen, and no other is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.ledger.refusals import AlteredLedger
from farmer.ledger.sqlite.schema.steps import TRACKED
from farmer.ledger.sqlite.schema.trust import UNTRACKED, distrust

SPELT: tuple[Callable[[str], str], ...] = (str, str.upper, str.title)
NAMES = (*TRACKED, *UNTRACKED, "search", "other", "v_contact")
BLANK = st.sampled_from((" ", "\n", "\t", "/**/", "/* as */", " -- as (x)\n", "  "))
PLAIN = (
    "x",
    "as_of TEXT",
    "last DATE DEFAULT ' AS (1)'",
    '"AS" TEXT CHECK ("AS" <> \'as\')',
    "basis INTEGER REFERENCES other ON DELETE CASCADE",
    "y CHECK (CAST(y AS TEXT) <> '')",
)


@st.composite
def columns(draw: st.DrawFn) -> tuple[str, bool]:
    """A column as somebody may write it, and whether it is a generated one."""
    if draw(st.booleans()):
        return draw(st.sampled_from(PLAIN)), False
    name = draw(st.sampled_from(("g", '"g h"', "[g]", "`as`", "é")))
    kind = draw(st.sampled_from(("", "TEXT", '"int"', "VARCHAR(9)")))
    word = draw(st.sampled_from(("AS", "as", "aS", "GENERATED ALWAYS AS", "generated always as")))
    kept = draw(st.sampled_from(("", "VIRTUAL", "stored")))
    gap = draw(BLANK)
    return f"{name}{draw(BLANK)}{kind}{gap}{word}{draw(st.just('') | BLANK)}('x'){kept}", True


@st.composite
def objects(draw: st.DrawFn) -> tuple[str, bool]:
    """A statement that makes something of some name, and whether reading that would run it."""
    spelt = draw(st.sampled_from(SPELT))
    name = draw(st.sampled_from(NAMES))
    ours, index = name in (*TRACKED, *UNTRACKED), name == "search"
    quoted = f'"{spelt(name)}"'
    made = draw(st.sampled_from(("table", "view", "virtual", "index")))
    if made == "table":
        parts = draw(st.lists(columns(), min_size=1, max_size=3, unique_by=lambda each: each[0]))
        defined = ", ".join(["k", *(part for part, _ in parts)])
        runs = index or (ours and any(generated for _, generated in parts))
        return f"CREATE TABLE {quoted} ({defined})", runs
    if made == "view":
        return f"CREATE VIEW {quoted} AS SELECT 1 AS x", ours or index
    if made == "virtual":
        return f"CREATE VIRTUAL TABLE {quoted} USING fts5(x)", ours or index
    return f"CREATE TABLE {quoted}_x (x); CREATE INDEX {quoted} ON {quoted}_x (x)", ours or index


@given(objects())
def test_whatever_would_run_when_it_is_read_is_seen_and_nothing_else(
    made: tuple[str, bool],
) -> None:
    statement, runs = made
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            for each in statement.split("; "):
                db.execute(each)
        except sqlite3.Error:  # a name twice, or what this SQLite does not take
            return
        if runs:
            with pytest.raises(AlteredLedger):
                distrust(db, Path("some.db"))
        else:
            distrust(db, Path("some.db"))
