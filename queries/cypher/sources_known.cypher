// name: sources_known
// question: How fresh is each source and kind: its newest snapshot?
// params: known_run: int
// returns: source, kind, as_of, as_of_assumed, complete, number
// key: source, kind
// mode: read
MATCH (r:Run {status: 'committed'}) WHERE r.number <= $known_run
WITH r ORDER BY r.as_of DESC, r.number DESC
WITH r.source AS source, r.kind AS kind, collect(r)[0] AS newest
RETURN source, kind, newest.as_of AS as_of, toInteger(newest.as_of_assumed) AS as_of_assumed,
       toInteger(newest.complete) AS complete, newest.number AS number
ORDER BY source, kind
