"""Ids for entries to which their source gives none."""

from __future__ import annotations

import hashlib
from collections import Counter


class Fingerprints:
    """Makes ids from what entries say: reading a file again makes the same ones.

    Entries that say the same are told apart by counting, so it does not matter where in the file
    they stand, nor what was added before them. What an entry says cannot be had back from its id,
    because ids are kept, and one person's would otherwise hold the names of others.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, *parts: str) -> str:
        """The id of the next entry that says `parts`."""
        said = "\0".join(parts).encode("utf-8", "replace")
        digest = hashlib.sha256(said).hexdigest()[:20]
        self._seen[digest] += 1
        return f"{digest}-{self._seen[digest]}"
