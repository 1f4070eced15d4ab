-- name: run_known_at
-- question: Which is the newest run that was published by this moment?
-- params: moment: int
-- returns: number
-- key: number
-- mode: read
SELECT coalesce(max(number), 0) AS number FROM run WHERE status = 'committed' AND finished <= :moment
