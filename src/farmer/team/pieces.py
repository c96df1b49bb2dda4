"""A member's sealed files as they lie in the book: in pieces, for that member alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from psycopg.rows import args_row

from farmer.team.book import TeamBook
from farmer.team.queries import CUT_PIECES, PUT_PIECE, SEALED_FILES, SEALED_PIECES
from farmer.team.refusals import BookRefuses
from farmer.team.schema import CARRYING_REVISION


class FileInBook(NamedTuple):
    """One machine's file: the last push that wrote to it, and the digests of its pieces."""

    machine: str
    push: int
    digests: list[str]


class SealedPiece(NamedTuple):
    """A piece of a file: by which push, its digest, and its content where it was not known."""

    push: int
    digest: str
    content: bytes | None


def check_carries(book: TeamBook) -> None:
    """Refuse a book that was not brought so far that it can carry a ledger.

    Raises:
        BookRefuses: then.
    """
    if book.revision < CARRYING_REVISION:
        raise BookRefuses(
            "The team's book is of an older farmer, which carries no ledger between your machines.",
            "Ask whoever runs it to type: farmer team create ADDRESS --run",
        )


def files_in(book: TeamBook) -> dict[str, FileInBook]:
    """By machine, the files of this member; nothing of their content."""
    with book.connection.cursor(row_factory=args_row(FileInBook)) as cursor:
        return {file.machine: file for file in cursor.execute(SEALED_FILES)}


def pieces_of(book: TeamBook, machine: str, known: Sequence[str]) -> list[SealedPiece]:
    """All pieces of a machine's file, in order and of one moment; without content the `known`."""
    with book.connection.cursor(row_factory=args_row(SealedPiece), binary=True) as cursor:
        return cursor.execute(SEALED_PIECES, (list(known), machine)).fetchall()


def put(book: TeamBook, file: FileInBook, changed: Mapping[int, bytes]) -> None:
    """Have a file lie there as it is said; `changed` are the pieces that are not there yet."""
    rows = [(file.machine, number, file.push, piece) for number, piece in changed.items()]
    with book.connection.cursor() as cursor:
        cursor.executemany(PUT_PIECE, rows)
        cursor.execute(CUT_PIECES, (file.machine, len(file.digests)))
