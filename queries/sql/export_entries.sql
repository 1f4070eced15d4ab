-- name: export_entries
-- question: Which roster entries appeared after a run, as they stand now?
-- params: since: int
-- returns: key, id, case_number, court, published, added
-- key: key
-- mode: read
SELECT f.key, f.id, r.case_number, c.text AS court, r.published, min(r.from_run) AS added
FROM listing AS f
JOIN listing_row AS r ON r.mention = f.mention AND r.key = f.key
JOIN word AS c ON c.key = r.court
GROUP BY f.key
HAVING min(r.from_run) > :since
ORDER BY f.key
