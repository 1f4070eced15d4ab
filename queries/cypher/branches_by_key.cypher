// name: branches_by_key
// question: What do these branch relations say?
// params: known_run: int, keys: list
// returns: key, id, branch, parent, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
// key: key
// mode: read
UNWIND $keys AS k
MATCH ()-[r:BRANCH_OF {key: k}]->()
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.key AS key, r.id AS id, r.branch AS branch, r.parent AS parent,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
