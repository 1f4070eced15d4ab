-- name: export_withdrawals
-- question: Which withdrawals appeared after a run?
-- params: since: int
-- returns: key, id, added
-- key: key
-- mode: read
SELECT f.key, f.id, min(r.from_run) AS added
FROM listing_end AS f
JOIN listing_end_row AS r ON r.listing = f.listing AND r.key = f.key
GROUP BY f.key
HAVING min(r.from_run) > :since
ORDER BY f.key
