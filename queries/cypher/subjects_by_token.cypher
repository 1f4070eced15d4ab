// name: subjects_by_token
// question: Which subjects carry the identifier with this token?
// params: known_run: int, token: blob
// returns: subject
// key: subject
// mode: read
MATCH (n:Identifier {token: $token})<-[r:CARRIES]-(m:Mention)-[a:NAMES]->(s:Subject)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  AND a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
RETURN DISTINCT s.key AS subject, s.id AS id
ORDER BY id
