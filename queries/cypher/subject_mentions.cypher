// name: subject_mentions
// question: Which mentions make up these subjects, under which names?
// params: known_run: int, keys: list
// returns: subject, mention, kind, name, profile
// key: 
// mode: read
UNWIND $keys AS k
MATCH (s:Subject {key: k})<-[a:NAMES]-(m:Mention)
WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
CALL (s, m) {
    OPTIONAL MATCH (s)-[f:HAS_FORM]->(:Form)
    WHERE f.unit = m.id
      AND f.from_run <= $known_run AND (f.to_run IS NULL OR f.to_run > $known_run)
    RETURN coalesce(max(f.until_hi), 0) AS profile
}
RETURN s.key AS subject, m.id AS mention, m.kind AS kind, m.name AS name, profile
ORDER BY subject, mention, m.stream_source, m.stream_kind
