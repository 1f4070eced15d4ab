-- name: listing_ends_of_listings
-- question: Which withdrawals belong to these roster entries?
-- params: known_run: int, listings: json
-- returns: key, id, listing, reason, until_lo, until_hi, source, file, line, sheet, document
-- key: key
-- mode: read
SELECT f.key, f.id, l.id AS listing, r.reason, r.until_lo, r.until_hi, o.source, o.file, r.line, o.sheet, o.document
FROM json_each(:listings) AS k
CROSS JOIN listing AS l ON l.id = k.value
CROSS JOIN listing_end_row AS r ON r.listing = l.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN listing_end AS f ON f.key = r.key
LEFT JOIN origin AS o ON o.key = r.origin
ORDER BY l.id, f.id
