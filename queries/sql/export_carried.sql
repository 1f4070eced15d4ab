-- name: export_carried
-- question: Which identifiers came to or left which mentions after a run?
-- params: since: int
-- returns: start, stop, stream, since_run, from_run, to_run
-- key: start, stop, stream, from_run
-- mode: read
SELECT start, stop, stream, since_run, from_run, to_run FROM (
    SELECT r.mention AS start, r.number AS stop, r.stream, r.from_run AS since_run,
           r.from_run AS from_run, r.to_run AS to_run
    FROM mention_number AS r
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY start, stream, from_run, stop
