// name: runs_all
// question: Which runs were there, finished or not?
// params: 
// returns: number, id, source, kind, as_of, as_of_assumed, complete, started, finished, status, rows_in, accepted, quarantined, duplicates
// key: number
// mode: read
MATCH (r:Run)
RETURN r.number AS number, r.id AS id, r.source AS source, r.kind AS kind, r.as_of AS as_of,
       toInteger(r.as_of_assumed) AS as_of_assumed, toInteger(r.complete) AS complete, r.started AS started,
       r.finished AS finished, r.status AS status, r.rows_in AS rows_in, r.accepted AS accepted,
       r.quarantined AS quarantined, r.duplicates AS duplicates
ORDER BY number
