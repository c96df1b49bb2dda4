"""The command line: parse, call one task, show its result. The one way in and the one way out."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main() -> None:
    """Run ``farmer`` with the process's arguments and end the process with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if arguments[:1] == ["__complete"]:
        from farmer.cli.completing import complete

        return complete(arguments[1:])
    from farmer.cli.app import app_for
    from farmer.cli.exits import closing_politely

    return closing_politely(app_for(arguments), list(arguments))
