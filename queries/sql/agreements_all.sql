-- name: agreements_all
-- question: Who is party to which agreement on shares, about which unit?
-- params: known_run: int
-- returns: key, party, unit, first, kind, since_lo, since_hi, until_lo, until_hi
-- key: key, party
-- mode: read
SELECT r.key, m.subject AS party, coalesce(u.subject, 0) AS unit, j.key = 0 AS first, r.kind,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi
FROM agreement_row AS r
CROSS JOIN json_each(r.parties) AS j
CROSS JOIN member AS m ON m.mention = j.value
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
LEFT JOIN member AS u ON u.mention = r.unit
    AND u.from_run <= :known_run AND (u.to_run IS NULL OR u.to_run > :known_run)
WHERE r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
ORDER BY r.key, m.subject
