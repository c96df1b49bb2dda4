"""The one file that knows the protocol: the table of tools over standard input and output.

Every exception is caught before the kit sees it, and what the kit would log is silenced: either may
carry a name. Nothing but frames goes to the standard output, which the kit keeps for itself.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from typing import Any

import anyio
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from farmer import __version__
from farmer.assistant.instructions import INSTRUCTIONS
from farmer.assistant.told import as_json
from farmer.assistant.tool import Allowed, Bench, Effect, Tool
from farmer.assistant.tools import call, offered
from farmer.errors import ExitStatus, FarmerError


class ServerFault(FarmerError):
    """The server ended where it should not have: of what it was about nothing is told."""

    code = "fault"
    status = ExitStatus.BUG

    def __init__(self) -> None:
        super().__init__("farmer has a fault, and stopped answering. Nothing was changed.")


def serve(at: Callable[[], Bench], allowed: Allowed) -> int:
    """Answer whoever writes to the standard input until it ends.

    `at` makes the bench of each call; `allowed` is what it was started for.

    Raises:
        ServerFault: where it cannot go on.
    """
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        anyio.run(_serve, server(at, allowed))
    except Exception as error:
        if not _is_gone(error):
            raise ServerFault from None
    return ExitStatus.DONE


def server(at: Callable[[], Bench], allowed: Allowed) -> Server[Any]:
    """The server, before it has anybody to talk to."""

    async def list_tools(_context: object, _params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_defined(it) for it in offered(allowed)])

    async def call_tool(
        _context: object, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        # In this thread: the ledger has one question at a time.
        reply = call(params.name, params.arguments or {}, at, allowed)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=as_json(reply.told))],
            structured_content=reply.told,
            is_error=reply.is_refused,
        )

    return Server(
        "farmer",
        version=__version__,
        title="farmer",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _annotations(effect: Effect) -> types.ToolAnnotations:
    """What a program may tell its user of a tool: nothing here reaches the world outside."""
    reads = effect == "reads"
    return types.ToolAnnotations(
        read_only_hint=reads,
        destructive_hint=effect == "takes back",
        idempotent_hint=reads,
        open_world_hint=False,
    )


def _defined(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.meaning,
        input_schema=tool.takes,
        output_schema=tool.answer,
        annotations=_annotations(tool.effect),
    )


async def _serve(answering: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await answering.run(incoming, outgoing, answering.create_initialization_options())


def _is_gone(error: BaseException) -> bool:
    """Whether it is only that nobody reads the answers any more."""
    if isinstance(error, BaseExceptionGroup):
        return all(map(_is_gone, error.exceptions))
    return isinstance(
        error, BrokenPipeError | anyio.BrokenResourceError | anyio.ClosedResourceError
    )
