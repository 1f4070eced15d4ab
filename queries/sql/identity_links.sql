-- name: identity_links
-- question: Which identity links stand, those that a person must settle first?
-- params: known_run: int, ids: json, tiers: json, name: text, cap: int
-- returns: id, one, other, one_subject, other_subject, kind, tier, evidence, decided_by
-- key: id
-- mode: read
WITH asked AS (
       SELECT f.key, f.one FROM json_each(:ids) AS j CROSS JOIN identity AS f ON f.id = j.value
       UNION ALL
       SELECT f.key, f.one FROM identity AS f WHERE :ids = '[]')
SELECT f.id, a.id AS one, b.id AS other, p.subject AS one_subject, q.subject AS other_subject, k.text AS kind,
       t.text AS tier, r.evidence, r.decided_by
FROM asked
CROSS JOIN identity_row AS r ON r.one = asked.one AND r.key = asked.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN word AS t ON t.key = r.tier AND (:tiers = '[]' OR t.text IN (SELECT value FROM json_each(:tiers)))
CROSS JOIN identity AS f ON f.key = r.key
CROSS JOIN mention AS a ON a.key = r.one
CROSS JOIN mention AS b ON b.key = r.other
CROSS JOIN word AS k ON k.key = a.kind
CROSS JOIN member AS p ON p.mention = r.one
    AND p.from_run <= :known_run AND (p.to_run IS NULL OR p.to_run > :known_run)
CROSS JOIN member AS q ON q.mention = r.other
    AND q.from_run <= :known_run AND (q.to_run IS NULL OR q.to_run > :known_run)
WHERE :name = '' OR EXISTS (
    SELECT 1 FROM mention_row AS x WHERE x.mention IN (r.one, r.other) AND instr(x.name, :name) > 0
    AND x.from_run <= :known_run AND (x.to_run IS NULL OR x.to_run > :known_run))
ORDER BY CASE t.text WHEN 'conflict' THEN 0 WHEN 'probable' THEN 1 WHEN 'possible' THEN 2 ELSE 3 END, f.id
LIMIT :cap
