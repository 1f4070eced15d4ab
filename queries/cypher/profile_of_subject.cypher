// name: profile_of_subject
// question: What does the newest register profile of this unit say?
// params: known_run: int, subject: int
// returns: id, unit, form, printed_type, status, division, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
// key: id
// mode: read
MATCH (u:Subject {key: $subject})-[r:HAS_FORM]->(c:Form)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.id AS id, r.unit AS unit, c.code AS form, r.printed_type AS printed_type, r.status AS status,
       r.division AS division,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
ORDER BY until_hi DESC, until_lo DESC, since_hi DESC, id
LIMIT 1
