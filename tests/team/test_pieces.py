"""What lies in a book for one member alone: nobody else reads, writes or guesses it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

from tests.servers import Team

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

import psycopg

from farmer.team.book import open_book
from farmer.team.pieces import FileInBook, files_in, pieces_of, put
from tests.team.test_book import DENIED, session

ONE, TWO = "1" * 32, "2" * 32
PUT = "INSERT INTO farmer_team.own (machine, number, push, piece) VALUES "


def file(machine: str, push: int, *pieces: bytes) -> tuple[FileInBook, dict[int, bytes]]:
    digests = [sha256(piece).hexdigest() for piece in pieces]
    return FileInBook(machine, push, digests), dict(enumerate(pieces))


@pytest.fixture
def firm(team: Team) -> Team:
    """Kim has two machines, Ana one; Lee has none."""
    for login, machine in (("kim", ONE), ("kim", TWO), ("ana", ONE)):
        with open_book(team.address(login)) as book:
            put(book, *file(machine, 1, f"{login} {machine}".encode()))
    return team


def everything(team: Team) -> list[tuple[object, ...]]:
    """What lies there, as the superuser sees it, whom no policy binds."""
    with session(team, "owner") as db:
        return db.execute("SELECT * FROM farmer_team.own ORDER BY 1, 2, 3").fetchall()


def test_each_finds_their_own_and_nothing_else(firm: Team) -> None:
    found = {}
    for login in ("kim", "ana", "lee"):
        with open_book(firm.address(login)) as book:
            found[login] = sorted(files_in(book))
    assert found == {"kim": [ONE, TWO], "ana": [ONE], "lee": []}
    with open_book(firm.address("ana")) as book:
        (piece,) = pieces_of(book, ONE, [])
        assert (piece.push, piece.content) == (1, f"ana {ONE}".encode())
        assert pieces_of(book, TWO, []) == []


def test_of_a_known_piece_comes_no_content(firm: Team) -> None:
    with open_book(firm.address("kim")) as book:
        (said, pieces) = file(ONE, 2, f"kim {ONE}".encode(), b"more")
        put(book, said, {1: pieces[1]})
        first, second = pieces_of(book, ONE, said.digests[:1])
        assert (first.content, second.content) == (None, b"more")
        assert files_in(book)[ONE] == said


def test_a_file_that_got_shorter_has_no_end_of_the_old_one(firm: Team) -> None:
    with open_book(firm.address("kim")) as book:
        put(book, *file(ONE, 2, b"a", b"b", b"c"))
        put(book, *file(ONE, 3, b"d"))
        assert files_in(book)[ONE] == file(ONE, 3, b"d")[0]


# What one tries who means no good. None of it may show or change anything.
REFUSED = {
    "writing as another": "INSERT INTO farmer_team.own (keeper, machine, number, push, piece)"
    f" VALUES ('kim', '{ONE}', 9, 9, 'forged')",
    "giving a piece to another": "UPDATE farmer_team.own SET keeper = 'kim'",
    "moving a piece": "UPDATE farmer_team.own SET number = 7",
    "passing a machine off": f"UPDATE farmer_team.own SET machine = '{TWO}'",
    "a digest of one's own": "INSERT INTO farmer_team.own (machine, number, push, piece, digest)"
    f" VALUES ('{ONE}', 9, 9, 'x', 'y')",
    "another digest": "UPDATE farmer_team.own SET digest = 'x'",
    "turning the policies off": "ALTER TABLE farmer_team.own DISABLE ROW LEVEL SECURITY",
    "no force": "ALTER TABLE farmer_team.own NO FORCE ROW LEVEL SECURITY",
    "a policy of one's own": "CREATE POLICY mine ON farmer_team.own USING (true)",
    "dropping the policy": "DROP POLICY own ON farmer_team.own",
    "dropping the other one": "DROP POLICY nobody_elses ON farmer_team.own",
    "dropping the pieces": "TRUNCATE farmer_team.own",
    "dropping the table": "DROP TABLE farmer_team.own",
    "a trigger": "CREATE TRIGGER spy BEFORE INSERT ON farmer_team.own"
    " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "a rule": "CREATE RULE spy AS ON INSERT TO farmer_team.own DO ALSO NOTHING",
    "becoming another": "SET ROLE kim",
    "past the policies": "SET row_security = off; SELECT * FROM farmer_team.own",
    "by copying": "COPY farmer_team.own FROM STDIN",
    "a reference that tells": "CREATE TEMP TABLE spy (keeper name, machine text, number integer,"
    " FOREIGN KEY (keeper, machine, number) REFERENCES farmer_team.own)",
    "what is known of the rows": "SELECT * FROM pg_statistic",
}  # fmt: skip


@pytest.mark.parametrize("login", ["lee", "ana", "sid"])
@pytest.mark.parametrize("attempt", REFUSED)
def test_it_is_refused_and_changes_nothing(attempt: str, login: str, firm: Team) -> None:
    """By a member without a piece, by one with, and by a stranger who has the role."""
    before = everything(firm)
    with session(firm, login) as db, pytest.raises(psycopg.Error) as refused:
        db.execute(REFUSED[attempt])
    odd: tuple[type[psycopg.Error], ...]
    odd = (psycopg.errors.FeatureNotSupported, psycopg.errors.GeneratedAlways)
    odd += (psycopg.errors.SyntaxError, psycopg.errors.InvalidTableDefinition)
    assert isinstance(refused.value, (DENIED, *odd))
    assert everything(firm) == before


def test_whoever_is_no_member_writes_nothing_of_their_own(firm: Team) -> None:
    with session(firm, "sid") as db, pytest.raises(DENIED):
        db.execute(f"{PUT}('{ONE}', 0, 1, 'x')")


# What the database lets them try, and which finds nothing.
IN_VAIN = {
    "rewriting": "UPDATE farmer_team.own SET piece = 'forged', push = 9 WHERE keeper = 'kim'",
    "deleting": "DELETE FROM farmer_team.own WHERE keeper = 'kim'",
    "looking": "SELECT 1 FROM farmer_team.own WHERE keeper = 'kim'",
    "counting": "SELECT 1 FROM farmer_team.own WHERE keeper <> session_user HAVING count(*) > 0",
    "guessing a digest": "SELECT 1 FROM farmer_team.own WHERE digest = encode(sha256("
    f"convert_to('kim {ONE}', 'UTF8')), 'hex')",
    "a leak": "SELECT 1 FROM farmer_team.own WHERE keeper = 'kim' AND (1 / length(piece)) >= 0",
    "the session's own name": "SET SESSION ROLE farmer_member;"
    " SELECT 1 FROM farmer_team.own WHERE keeper = 'kim'",
}


@pytest.mark.parametrize("login", ["lee", "ana", "sid"])
@pytest.mark.parametrize("attempt", IN_VAIN)
def test_it_finds_nothing(attempt: str, login: str, firm: Team) -> None:
    before = everything(firm)
    with session(firm, login) as db:
        done = db.execute(IN_VAIN[attempt])
        while done.nextset():
            pass
        assert done.rowcount == 0
    assert everything(firm) == before


def test_a_place_that_another_has_taken_is_free_for_oneself(firm: Team) -> None:
    """No error and no number tells a member that Kim's machine has such a piece."""
    with session(firm, "lee") as db:
        assert db.execute(f"{PUT}('{TWO}', 0, 1, 'x') ON CONFLICT DO NOTHING").rowcount == 1


