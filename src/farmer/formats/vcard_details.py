"""What is noted of somebody under a label, as lines of a vCard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from farmer.details import ADDRESS, CHILD, DATE, OWN, RELATION
from farmer.formats.contentlines import OWN_LABEL, escaped
from farmer.formats.whole_shape import LedgerRow
from farmer.text import printable

# What other programs know as the kind of an address, and of a relation in vCard 4.0.
_PLACES = ("home", "work")
_RELATIONS = frozenset(
    (
        *("contact", "acquaintance", "friend", "met", "co-worker", "colleague", "co-resident"),
        *("neighbor", "child", "parent", "sibling", "spouse", "kin", "agent", "emergency"),
    )
)
_APPLES = {
    ADDRESS: "ADR:;;{value};;;;",
    DATE: "X-ABDATE:{value}",
    RELATION: "X-ABRELATEDNAMES:{value}",
    CHILD: "X-ABRELATEDNAMES:{value}",
}
_CARETS = {'"': "^'", "^": "^^", "\n": "^n"}


def detail_lines(rows: Sequence[LedgerRow], version: str, first: int = 1) -> Iterator[str]:
    """The lines; what has a label of its own is in a group with it, as Apple writes it.

    The groups are numbered from the `first` on.
    """
    for number, row in enumerate(rows, start=first):
        label, value = row["label"], escaped(printable(row["value"]))
        plain = _plain(row["what"], label, value) if version == "4.0" else ""
        if row["what"] == OWN:
            yield f"X-{_name(label)};{OWN_LABEL}={_quoted(label)}:{value}"
        elif row["what"] == ADDRESS and label in ("", *_PLACES):
            yield f"ADR{f';TYPE={label.upper()}' if label else ''}:;;{value};;;;"
        elif plain:
            yield plain
        else:
            yield f"item{number}.{_APPLES[row['what']].format(value=value)}"
            yield f"item{number}.X-ABLABEL:{escaped(printable(label))}"


def _plain(what: str, label: str, value: str) -> str:
    """The property that vCard 4.0 has for a day or relation; empty where it has none."""
    if what == DATE and label == "anniversary":
        year, rest = ("--", value[2:]) if value.startswith("--") else (value[:4], value[5:])
        return f"ANNIVERSARY:{year}{rest.replace('-', '')}"
    known = what in (CHILD, RELATION) and label in _RELATIONS
    return f"RELATED;TYPE={label};VALUE=text:{value}" if known else ""


def _name(label: str) -> str:
    """The name of a property: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]+", "-", plain.upper()).strip("-")[:50] or "FIELD"


def _quoted(label: str) -> str:
    """A label as a parameter (RFC 6868)."""
    return '"' + re.sub(r'["^\n]', lambda found: _CARETS[found[0]], printable(label)) + '"'
