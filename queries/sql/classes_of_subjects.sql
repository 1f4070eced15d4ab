-- name: classes_of_subjects
-- question: Of which kinds are these units?
-- params: known_run: int, subjects: json
-- returns: key, unit, kind, printed, owner, since_lo, since_hi, until_lo, until_hi
-- key: key
-- mode: read
SELECT r.key, m.subject AS unit, r.kind, r.printed, coalesce(r.owner, 0) AS owner,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi
FROM json_each(:subjects) AS s
CROSS JOIN member AS m ON m.subject = s.value
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN unit_class_row AS r ON r.unit = m.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
