"""The one file that knows the protocol: tools, resources and prompts over standard streams.

Every exception is caught before the kit sees it, and what the kit would log is silenced: either may
carry a name. Nothing but frames goes to the standard output, which the kit keeps for itself.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import anyio
from mcp import types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.session import ServerSession
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from farmer import __version__
from farmer.assistant.asking import call_asking
from farmer.assistant.instructions import INSTRUCTIONS
from farmer.assistant.prompts import PROMPTS, Prompt, prompt_of, worded
from farmer.assistant.questions import NO_RESPONSE, Question, Response
from farmer.assistant.refusals import FAULT, refused
from farmer.assistant.resources import RESOURCES, NotRead, Resource, read
from farmer.assistant.schemas import outline
from farmer.assistant.session import Pending
from farmer.assistant.told import Fields, as_json
from farmer.assistant.tool import Allowed, Bench, Effect, Tool
from farmer.assistant.tools import Reply, call, offered
from farmer.errors import ExitStatus, FarmerError

# So many seconds a person is waited for, where the program asks them during a call.
_PATIENCE = 300.0


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


def server(at: Callable[[], Bench], allowed: Allowed, patience: float = _PATIENCE) -> Server[Any]:
    """The server, before it has anybody to talk to; a person is waited for `patience` seconds."""

    async def list_tools(_context: object, _params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_defined(it) for it in offered(allowed)])

    async def call_tool(
        context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult | types.InputRequiredResult:
        with _ours():
            return await _called(context.session, params, at, allowed, patience)

    async def list_resources(_context: object, _params: object) -> types.ListResourcesResult:
        return types.ListResourcesResult(
            resources=[_at_an_address(it) for it in RESOURCES if not it.is_template]
        )

    async def list_templates(
        _context: object, _params: object
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[_at_addresses(it) for it in RESOURCES if it.is_template]
        )

    async def read_resource(
        _context: object, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        with _ours():
            page = read(params.uri, at, allowed)
        content = types.TextResourceContents(uri=params.uri, mime_type=page.kind, text=page.text)
        return types.ReadResourceResult(contents=[content])

    async def list_prompts(_context: object, _params: object) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[_begun(it) for it in PROMPTS])

    async def get_prompt(
        _context: object, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        with _ours():
            prompt = prompt_of(params.name)
            text = worded(prompt, params.arguments or {}, allowed)
        content = types.TextContent(type="text", text=text)
        message = types.PromptMessage(role="user", content=content)
        return types.GetPromptResult(description=prompt.meaning, messages=[message])

    return Server(
        "farmer",
        version=__version__,
        title="farmer",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


async def _called(
    session: ServerSession,
    params: types.CallToolRequestParams,
    at: Callable[[], Bench],
    allowed: Allowed,
    patience: float,
) -> types.CallToolResult | types.InputRequiredResult:
    """What the tool tells; where the program shows forms, a person is asked before it writes.

    All of it is in this thread: the ledger has one question at a time. None is open while somebody
    thinks.
    """
    name, arguments = params.name, params.arguments or {}
    if not _can_show(session.client_capabilities):
        return _result(call(name, arguments, at, allowed))
    came = call_asking(name, arguments, _answers(params.input_responses), at, allowed)
    if isinstance(came, Pending) and session.can_send_request:
        answer = await _asked(session, came.question, patience)
        came = call_asking(name, arguments, {came.key: answer}, at, allowed)
    if isinstance(came, Pending):  # the program asks by itself, and calls again
        return types.InputRequiredResult(input_requests={came.key: _form(came.question)})
    return _result(came)


def _result(reply: Reply) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=as_json(reply.told))],
        # A refusal is not of the answer's schema, to which strict clients hold all of these.
        structured_content=None if reply.is_refused else reply.told,
        is_error=reply.is_refused,
    )


def _can_show(capabilities: types.ClientCapabilities | None) -> bool:
    """Whether the program shows forms: it may say so by naming no kind of question."""
    asking = capabilities.elicitation if capabilities else None
    return asking is not None and (asking.form is not None or asking.url is None)


def _form(question: Question) -> types.ElicitRequest:
    return types.ElicitRequest(
        params=types.ElicitRequestFormParams(message=question.words, requested_schema=question.form)
    )


async def _asked(session: ServerSession, question: Question, patience: float) -> Response:
    """What a person answers; none where it takes too long, or the program cannot ask."""
    try:
        answer = await session.send_request(
            _form(question), types.ElicitResult, request_read_timeout_seconds=patience
        )
    except Exception:
        return NO_RESPONSE
    return _answer(answer)


def _answers(responses: Mapping[str, types.InputResponse] | None) -> dict[str, Response]:
    return {key: _answer(response) for key, response in (responses or {}).items()}


def _answer(response: types.InputResponse) -> Response:
    if not isinstance(response, types.ElicitResult):
        return NO_RESPONSE
    return Response(response.action, response.content or {})


@contextmanager
def _ours() -> Iterator[None]:
    """What is raised within, as an error of the protocol's in our words."""
    try:
        yield
    except NotRead as refusal:
        raise _error(types.INVALID_PARAMS, refusal.told) from None
    except FarmerError as refusal:
        raise _error(types.INVALID_PARAMS, refused(refusal, None)) from None
    except Exception:
        raise _error(types.INTERNAL_ERROR, FAULT) from None


def _error(code: int, told: Fields) -> MCPError:
    return MCPError(code, f"{told['message']} {told['hint']}", told)


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
        output_schema=outline(tool.answer),
        annotations=_annotations(tool.effect),
    )


def _at_an_address(resource: Resource) -> types.Resource:
    return types.Resource(
        name=resource.name,
        uri=resource.uri,
        title=resource.title,
        description=resource.meaning,
        mime_type=resource.kind,
    )


def _at_addresses(resource: Resource) -> types.ResourceTemplate:
    return types.ResourceTemplate(
        name=resource.name,
        uri_template=resource.uri,
        title=resource.title,
        description=resource.meaning,
        mime_type=resource.kind,
    )


def _begun(prompt: Prompt) -> types.Prompt:
    return types.Prompt(
        name=prompt.name,
        title=prompt.title,
        description=prompt.meaning,
        arguments=[
            types.PromptArgument(name=it.name, description=it.meaning, required=it.needed)
            for it in prompt.arguments
        ],
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
