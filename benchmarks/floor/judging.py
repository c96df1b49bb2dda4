"""The rows of everybody, and the tallies and scores of whom it goes cold with, and nothing else.

Called with the ledger, it shows how much of `stale` is judging, which it cannot do without.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections import defaultdict
from datetime import date

from farmer.model import ROLES, BareTouch
from farmer.scoring.cold import silence
from farmer.scoring.score import score_standing
from farmer.scoring.standing import standing

AS_OF = date(2026, 6, 15)
gc.disable()  # as good as farmer does, which rarely collects
QUERY = 'SELECT contact_id, "on", kind, "by", minutes, "group", depth FROM touchpoint'

touches: defaultdict[int, list[BareTouch]] = defaultdict(list)
for contact_id, on, *how in sqlite3.connect(sys.argv[1]).execute(QUERY):
    touches[contact_id].append(BareTouch(date.fromisoformat(on), *how))
scores = []
for known in touches.values():
    quiet = silence(known, AS_OF)
    if quiet.last is not None and (quiet.status != "warm" or quiet.drifting):
        then = standing(known, (), quiet.last)
        scores.append(max(score_standing(then, role) for role in ROLES))
print(len(scores))
