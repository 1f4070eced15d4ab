-- name: forms_of_subjects
-- question: Which legal forms do registers print for these units?
-- params: known_run: int, subjects: json
-- returns: key, unit, form, since_lo, since_hi, until_lo, until_hi
-- key: key
-- mode: read
SELECT r.key, m.subject AS unit, r.form, r.since_lo, r.since_hi, r.until_lo, r.until_hi
FROM json_each(:subjects) AS s
CROSS JOIN member AS m INDEXED BY member_by_subject ON m.subject = s.value
    AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
CROSS JOIN profile_row AS r ON r.unit = m.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
