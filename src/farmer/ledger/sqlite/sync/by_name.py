"""Which row of a ledger has a name; names are worked out as they are asked for, by tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from farmer.ledger.sqlite.sync.log import RowKey


class RowsByName:
    """The rows that have names of their own, those that were there too.

    Attributes:
        strangers: names that none of them has.
    """

    def __init__(
        self,
        rows: Iterable[RowKey],
        found: Mapping[str, RowKey],
        uid_of: Callable[[str, int], str],
    ) -> None:
        """All `rows`; the names of some are `found` already, and `uid_of` adds what it is asked."""
        self._found = found
        self._uid_of = uid_of
        self._left: dict[str, list[RowKey]] = {}
        named = set(found.values())
        for row in rows:
            if row not in named:
                self._left.setdefault(row[0], []).append(row)
        self.strangers: set[str] = set()

    def find(self, uid: str) -> RowKey | None:
        """The row of that name; None where there was none."""
        while self._left and uid not in self._found and uid not in self.strangers:
            self._work_out(min(self._left, key=lambda table: len(self._left[table])))
        return self._found.get(uid)

    def of(self, table: str) -> dict[str, RowKey]:
        """Those of one table."""
        self._work_out(table)
        return {uid: row for uid, row in self._found.items() if row[0] == table}

    def all(self) -> Mapping[str, RowKey]:
        """Every one."""
        for table in list(self._left):
            self._work_out(table)
        return self._found

    def _work_out(self, table: str) -> None:
        for row in self._left.pop(table, ()):
            self._uid_of(*row)


class RowsThere(Mapping[str, RowKey]):
    """Those of them that are there."""

    def __init__(self, rows: RowsByName, there: Set[RowKey]) -> None:
        self._rows = rows
        self._there = there

    def __getitem__(self, uid: str) -> RowKey:
        row = self._rows.find(uid)
        if row is None or row not in self._there:
            raise KeyError(uid)
        return row

    def __iter__(self) -> Iterator[str]:
        return (uid for uid, row in self._rows.all().items() if row in self._there)

    def __len__(self) -> int:
        return sum(1 for _ in self)
