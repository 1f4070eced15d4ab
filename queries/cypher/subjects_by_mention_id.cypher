// name: subjects_by_mention_id
// question: Which subject has this mention?
// params: known_run: int, id: text
// returns: subject
// key: subject
// mode: read
MATCH (m:Mention {id: $id})-[a:NAMES]->(s:Subject)
WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
RETURN DISTINCT s.key AS subject
