-- name: runs_all
-- question: Which runs were there, finished or not?
-- params: 
-- returns: number, id, source, kind, as_of, as_of_assumed, complete, started, finished, status, rows_in, accepted, quarantined, duplicates
-- key: number
-- mode: read
SELECT number, id, source, kind, as_of, as_of_assumed, complete, started, finished, status,
       rows_in, accepted, quarantined, duplicates
FROM run ORDER BY number
