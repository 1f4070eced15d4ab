// name: forms_of_subjects
// question: Which legal forms do registers print for these units?
// params: known_run: int, subjects: list
// returns: key, unit, form, since_lo, since_hi, until_lo, until_hi
// key: key
// mode: read
UNWIND $subjects AS s
MATCH (u:Subject {key: s})-[r:HAS_FORM]->(f:Form)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN r.key AS key, u.key AS unit, f.code AS form,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
