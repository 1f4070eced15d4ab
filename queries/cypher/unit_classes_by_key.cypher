// name: unit_classes_by_key
// question: What do these statements about kinds of units say?
// params: known_run: int, keys: list
// returns: key, id, unit, kind, printed, owner, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
// key: key
// mode: read
UNWIND $keys AS k
MATCH ()-[r:IS_OF_KIND {key: k}]->(c:Kind)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.key AS key, r.id AS id, r.unit AS unit, c.code AS kind, r.printed AS printed, r.owner AS owner,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
