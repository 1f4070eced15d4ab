// name: scope_entries
// question: Which roster entries name these subjects, what ends the entries, and of which kinds are these units?
// params: known_run: int, subjects: list
// returns: what, key, subject, kind, text, owner, since_lo, since_hi, until_lo, until_hi, concluded
// key: 
// mode: read
// what: 1 an entry, 2 a kind, 3 a withdrawal (key is the entry's).
UNWIND $subjects AS k
MATCH (s:Subject {key: k})
CALL (s) {
  MATCH (s)<-[r:LISTS]-(l:Listing)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN 1 AS what, l.key AS key, s.kind AS kind, r.court AS text, 0 AS owner, r.since_lo AS since_lo,
         r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi, r.concluded AS concluded
  UNION ALL
  MATCH (s)-[r:IS_OF_KIND]->(c:Kind)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN 2 AS what, r.key AS key, c.code AS kind, r.printed AS text, coalesce(r.owner, 0) AS owner,
         r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
         r.concluded AS concluded
  UNION ALL
  MATCH (s)<-[t:LISTS]-(l:Listing)<-[r:ENDS]-(:Withdrawal)
  WHERE t.from_run <= $known_run AND (t.to_run IS NULL OR t.to_run > $known_run)
    AND r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN 3 AS what, l.key AS key, s.kind AS kind, '' AS text, 0 AS owner, r.since_lo AS since_lo,
         r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi, r.concluded AS concluded
}
RETURN what, key, s.key AS subject, kind, text, owner, since_lo, since_hi, until_lo, until_hi,
       coalesce(concluded, 0) AS concluded
