"""Views with speaking names, for whoever opens the file with another program.

They hold nothing of their own, and are laid out anew after every migration: a table that a view
names cannot be rebuilt.
"""

from __future__ import annotations

import sqlite3

VIEWS = {
    "v_contacts": """
SELECT c.id, c.name, c.nickname, c.company, c.title, c.birthday, c.met_on, c.met_at,
       i.name AS introduced_by, c.cadence_days, c.notes, c.archived, c.added_on,
       (SELECT group_concat(value, ', ') FROM handle WHERE contact_id = c.id AND kind = 'email')
           AS emails,
       (SELECT group_concat(value, ', ') FROM handle WHERE contact_id = c.id AND kind = 'phone')
           AS phones,
       (SELECT group_concat(value, ', ') FROM handle WHERE contact_id = c.id AND kind = 'url')
           AS pages,
       (SELECT group_concat('@' || tag, ' ') FROM tag WHERE contact_id = c.id) AS tags,
       (SELECT max("on") FROM touchpoint WHERE contact_id = c.id) AS last_touch_on
FROM contact AS c LEFT JOIN contact AS i ON i.id = c.met_through_id
""",
    "v_touchpoints": """
SELECT t.id, t."on", c.name AS who, t.kind, t."by" AS begun_by, t.minutes, t."group" AS group_size,
       t.depth, e.name AS event, t.note, t.source, t.contact_id
FROM touchpoint AS t JOIN contact AS c ON c.id = t.contact_id
LEFT JOIN event AS e ON e.id = t.event_id
""",
    "v_facts": """
SELECT f.id, f."on", c.name AS who, f.what, f.note, f.contact_id
FROM fact AS f JOIN contact AS c ON c.id = f.contact_id
""",
    "v_promises": """
SELECT p.id, c.name AS who, CASE p.mine WHEN 1 THEN 'mine' ELSE 'theirs' END AS whose, p.text,
       p.made_on, p.due_on, p.ended, p.ended_on, p.contact_id
FROM promise AS p JOIN contact AS c ON c.id = p.contact_id
""",
    "v_links": """
SELECT l.id, a.name AS one, b.name AS other, l.how, l.strength, l.denied, t.name AS told_by,
       l."on", l.contact_id, l.other_id
FROM link AS l JOIN contact AS a ON a.id = l.contact_id JOIN contact AS b ON b.id = l.other_id
LEFT JOIN contact AS t ON t.id = l.told_by_id
""",
    "v_requests": """
SELECT r.id, r.direction, a.name AS person, coalesce(t.name, r.target) AS target, r.need, r.via,
       r.began, r.inside, s.step AS last_step, s."on" AS last_step_on, o.outcome, o.amount_minor,
       o.currency, r.person_id, r.target_id
FROM request AS r LEFT JOIN contact AS a ON a.id = r.person_id
LEFT JOIN contact AS t ON t.id = r.target_id
LEFT JOIN request_step AS s
    ON s.id = (
        SELECT id FROM request_step WHERE request_id = r.id
        ORDER BY "on" DESC, recorded_at DESC, id DESC LIMIT 1)
LEFT JOIN request_step AS o
    ON o.id = (
        SELECT had.id FROM request_step AS had
        WHERE had.request_id = r.id AND had.step = 'outcome'
          AND (had.outcome = 'business' OR NOT EXISTS (
              SELECT 1 FROM request_step AS again
              WHERE again.request_id = r.id AND again.step = 'reopen'
                AND (again."on", again.recorded_at, again.id)
                    > (had."on", had.recorded_at, had.id)))
        ORDER BY had."on" DESC, had.recorded_at DESC, had.id DESC LIMIT 1)
""",
}


def drop_views(db: sqlite3.Connection) -> None:
    """Take them away before tables are changed."""
    for name in VIEWS:
        db.execute(f"DROP VIEW IF EXISTS {name}")


def create_views(db: sqlite3.Connection) -> None:
    """Lay them out for the tables as they are now."""
    for name, select in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS {select.strip()}")
