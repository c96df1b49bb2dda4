"""By what others know the people, promises and requests of a ledger: ids that no two ledgers share.

They are derived, not stored: from the mark that a ledger gets when it is begun and that its copies
keep, and from the change that brought a row in. No word is in them. A row whose change the log does
not have any more, as after a salvage, goes by its number alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from farmer.ids import Id, IdLetter

TABLES: dict[IdLetter, str] = {"c": "contact", "p": "promise", "r": "request"}
_ROWS = uuid.uuid5(uuid.NAMESPACE_OID, "farmer rows")
# Until 0.9 a person was known by nothing but the number, as in every other ledger.
_NUMBERS = uuid.uuid5(uuid.NAMESPACE_OID, "farmer")


class Birth(NamedTuple):
    """The change that brought a row in.

    Attributes:
        change_id: its number.
        at: the instant at which it was made.
        nonce: what no other change has; empty for those of an earlier farmer.
    """

    change_id: int
    at: str
    nonce: str = ""


class OutsideIds:
    """Those of one ledger."""

    def __init__(self, mark: int, births: Mapping[tuple[str, int], Birth]) -> None:
        """Of the ledger of that `mark`; `births` are by table and number."""
        self._mark = mark
        self._births = births

    def of(self, one: Id) -> uuid.UUID:
        """The id of a person, promise or request."""
        return uuid.UUID(self.name_of(one))

    def name_of(self, one: Id) -> str:
        """The same as what the row is called, in hexadecimal."""
        table = TABLES[one.letter]
        return name_of_row(self._mark, table, one.number, self._births.get((table, one.number)))

    def of_all(self, name: str) -> uuid.UUID:
        """The id of something of that name that the ledger has but once."""
        return uuid.uuid5(_ROWS, "\0".join((str(self._mark), name)))


def name_of_row(mark: int, table: str, number: int, birth: Birth | None) -> str:
    """What a row is called in every copy of the ledger of that `mark`, in hexadecimal."""
    born = (str(birth.change_id), birth.at, birth.nonce) if birth else ()
    told = (str(mark), table, str(number), *filter(None, born))
    return uuid.uuid5(_ROWS, "\0".join(told)).hex


def name_of_key(table: str, values: Iterable[str]) -> str:
    """What a row is called that is known by what it says of another."""
    return uuid.uuid5(_ROWS, "\0".join((table, *values))).hex


def number_only(one: Id) -> uuid.UUID:
    """By what earlier farmers told others of somebody; not by this alone, as others have it too."""
    return uuid.uuid5(_NUMBERS, str(one))
