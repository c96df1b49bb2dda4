"""How alike the names of every pair that shares a key are, by rapidfuzz alone.

Called with the ledger.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from rapidfuzz import fuzz

from farmer.ledger import reading
from farmer.ledger.connect import open_to_read
from farmer.people import duplicates

with closing(open_to_read(Path(sys.argv[1]))) as db:
    known = [duplicates._known(*each) for each in reading.everybody(db)]
alike = [fuzz.token_sort_ratio(a.name, b.name) for a, b in duplicates.candidates(known)]
print(len(alike), "pairs")
