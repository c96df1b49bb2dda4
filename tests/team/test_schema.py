"""The script that makes a book, brings one up to date, and adds members; books newer and older."""

from __future__ import annotations

from pathlib import Path

import pytest

from farmer.errors import InvalidValue
from farmer.team import schema
from farmer.team.schema import BOOK_REVISIONS, FORM, LEAST_REVISION, script
from tests.servers import MEMBERS, Server, Team

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

import psycopg

from farmer.team.book import create, open_book
from farmer.team.refusals import BookRefuses
from farmer.team.rows import OwnKey

TABLES = """
SELECT format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attacl)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'farmer_team'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
UNION SELECT format('%s %s', relname, relacl) FROM pg_class
WHERE relnamespace = 'farmer_team'::regnamespace
UNION SELECT format('%s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
WHERE connamespace = 'farmer_team'::regnamespace
UNION SELECT format('%s %s %s %s', tablename, policyname, permissive, qual) FROM pg_policies
WHERE schemaname = 'farmer_team'
UNION SELECT format('%s %s', proname, prosrc) FROM pg_proc
WHERE pronamespace = 'farmer_team'::regnamespace
ORDER BY 1
"""


def run(team: Team, sql: str) -> None:
    with psycopg.connect(team.address("owner"), autocommit=True) as db:
        db.execute(sql.encode())


def layout(team: Team) -> list[tuple[object, ...]]:
    with psycopg.connect(team.address("owner")) as db:
        return db.execute(TABLES).fetchall()


def revision(team: Team) -> object:
    with psycopg.connect(team.address("owner")) as db:
        (found,) = db.execute("SELECT version_num FROM farmer_team.alembic_version").fetchall()
    return found[0]


def test_every_step_of_the_folder_is_in_the_script_in_its_order() -> None:
    folder = Path(schema.__file__).parent / "migrations" / "versions"
    assert tuple(sorted(path.name[:4] for path in folder.glob("*.py"))) == BOOK_REVISIONS
    said = script()
    places = [said.index(f"VALUES ('{BOOK_REVISIONS[0]}')")]
    places += [said.index(f"SET version_num='{each}'") for each in BOOK_REVISIONS[1:]]
    assert places == sorted(places)
    assert LEAST_REVISION in BOOK_REVISIONS


def test_the_script_is_one_to_read() -> None:
    """Reasons stand in it, lines that fit a screen, and nothing that a template left."""
    said = script(["kim"])
    assert said.startswith("-- The book of a team")
    assert max(map(len, said.splitlines())) <= 120
    for odd in ("{", "%%", "RETURNING", "\t"):
        assert odd not in said


def test_the_script_may_be_run_again(team: Team) -> None:
    with open_book(team.address("kim")) as book:
        book.tell("m1", {OwnKey("p1", "*"): "of Carla"})
    before = layout(team)
    create(team.address("owner"), ["kim", "mo"])
    assert layout(team) == before
    with open_book(team.address("mo")) as book:
        assert set(book.members()) == {*MEMBERS, "mo"}
        assert [row.body for row in book.news({}).rows] == ["of Carla"]
    run(team, "DELETE FROM farmer_team.member WHERE login = 'mo'")


@pytest.mark.parametrize("old", BOOK_REVISIONS[:-1])
def test_an_older_book_is_brought_up_to_a_new_one(old: str, postgres: Server, team: Team) -> None:
    """Column by column, right by right and policy by policy; and what was told is there still."""
    older = postgres.database()
    run(older, script(MEMBERS, until=old))
    told = "INSERT INTO farmer_team.told (keeper, audience, machine, person, body) VALUES"
    run(older, f"{told} ('kim', '*', 'm1', 'p1', 'of Carla')")
    assert revision(older) == old
    create(older.address("owner"), MEMBERS)
    assert revision(older) == BOOK_REVISIONS[-1]
    assert layout(older) == layout(team)
    with open_book(older.address("lee")) as book:
        assert [row.body for row in book.news({}).rows] == ["of Carla"]


def test_a_book_of_an_older_farmer_is_left_alone_until_it_is_brought_up(postgres: Server) -> None:
    older = postgres.database()
    run(older, script(MEMBERS, until="0001"))
    with (
        pytest.raises(BookRefuses, match="older farmer") as refused,
        open_book(older.address("kim")),
    ):
        pass
    assert "farmer team create ADDRESS --run" in refused.value.hint
    create(older.address("owner"), [])
    with open_book(older.address("kim")) as book:
        assert book.me == "kim"


def test_a_cut_in_the_middle_of_a_step_leaves_the_older_book(postgres: Server) -> None:
    older = postgres.database()
    run(older, script(MEMBERS, until="0001"))
    before = layout(older)
    with pytest.raises(psycopg.Error):
        run(older, script().replace("UPDATE farmer_team.book SET form = 2", "SELECT 1 / 0"))
    assert (revision(older), layout(older)) == ("0001", before)


def test_a_newer_book_is_used_as_far_as_it_lets_one(team: Team) -> None:
    """A step after which older farmers go on as they do: one more table."""
    run(team, "UPDATE farmer_team.alembic_version SET version_num = '9999'")
    run(team, "CREATE TABLE farmer_team.to_come (x text)")
    with open_book(team.address("kim")) as book:
        book.tell("m1", {OwnKey("p1", "*"): "of Carla"})
        assert book.revision == "9999"
    before = layout(team)
    create(team.address("owner"), ["kim"])  # by the older farmer
    assert (revision(team), layout(team)) == ("9999", before)


def test_a_book_that_asks_for_a_newer_farmer_is_left_alone(team: Team) -> None:
    run(team, f"UPDATE farmer_team.book SET form = {FORM + 1}")
    with pytest.raises(BookRefuses, match="newer farmer"), open_book(team.address("kim")):
        pass


def test_a_database_without_a_book_says_so(postgres: Server) -> None:
    nothing = postgres.database().address("owner")
    with pytest.raises(BookRefuses, match="no team's book"), open_book(nothing):
        pass


@pytest.mark.parametrize("login", ["Kim", "kim; DROP", "", "1kim", 'k"', "k" * 64])
def test_a_login_is_plain(login: str) -> None:
    with pytest.raises(InvalidValue, match="member's name"):
        script([login])
