-- name: export_agreement_nodes
-- question: Which agreements appeared after a run?
-- params: since: int
-- returns: key, id, added
-- key: key
-- mode: read
SELECT f.key, f.id, min(r.from_run) AS added
FROM agreement AS f
JOIN agreement_row AS r ON r.party = f.party AND r.key = f.key
GROUP BY f.key
HAVING min(r.from_run) > :since
ORDER BY f.key
