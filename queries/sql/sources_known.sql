-- name: sources_known
-- question: How fresh is each source and kind: its newest snapshot?
-- params: known_run: int
-- returns: source, kind, as_of, as_of_assumed, complete, number
-- key: source, kind
-- mode: read
SELECT source, kind, as_of, as_of_assumed, complete, number FROM (
    SELECT *, row_number() OVER (PARTITION BY source, kind ORDER BY as_of DESC, number DESC) AS place
    FROM run WHERE status = 'committed' AND number <= :known_run)
WHERE place = 1
ORDER BY source, kind
