// name: identity_links
// question: Which identity links stand, those that a person must settle first?
// params: known_run: int, ids: list, tiers: list, name: text, cap: int
// returns: id, one, other, one_subject, other_subject, kind, tier, evidence, decided_by
// key: id
// mode: read
MATCH (s:Subject)-[r:SAME_AS|MAY_BE|DIFFERS_FROM]->(o:Subject)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  AND (size($ids) = 0 OR r.id IN $ids) AND (size($tiers) = 0 OR r.tier IN $tiers)
  AND ($name = '' OR EXISTS {
    MATCH (m:Mention) WHERE m.key IN [r.one_key, r.other_key] AND m.name CONTAINS $name
      AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) })
RETURN r.id AS id, r.one AS one, r.other AS other, s.key AS one_subject, o.key AS other_subject, s.kind AS kind,
       r.tier AS tier, r.evidence AS evidence, r.decided_by AS decided_by
ORDER BY CASE r.tier WHEN 'conflict' THEN 0 WHEN 'probable' THEN 1 WHEN 'possible' THEN 2 ELSE 3 END, id
LIMIT $cap
