-- name: subjects_by_name
-- question: Which subjects bear exactly this name, or a name that compares equal?
-- params: known_run: int, name: text, name_key: text, cap: int
-- returns: subject
-- key: subject
-- mode: read
SELECT DISTINCT m.subject FROM (
       SELECT mention FROM mention_row AS r WHERE r.name = :name
           AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
       UNION
       SELECT mention FROM mention_row AS q WHERE q.name_key = :name_key
           AND q.from_run <= :known_run AND (q.to_run IS NULL OR q.to_run > :known_run)) AS x
CROSS JOIN member AS m ON m.mention = x.mention
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN mention AS s ON s.key = m.subject
ORDER BY s.id
LIMIT :cap
