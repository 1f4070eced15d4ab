// name: controllers_held_by_subjects
// question: Of which units does any source name these subjects as actual controllers?
// params: known_run: int, subjects: list
// returns: key, holder, unit, holder_kind, basis, since_lo, since_hi, until_lo, until_hi
// key: key
// mode: read
UNWIND $subjects AS s
MATCH (h:Subject {key: s})-[r:ACTUAL_CONTROLLER_OF]->(u:Subject)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN r.key AS key, h.key AS holder, u.key AS unit, h.kind AS holder_kind, r.basis AS basis,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
