// name: subjects_by_name
// question: Which subjects bear exactly this name, or a name that compares equal?
// params: known_run: int, name: text, name_key: text, cap: int
// returns: subject
// key: subject
// mode: read
CALL () {
    MATCH (m:Mention {name: $name})-[a:NAMES]->(s:Subject)
    WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
    RETURN s
    UNION
    MATCH (m:Mention {name_key: $name_key})-[a:NAMES]->(s:Subject)
    WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
    RETURN s
}
RETURN s.key AS subject
ORDER BY s.id
LIMIT $cap
