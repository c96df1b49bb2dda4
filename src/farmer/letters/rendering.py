"""Putting names into a template: by Jinja, in its sandbox, and a user's own in a process apart.

A template is a program. The sandbox keeps it from everything but the names it is given, and says
nothing of how long it runs or how much it makes; so what is not farmer's own is rendered by a
process that the system stops. Nobody's names are on that process's command line.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from traceback import walk_tb
from types import FrameType

from farmer.errors import WrongTemplate
from farmer.text import printable

# A thousand times what farmer's own letters take.
CPU_SECONDS = 2
SECONDS = 20  # by the clock, for where nobody counts the processor's
MEMORY_BYTES = 512 << 20
MOST_LETTERS = 100_000

_CHANGE_IT = "Correct the file, or take it away to use farmer's own words."
_TOO_MUCH = " cannot be rendered: it takes too long, or too much memory."
_REASON_LETTERS = 200
_PROGRAM = """
import sys
sys.path[:] = sys.argv[1:]
from farmer.letters.rendering import main
main()
"""


def render(template: str, names: Mapping[str, str]) -> str:
    """The text that `template` makes with `names`; nothing limits what it takes.

    Raises:
        WrongTemplate: with what is to be said after the template's name.
    """
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        return _made(template, names)
    except TemplateSyntaxError as wrong:
        reason = f", line {wrong.lineno}: what stands in its braces is not understood."
        raise WrongTemplate(reason, _CHANGE_IT) from None
    except UndefinedError as wrong:
        raise WrongTemplate(_unknown(str(wrong)), f"It may use: {', '.join(names)}.") from None
    except SecurityError:
        reason = "it asks for more than the names it is given"
    except MemoryError:
        raise WrongTemplate(_TOO_MUCH, _CHANGE_IT) from None
    except RecursionError:
        reason = "it is nested too deeply, or calls itself"
    except Exception as wrong:  # it is a program of the user's: any error is the template's
        lines = [at for frame, at in walk_tb(wrong.__traceback__) if _is_template(frame)]
        where = f" on line {lines[-1]}" if lines else ""
        reason = f"what stands in its braces{where} comes to nothing"
    raise WrongTemplate(f" cannot be rendered: {reason}.", _CHANGE_IT)


def _unknown(said: str) -> str:
    """Which name a template asks for that there is not, in a sentence of ours."""
    found = re.search(r"'([^']*)' is undefined|no (?:attribute|element) '?([^']*)'?$", said)
    name = printable(found[1] or found[2])[:_REASON_LETTERS] if found else ""
    return (
        f" asks for “{name}”, which is not one of its words."
        if name
        else " asks for something that is not there."
    )


def _is_template(frame: FrameType) -> bool:
    return frame.f_code.co_filename == "<template>"


def render_apart(template: str, names: Mapping[str, str]) -> str:
    """As `render`, in a process of its own, which is given little time and memory.

    Raises:
        WrongTemplate: also where it takes more, or makes more than a letter.
    """
    asked = json.dumps([template, names]).encode()
    command = [sys.executable, "-I", "-S", "-c", _PROGRAM, *sys.path]
    try:
        ran = subprocess.run(
            command,
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError:
        raise WrongTemplate(_TOO_MUCH, _CHANGE_IT) from None
    text, wrong, hint = json.loads(ran.stdout)
    if wrong:
        raise WrongTemplate(wrong, hint)
    return str(text)


def main() -> None:
    """Render what comes on stdin, ``[template, names]``; answer ``[text, what is wrong, hint]``."""
    template, names = json.load(sys.stdin.buffer)
    _limit()
    text = wrong = hint = ""
    try:
        text = _checked(render(template, names))
    except WrongTemplate as refusal:
        wrong, hint = refusal.message, refusal.hint
    sys.stdout.write(json.dumps([text, wrong, hint]))


def _checked(text: str) -> str:
    """The text, if it can be a letter."""
    if len(text) > MOST_LETTERS:
        raise WrongTemplate(f" makes more than {MOST_LETTERS:,} letters.", _CHANGE_IT)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair, by an escape
        raise WrongTemplate(" makes what is not Unicode.", _CHANGE_IT) from None
    return text


def _made(template: str, names: Mapping[str, str]) -> str:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=False,  # it is plain text, never HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(template).render(names)


def _limit() -> None:
    """Have the system stop this process at what a letter may take."""
    try:
        import resource
    except ImportError:  # Windows: whoever waits for it does, after a while
        return
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, hard))
