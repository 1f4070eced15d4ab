// name: computed_classes
// question: Which kinds of units were worked out at loading?
// params: known_run: int
// returns: key
// key: key
// mode: read
MATCH (:Subject)-[r:IS_OF_KIND]->(:Kind)
WHERE r.printed ENDS WITH '（推定）' AND r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN DISTINCT r.key AS key
ORDER BY key
