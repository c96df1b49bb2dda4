"""Who knows whom as a graph, for programs that draw one: GraphML, and Mermaid.

Whoever knows nobody, as far as is noted, is not in it; nor is what was denied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from farmer.formats.whole_shape import LedgerRow, Rows
from farmer.ids import Id
from farmer.referrals.states import GIVEN, WENT_WELL
from farmer.sources import LINK
from farmer.text import printable

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n'
_FIRST_LINE = "%% Who knows whom, as farmer has it"
# What of a person and of an edge is told, in the order of the file.
_OF_NODES = ("name", "company", "known_of")
_OF_EDGES = ("basis", "how", "strength", "told_on")
# What is a letter in no XML, and what means more than itself to Mermaid.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_MERMAID = re.compile(r"[^\w .,'()-]")


class Edge(NamedTuple):
    """That two people know each other, by their numbers.

    Attributes:
        basis: ``told``, ``through`` where the one was met through the other, or ``introduced``.
        how: from where, as far as it was told.
        strength: as it was told; empty where it was not.
        told_on: the day, in ISO form; empty where it is not known.
    """

    one_id: int
    other_id: int
    basis: str
    how: str = ""
    strength: str = ""
    told_on: str = ""


def write_graphml(rows: Rows) -> Iterator[str]:
    """The graph as GraphML: a node a person, an edge without direction for each two."""
    found = edges(rows)
    yield _HEAD
    for what, names in (("node", _OF_NODES), ("edge", _OF_EDGES)):
        for name in names:
            yield f'<key id="{name}" for="{what}" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph id="farmer" edgedefault="undirected">\n'
    for person in _people(rows, found):
        yield f'<node id="{_id(person["id"])}">{_data(_node(person))}</node>\n'
    for edge in found:
        ends = f'source="{_id(edge.one_id)}" target="{_id(edge.other_id)}"'
        told = dict(zip(_OF_EDGES, edge[2:], strict=True))
        yield f"<edge {ends}>{_data(told)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def write_mermaid(rows: Rows) -> Iterator[str]:
    """The graph as a Mermaid flowchart; whoever is only known of is rounded."""
    found = edges(rows)
    yield f"{_FIRST_LINE}\ngraph LR\n"
    for person in _people(rows, found):
        before, after = ('("', '")') if person["source"] == LINK else ('["', '"]')
        yield f"    {_id(person['id'])}{before}{_label(person['name'])}{after}\n"
    for edge in found:
        words = edge.how or {"told": "", "through": "met through"}.get(edge.basis, edge.basis)
        said = f'|"{_label(words)}"|' if words else ""
        yield f"    {_id(edge.one_id)} ---{said} {_id(edge.other_id)}\n"


WRITERS: Mapping[str, Callable[[Rows], Iterator[str]]] = {
    "graphml": write_graphml,
    "mermaid": write_mermaid,
}


def is_graphml(text: str) -> bool:
    """Whether `text` begins as farmer writes GraphML."""
    return text.startswith(_HEAD + f'<key id="{_OF_NODES[0]}" for="node"')


def is_mermaid(text: str) -> bool:
    """Whether `text` begins as farmer writes Mermaid."""
    return text.startswith(f"{_FIRST_LINE}\n")


def edges(rows: Rows) -> Sequence[Edge]:
    """Each two who know each other, once: as it was told, else as the ledger knows by itself."""
    found: dict[tuple[int, int], Edge] = {}
    denied = set()
    for row in rows("links"):
        both = (row["contact_id"], row["other_id"])
        if row["denied"]:
            denied.add(both)
        else:
            told = (row["how"], row["strength"] or "", str(row["on"]))
            found[both] = Edge(*both, "told", *told)
    for basis, one, other in _known(rows):
        both = (min(one, other), max(one, other))
        if both not in denied:
            found.setdefault(both, Edge(*both, basis))
    return [found[both] for both in sorted(found)]


def _known(rows: Rows) -> Iterator[tuple[str, int, int]]:
    """What the ledger knows by itself: through whom somebody was met, and what went well."""
    well = {s["request_id"] for s in rows("requests.steps") if s["outcome"] in WENT_WELL}
    for row in rows("requests"):
        both = row["person_id"], row["target_id"]
        if row["id"] in well and row["direction"] == GIVEN and all(both):
            yield ("introduced", *both)
    for row in rows("contacts"):
        if row["met_through_id"]:
            yield "through", row["id"], row["met_through_id"]


def _people(rows: Rows, found: Sequence[Edge]) -> Iterator[LedgerRow]:
    drawn = {one for edge in found for one in edge[:2]}
    return (row for row in rows("contacts") if row["id"] in drawn)


def _node(person: LedgerRow) -> dict[str, str]:
    known_of = "true" if person["source"] == LINK else ""
    return {"name": person["name"], "company": person["company"], "known_of": known_of}


def _data(told: dict[str, str]) -> str:
    return "".join(
        f'<data key="{key}">{_xml(value)}</data>' for key, value in told.items() if value
    )


def _id(number: int) -> str:
    return str(Id("c", number))


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", printable(text)))


def _label(text: str) -> str:
    """A text in quotes: what may mean more than its letter is written by its number."""
    return _NO_MERMAID.sub(lambda found: f"#{ord(found[0])};", printable(text))
