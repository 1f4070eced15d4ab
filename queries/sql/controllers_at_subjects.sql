-- name: controllers_at_subjects
-- question: Which actual controllers of these units does any source name?
-- params: known_run: int, subjects: json
-- returns: key, holder, unit, holder_kind, basis, since_lo, since_hi, until_lo, until_hi
-- key: key
-- mode: read
SELECT r.key, h.subject AS holder, u.subject AS unit, p.kind AS holder_kind, r.basis,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi
FROM json_each(:subjects) AS s
CROSS JOIN member AS u INDEXED BY member_by_subject ON u.subject = s.value
    AND u.from_run <= :known_run AND (u.to_run IS NULL OR u.to_run > :known_run)
CROSS JOIN role_row AS b INDEXED BY role_by_unit ON b.unit = u.mention
    AND b.from_run <= :known_run AND (b.to_run IS NULL OR b.to_run > :known_run)
CROSS JOIN word AS w ON w.key = b.role AND w.text = 'actual_controller'
CROSS JOIN role_row AS r ON r.holder = b.holder AND r.key = b.key AND r.from_run = b.from_run
CROSS JOIN member AS h ON h.mention = r.holder
    AND h.from_run <= :known_run AND (h.to_run IS NULL OR h.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = r.holder
