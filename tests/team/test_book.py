"""What the database lets a member do, tried with its own language and none of farmer's."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farmer.errors import InvalidValue
from tests.servers import MEMBERS, Server, Team

pytest.importorskip("psycopg", reason="the extra “team” is not installed")

import psycopg

from farmer.team.book import TeamBook, create, open_book
from farmer.team.connection import check_address
from farmer.team.refusals import BookRefuses, BookUnreachable, NoMember
from farmer.team.rows import EVIDENCE, WORDS, OwnKey, Teller, row_digest

DENIED = psycopg.errors.InsufficientPrivilege
ASK = "INSERT INTO farmer_team.passed (reader, machine, id, body) VALUES "
ADD = "INSERT INTO farmer_team.told (audience, machine, person, body) VALUES "


@contextmanager
def session(team: Team, login: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(team.address(login), autocommit=True) as db:
        yield db


@pytest.fixture
def firm(team: Team) -> Team:
    """Kim tells everybody of one person, Lee alone of another, and nobody of Ana's."""
    with session(team, "kim") as db:
        db.execute(f"{ADD}('*', 'm1', 'open', 'of Carla'), ('lee', 'm1', 'close', 'of Richard')")
    with session(team, "ana") as db:
        db.execute(f"{ADD}('kim', 'm2', 'hers', 'of Joe')")
        db.execute(f"{ASK}('kim', 'm2', 'q1', 'for Joe')")
    return team


def seen(team: Team, login: str) -> list[tuple[object, ...]]:
    with session(team, login) as db:
        found = db.execute("SELECT keeper, body FROM farmer_team.told ORDER BY body")
        return found.fetchall()


def test_a_question_is_read_by_the_two_and_by_nobody_else(firm: Team) -> None:
    found = {}
    for login in ("ana", "kim", "lee", "sid"):
        with session(firm, login) as db:
            found[login] = db.execute("SELECT body FROM farmer_team.passed").fetchall()
    assert found == {"ana": [("for Joe",)], "kim": [("for Joe",)], "lee": [], "sid": []}


def everything(team: Team) -> list[tuple[object, ...]]:
    """What lies there, as the superuser sees it, whom no policy binds."""
    return seen(team, "owner")


def test_each_reads_what_they_told_and_what_was_told_to_them(firm: Team) -> None:
    carla, richard, joe = ("kim", "of Carla"), ("kim", "of Richard"), ("ana", "of Joe")
    assert seen(firm, "kim") == [carla, joe, richard]
    assert seen(firm, "lee") == [carla, richard]
    assert seen(firm, "ana") == [carla, joe]
    assert seen(firm, "sid") == []


