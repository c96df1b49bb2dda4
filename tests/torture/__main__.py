"""``python -m tests.torture [TRIES]``: every command, so many times with each kind of trouble."""

from __future__ import annotations

import sys

from tests.torture.shim import built
from tests.torture.table import write

if built() is None:
    sys.exit("There is no C compiler (cc) on this system, or it is not Linux: nothing was tried.")
sys.exit(bool(write(int(sys.argv[1]) if len(sys.argv) > 1 else 6)))
