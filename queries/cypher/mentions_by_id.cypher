// name: mentions_by_id
// question: What do the sources say about these mentions?
// params: known_run: int, ids: list
// returns: id, kind, name, name_key, sex, birth_lo, birth_hi, division, on_roster, source, file, line, sheet, document
// key: 
// mode: read
UNWIND $ids AS i
MATCH (r:Mention {id: i})
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.id AS id, r.kind AS kind, r.name AS name, r.name_key AS name_key, r.sex AS sex, r.birth_lo AS birth_lo,
       r.birth_hi AS birth_hi, r.division AS division, toInteger(r.on_roster) AS on_roster,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
ORDER BY id, r.stream_source, r.stream_kind
