-- name: subject_mentions
-- question: Which mentions make up these subjects, under which names?
-- params: known_run: int, keys: json
-- returns: subject, mention, kind, name, profile
-- key: 
-- mode: read
SELECT m.subject, p.id AS mention, k.text AS kind, r.name,
       coalesce((SELECT max(f.until_hi) FROM profile_row AS f WHERE f.unit = m.mention
           AND f.from_run <= :known_run AND (f.to_run IS NULL OR f.to_run > :known_run)), 0) AS profile
FROM json_each(:keys) AS j
CROSS JOIN member AS m INDEXED BY member_by_subject ON m.subject = j.value
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = m.mention
CROSS JOIN word AS k ON k.key = p.kind
CROSS JOIN mention_row AS r ON r.mention = m.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN stream AS s ON s.key = r.stream
ORDER BY m.subject, p.id, s.source, s.kind
