-- name: listings_of_subjects
-- question: Which roster entries name these subjects?
-- params: known_run: int, subjects: json
-- returns: key, subject, kind, court, since_lo, since_hi, until_lo, until_hi, concluded
-- key: key
-- mode: read
SELECT r.key, m.subject, p.kind, r.court, r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded
FROM json_each(:subjects) AS s
CROSS JOIN member AS m ON m.subject = s.value
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN listing_row AS r ON r.mention = m.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = r.mention
