-- name: listings_all
-- question: Which roster entries are known, standing or ended?
-- params: known_run: int
-- returns: key, subject, kind, court, since_lo, since_hi, until_lo, until_hi, concluded
-- key: key
-- mode: read
SELECT r.key, m.subject, p.kind, r.court, r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded
FROM listing_row AS r
CROSS JOIN member AS m ON m.mention = r.mention
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = r.mention
WHERE r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
