-- name: export_roles
-- question: Which role edges between subjects came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, holder, unit, edge_type, role, certainty, state_appointed, basis, title, appointed_by, listing, listing_key, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run
-- mode: read
SELECT start, stop, key, id, episode_of, holder, unit, edge_type, role, certainty, state_appointed, basis, title, appointed_by, listing, listing_key, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT a.subject AS start, b.subject AS stop, f.key, f.id, f.episode_of, h.id AS holder, u.id AS unit,
           et.text AS edge_type, ro.text AS role, ce.text AS certainty, sa.text AS state_appointed, ba.text AS basis,
           ti.text AS title, ap.text AS appointed_by, li.id AS listing, r.listing AS listing_key,
           r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source,
           max(r.from_run, a.from_run, b.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(a.to_run, 9223372036854775807), coalesce(b.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM role_row AS r
    JOIN role AS f ON f.key = r.key
    JOIN member AS a ON a.mention = r.holder
    JOIN member AS b ON b.mention = r.unit
    JOIN mention AS h ON h.key = r.holder
    JOIN mention AS u ON u.key = r.unit
    JOIN word AS et ON et.key = r.edge_type
    JOIN word AS ro ON ro.key = r.role
    JOIN word AS ce ON ce.key = r.certainty
    JOIN word AS sa ON sa.key = r.state_appointed
    JOIN word AS ba ON ba.key = r.basis
    LEFT JOIN word AS ti ON ti.key = r.title
    LEFT JOIN word AS ap ON ap.key = r.appointed_by
    LEFT JOIN listing AS li ON li.key = r.listing
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run
