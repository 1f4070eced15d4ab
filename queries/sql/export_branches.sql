-- name: export_branches
-- question: Which branch relations between subjects came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, branch, parent, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run
-- mode: read
SELECT start, stop, key, id, episode_of, branch, parent, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT a.subject AS start, b.subject AS stop, f.key, f.id, f.episode_of, h.id AS branch, u.id AS parent,
           r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source,
           max(r.from_run, a.from_run, b.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(a.to_run, 9223372036854775807), coalesce(b.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM branch_row AS r
    JOIN branch AS f ON f.key = r.key
    JOIN member AS a ON a.mention = r.branch
    JOIN member AS b ON b.mention = r.parent
    JOIN mention AS h ON h.key = r.branch
    JOIN mention AS u ON u.key = r.parent
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run