# What a member tries who means no good. None of it may show or change anything.
REFUSED = {
    "writing as another": "INSERT INTO farmer_team.told (keeper, audience, machine, person, body)"
    " VALUES ('kim', '*', 'm', 'p', 'forged')",
    "asking as another": "INSERT INTO farmer_team.passed (keeper, reader, machine, id, body)"
    " VALUES ('kim', 'ana', 'm', 'q', 'forged')",
    "handing a question on": "UPDATE farmer_team.passed SET reader = 'lee'",
    "dropping the questions": "TRUNCATE farmer_team.passed",
    "becoming another": "SET ROLE kim",
    "beginning again as another": "SET SESSION AUTHORIZATION kim",
    "becoming the owner": "SET ROLE owner",
    "giving a row to another": "UPDATE farmer_team.told SET keeper = 'kim'",
    "telling others a row": "UPDATE farmer_team.told SET audience = '*'",
    "telling more by a row": "UPDATE farmer_team.told SET part = 'words'",
    "moving a row": "UPDATE farmer_team.told SET person = 'x'",
    "turning the policies off": "ALTER TABLE farmer_team.told DISABLE ROW LEVEL SECURITY",
    "a policy of one's own": "CREATE POLICY mine ON farmer_team.told USING (true)",
    "dropping a policy": "DROP POLICY own_or_told_to_me ON farmer_team.told",
    "dropping the rows": "TRUNCATE farmer_team.told",
    "dropping the table": "DROP TABLE farmer_team.told",
    "dropping the schema": "DROP SCHEMA farmer_team CASCADE",
    "a column more": "ALTER TABLE farmer_team.told ADD COLUMN more text",
    "a table there": "CREATE TABLE farmer_team.mine (x text)",
    "a trigger": "CREATE TRIGGER spy BEFORE INSERT ON farmer_team.told"
    " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "a rule": "CREATE RULE spy AS ON INSERT TO farmer_team.told DO ALSO NOTHING",
    "another function me": "CREATE OR REPLACE FUNCTION farmer_team.me() RETURNS name"
    " LANGUAGE sql AS $$ SELECT 'kim'::name $$",
    "taking the function over": "ALTER FUNCTION farmer_team.me() OWNER TO lee",
    "making a member": "INSERT INTO farmer_team.member (login) VALUES ('sid')",
    "renaming a member": "UPDATE farmer_team.member SET login = 'lee2' WHERE login = 'kim'",
    "another book": "INSERT INTO farmer_team.book (form) VALUES (2)",
    "another form": "UPDATE farmer_team.book SET form = 9",
    "another revision": "UPDATE farmer_team.alembic_version SET version_num = '9999'",
    "no revision": "DELETE FROM farmer_team.alembic_version",
    "no book": "DELETE FROM farmer_team.book",
    "a login of one's own making": "CREATE ROLE eve LOGIN IN ROLE farmer_member",
    "more rights": "ALTER ROLE lee SUPERUSER",
    "another's role": "GRANT kim TO lee",
    "rows past the policies": "SET row_security = off; SELECT * FROM farmer_team.told",
    "rows by copying": "COPY farmer_team.told FROM STDIN",
    "a file of the server": "SELECT pg_read_file('/etc/passwd')",
    "a program of the server": "COPY (SELECT 1) TO PROGRAM 'true'",
    "what is known of the rows": "SELECT * FROM pg_statistic",
    "locking others out": "BEGIN; LOCK TABLE farmer_team.book IN ACCESS EXCLUSIVE MODE",
}  # fmt: skip


@pytest.mark.parametrize("login", ["lee", "sid"])
@pytest.mark.parametrize("attempt", REFUSED)
def test_it_is_refused_and_changes_nothing(attempt: str, login: str, firm: Team) -> None:
    """By a member, and by somebody who has the role and is no member of this team."""
    before = everything(firm)
    with session(firm, login) as db, pytest.raises(psycopg.Error) as refused:
        db.execute(REFUSED[attempt])
    # Copying into a table with policies has a code of its own.
    assert isinstance(refused.value, (DENIED, psycopg.errors.FeatureNotSupported))
    assert everything(firm) == before


# What the database lets them try, and which finds no row.
IN_VAIN = {
    "rewriting another's question": "UPDATE farmer_team.passed SET body = 'forged'",
    "taking another's question away": "DELETE FROM farmer_team.passed",
    "another's digest": "UPDATE farmer_team.told SET digest = 'x' WHERE keeper = 'kim'",
    "rewriting another's": "UPDATE farmer_team.told SET body = 'forged' WHERE keeper = 'kim'",
    "deleting another's": "DELETE FROM farmer_team.told WHERE keeper <> session_user",
    "sending another away": "DELETE FROM farmer_team.member WHERE login <> session_user",
    "another key": "UPDATE farmer_team.book SET key_digest = repeat('0', 64)",
}


@pytest.mark.parametrize("login", ["lee", "sid"])
@pytest.mark.parametrize("attempt", IN_VAIN)
def test_it_finds_nothing_to_change(attempt: str, login: str, firm: Team) -> None:
    with open_book(firm.address("kim")) as book:
        book.set_key("f" * 64)
    before = everything(firm)
    with session(firm, login) as db:
        assert db.execute(IN_VAIN[attempt]).rowcount == 0
    assert everything(firm) == before
    with open_book(firm.address("kim")) as book:
        assert book.key_digest == "f" * 64
        assert set(book.members()) == set(MEMBERS)


