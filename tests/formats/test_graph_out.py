"""Who knows whom as GraphML and Mermaid: what is in it, whatever people are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from farmer.formats import graph_out
from tests.formats.people import ANYTHING

_IN = "{http://graphml.graphdrawing.org/xmlns}"


class Field:
    """A ledger of Ana, Bo, Cy and Di: Ana and Bo were linked, the others are as told."""

    def __init__(self, name: str = "Ana Ruiz", how: str = "the board") -> None:
        self.lists: dict[str, list[dict[str, Any]]] = {
            "contacts": [_contact(1, name), _contact(2, "Bo Li", "link"), _contact(3, "Cy Ode")],
            "links": [_link(1, 2, how)],
            "requests": [],
            "requests.steps": [],
        }

    def __call__(self, name: str, *, by: str = "id") -> Iterator[dict[str, Any]]:
        """The rows of a list."""
        assert by == "id"
        return iter(self.lists[name])


def _contact(number: int, name: str, source: str = "hand", through: int | None = None) -> Any:
    named = {"id": number, "name": name, "company": "", "source": source}
    return {**named, "met_through_id": through}


def _link(one: int, other: int, how: str = "", *, denied: bool = False) -> Any:
    told = {"how": how, "strength": "works", "denied": denied, "on": "2026-03-01"}
    return {"contact_id": one, "other_id": other, **told}


def _drawn(rows: Field) -> tuple[dict[str, str], list[tuple[str | None, ...]]]:
    graph = ElementTree.fromstring("".join(graph_out.write_graphml(rows)))
    nodes = {
        str(node.get("id")): str(node.findtext(f"{_IN}data")) for node in graph.iter(f"{_IN}node")
    }
    return nodes, [
        (edge.get("source"), edge.get("target"), edge.findtext(f"{_IN}data"))
        for edge in graph.iter(f"{_IN}edge")
    ]


def test_whoever_knows_somebody_is_drawn_and_nobody_else() -> None:
    nodes, edges = _drawn(Field())
    assert nodes == {"c1": "Ana Ruiz", "c2": "Bo Li"}
    assert edges == [("c1", "c2", "told")]
    assert "".join(graph_out.write_mermaid(Field())) == (
        "%% Who knows whom, as farmer has it\ngraph LR\n"
        '    c1["Ana Ruiz"]\n    c2("Bo Li")\n    c1 ---|"the board"| c2\n'
    )


def test_what_the_ledger_knows_by_itself_is_drawn_unless_it_was_denied() -> None:
    people = [_contact(1, "Ana"), _contact(2, "Bo", through=1), _contact(3, "Cy", through=1)]
    asked = [{"id": 7, "direction": "given", "person_id": 2, "target_id": 3}]
    steps = [{"request_id": 7, "outcome": "good"}]
    rows = Field()
    rows.lists |= {"contacts": people, "links": [_link(1, 2, denied=True)]}
    rows.lists |= {"requests": asked, "requests.steps": steps}
    assert _drawn(rows)[1] == [("c1", "c3", "through"), ("c2", "c3", "introduced")]


@settings(max_examples=50)
@given(ANYTHING, ANYTHING)
def test_whatever_people_are_called_the_file_can_be_read(name: str, how: str) -> None:
    rows = Field(name, how)
    nodes, edges = _drawn(rows)
    assert (len(nodes), len(edges)) == (2, 1)
    lines = "".join(graph_out.write_mermaid(rows)).splitlines()
    assert len(lines) == 5
    assert re.fullmatch(r'    c1\["[\w .,\'()#;-]*"\]', lines[2])


@pytest.mark.parametrize(
    ("write", "is_ours"),
    [
        (graph_out.write_graphml, graph_out.is_graphml),
        (graph_out.write_mermaid, graph_out.is_mermaid),
    ],
)
def test_what_it_wrote_is_known_again(write: Any, is_ours: Any) -> None:
    assert is_ours("".join(write(Field())))
    assert not is_ours("graph LR\n")
