"""The command completion: the script by which a shell completes, which asks `farmer.cli.offers`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farmer.cli.answers import answer
from farmer.cli.options import Json
from farmer.errors import ExitStatus

_SCRIPTS = {
    "bash": "bash.sh",
    "zsh": "zsh.zsh",
    "fish": "fish.fish",
    "powershell": "powershell.ps1",
}


def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")],
    json: Json = False,
) -> int:
    """Print the script by which your shell completes.

    Put this line into the shell's start file.
    """
    from farmer.render.completion import VIEW
    from farmer.tasks.keep.completion import SHELLS, Script

    wanted = SHELLS.parse(shell)
    script = (Path(__file__).parent / "scripts" / _SCRIPTS[wanted]).read_text(encoding="utf-8")
    answer(Script(wanted, script), VIEW, json=json)
    return ExitStatus.DONE
