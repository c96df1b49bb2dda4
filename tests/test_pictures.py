"""The pictures of the documents: of what farmer shows now, and each in a document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.text import Text

from docs.capture import PICTURES, TERMINAL, invented, recorded

DOCUMENTS = (PICTURES.parents[1] / "README.md", *PICTURES.parent.glob("*.md"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return invented(tmp_path_factory.mktemp("pictures"))


def letters(text: str) -> str:
    """What stands there, however far apart."""
    return "".join(text.split())


def drawn(picture: Path) -> str:
    """The letters of a terminal in a picture, without the title of its window."""
    texts = ElementTree.parse(picture).iter("{http://www.w3.org/2000/svg}text")
    return letters(
        "".join(each.text or "" for each in texts if "title" not in each.get("class", ""))
    )


@pytest.mark.parametrize("name", TERMINAL)
def test_a_picture_of_the_terminal_is_current(world: Mapping[str, str], name: str) -> None:
    shown = Text.from_ansi(recorded(TERMINAL[name], world).replace("\r", ""))
    assert drawn(PICTURES / f"{name}.svg") == letters(shown.plain), "make pictures"


def test_every_picture_is_in_a_document() -> None:
    told = "".join(each.read_text(encoding="utf-8") for each in DOCUMENTS)
    assert [each.name for each in PICTURES.iterdir() if f"pictures/{each.name}" not in told] == []
