// name: run_and_sources
// question: Which is the newest run that was published by this moment, and how fresh is each source then?
// params: moment: int
// returns: number, source, kind, as_of, as_of_assumed, complete, run
// key: source, kind
// mode: read
CALL () {
  MATCH (r:Run {status: 'committed'}) WHERE r.finished <= $moment
  RETURN coalesce(max(r.number), 0) AS number
}
CALL (number) {
  MATCH (r:Run {status: 'committed'}) WHERE r.number <= number
  WITH r ORDER BY r.as_of DESC, r.number DESC
  WITH r.source AS source, r.kind AS kind, collect(r)[0] AS newest
  RETURN collect([source, kind, newest.as_of, toInteger(newest.as_of_assumed), toInteger(newest.complete),
                  newest.number]) AS states
}
UNWIND CASE WHEN size(states) = 0 THEN [[null, null, null, null, null, null]] ELSE states END AS state
RETURN number, state[0] AS source, state[1] AS kind, state[2] AS as_of, state[3] AS as_of_assumed,
       state[4] AS complete, state[5] AS run
ORDER BY source, kind
