-- name: export_subjects
-- question: Which subjects appeared after a run?
-- params: since: int
-- returns: key, id, kind, name, added
-- key: key
-- mode: read
SELECT m.subject AS key, p.id, k.text AS kind,
       (SELECT r.name FROM mention_row AS r WHERE r.mention = m.subject
        ORDER BY r.to_run IS NOT NULL, r.from_run DESC, r.stream LIMIT 1) AS name,
       min(m.from_run) AS added
FROM member AS m
JOIN mention AS p ON p.key = m.subject
JOIN word AS k ON k.key = p.kind
GROUP BY m.subject
HAVING min(m.from_run) > :since
ORDER BY m.subject