def test_no_right_can_be_handed_on(firm: Team) -> None:
    """The server only warns of it, because there are rights that Lee has."""
    here = "relnamespace = 'farmer_team'::regnamespace"
    asked = f"SELECT relname, relacl::text FROM pg_class WHERE {here} ORDER BY 1"
    with session(firm, "owner") as owner, session(firm, "lee") as db:
        before = owner.execute(asked).fetchall()
        db.execute("GRANT ALL ON ALL TABLES IN SCHEMA farmer_team TO PUBLIC")
        assert owner.execute(asked).fetchall() == before


# Ways to look at what is not told to oneself.
PEEPING = {
    "a function that leaks": (
        "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS"
        " $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$",
        "SELECT body FROM farmer_team.told WHERE pg_temp.leak(body)",
    ),
    "a table of the same name": (
        "CREATE TEMP TABLE member (login name); INSERT INTO member VALUES ('ana')",
        "SELECT body FROM farmer_team.told",
    ),
    "a function of the same name": (
        "CREATE FUNCTION pg_temp.session_user() RETURNS name LANGUAGE sql"
        " AS $$ SELECT 'ana'::name $$; SET search_path = pg_temp, farmer_team, pg_catalog",
        "SELECT body FROM farmer_team.told",
    ),
    "an operator of one's own": (
        "CREATE FUNCTION pg_temp.always(name, name) RETURNS boolean LANGUAGE sql AS 'SELECT true';"
        " CREATE OPERATOR pg_temp.= (LEFTARG = name, RIGHTARG = name, PROCEDURE = pg_temp.always);"
        " SET search_path = pg_temp, pg_catalog",
        "SELECT body FROM farmer_team.told",
    ),
    "a view": (
        "CREATE TEMP VIEW mine AS SELECT * FROM farmer_team.told",
        "SELECT body FROM mine",
    ),
    "a row put twice": (
        "SELECT 1",
        f"{ADD}('kim', 'm2', 'hers', 'x') ON CONFLICT (keeper, machine, person, audience, part)"
        " DO UPDATE SET body = farmer_team.told.body || 'x' RETURNING body",
    ),
    "the session's own name": (
        "SET SESSION ROLE farmer_member",
        "SELECT body FROM farmer_team.told",
    ),
}


@pytest.mark.parametrize("way", PEEPING)
def test_no_way_shows_what_is_not_told_to_one(way: str, firm: Team) -> None:
    """Lee never sees what Ana tells Kim, in an answer or in a notice."""
    first, then = PEEPING[way]
    heard: list[str] = []
    with session(firm, "lee") as db:
        db.add_notice_handler(lambda notice: heard.append(str(notice.message_primary)))
        db.execute(first)
        rows = db.execute(then).fetchall()
    assert "Joe" not in str(rows) + str(heard)
    assert ("ana", "of Joe") in everything(firm)


def test_only_the_estimate_of_a_plan_is_told(firm: Team) -> None:
    with session(firm, "lee") as db:
        plan = str(db.execute("EXPLAIN SELECT * FROM farmer_team.told").fetchall())
    assert "Joe" not in plan


def test_who_leaves_takes_along_what_they_told(firm: Team) -> None:
    with open_book(firm.address("kim")) as book:
        book.leave()
    assert everything(firm) == [("ana", "of Joe")]
    with pytest.raises(BookRefuses, match="no member"), open_book(firm.address("kim")):
        pass
    assert seen(firm, "kim") == []


def test_a_member_of_one_team_is_none_of_another_on_the_same_server(
    firm: Team, postgres: Server
) -> None:
    """The role is the server's; who stands in the table of members is the team's."""
    other = postgres.team()
    with session(other, "owner") as db:
        db.execute("DELETE FROM farmer_team.member WHERE login = 'kim'")
    assert seen(other, "kim") == []
    with pytest.raises(BookRefuses, match="no member"), open_book(other.address("kim")):
        pass


