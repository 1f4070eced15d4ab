-- name: controllers_held_by_subjects
-- question: Of which units does any source name these subjects as actual controllers?
-- params: known_run: int, subjects: json
-- returns: key, holder, unit, holder_kind, basis, since_lo, since_hi, until_lo, until_hi
-- key: key
-- mode: read
SELECT r.key, h.subject AS holder, u.subject AS unit, p.kind AS holder_kind, r.basis,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi
FROM json_each(:subjects) AS s
CROSS JOIN member AS h INDEXED BY member_by_subject ON h.subject = s.value
    AND h.from_run <= :known_run AND (h.to_run IS NULL OR h.to_run > :known_run)
CROSS JOIN role_row AS r ON r.holder = h.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN word AS w ON w.key = r.role AND w.text = 'actual_controller'
CROSS JOIN member AS u ON u.mention = r.unit
    AND u.from_run <= :known_run AND (u.to_run IS NULL OR u.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = r.holder
