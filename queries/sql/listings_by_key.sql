-- name: listings_by_key
-- question: What do these roster entries say?
-- params: known_run: int, keys: json
-- returns: key, id, mention, case_number, court, published, filed, grounds, head_name, public, details, since_lo, since_hi, until_lo, until_hi, concluded, source, file, line, sheet, document
-- key: key
-- mode: read
SELECT f.key, f.id, m.id AS mention, r.case_number, c.text AS court, r.published, r.filed, r.grounds, r.head_name,
       r.public, r.details, r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded,
       o.source, o.file, r.line, o.sheet, o.document
FROM json_each(:keys) AS k
CROSS JOIN listing AS f ON f.key = k.value
CROSS JOIN listing_row AS r ON r.mention = f.mention AND r.key = f.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN mention AS m ON m.key = r.mention
CROSS JOIN word AS c ON c.key = r.court
LEFT JOIN origin AS o ON o.key = r.origin
ORDER BY f.key