def test_the_owner_is_held_to_the_policies_until_they_take_them_back(firm: Team) -> None:
    """A slip shows the owner of the database nothing; that they can if they mean to is told."""
    with session(firm, "owner") as db:
        db.execute("DROP ROLE IF EXISTS landlord")
        db.execute("CREATE ROLE landlord LOGIN")
        db.execute("GRANT USAGE ON SCHEMA farmer_team TO landlord")
        db.execute("ALTER TABLE farmer_team.told OWNER TO landlord")
    assert seen(firm, "landlord") == []
    with session(firm, "landlord") as db:
        db.execute("ALTER TABLE farmer_team.told NO FORCE ROW LEVEL SECURITY")
    assert len(seen(firm, "landlord")) == 3
    with session(firm, "owner") as db:
        db.execute(
            "REASSIGN OWNED BY landlord TO owner; DROP OWNED BY landlord; DROP ROLE landlord"
        )


def test_the_key_is_set_once(team: Team) -> None:
    with open_book(team.address("kim")) as book:
        assert book.key_digest == ""
        assert book.set_key("a" * 64)
    with open_book(team.address("lee")) as book:
        assert not book.set_key("b" * 64)
        assert book.key_digest == "a" * 64


def test_what_is_told_is_replaced_and_taken_back(team: Team) -> None:
    one, two = OwnKey("p1", "*"), OwnKey("p2", "lee")
    with open_book(team.address("kim")) as book:
        book.tell("m1", {one: "a", two: "b"})
    with open_book(team.address("kim")) as book:
        book.tell("m1", {one: "c"})
        book.take_back("m1", [two])
        book.take_back("m2", [one])  # another machine's
        assert list(book.own("m1")) == [one]
        assert book.own_bodies("m1", [one, two]) == {one: "c"}


def news_of(
    team: Team, login: str, had: dict[Teller, dict[str, str]]
) -> tuple[list[str], dict[Teller, dict[str, str]]]:
    """What is new to a member who has those bodies by digests, and what they have then."""
    with open_book(team.address(login)) as book:
        news = book.news(had)
    bodies = {row.digest: row.body for row in news.rows}
    known = {digest: body for found in had.values() for digest, body in found.items()} | bodies
    has = {each: {one: known[one] for one in found} for each, found in news.digests.items()}
    return sorted(bodies.values()), has


def told_by(team: Team, login: str, bodies: dict[OwnKey, str], machine: str = "m") -> None:
    with open_book(team.address(login)) as book:
        book.tell(machine, bodies)


def test_only_what_changed_is_read(team: Team) -> None:
    one, two, three = (OwnKey(f"p{n}", "*") for n in (1, 2, 3))
    told_by(team, "kim", {one: "a", two: "b"})
    told_by(team, "ana", {one: "c"})
    told_by(team, "lee", {one: "one's own is no news"})
    new, has = news_of(team, "lee", {})
    assert new == ["a", "b", "c"]
    assert news_of(team, "lee", has) == ([], has)
    told_by(team, "kim", {two: "B", three: "d"})
    new, has = news_of(team, "lee", has)
    assert new == ["B", "d"]
    assert sorted(has[Teller("kim", "m")].values()) == ["B", "a", "d"]
    with open_book(team.address("kim")) as book:
        book.take_back("m", [one])
    new, has = news_of(team, "lee", has)
    assert new == []
    assert sorted(has[Teller("kim", "m")].values()) == ["B", "d"]
    with open_book(team.address("ana")) as book:
        book.leave()
    assert Teller("ana", "m") not in news_of(team, "lee", has)[1]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["kim", "ana"]),
                st.sampled_from(["m1", "m2"]),
                st.sampled_from(["p1", "p2", "p3"]),
                st.sampled_from(["*", "lee"]),
                st.sampled_from(["a", "b", ""]),  # taken back
            ),
            max_size=6,
        ),
        max_size=5,
    )
)
def test_whoever_reads_what_is_new_has_what_is_there(
    team: Team, rounds: list[list[tuple[str, str, str, str, str]]]
) -> None:
    """After each round of whatever others do, a book put back among it, as read anew."""
    with session(team, "owner") as db:
        db.execute("DELETE FROM farmer_team.told")
    has: dict[Teller, dict[str, str]] = {}
    for done in rounds:
        for login, machine, person, audience, body in done:
            with open_book(team.address(login)) as book:
                if body:
                    book.tell(machine, {OwnKey(person, audience): body})
                else:
                    book.take_back(machine, [OwnKey(person, audience)])
        _, has = news_of(team, "lee", has)
        assert has == news_of(team, "lee", {})[1]


