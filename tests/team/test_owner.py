"""A book of whoever owns a database and is no superuser, as managed servers let nobody be one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import MEMBERS, Server, Team, running

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

import psycopg

from farmer.team.book import create, open_book
from farmer.team.refusals import BookRefuses
from farmer.team.rows import OwnKey

# From this version on who may make roles may hand out only those that they made.
_OWN_ROLES_ONLY = 160000


def session(team: Team, login: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(team.address(login), autocommit=True)


@pytest.fixture(scope="module")
def managed() -> Iterator[Server]:
    """A server of its own, for roles are the server's: Boss and Other may make some."""
    with running() as server:
        with session(Team(server.socket, "postgres"), "owner") as db:
            for login in ("boss", "other"):
                db.execute(f"CREATE ROLE {login} LOGIN CREATEROLE CREATEDB NOBYPASSRLS")
        yield server


@pytest.fixture(scope="module")
def firm(managed: Server) -> Team:
    """Boss's own database, with a book in it."""
    team = owned(managed, "boss")
    create(team.address("boss"), MEMBERS)
    return team


def owned(server: Server, login: str) -> Team:
    """A database that this one makes, and owns."""
    team = Team(server.socket, f"of_{login}")
    with session(Team(server.socket, "postgres"), login) as db:
        db.execute(f"CREATE DATABASE {team.name}")
    return team


def test_a_team_meets_in_it_and_is_kept_apart(firm: Team) -> None:
    with open_book(firm.address("kim")) as book:
        book.tell("m1", {OwnKey("p1", "*"): "of Carla", OwnKey("p2", "lee"): "of Richard"})
        book.pass_on("m1", {"q1": ("lee", "for Joe")})
    found = {}
    for login in ("lee", "ana"):
        with open_book(firm.address(login)) as book:
            found[login] = {row.body for row in book.news({}).rows}
            found[login] |= {row.body for row in book.pass_on("m1", {})}
    assert found == {"lee": {"of Carla", "of Richard", "for Joe"}, "ana": {"of Carla"}}
    with session(firm, "boss") as db:  # who owns it is held to the policies, too
        assert db.execute("SELECT * FROM farmer_team.told").fetchall() == []


def test_a_member_comes_later_and_another_is_let_go(firm: Team) -> None:
    create(firm.address("boss"), ["mo"])
    with open_book(firm.address("mo")) as book:
        book.tell("m1", {OwnKey("p1", "*"): "of Bo"})
        assert "mo" in book.members()
    with session(firm, "boss") as db:
        db.execute("DELETE FROM farmer_team.member WHERE login = 'mo'; DROP ROLE mo;")
    with open_book(firm.address("lee")) as book:
        assert "of Bo" not in {row.body for row in book.news({}).rows}


def test_an_owner_who_may_not_hand_out_the_role_is_told_the_line_that_lets_them(
    firm: Team, managed: Server
) -> None:
    """Of every version: this one may make no roles, and the member has a login already."""
    with session(Team(managed.socket, "postgres"), "owner") as db:
        db.execute("CREATE ROLE third LOGIN CREATEDB")
    theirs = owned(managed, "third")
    with pytest.raises(BookRefuses, match="belongs to another team's owner") as refused:
        create(theirs.address("third"), ["kim"])
    line = refused.value.hint.removeprefix("Ask them to type, in psql: ")
    with session(firm, "owner") as db:
        db.execute(line.encode())
    create(theirs.address("third"), ["kim"])
    with open_book(theirs.address("kim")) as book:
        assert book.members() == ["kim"]


def test_a_second_owner_on_one_server_may_need_the_role_of_the_first(
    firm: Team, managed: Server
) -> None:
    """Which docs/team.md says, and the line with which it is given."""
    second = owned(managed, "other")
    with session(second, "other") as db:
        is_strict = db.info.server_version >= _OWN_ROLES_ONLY
    if is_strict:
        with pytest.raises(BookRefuses, match="belongs to another team's owner") as refused:
            create(second.address("other"), ["kim"])
        assert 'GRANT farmer_member TO "other" WITH ADMIN OPTION;' in refused.value.hint
        with session(firm, "boss") as db:
            db.execute("GRANT farmer_member TO other WITH ADMIN OPTION")
    create(second.address("other"), ["kim"])
    with open_book(second.address("kim")) as book:
        assert set(book.members()) == {"kim"}
