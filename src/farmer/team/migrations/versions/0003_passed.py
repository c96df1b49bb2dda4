"""What one member asks another, and what that one answers: read by the two, and by nobody else."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STEP = """
-- A row is of who wrote it, for one reader. A question and its answer are two rows of one id, each
-- written by the other one of the two.
CREATE TABLE farmer_team.passed (
    keeper name NOT NULL DEFAULT session_user
        REFERENCES farmer_team.member (login) ON DELETE CASCADE,
    reader name NOT NULL REFERENCES farmer_team.member (login) ON DELETE CASCADE,
    machine text NOT NULL CHECK (length(machine) <= 64),
    id text NOT NULL CHECK (length(id) <= 64),
    body text NOT NULL CHECK (octet_length(body) <= 8192),
    CONSTRAINT passed_pkey PRIMARY KEY (keeper, machine, id),
    CONSTRAINT passed_to_another CHECK (reader <> keeper)
);
GRANT SELECT, DELETE ON farmer_team.passed TO farmer_member;
GRANT INSERT (reader, machine, id, body), UPDATE (body) ON farmer_team.passed TO farmer_member;

ALTER TABLE farmer_team.passed ENABLE ROW LEVEL SECURITY;
ALTER TABLE farmer_team.passed FORCE ROW LEVEL SECURITY;

CREATE POLICY read_by_the_two ON farmer_team.passed FOR SELECT TO farmer_member
    USING (keeper = (SELECT farmer_team.me()) OR reader = (SELECT farmer_team.me()));

CREATE POLICY own_is_written ON farmer_team.passed FOR INSERT TO farmer_member
    WITH CHECK (keeper = (SELECT farmer_team.me()));

CREATE POLICY own_is_corrected ON farmer_team.passed FOR UPDATE TO farmer_member
    USING (keeper = (SELECT farmer_team.me())) WITH CHECK (keeper = (SELECT farmer_team.me()));

CREATE POLICY own_is_taken_back ON farmer_team.passed FOR DELETE TO farmer_member
    USING (keeper = (SELECT farmer_team.me()));

CREATE TRIGGER news AFTER INSERT OR UPDATE OR DELETE ON farmer_team.passed
    FOR EACH STATEMENT EXECUTE FUNCTION farmer_team.say_news()
"""


def upgrade() -> None:
    op.execute(_STEP)
