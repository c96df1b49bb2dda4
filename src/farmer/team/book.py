"""The book on a server, as what it is asked and told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from psycopg import errors

from farmer.team.connection import connected
from farmer.team.queries import (
    DIGESTS_OF_TELLERS,
    LET_GO,
    NEWS_OF_TELLERS,
    OWN_BODIES,
    OWN_ROWS,
    PASS_ON,
    PASSED_ELSEWHERE,
    PASSED_TO_ME,
    TAKE_BACK,
    TELL,
)
from farmer.team.refusals import BookRefuses, NoMember
from farmer.team.rows import (
    TOLD_PARTS,
    BookRow,
    News,
    OwnKey,
    PassedOn,
    PassedRow,
    Teller,
    columns,
    digest_of_all,
    row_digest,
)
from farmer.team.schema import FORM, LEAST_REVISION, script

_PAGE = 500
# Which role all teams of one server share.
_MEMBER_ROLE = "farmer_member"
_MAKE = "Ask whoever runs it to type: farmer team create ADDRESS --run"


class TeamBook(NamedTuple):
    """A book that lets this login in, for as long as it is open.

    Attributes:
        id: which one it is.
        me: the member who is asking.
        key_digest: what tells the team's key; empty where nobody has set one yet.
        revision: the last step that it has come to; it may be one that this farmer does not know.
    """

    connection: psycopg.Connection[tuple[str, ...]]
    id: str
    me: str
    key_digest: str
    revision: str

    def set_key(self, digest: str) -> bool:
        """Set what tells the key; False where another member was first."""
        done = self.connection.execute("UPDATE farmer_team.book SET key_digest = %s", (digest,))
        return done.rowcount == 1

    def members(self) -> list[str]:
        """Everybody in it."""
        found = self.connection.execute("SELECT login FROM farmer_team.member ORDER BY login")
        return [login for (login,) in found]

    def own(self, machine: str) -> dict[OwnKey, str]:
        """The digests of all that this member told from that machine."""
        found = self.connection.execute(OWN_ROWS, (machine,))
        return {OwnKey(*key): digest for *key, digest in found}

    def own_bodies(self, machine: str, keys: Sequence[OwnKey]) -> dict[OwnKey, str]:
        """What those of them say."""
        found = self.connection.execute(OWN_BODIES, (machine, *columns(keys)))
        return {OwnKey(*key): body for *key, body in found}

    def news(self, known: Mapping[Teller, Collection[str]]) -> News:
        """What others tell this member that is new to whoever has rows of those digests.

        Each teller is compared as a whole first: of those in which nothing changed no row is read.
        """
        there = {
            Teller(keeper, machine): digest
            for keeper, machine, digest in self.connection.execute(
                DIGESTS_OF_TELLERS, (list(TOLD_PARTS),)
            )
        }
        same = [each for each in there if digest_of_all(known.get(each, ())) == there[each]]
        changed = [each for each in there if each not in same]
        had = [digest for each in changed for digest in known.get(each, ())]
        digests: dict[Teller, set[str]] = {each: set() for each in changed}
        rows = []
        # In one question, so that what is there and what it says are of one moment.
        for row in self.connection.execute(
            NEWS_OF_TELLERS,
            (
                had,
                [each.keeper for each in changed],
                [each.machine for each in changed],
                [*TOLD_PARTS],
            ),
        ):
            keeper, machine, *_, digest, body = row
            digests[Teller(keeper, machine)].add(digest)
            if body is not None:
                rows.append(BookRow(*row))
        kept = {each: frozenset(known[each]) for each in same}
        return News(kept | {each: frozenset(found) for each, found in digests.items()}, (*rows,))

    def tell(self, machine: str, bodies: Mapping[OwnKey, str]) -> None:
        """Write one's own rows; a row that is there is replaced."""
        for page in _pages(list(bodies.items())):
            self.connection.execute(
                TELL,
                (
                    machine,
                    *columns([key for key, _ in page]),
                    [row_digest(machine, key, body) for key, body in page],
                    [body for _, body in page],
                ),
            )

    def take_back(self, machine: str, keys: Sequence[OwnKey]) -> None:
        """Delete one's own rows of that machine."""
        if keys:
            self.connection.execute(TAKE_BACK, (machine, *columns(keys)))

    def pass_on(self, machine: str, wanted: Mapping[str, tuple[str, str]]) -> list[PassedRow]:
        """Leave there, by id, who is asked or answered what, and nothing else of that machine.

        What others ask this member, or answer.
        """
        self.connection.execute(LET_GO, (machine, list(wanted)))
        readers, bodies = [r for r, _ in wanted.values()], [b for _, b in wanted.values()]
        self.connection.execute(PASS_ON, (machine, list(wanted), readers, bodies))
        return [PassedRow(*row) for row in self.connection.execute(PASSED_TO_ME)]

    def passed_elsewhere(self, machine: str) -> list[PassedOn]:
        """What this member asks others, or answers, from any machine but that."""
        return [PassedOn(*row) for row in self.connection.execute(PASSED_ELSEWHERE, (machine,))]

    def leave(self) -> None:
        """Take back everything that this member told, from every machine, and be none."""
        self.connection.execute("DELETE FROM farmer_team.member WHERE login = session_user")


