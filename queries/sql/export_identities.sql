-- name: export_identities
-- question: Which identity links between subjects came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, one, other, one_key, other_key, tier, evidence, decided_by, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run
-- mode: read
SELECT start, stop, key, id, episode_of, one, other, one_key, other_key, tier, evidence, decided_by, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT a.subject AS start, b.subject AS stop, f.key, f.id, f.episode_of, m.id AS one, n.id AS other,
           r.one AS one_key, r.other AS other_key, t.text AS tier, r.evidence, r.decided_by, r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source,
           max(r.from_run, a.from_run, b.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(a.to_run, 9223372036854775807), coalesce(b.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM identity_row AS r
    JOIN identity AS f ON f.key = r.key
    JOIN member AS a ON a.mention = r.one
    JOIN member AS b ON b.mention = r.other
    JOIN mention AS m ON m.key = r.one
    JOIN mention AS n ON n.key = r.other
    JOIN word AS t ON t.key = r.tier
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run
