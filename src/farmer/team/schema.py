"""The SQL that makes a team's book: the steps of Alembic as one script that can be read.

It never asks a server: each step is left out by the server itself where it was done, so that the
same script makes a book, brings an older one up to date, and adds a member.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from farmer.errors import InvalidValue

# In order. `ledger` and `book` are brought up to date apart: a ledger by whoever has it, a book by
# whoever runs the server.
BOOK_REVISIONS = ("0001", "0002", "0003", "0004")
# The form of the book that this farmer knows. A step after which an older farmer would do harm
# raises what the book asks for; after any other one older farmers go on as they do.
FORM = 2
# A book that has not come so far cannot be used by this farmer.
LEAST_REVISION = "0003"
# One that has come so far can carry a member's own ledger.
CARRYING_REVISION = "0004"

_SCHEMA = "farmer_team"
_FOLDER = Path(__file__).parent / "migrations"
# A member's name, which is their login as well; and nobody's, for everybody.
_LOGIN = re.compile(r"[a-z][a-z0-9_]{0,62}")

_HEAD = """\
-- The book of a team, for PostgreSQL 13 or later. Run it as whoever owns the database: it may be
-- run again at any time, as after an update of farmer or for another member, and leaves out what
-- was done before.
--
-- Each member has a login of their own and keeps their ledger on their own machine. Here lies only
-- what they chose to tell: of a person the name, the firm and keyed digests of addresses; how they
-- stand with that person, foretold for a year; and the month in which they last talked. To members
-- whom they name they may tell more: the days of touches and facts, and of some people their notes.
-- One may ask another for an introduction, which those two read. Who has two machines may have the
-- whole ledger lie here as well, for themselves alone, sealed with a passphrase before it leaves.
-- What keeps the members apart is this database, by the policies below, and not farmer.
--
-- Whoever owns this database, or its server, can read all of that but for the addresses, whose key
-- the members have and the server has not, and for what is sealed: of that only sizes and times.

BEGIN;

CREATE SCHEMA IF NOT EXISTS farmer_team;
"""

_STEP = """
-- {what}
DO $step$
BEGIN
IF {is_pending} THEN

{sql}

END IF;
END
$step$;
"""
_IS_FIRST = "to_regclass('farmer_team.alembic_version') IS NULL"
_IS_NEXT = "NOT EXISTS (SELECT FROM farmer_team.alembic_version WHERE version_num >= '{revision}')"

# What makes a member of one login.
_MEMBER = """
-- {login}: a login without a password. Set one, as in psql: \\password {login}
BEGIN;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{login}') THEN
        CREATE ROLE "{login}" LOGIN;
    END IF;
END
$$;
GRANT farmer_member TO "{login}";
INSERT INTO farmer_team.member (login) VALUES ('{login}') ON CONFLICT DO NOTHING;
COMMIT;
"""


def script(logins: Iterable[str] = (), *, until: str = BOOK_REVISIONS[-1]) -> str:
    """The SQL that makes the book, as of that revision, and makes members of those `logins`.

    Raises:
        InvalidValue: for a login that is none.
    """
    steps = "".join(_steps(BOOK_REVISIONS[: BOOK_REVISIONS.index(until) + 1]))
    members = "".join(
        _MEMBER.replace("{login}", check_login(login)) for login in dict.fromkeys(logins)
    )
    return f"{_HEAD}{steps}\nCOMMIT;\n{members}"


def check_login(login: str) -> str:
    """A login as PostgreSQL has it.

    Raises:
        InvalidValue: for anything but small letters, digits and underscores.
    """
    if not _LOGIN.fullmatch(login):
        raise InvalidValue(
            f"“{login}” cannot be a member's name.",
            "Write small letters, digits and _, such as kim or kim_doe.",
        )
    return login


def _steps(revisions: Iterable[str]) -> Iterable[str]:
    """Each step with its record, to be left out by a server that has it on record."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    scripts = ScriptDirectory.from_config(config)
    before: str | None = None
    for revision in revisions:
        sql = StringIO()
        environment = EnvironmentContext(
            config,
            scripts,
            fn=lambda at, _, to=revision: scripts._upgrade_revs(to, at),
            as_sql=True,
            starting_rev=before,
            destination_rev=revision,
        )
        with environment:
            environment.configure(
                dialect_name="postgresql",
                dialect_opts={"paramstyle": "named"},  # so that % stays as it is
                output_buffer=sql,
                transactional_ddl=False,  # one transaction around all of them
                version_table_schema=_SCHEMA,
                version_table_pk=False,  # by a key it would be asked for what it wrote
            )
            environment.run_migrations()
        is_pending = _IS_NEXT.replace("{revision}", revision) if before else _IS_FIRST
        what = scripts.get_revision(revision).doc
        yield _STEP.format(what=what, is_pending=is_pending, sql=sql.getvalue().strip())
        before = revision
