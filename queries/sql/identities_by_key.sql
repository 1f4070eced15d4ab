-- name: identities_by_key
-- question: What do these identity links say?
-- params: known_run: int, keys: json
-- returns: key, id, one, other, tier, evidence, decided_by
-- key: key
-- mode: read
SELECT f.key, f.id, a.id AS one, b.id AS other, t.text AS tier, r.evidence, r.decided_by
FROM json_each(:keys) AS k
CROSS JOIN identity AS f ON f.key = k.value
CROSS JOIN identity_row AS r ON r.one = f.one AND r.key = f.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN mention AS a ON a.key = r.one
CROSS JOIN mention AS b ON b.key = r.other
CROSS JOIN word AS t ON t.key = r.tier
