"""How alike the names of every pair that shares a key are, by rapidfuzz alone.

Called with the ledger.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rapidfuzz import fuzz

from farmer.ledger import FileLedger
from farmer.people import duplicates

with FileLedger(Path(sys.argv[1])).reading() as reader:
    known = [duplicates._known(*each) for each in reader.everybody()]
alike = [fuzz.token_sort_ratio(a.name, b.name) for a, b in duplicates.candidates(known)]
print(len(alike), "pairs")
