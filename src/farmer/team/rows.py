"""What a row of the book is known by: its place there, and a digest of all that it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

# What a row tells of a person: how somebody stands with them, and to members who are named what
# that rests on, without its words and with them.
STANDING, EVIDENCE, WORDS = "standing", "evidence", "words"
TOLD_PARTS = (STANDING, EVIDENCE, WORDS)

_LETTERS = 32


class OwnKey(NamedTuple):
    """Where one of this machine's own rows lies: of whom, to whom, and what it tells."""

    person: str
    audience: str
    part: str = STANDING


class Teller(NamedTuple):
    """A colleague, and which of their machines."""

    keeper: str
    machine: str


class BookRow(NamedTuple):
    """A row that a colleague wrote, as it lies in the book; `body` is a text that is to be read."""

    keeper: str
    machine: str
    person: str
    audience: str
    part: str
    digest: str
    body: str


class PassedRow(NamedTuple):
    """A question to one member, or the answer to it, which has the same id: who wrote what."""

    keeper: str
    id: str
    body: str


class PassedOn(NamedTuple):
    """A question or an answer of one's own, from another of one's machines: to whom it is."""

    reader: str
    id: str
    body: str


class News(NamedTuple):
    """What changed for a member.

    Attributes:
        digests: by teller, those of all its rows that there are, whether they are new or not.
        rows: those that are new.
    """

    digests: dict[Teller, frozenset[str]]
    rows: tuple[BookRow, ...]


def row_digest(machine: str, key: OwnKey, body: str) -> str:
    """A digest of all that a row says: two that differ anywhere have two."""
    return sha256("\0".join((machine, *key, body)).encode()).hexdigest()[:_LETTERS]


def digest_of_all(digests: Iterable[str]) -> str:
    """One digest of many, whatever their order; the server works out the same."""
    return sha256("".join(sorted(digests)).encode()).hexdigest()


def columns(keys: Sequence[OwnKey]) -> tuple[list[str], list[str], list[str]]:
    """Keys as the server takes many: a list for each column."""
    return (
        [key.person for key in keys],
        [key.audience for key in keys],
        [key.part for key in keys],
    )
