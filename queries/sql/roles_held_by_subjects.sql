-- name: roles_held_by_subjects
-- question: Which roles do these subjects hold, and where?
-- params: known_run: int, subjects: json
-- returns: key, holder, unit, holder_kind, role, certainty, edge_type, state_appointed, listing, since_lo, since_hi, until_lo, until_hi
-- key: key
-- mode: read
SELECT r.key, h.subject AS holder, u.subject AS unit, p.kind AS holder_kind, r.role, r.certainty, r.edge_type,
       r.state_appointed, coalesce(r.listing, 0) AS listing, r.since_lo, r.since_hi, r.until_lo, r.until_hi
FROM json_each(:subjects) AS s
CROSS JOIN member AS h ON h.subject = s.value
    AND h.from_run <= :known_run AND (h.to_run IS NULL OR h.to_run > :known_run)
CROSS JOIN role_row AS r ON r.holder = h.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN member AS u ON u.mention = r.unit
    AND u.from_run <= :known_run AND (u.to_run IS NULL OR u.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = r.holder
