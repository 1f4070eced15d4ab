-- name: export_names
-- question: Which mentions came to or left which subjects after a run?
-- params: since: int
-- returns: start, stop, stream, since_run, from_run, to_run
-- key: start, stream, since_run, from_run
-- mode: read
SELECT start, stop, stream, since_run, from_run, to_run FROM (
    SELECT r.mention AS start, a.subject AS stop, r.stream, r.from_run AS since_run,
           max(r.from_run, a.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(a.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM mention_row AS r
    JOIN member AS a ON a.mention = r.mention
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY start, stream, from_run
