// name: run_known_at
// question: Which is the newest run that was published by this moment?
// params: moment: int
// returns: number
// key: number
// mode: read
MATCH (r:Run {status: 'committed'}) WHERE r.finished <= $moment
RETURN coalesce(max(r.number), 0) AS number
