"""A book, its members, and what each of them tells the others of a person."""

from alembic import op

revision = "0001"
down_revision = None

_STEP = """
-- Every member's login is in this role. The role alone lets nobody in: it is one for the whole
-- server, and a member is who stands in the table of members of this database as well.
IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'farmer_member') THEN
    CREATE ROLE farmer_member NOLOGIN;
END IF;

REVOKE ALL ON SCHEMA farmer_team FROM PUBLIC;
GRANT USAGE ON SCHEMA farmer_team TO farmer_member;
GRANT SELECT ON farmer_team.alembic_version TO farmer_member;

-- One row: which book it is, which form a farmer has to know to use it, and a digest that tells
-- the right key from a wrong one. The first member to join sets it; nobody changes it after that.
CREATE TABLE farmer_team.book (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    form integer NOT NULL,
    key_digest text CHECK (length(key_digest) = 64)
);
INSERT INTO farmer_team.book (form) VALUES (1);

-- Who is a member, by login. To let somebody go:
--   DELETE FROM farmer_team.member WHERE login = 'lee';  DROP ROLE lee;
-- What they told goes with them.
CREATE TABLE farmer_team.member (
    login name PRIMARY KEY
);

-- What is told: by whom, to whom ('*' is every member), from which machine, of which person.
CREATE TABLE farmer_team.told (
    keeper name NOT NULL DEFAULT session_user
        REFERENCES farmer_team.member (login) ON DELETE CASCADE,
    audience name NOT NULL,
    machine text NOT NULL CHECK (length(machine) <= 64),
    person text NOT NULL CHECK (length(person) <= 64),
    body text NOT NULL CONSTRAINT told_body_check CHECK (octet_length(body) <= 32768),
    CONSTRAINT told_pkey PRIMARY KEY (keeper, machine, person, audience)
);

-- The member who is asking: the login with which this session began, which SET ROLE does not
-- change; nothing for whoever is no member. It reads the table of members as the owner does.
CREATE FUNCTION farmer_team.me() RETURNS name
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$ SELECT login FROM farmer_team.member WHERE login = session_user $$;
REVOKE ALL ON FUNCTION farmer_team.me() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION farmer_team.me() TO farmer_member;

-- What the role may do at all, column by column: nobody writes who the keeper is, and the row is
-- always that of whoever writes it.
GRANT SELECT ON farmer_team.book TO farmer_member;
GRANT UPDATE (key_digest) ON farmer_team.book TO farmer_member;
GRANT SELECT, DELETE ON farmer_team.member TO farmer_member;
GRANT SELECT, DELETE ON farmer_team.told TO farmer_member;
GRANT INSERT (audience, machine, person, body) ON farmer_team.told TO farmer_member;
GRANT UPDATE (body) ON farmer_team.told TO farmer_member;

-- And to which rows. Within a SELECT, who is asking is found once and not for each row.
ALTER TABLE farmer_team.book ENABLE ROW LEVEL SECURITY;
ALTER TABLE farmer_team.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE farmer_team.told ENABLE ROW LEVEL SECURITY;
-- The owner is held to them too, unless they take this line back: a slip shows nobody's rows.
ALTER TABLE farmer_team.told FORCE ROW LEVEL SECURITY;

CREATE POLICY seen_by_members ON farmer_team.book FOR SELECT TO farmer_member
    USING ((SELECT farmer_team.me()) IS NOT NULL);

CREATE POLICY key_is_set_once ON farmer_team.book FOR UPDATE TO farmer_member
    USING (farmer_team.me() IS NOT NULL AND key_digest IS NULL)
    WITH CHECK (farmer_team.me() IS NOT NULL AND key_digest IS NOT NULL);

CREATE POLICY seen_by_members ON farmer_team.member FOR SELECT TO farmer_member
    USING ((SELECT farmer_team.me()) IS NOT NULL);

CREATE POLICY may_leave ON farmer_team.member FOR DELETE TO farmer_member
    USING (login = (SELECT farmer_team.me()));

CREATE POLICY own_or_told_to_me ON farmer_team.told FOR SELECT TO farmer_member
    USING (keeper = (SELECT farmer_team.me())
        OR audience = (SELECT farmer_team.me())
        OR (audience = '*' AND (SELECT farmer_team.me()) IS NOT NULL));

CREATE POLICY own_is_written ON farmer_team.told FOR INSERT TO farmer_member
    WITH CHECK (keeper = (SELECT farmer_team.me()));

CREATE POLICY own_is_corrected ON farmer_team.told FOR UPDATE TO farmer_member
    USING (keeper = (SELECT farmer_team.me())) WITH CHECK (keeper = (SELECT farmer_team.me()));

CREATE POLICY own_is_taken_back ON farmer_team.told FOR DELETE TO farmer_member
    USING (keeper = (SELECT farmer_team.me()))
"""


def upgrade() -> None:
    op.execute(_STEP)
