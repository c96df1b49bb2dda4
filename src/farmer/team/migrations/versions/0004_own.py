"""A member's own whole ledger, sealed, between that member's machines: for nobody else at all."""

from alembic import op

revision = "0004"
down_revision = "0003"

_STEP = """
-- Pieces of files that a member's machines sealed with the member's passphrase before they left.
-- It is a table of its own: no rule of who is told what can ever show it to another member.
-- The digest is the server's own; the number of the push says which of two files is the later one.
CREATE TABLE farmer_team.own (
    keeper name NOT NULL DEFAULT session_user
        REFERENCES farmer_team.member (login) ON DELETE CASCADE,
    machine text NOT NULL CHECK (length(machine) = 32 AND machine ~ '^[0-9a-f]*$'),
    number integer NOT NULL CHECK (number >= 0),
    push bigint NOT NULL CHECK (push > 0),
    piece bytea NOT NULL CHECK (octet_length(piece) <= 65536),
    digest text NOT NULL GENERATED ALWAYS AS (encode(sha256(piece), 'hex')) STORED,
    CONSTRAINT own_pkey PRIMARY KEY (keeper, machine, number)
);
-- What is sealed does not get smaller.
ALTER TABLE farmer_team.own ALTER COLUMN piece SET STORAGE EXTERNAL;

GRANT SELECT, DELETE ON farmer_team.own TO farmer_member;
GRANT INSERT (machine, number, push, piece), UPDATE (push, piece)
    ON farmer_team.own TO farmer_member;

ALTER TABLE farmer_team.own ENABLE ROW LEVEL SECURITY;
ALTER TABLE farmer_team.own FORCE ROW LEVEL SECURITY;

CREATE POLICY own ON farmer_team.own TO farmer_member
    USING (keeper = (SELECT farmer_team.me())) WITH CHECK (keeper = (SELECT farmer_team.me()));

-- Whatever policy anybody adds: nobody else's rows.
CREATE POLICY nobody_elses ON farmer_team.own AS RESTRICTIVE TO farmer_member
    USING (keeper = (SELECT farmer_team.me())) WITH CHECK (keeper = (SELECT farmer_team.me()));

CREATE TRIGGER news AFTER INSERT OR UPDATE OR DELETE ON farmer_team.own
    FOR EACH STATEMENT EXECUTE FUNCTION farmer_team.say_news()
"""


def upgrade() -> None:
    op.execute(_STEP)