@contextmanager
def open_book(address: str, *, insecure: bool = False) -> Iterator[TeamBook]:
    """The book at that address, in one transaction: everything that is done there, or nothing.

    Raises:
        InvalidValue: for an address that is none, or has a password.
        BookUnreachable: where the server does not answer, or goes away meanwhile.
        BookRefuses: where there is no book that this farmer can use, or none for this login.
    """
    with connected(address, insecure=insecure) as connection:
        yield _entered(connection)


@contextmanager
def listening(address: str, *, insecure: bool = False) -> Iterator[Callable[[float], bool]]:
    """What waits up to so many seconds for somebody to write into the book: whether one did.

    It hears all that is committed from here on, also what comes while it is not asked.

    Raises:
        InvalidValue, BookUnreachable, BookRefuses: as `open_book`.
    """
    with connected(address, insecure=insecure) as connection:
        _entered(connection)
        connection.execute("LISTEN farmer_team")
        connection.commit()

        def hears(seconds: float) -> bool:
            return any(True for _ in connection.notifies(timeout=seconds, stop_after=1))

        yield hears


def create(address: str, logins: Sequence[str], *, insecure: bool = False) -> None:
    """Run the script at that address, as whoever owns the database.

    Raises:
        InvalidValue, BookUnreachable: as `open_book`.
        BookRefuses: where this login may not.
    """
    said = script(logins)
    with connected(address, insecure=insecure) as connection:
        try:
            connection.execute(said.encode())
        except errors.InsufficientPrivilege as error:
            if f'"{_MEMBER_ROLE}"' not in str(error):
                raise
            raise BookRefuses(
                f"No member was let in: the role {_MEMBER_ROLE} belongs to another team's owner on "
                "that server.",
                "Ask them to type, in psql: "
                f'GRANT {_MEMBER_ROLE} TO "{connection.info.user}" WITH ADMIN OPTION;',
            ) from None


def _entered(connection: psycopg.Connection[tuple[str, ...]]) -> TeamBook:
    asked = "SELECT id::text, form::text, coalesce(key_digest, ''), farmer_team.me(), version_num"
    try:
        found = connection.execute(
            f"{asked} FROM farmer_team.book, farmer_team.alembic_version"
        ).fetchone()
    except errors.InsufficientPrivilege:
        found = None
    except (errors.UndefinedTable, errors.UndefinedFunction, errors.InvalidSchemaName):
        raise BookRefuses("There is no team's book in that database.", _MAKE) from None
    if found is None:
        raise _no_member(connection)
    book_id, form, digest, me, revision = found
    if int(form) > FORM:
        raise BookRefuses(
            "The team's book is of a newer farmer. Nothing was sent.", "Update farmer."
        )
    if revision < LEAST_REVISION:
        raise BookRefuses("The team's book is of an older farmer. Nothing was sent.", _MAKE)
    return TeamBook(connection, book_id, me, digest, revision)


def _no_member(connection: psycopg.Connection[tuple[str, ...]]) -> NoMember:
    login = connection.info.user
    return NoMember(f"You are no member of the team there, as {login}.", login)


def _pages(rows: list[tuple[OwnKey, str]]) -> Iterator[list[tuple[OwnKey, str]]]:
    for first in range(0, len(rows), _PAGE):
        yield rows[first : first + _PAGE]
