// name: subjects_found
// question: Which subjects answer exactly to this id, name or full identifier, and under which names?
// params: known_run: int, id: text, name: text, name_key: text, tokens: list, cap: int
// returns: steps, id, said
// key: 
// mode: read
// steps: 1 by mention id, 2 by name, 3 and up by the identifiers in their order; said: as in scope_facts, what 6.
CALL () {
  MATCH (m:Mention {id: $id})-[a:NAMES]->(s:Subject)
  WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
  RETURN DISTINCT s, 1 AS step
  UNION ALL
  CALL () {
    MATCH (m:Mention {name: $name})-[a:NAMES]->(s:Subject)
    WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
    RETURN s
    UNION
    MATCH (m:Mention {name_key: $name_key})-[a:NAMES]->(s:Subject)
    WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
    RETURN s
  }
  WITH s ORDER BY s.id LIMIT $cap
  RETURN s, 2 AS step
  UNION ALL
  UNWIND range(0, size($tokens) - 1) AS place
  MATCH (n:Identifier {token: $tokens[place]})<-[c:CARRIES]-(m:Mention)-[a:NAMES]->(s:Subject)
  WHERE c.from_run <= $known_run AND (c.to_run IS NULL OR c.to_run > $known_run)
    AND a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
  RETURN DISTINCT s, 3 + place AS step
}
WITH s, collect(step) AS steps
MATCH (s)<-[a:NAMES]-(m:Mention)
WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
CALL (s, m) {
  OPTIONAL MATCH (s)-[f:HAS_FORM]->(:Form)
  WHERE f.unit = m.id AND f.from_run <= $known_run AND (f.to_run IS NULL OR f.to_run > $known_run)
  RETURN coalesce(max(f.until_hi), 0) AS profile
}
CALL (m) {
  OPTIONAL MATCH (m)-[c:CARRIES]->(n:Identifier)
  WHERE c.from_run <= $known_run AND (c.to_run IS NULL OR c.to_run > $known_run)
  RETURN collect(DISTINCT [n.kind, n.shown, n.check_ok]) AS numbers
}
OPTIONAL MATCH (o:Origin {key: m.origin})
RETURN steps, s.id AS id,
       [s.key, m.id, m.kind, m.name, profile,
        m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run), m.name_key, m.sex, m.birth_lo, m.birth_hi,
        m.division, toInteger(m.on_roster), o.source, o.file, m.line, o.sheet, o.document, m.stream_source,
        m.stream_kind, numbers] AS said
