"""Starts the farmer that lies beside this file, as whoever installed the bundle wished."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

from farmer.cli import main

LEDGER = "FARMER_LEDGER"
# By the variable of a wish, the option that it is.
WISHES = {"FARMER_WITH_WORDS": "--with-words", "FARMER_RECORD": "--record"}


def command(environ: MutableMapping[str, str]) -> list[str]:
    """What is typed; a wish that was never asked leaves its own name behind, which is none."""
    if environ.get(LEDGER, "").startswith("${"):
        del environ[LEDGER]
    return [
        "farmer",
        "mcp",
        *(word for name, word in WISHES.items() if environ.get(name) == "true"),
    ]


if __name__ == "__main__":
    sys.argv = command(os.environ)
    main()
