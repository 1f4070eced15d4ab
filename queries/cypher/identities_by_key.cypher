// name: identities_by_key
// question: What do these identity links say?
// params: known_run: int, keys: list
// returns: key, id, one, other, tier, evidence, decided_by
// key: key
// mode: read
// An index covers one type: a pattern of several types would look at every node.
UNWIND $keys AS k
CALL (k) {
  MATCH ()-[r:SAME_AS {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:MAY_BE {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:DIFFERS_FROM {key: k}]->() RETURN r
}
WITH r
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN r.key AS key, r.id AS id, r.one AS one, r.other AS other, r.tier AS tier, r.evidence AS evidence,
       r.decided_by AS decided_by
