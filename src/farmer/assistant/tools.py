"""The table of tools, and calling one of them: whatever happens, what comes back is ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from farmer.assistant.arguments import parsed
from farmer.assistant.judging import BRIEF_TOOL, CHECK_TOOL
from farmer.assistant.keeping import kept
from farmer.assistant.previewing import PREVIEW_TOOL
from farmer.assistant.recording import RECORD_TOOL, UNDO_TOOL
from farmer.assistant.referring import DRAFT_TOOL, INTRODUCTIONS_TOOL
from farmer.assistant.refusals import FAULT, refused
from farmer.assistant.requesting import REQUEST_TOOL
from farmer.assistant.tending import DUE_TOOL, FIND_TOOL
from farmer.assistant.told import Fields, fitted
from farmer.assistant.tool import Allowed, Bench, Tool
from farmer.errors import FarmerError, NotFound

TOOLS = (
    *(CHECK_TOOL, BRIEF_TOOL, DUE_TOOL, FIND_TOOL, INTRODUCTIONS_TOOL, DRAFT_TOOL),
    *(PREVIEW_TOOL, RECORD_TOOL, REQUEST_TOOL, UNDO_TOOL),
)


class Reply(NamedTuple):
    """What came of a call: what is told, or why it is refused."""

    told: Fields
    is_refused: bool


class NoTool(NotFound):
    """A tool that there is not, or that was not asked for when the server was started."""

    code = "no-tool"

    def __init__(self) -> None:
        super().__init__("There is no tool of that name here.")


def offered(allowed: Allowed) -> list[Tool]:
    """The tools there are, in the order of the table."""
    return [tool for tool in TOOLS if tool.is_for(allowed)]


def call(
    name: str, arguments: Mapping[str, Any], at: Callable[[], Bench], allowed: Allowed
) -> Reply:
    """What the tool called `name` tells, at a bench made for this call.

    Nothing is raised but what ends the program (see `tried`).
    """
    return tried(name, arguments, at, allowed, _answered)


Result = TypeVar("Result")


def tried(
    name: str,
    arguments: Mapping[str, Any],
    at: Callable[[], Bench],
    allowed: Allowed,
    do: Callable[[Bench, Tool, Mapping[str, Any]], Result],
) -> Result | Reply:
    """What comes of the tool called `name` and its checked arguments, or why it is refused.

    Nothing is raised but what ends the program: a refusal is told as one, and anything else is our
    fault, of which nothing is told, because an exception may carry what it was about.
    """
    bench = tool = None
    try:
        tool = next((each for each in offered(allowed) if each.name == name), None)
        if tool is None:
            raise NoTool
        given = parsed(tool.arguments, arguments)
        bench = at()
        return do(bench, tool, given)
    except FarmerError as refusal:
        return _refused(refusal, bench, tool)
    except Exception:
        return Reply(FAULT, is_refused=True)


def _answered(bench: Bench, tool: Tool, given: Mapping[str, Any]) -> Reply:
    return Reply(kept(bench, tool, fitted(tool.run(bench, given))), is_refused=False)


def _refused(refusal: FarmerError, bench: Bench | None, tool: Tool | None) -> Reply:
    """Whom a name may mean is told too, and so is kept."""
    try:
        told = refused(refusal, bench)
        return Reply(kept(bench, tool, told) if bench and tool else told, is_refused=True)
    except Exception:
        return Reply(FAULT, is_refused=True)
