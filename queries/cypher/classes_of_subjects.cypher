// name: classes_of_subjects
// question: Of which kinds are these units?
// params: known_run: int, subjects: list
// returns: key, unit, kind, printed, owner, since_lo, since_hi, until_lo, until_hi
// key: key
// mode: read
UNWIND $subjects AS k
MATCH (u:Subject {key: k})-[r:IS_OF_KIND]->(c:Kind)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN r.key AS key, u.key AS unit, c.code AS kind, r.printed AS printed, coalesce(r.owner, 0) AS owner,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
