-- name: export_listing_ends
-- question: Which withdrawals of roster entries came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, listing, reason, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run
-- mode: read
SELECT start, stop, key, id, episode_of, listing, reason, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT f.key AS start, r.listing AS stop, f.key, f.id, f.episode_of, l.id AS listing, r.reason,
           r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source, r.from_run AS from_run, r.to_run AS to_run
    FROM listing_end_row AS r
    JOIN listing_end AS f ON f.key = r.key
    JOIN listing AS l ON l.key = r.listing
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run
