-- name: role_edges_by_key
-- question: What do these role edges say?
-- params: known_run: int, keys: json
-- returns: key, id, holder, unit, edge_type, role, certainty, state_appointed, basis, title, appointed_by, listing, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
-- key: key
-- mode: read
SELECT f.key, f.id, h.id AS holder, u.id AS unit, et.text AS edge_type, ro.text AS role, ce.text AS certainty,
       sa.text AS state_appointed, ba.text AS basis, ti.text AS title, ap.text AS appointed_by, li.id AS listing,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi, o.source, o.file, r.line, o.sheet, o.document
FROM json_each(:keys) AS k
CROSS JOIN role AS f ON f.key = k.value
CROSS JOIN role_row AS r ON r.holder = f.holder AND r.key = f.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN mention AS h ON h.key = r.holder
CROSS JOIN mention AS u ON u.key = r.unit
CROSS JOIN word AS et ON et.key = r.edge_type
CROSS JOIN word AS ro ON ro.key = r.role
CROSS JOIN word AS ce ON ce.key = r.certainty
CROSS JOIN word AS sa ON sa.key = r.state_appointed
CROSS JOIN word AS ba ON ba.key = r.basis
LEFT JOIN word AS ti ON ti.key = r.title
LEFT JOIN word AS ap ON ap.key = r.appointed_by
LEFT JOIN listing AS li ON li.key = r.listing
LEFT JOIN origin AS o ON o.key = r.origin