def test_a_book_put_back_to_yesterday_is_read_as_it_is(team: Team) -> None:
    """However far it has gone on since: by a cursor, what was lost meanwhile would not be seen."""
    one = OwnKey("p1", "*")
    told_by(team, "kim", {one: "yesterday"})
    with session(team, "owner") as db:
        db.execute("CREATE TABLE backup AS SELECT * FROM farmer_team.told")
    told_by(team, "kim", {one: "today"})
    _, has = news_of(team, "lee", {})
    with session(team, "owner") as db:
        db.execute("DELETE FROM farmer_team.told; INSERT INTO farmer_team.told TABLE backup")
    told_by(team, "ana", {OwnKey("p2", "*"): "since"})
    new, has = news_of(team, "lee", has)
    assert new == ["since", "yesterday"]
    assert has == news_of(team, "lee", {})[1]


def test_nothing_is_left_prepared_for_whoever_a_pool_gives_the_connection_next(team: Team) -> None:
    with open_book(team.address("kim")) as book:
        for _ in range(9):
            book.tell("m1", {OwnKey("p1", "*"): "of Carla"})
        found = book.connection.execute("SELECT name FROM pg_prepared_statements").fetchall()
    assert found == []


def test_a_part_that_only_a_newer_farmer_knows_is_left_where_it_is(team: Team) -> None:
    with session(team, "owner") as db:
        db.execute("ALTER TABLE farmer_team.told DROP CONSTRAINT told_part_check")
    told_by(team, "kim", {OwnKey("p1", "*"): "a", OwnKey("p1", "lee", "moods"): "b"})
    new, has = news_of(team, "lee", {})
    assert new == ["a"]
    assert news_of(team, "lee", has) == ([], has)


@pytest.mark.parametrize("part", [EVIDENCE, WORDS])
def test_more_is_told_to_nobody_but_members_by_name(part: str, firm: Team) -> None:
    """By the table, and though that were gone by the policy."""
    told_by(firm, "kim", {OwnKey("p1", "lee", part): "what it rests on"})
    assert ("kim", "what it rests on") in seen(firm, "lee")
    for login in ("ana", "sid"):
        assert ("kim", "what it rests on") not in seen(firm, login)
    with pytest.raises(BookRefuses, match="told_by_name_check"):
        told_by(firm, "kim", {OwnKey("p2", "*", part): "for everybody"})
    with session(firm, "owner") as db:
        db.execute("ALTER TABLE farmer_team.told DROP CONSTRAINT told_by_name_check")
    told_by(firm, "kim", {OwnKey("p2", "*", part): "for everybody"})
    for login in ("lee", "ana", "sid"):
        assert ("kim", "for everybody") not in seen(firm, login)


def test_a_digest_is_of_all_that_a_row_says() -> None:
    rows = [
        ("m", OwnKey("p", "*"), "a"),
        ("n", OwnKey("p", "*"), "a"),
        ("m", OwnKey("q", "*"), "a"),
        ("m", OwnKey("p", "lee"), "a"),
        ("m", OwnKey("p", "*", WORDS), "a"),
        ("m", OwnKey("p", "*"), "b"),
    ]
    assert len({row_digest(*row) for row in rows}) == len(rows)


def test_a_cut_leaves_all_or_nothing(team: Team) -> None:
    def half(book: TeamBook) -> None:
        book.tell("m1", {OwnKey("p1", "*"): "a"})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), open_book(team.address("kim")) as book:
        half(book)
    assert everything(team) == []


def test_members_who_write_at_once_lose_nothing(team: Team) -> None:
    """Three of them, a thousand rows each, in twenty transactions."""

    def tell(login: str) -> None:
        for first in range(0, 1_000, 50):
            said = {OwnKey(f"p{n}", "*"): f"{login} {n}" for n in range(first, first + 50)}
            with open_book(team.address(login)) as book:
                book.tell("m", said)

    with ThreadPoolExecutor() as pool:
        list(pool.map(tell, MEMBERS))
    found = {body for _, body in everything(team)}
    assert found == {f"{login} {n}" for login in MEMBERS for n in range(1_000)}


