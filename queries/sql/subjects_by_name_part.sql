-- name: subjects_by_name_part
-- question: Which subjects have this text in a name?
-- params: known_run: int, part: text, cap: int
-- returns: subject
-- key: subject
-- mode: read
SELECT m.subject FROM mention_row AS r
CROSS JOIN member AS m ON m.mention = r.mention
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN mention AS s ON s.key = m.subject
WHERE (instr(r.name, :part) > 0 OR instr(r.name_key, :part) > 0)
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
GROUP BY m.subject
ORDER BY min(length(r.name)), s.id
LIMIT :cap
