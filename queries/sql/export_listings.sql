-- name: export_listings
-- question: Which roster entries of subjects came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, mention, case_number, court, published, filed, grounds, head_name, public, details, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run
-- mode: read
SELECT start, stop, key, id, episode_of, mention, case_number, court, published, filed, grounds, head_name, public, details, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT f.key AS start, b.subject AS stop, f.key, f.id, f.episode_of, m.id AS mention, r.case_number,
           c.text AS court, r.published, r.filed, r.grounds, r.head_name, r.public, r.details,
           r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source,
           max(r.from_run, b.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(b.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM listing_row AS r
    JOIN listing AS f ON f.key = r.key
    JOIN member AS b ON b.mention = r.mention
    JOIN mention AS m ON m.key = r.mention
    JOIN word AS c ON c.key = r.court
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run
