// name: computed_roles
// question: Which control edges were worked out at loading?
// params: known_run: int
// returns: key
// key: key
// mode: read
MATCH (:Subject)-[r:ACTUAL_CONTROLLER_OF]->(:Subject)
WHERE r.basis = 'computed' AND r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN DISTINCT r.key AS key
ORDER BY key
