// name: holdings_around
// question: Which holdings touch this subject, at most so many?
// params: known_run: int, subject: int, cap: int
// returns: key
// key: key
// mode: read
MATCH (s:Subject {key: $subject})-[r:HOLDS_SHARES_IN]-()
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN DISTINCT r.key AS key
ORDER BY key
LIMIT $cap
