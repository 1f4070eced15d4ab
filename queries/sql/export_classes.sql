-- name: export_classes
-- question: Which kinds of units came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, unit, kind, printed, owner, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run
-- mode: read
SELECT start, stop, key, id, episode_of, unit, kind, printed, owner, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT a.subject AS start, c.text AS stop, f.key, f.id, f.episode_of, u.id AS unit, c.text AS kind,
           p.text AS printed, w.text AS owner, r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source,
           max(r.from_run, a.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(a.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM unit_class_row AS r
    JOIN unit_class AS f ON f.key = r.key
    JOIN member AS a ON a.mention = r.unit
    JOIN mention AS u ON u.key = r.unit
    JOIN word AS c ON c.key = r.kind
    JOIN word AS p ON p.key = r.printed
    LEFT JOIN word AS w ON w.key = r.owner
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run
