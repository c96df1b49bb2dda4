"""More may be told, to members by name; what is new is found by digests, and said to who waits."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STEP = """
-- What a row tells: the standing; the touches and facts without their words (evidence); the words.
-- The digest is of all that the row says, so that whoever has read it knows it without the body.
ALTER TABLE farmer_team.told
    ADD COLUMN part text NOT NULL DEFAULT 'standing'
        CONSTRAINT told_part_check CHECK (part IN ('standing', 'evidence', 'words')),
    ADD COLUMN digest text NOT NULL DEFAULT gen_random_uuid()::text CHECK (length(digest) <= 64),
    ADD CONSTRAINT told_by_name_check CHECK (part = 'standing' OR audience <> '*'),
    DROP CONSTRAINT told_pkey,
    ADD CONSTRAINT told_pkey PRIMARY KEY (keeper, machine, person, audience, part),
    DROP CONSTRAINT told_body_check,
    ADD CONSTRAINT told_body_check CHECK (octet_length(body) <= 1048576
        AND (part <> 'standing' OR octet_length(body) <= 32768));
GRANT INSERT (part, digest), UPDATE (digest) ON farmer_team.told TO farmer_member;

-- Whatever other policies say: evidence and words are read by whoever is named, and by nobody else.
CREATE POLICY more_is_told_by_name ON farmer_team.told AS RESTRICTIVE FOR SELECT
    TO farmer_member
    USING (part = 'standing'
        OR keeper = (SELECT farmer_team.me())
        OR audience = (SELECT farmer_team.me()));

-- Whoever waits for news is woken, and not told by whom or of what, which all who may connect hear.
CREATE FUNCTION farmer_team.say_news() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$ BEGIN PERFORM pg_notify('farmer_team', ''); RETURN NULL; END $$;
CREATE TRIGGER news AFTER INSERT OR UPDATE OR DELETE ON farmer_team.told
    FOR EACH STATEMENT EXECUTE FUNCTION farmer_team.say_news();

-- A farmer that knows no parts cannot write into this table any more: it has to be updated.
UPDATE farmer_team.book SET form = 2
"""


def upgrade() -> None:
    op.execute(_STEP)
