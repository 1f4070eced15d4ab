// name: subject_numbers
// question: Which identifiers, in shown form, do these subjects carry?
// params: known_run: int, keys: list
// returns: subject, shown
// key: subject, shown
// mode: read
UNWIND $keys AS k
MATCH (s:Subject {key: k})<-[a:NAMES]-(m:Mention)-[r:CARRIES]->(n:Identifier)
WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
  AND r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN DISTINCT s.key AS subject, n.shown AS shown
ORDER BY subject, shown