def test_a_server_that_dies_in_the_middle_has_all_or_nothing(team: Team, postgres: Server) -> None:
    with open_book(team.address("kim")) as book:
        book.tell("m", {OwnKey("p1", "*"): "before"})

    def broken_off() -> None:
        with open_book(team.address("kim")) as book:
            book.tell("m", {OwnKey("p1", "*"): "after", OwnKey("p2", "*"): "after"})
            postgres.stop("immediate")

    try:
        with pytest.raises(BookUnreachable):
            broken_off()
    finally:
        postgres.start()
    assert everything(team) == [("kim", "before")]


def test_who_may_not_make_a_book_is_told_what_the_server_says(team: Team) -> None:
    with pytest.raises(BookRefuses, match="refuses"):
        create(team.address("kim"), ["kim"])


@pytest.mark.parametrize(
    "address", ["firm", "", "mysql://db/firm", "postgresql://[", "host=db dbname=firm"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InvalidValue, match="address"):
        check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://kim:secret@db.example/firm",
        "postgresql://db.example/firm?password=secret",
        "postgresql://db.example/firm?sslpassword=secret",
    ],
)
def test_an_address_with_a_password_is_refused_without_saying_it(address: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_address(address)
    assert "secret" not in refused.value.message + refused.value.hint


def test_a_server_that_knows_nobody_of_that_name_is_no_riddle(team: Team) -> None:
    """Where it was reached is no news to whoever typed it."""
    with pytest.raises(NoMember) as refused, open_book(team.address("nemo")):
        pass
    assert refused.value.message == "The team's server has no login nemo. Nothing was sent."


def test_a_server_that_lets_nobody_in_is_quoted(team: Team) -> None:
    elsewhere = team.address("kim").replace(team.name, "nofirm")
    with pytest.raises(BookRefuses) as refused, open_book(elsewhere):
        pass
    reason = 'database "nofirm" does not exist'
    said = f"The team's server does not let you in: {reason}. Nothing was sent."
    assert refused.value.message == said


def test_a_server_that_is_not_there_is_unreachable(team: Team) -> None:
    nowhere = team.address("kim").replace("farmer-", "nowhere-")
    with pytest.raises(BookUnreachable) as refused, open_book(nowhere):
        pass
    said = "The team's server cannot be reached: connection to server on socket "
    assert refused.value.message.startswith(said)


@pytest.mark.parametrize(
    ("address", "insecure", "mode"),
    [
        ("postgresql://kim@db.firm.example/firm", False, "verify-full"),
        ("postgresql://kim@db.firm.example/firm?sslmode=disable", False, "verify-full"),
        ("postgresql://kim@localhost,db.firm.example/firm", False, "verify-full"),
        ("postgresql://kim@localhost/firm?hostaddr=192.0.2.1", False, "verify-full"),
        ("postgresql://kim@localhost/firm?service=firm", False, "verify-full"),
        ("postgresql:///firm", False, "verify-full"),  # PGHOST may name a host; a socket has no TLS
        ("postgresql://kim@localhost/firm", False, None),
        ("postgresql://kim@db.firm.example/firm", True, None),
    ],
)
def test_over_a_network_the_server_must_prove_who_it_is(
    address: str, insecure: bool, mode: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, object] = {}

    def connect(said: str, **_: object) -> None:
        asked.update(psycopg.conninfo.conninfo_to_dict(said))
        raise psycopg.OperationalError("nobody is there")

    monkeypatch.setattr(psycopg, "connect", connect)
    with pytest.raises(BookUnreachable), open_book(address, insecure=insecure):
        pass
    assert asked.get("sslmode") == mode
    assert asked["user" if "kim" in address else "dbname"] in ("kim", "firm")


@pytest.mark.parametrize("name", ["PGHOSTADDR", "PGSERVICE"])
def test_a_host_that_the_environment_leads_elsewhere_must_prove_it_as_well(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "192.0.2.1")
    test_over_a_network_the_server_must_prove_who_it_is(
        "postgresql://kim@localhost/firm", False, "verify-full", monkeypatch
    )
