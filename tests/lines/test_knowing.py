"""Who knows whom, in one line."""

from __future__ import annotations

import pytest

from farmer.lines.knowing import Knowing, read_knowing
from tests.conftest import Farmer


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (
            "Ana knows Carla Voss from the board",
            Knowing("Ana", "Carla Voss", "from the board", False),
        ),
        ("Ana Ruiz knows Bo", Knowing("Ana Ruiz", "Bo", "", False)),
        ("Ana does not know Bo Li.", Knowing("Ana", "Bo Li", "", True)),
        ("Ana doesn't know Bo", Knowing("Ana", "Bo", "", True)),
    ],
)
def test_line_tells_who_knows_whom(line: str, read: Knowing) -> None:
    assert read_knowing(line) == read


@pytest.mark.parametrize(
    "line",
    [
        "Ana",
        "Ana knows",
        "lunch with Ana, she knows Bo",
        "Ana: knows Bo",
        "Ana knows about the lease of the office, and wants it",
    ],
)
def test_other_lines_do_not(line: str) -> None:
    assert read_knowing(line) is None


def test_log_notes_it_as_link_does(farmer: Farmer) -> None:
    farmer("farmer log 'Ana Ruiz' --new")
    logged = farmer("farmer log 'Ana knows Carla Voss from the board' --json")
    assert logged.status == 0
    assert logged.data["link"]["how"] == "from the board"
    assert logged.data["known_of"]["name"] == "Carla Voss"
    assert farmer("farmer show Carla --json").data["history"] == []
    farmer("farmer log 'Ana does not know Carla Voss'")
    assert farmer("farmer show Ana --json").data["links"][0]["denied"]
