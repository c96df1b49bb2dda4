"""What is read at an address: as a tool tells it, in the same room, and behind the same veil."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from farmer.assistant.resources import NotRead, TextRead, method, read
from farmer.assistant.session import Session
from farmer.assistant.told import ANSWER_BYTES
from farmer.assistant.tool import Allowed, Bench
from tests.assistant.conftest import Ask, desk_at
from tests.conftest import Farmer

Read = Callable[..., TextRead]


@pytest.fixture
def page(ledger: Path) -> Read:
    """Reads an address."""

    def read_at(uri: str, *, with_words: bool = False) -> TextRead:
        allowed = Allowed(with_words)
        return read(uri, lambda: Bench(desk_at(ledger), allowed, Session()), allowed)

    return read_at


@pytest.mark.parametrize("with_words", [False, True])
def test_an_address_has_what_the_tool_tells(
    with_words: bool, story: Farmer, ask: Ask, page: Read
) -> None:
    today, person = (
        page(uri, with_words=with_words) for uri in ("farmer://today", "farmer://person/c1")
    )
    assert json.loads(today.text) == ask("due", with_words=with_words).told
    assert json.loads(person.text) == ask("brief", with_words=with_words, person="c1").told
    for read_there in (today, person):
        assert read_there.kind == "application/json"
        assert len(read_there.text.encode()) <= ANSWER_BYTES
        assert "@" not in read_there.text
        assert ("lease" in read_there.text) == with_words


def test_the_method_is_that_of_the_documents() -> None:
    """What is installed has every word of it, and leads to no file that is not."""
    document = Path(__file__).parents[2] / "docs" / "method.md"
    if not document.exists():
        pytest.skip("the documents are not here")
    assert method().splitlines()[0] == document.read_text(encoding="utf-8").splitlines()[0]
    assert "](" not in method()
    assert "| H0 |" in method()


@pytest.mark.parametrize(
    "uri",
    [
        "farmer://person/c99", "farmer://person/Ana", "farmer://person/", "farmer://person/c1/x",
        "farmer://person/r1", "farmer://people", "farmer://today/", "file:///etc/passwd", "",
    ],
)  # fmt: skip
def test_where_there_is_nothing_that_is_said(uri: str, story: Farmer, page: Read) -> None:
    with pytest.raises(NotRead) as not_read:
        page(uri)
    assert not_read.value.told["code"] in ("no-page", "not-found")
    assert "passwd" not in str(not_read.value)


def test_whoever_is_private_has_no_page(story: Farmer, page: Read) -> None:
    """Just as somebody who was never there; nor are they on another's."""
    with pytest.raises(NotRead) as never:
        page("farmer://person/c99")
    story("farmer tag c2 @private")
    with pytest.raises(NotRead) as private:
        page("farmer://person/c2")
    assert {key: value.replace("c99", "c2") for key, value in never.value.told.items()} == dict(
        private.value.told
    )
    for uri in ("farmer://person/c1", "farmer://today"):
        assert "Bo Li" not in page(uri, with_words=True).text
