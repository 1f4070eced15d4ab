-- name: numbers_of_mentions
-- question: Which identifiers, in shown form, do these mentions carry?
-- params: known_run: int, ids: json
-- returns: id, kind, shown, check_ok
-- key: id, kind, shown
-- mode: read
SELECT DISTINCT m.id, n.kind, n.shown, n.check_ok
FROM json_each(:ids) AS j
CROSS JOIN mention AS m ON m.id = j.value
CROSS JOIN mention_number AS r ON r.mention = m.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN number AS n ON n.key = r.number
ORDER BY m.id, n.kind, n.shown
