"""The command line: parse, call one task, show its result. The one way in and the one way out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

# Almost nothing that farmer makes is garbage before it ends; looking for it at every 700 objects,
# as Python does, takes a tenth of a short command and a third of a long one.
_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000
_INTERRUPTED = 130  # of `farmer.errors.ExitStatus`, before it is loaded


def main() -> None:
    """Run ``farmer`` with the process's arguments and end the process with its status."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything was begun, or once more while it was being said
        status = _INTERRUPTED
        with suppress(OSError):
            print("Interrupted.", file=sys.stderr or sys.stdout)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):  # a reader who has gone, or a full disk: it was said before
            stream.flush()
    # The ledger is closed and the answer given; to free every object first, as Python would, takes
    # longer than to read the ledger did.
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if arguments[:1] == ["__complete"]:
        from farmer.cli.offers import complete

        return complete(arguments[1:])
    from farmer.cli.app import app
    from farmer.cli.exits import closing_politely

    return closing_politely(app, list(arguments))
