"""What may be read at an address: two tools' answers, and the method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from farmer.assistant.refusals import refused
from farmer.assistant.told import Fields, as_json
from farmer.assistant.tool import Allowed, Bench
from farmer.assistant.tools import call
from farmer.errors import NotFound
from farmer.ids import parse_id

JSON, MARKDOWN = "application/json", "text/markdown"
_PERSON = "farmer://person/"


class Resource(NamedTuple):
    """One address.

    Attributes:
        uri: the address; what stands in braces is said by whoever reads.
        title: what people see of it.
        meaning: what is read there.
        kind: its media type.
    """

    uri: str
    title: str
    meaning: str
    kind: str = JSON

    @property
    def name(self) -> str:
        """What it is called by: its first word."""
        return self.uri.removeprefix("farmer://").partition("/")[0]

    @property
    def is_template(self) -> bool:
        """Whether it is of many addresses."""
        return "{" in self.uri


class TextRead(NamedTuple):
    """What was read: its media type, and the text."""

    kind: str
    text: str


class NotRead(Exception):
    """Nothing was read; `told` is the refusal as a tool tells it."""

    def __init__(self, told: Fields) -> None:
        super().__init__(told["message"])
        self.told = told


class NoPage(NotFound):
    """An address at which there is nothing."""

    code = "no-page"

    def __init__(self) -> None:
        super().__init__("There is nothing at that address.")


_TODAY = Resource("farmer://today", "Today", "What is due today, as the tool due tells it.")
_METHOD = Resource(
    "farmer://method", "The method", "How farmer judges, and from what sources.", MARKDOWN
)
_A_PERSON = Resource(
    f"{_PERSON}{{id}}", "A person", "What to know before meeting them, as brief tells it: id is c7."
)
RESOURCES = (_TODAY, _METHOD, _A_PERSON)


def read(uri: str, at: Callable[[], Bench], allowed: Allowed) -> TextRead:
    """What is to be read at an address, at a bench made for this call.

    Raises:
        NotRead: where it is refused, by the same words as a tool's refusal.
    """
    if uri == _METHOD.uri:
        return TextRead(MARKDOWN, method())
    if uri == _TODAY.uri:
        return _answer("due", {}, at, allowed)
    person = uri.removeprefix(_PERSON)
    if uri.startswith(_PERSON) and parse_id(person, "c"):
        return _answer("brief", {"person": person}, at, allowed)
    raise NotRead(refused(NoPage(), None))


def method() -> str:
    """The text of the method, as it was installed."""
    return files("farmer.assistant").joinpath("method.md").read_text(encoding="utf-8")


def _answer(
    tool: str, arguments: Mapping[str, Any], at: Callable[[], Bench], allowed: Allowed
) -> TextRead:
    reply = call(tool, arguments, at, allowed)
    if reply.is_refused:
        raise NotRead(reply.told)
    return TextRead(JSON, as_json(reply.told))
