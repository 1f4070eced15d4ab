// name: identities_by_key
// question: What do these identity links say?
// params: known_run: int, keys: list
// returns: key, id, one, other, tier, evidence, decided_by
// key: key
// mode: read
UNWIND $keys AS k
MATCH ()-[r:SAME_AS|MAY_BE|DIFFERS_FROM {key: k}]->()
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN r.key AS key, r.id AS id, r.one AS one, r.other AS other, r.tier AS tier, r.evidence AS evidence,
       r.decided_by AS decided_by
