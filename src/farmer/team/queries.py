"""What is asked of the book, and written into it, in the SQL of PostgreSQL."""

OWN_ROWS = """
SELECT person, audience, part, digest FROM farmer_team.told
WHERE keeper = session_user AND machine = %s
"""
OWN_BODIES = """
SELECT person, audience, part, body FROM farmer_team.told
WHERE keeper = session_user AND machine = %s
    AND (person, audience, part) IN (SELECT * FROM unnest(%s::text[], %s::name[], %s::text[]))
"""
TAKE_BACK = """
DELETE FROM farmer_team.told
WHERE keeper = session_user AND machine = %s
    AND (person, audience, part) IN (SELECT * FROM unnest(%s::text[], %s::name[], %s::text[]))
"""
LET_GO = """
DELETE FROM farmer_team.passed WHERE keeper = session_user AND machine = %s AND id <> ALL(%s)
"""
PASS_ON = """
INSERT INTO farmer_team.passed (machine, id, reader, body)
SELECT %s, id, reader, body
FROM unnest(%s::text[], %s::name[], %s::text[]) AS new (id, reader, body)
    JOIN farmer_team.member ON login = reader
ON CONFLICT (keeper, machine, id) DO UPDATE SET body = excluded.body
"""
PASSED_TO_ME = """
SELECT keeper, id, body FROM farmer_team.passed WHERE reader = session_user ORDER BY keeper, id
"""
PASSED_ELSEWHERE = """
SELECT reader, id, body FROM farmer_team.passed
WHERE keeper = session_user AND machine <> %s ORDER BY reader, id
"""
DIGESTS_OF_TELLERS = """
SELECT keeper, machine,
    encode(sha256(convert_to(string_agg(digest, '' ORDER BY digest COLLATE "C"), 'UTF8')), 'hex')
FROM farmer_team.told
WHERE keeper <> session_user AND part = ANY(%s)
GROUP BY keeper, machine
"""
NEWS_OF_TELLERS = """
SELECT keeper, machine, person, audience, part, digest,
    CASE WHEN had.digest IS NULL THEN body END
FROM farmer_team.told LEFT JOIN (SELECT DISTINCT unnest(%s::text[]) AS digest) AS had USING (digest)
WHERE (keeper, machine) IN (SELECT * FROM unnest(%s::name[], %s::text[])) AND part = ANY(%s)
ORDER BY keeper, person, machine, audience, part
"""
TELL = """
INSERT INTO farmer_team.told (machine, person, audience, part, digest, body)
SELECT %s, * FROM unnest(%s::text[], %s::name[], %s::text[], %s::text[], %s::text[])
ON CONFLICT (keeper, machine, person, audience, part)
    DO UPDATE SET body = excluded.body, digest = excluded.digest
"""
SEALED_FILES = """
SELECT machine, max(push), array_agg(digest ORDER BY number)
FROM farmer_team.own
WHERE keeper = session_user
GROUP BY machine
"""
SEALED_PIECES = """
SELECT push, digest, CASE WHEN digest <> ALL(%s) THEN piece END
FROM farmer_team.own
WHERE keeper = session_user AND machine = %s
ORDER BY number
"""
PUT_PIECE = """
INSERT INTO farmer_team.own (machine, number, push, piece) VALUES (%s, %s, %s, %s)
ON CONFLICT (keeper, machine, number) DO UPDATE SET push = excluded.push, piece = excluded.piece
"""
CUT_PIECES = """
DELETE FROM farmer_team.own WHERE keeper = session_user AND machine = %s AND number >= %s
"""
