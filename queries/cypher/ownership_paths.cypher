// name: ownership_paths
// question: Along which chains of holdings does a subject stand behind a unit on a day? No unit twice, six steps, at most so many.
// params: known_run: int, day: int, holder: int, unit: int, cap: int
// returns: path, capital
// key: path
// mode: read
MATCH path = (a:Subject {key: $holder})-[:HOLDS_SHARES_IN*1..6]->(b:Subject {key: $unit})
WHERE all(r IN relationships(path) WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run) AND r.since_hi <= $day AND r.until_lo > $day)
  AND all(n IN nodes(path) WHERE single(m IN nodes(path) WHERE m = n))
RETURN [n IN nodes(path) | n.id] AS path,
       [r IN relationships(path) | [r.capital_lo_num, r.capital_lo_den, r.capital_hi_num, r.capital_hi_den]] AS capital
ORDER BY size(path), path
LIMIT $cap
