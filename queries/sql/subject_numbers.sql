-- name: subject_numbers
-- question: Which identifiers, in shown form, do these subjects carry?
-- params: known_run: int, keys: json
-- returns: subject, shown
-- key: subject, shown
-- mode: read
SELECT DISTINCT m.subject, n.shown
FROM json_each(:keys) AS j
CROSS JOIN member AS m INDEXED BY member_by_subject ON m.subject = j.value
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN mention_number AS r ON r.mention = m.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN number AS n ON n.key = r.number
ORDER BY m.subject, n.shown
