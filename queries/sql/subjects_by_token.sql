-- name: subjects_by_token
-- question: Which subjects carry the identifier with this token?
-- params: known_run: int, token: blob
-- returns: subject
-- key: subject
-- mode: read
SELECT DISTINCT m.subject FROM number AS n
CROSS JOIN mention_number AS r INDEXED BY mention_by_number ON r.number = n.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN member AS m ON m.mention = r.mention
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN mention AS s ON s.key = m.subject
WHERE n.token = :token
ORDER BY s.id
