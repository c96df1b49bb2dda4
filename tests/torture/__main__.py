"""``python -m tests.torture [KILLS]``: every command killed so many times, and all the rest."""

from __future__ import annotations

import sys

# Loaded before anything is forked, so that a child is ready at once.
import farmer.ledger.sqlite.bulk
import farmer.ledger.sqlite.schema.migrate
import farmer.tasks.exchange.import_  # noqa: F401
from tests.torture.table import write

sys.exit(bool(write(int(sys.argv[1]) if len(sys.argv) > 1 else 60)))
