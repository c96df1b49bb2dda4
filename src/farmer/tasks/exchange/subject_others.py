"""Everybody else, out of what there is of one person: of what was told in free words only.

What the person is, when it was and what farmer says of it stay as they are: a birthday in May is
one, whoever else is called May.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from farmer.details import GAINS
from farmer.facts import FACT_KINDS
from farmer.ledger.findings import Change, PastRow
from farmer.model import BEGINNERS, KINDS, PROMISE_ENDS
from farmer.people.others import Others
from farmer.referrals.states import REQUEST_STEPS

_Row = Mapping[str, Any]

# By table, the columns that hold what somebody told in words of their own.
FREE_WORDS: Mapping[str, tuple[str, ...]] = {
    "contact": ("met_at", "notes"),
    "detail": ("label", "value"),
    "tag": ("tag",),
    "gains": ("text",),
    "touchpoint": ("event", "place", "note", "told"),
    "fact": ("note",),
    "promise": ("text",),
    "link": ("how",),
    "request": ("target", "need", "via"),
    "request_step": ("note",),
}
# Of a change's words, what is farmer's: the command, its options, dates, and what joins names.
_OPTIONS = "name nickname company title met-at met-on cadence birthday kind by minutes group depth"
_JOINED = "place fact note at on of to into for with from until and are is not the same more people"
_RECORDS = "record records addresses request promise import theirs yours knows as me them both none"
_VOCABULARY = {
    *f"{_OPTIONS} {_JOINED} {_RECORDS}".split(),
    *(word for kind in FACT_KINDS.values() for word in (kind.name, kind.word)),
    *KINDS,
    *BEGINNERS,
    *GAINS,
    *PROMISE_ENDS,
    *REQUEST_STEPS,
}
_FARMERS = (
    r"^import of .*",
    r"^[a-z]+",
    r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b",
    rf"\b(?:{'|'.join(map(re.escape, sorted(_VOCABULARY, key=len, reverse=True)))})\b",
)
# Of an edit's words, the person's own fields: the option, and whatever may be its value.
_BIRTHDAY = r"(?:: |, )birthday (?:[A-Za-z]+ \d{1,2}|\d{1,2} [A-Za-z]+)"


def _free(table: str, row: _Row) -> tuple[str, ...]:
    """The columns of a row in words of somebody's own; of what else is true, where you met."""
    if table == "former":
        return ("value",) if row["what"] == "met_at" else ()
    return FREE_WORDS.get(table, ())


def told(rows: Iterable[tuple[str, _Row]], changes: Iterable[Change]) -> Iterator[str]:
    """Every text in which somebody else may be named, of rows that come with their table."""
    for table, row in rows:
        yield from (str(row[name]) for name in _free(table, row) if row.get(name))
    yield from (change.words for change in changes)


def row_without(others: Others, table: str, row: _Row) -> dict[str, Any]:
    """A row in whose free words nobody else is."""
    blanked = {name: others.blank(row[name]) for name in _free(table, row) if row.get(name)}
    return {**row, **blanked}


def past_without(others: Others, past: PastRow) -> PastRow:
    """A row of the past in whose free words nobody else is."""
    return past._replace(values=row_without(others, past.table, past.values))


def change_without(others: Others, change: Change, fields: Iterable[_Row]) -> Change:
    """A change in whose words nobody else is; `fields` are the person's, now and before."""
    own = {
        rf"(?:(?:: |, ){name} |\(){re.escape(str(value))}(?=, |\)|$)"
        for row in fields
        for name in ("company", "title")
        if (value := row.get(name))
    }
    keep = re.compile("|".join((*sorted(own), _BIRTHDAY, *_FARMERS)))
    return change._replace(words=others.blank(change.words, keep))
