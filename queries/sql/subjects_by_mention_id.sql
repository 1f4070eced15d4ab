-- name: subjects_by_mention_id
-- question: Which subject has this mention?
-- params: known_run: int, id: text
-- returns: subject
-- key: subject
-- mode: read
SELECT m.subject FROM mention AS p CROSS JOIN member AS m ON m.mention = p.key
WHERE p.id = :id AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
