// name: branches_around
// question: Which branch relations touch this subject, at most so many?
// params: known_run: int, subject: int, cap: int
// returns: key
// key: key
// mode: read
MATCH (s:Subject {key: $subject})-[r:BRANCH_OF]-()
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN DISTINCT r.key AS key
ORDER BY key
LIMIT $cap