def has_left(team: Team) -> None:
    with open_book(team.address("kim")) as book:
        book.leave()


def was_let_go(team: Team) -> None:
    with session(team, "owner") as db:
        db.execute("DELETE FROM farmer_team.member WHERE login = 'kim'")


@pytest.mark.parametrize("goes", [has_left, was_let_go])
def test_with_a_member_goes_what_lies_there_for_them(
    goes: Callable[[Team], None], firm: Team
) -> None:
    goes(firm)
    assert [row[0] for row in everything(firm)] == ["ana"]
    with session(firm, "kim") as db:
        assert db.execute("SELECT 1 FROM farmer_team.own").rowcount == 0
        with pytest.raises(DENIED):
            db.execute(f"{PUT}('{ONE}', 0, 1, 'x')")


def test_a_slip_in_what_others_may_see_shows_nothing_of_it(firm: Team) -> None:
    """Were there a policy that lets everybody in, the other one still would not."""
    with session(firm, "owner") as db:
        db.execute("CREATE POLICY slip ON farmer_team.own USING (true) WITH CHECK (true)")
    with open_book(firm.address("lee")) as book:
        assert book.connection.execute("SELECT 1 FROM farmer_team.own").fetchall() == []


def test_a_piece_is_no_larger_than_is_told(firm: Team) -> None:
    with session(firm, "kim") as db:
        db.execute(f"{PUT}('{ONE}', 1, 2, decode(repeat('00', 65536), 'hex'))")
        with pytest.raises(psycopg.errors.CheckViolation):
            db.execute(f"{PUT}('{ONE}', 2, 2, decode(repeat('00', 65537), 'hex'))")
