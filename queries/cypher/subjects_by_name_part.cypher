// name: subjects_by_name_part
// question: Which subjects have this text in a name?
// params: known_run: int, part: text, cap: int
// returns: subject
// key: subject
// mode: read
CALL () {
    MATCH (m:Mention) WHERE m.name CONTAINS $part
    RETURN m
    UNION
    MATCH (m:Mention) WHERE m.name_key CONTAINS $part
    RETURN m
}
MATCH (m)-[a:NAMES]->(s:Subject)
WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
WITH s, min(m.name_length) AS shortest
RETURN s.key AS subject
ORDER BY shortest, s.id
LIMIT $cap
