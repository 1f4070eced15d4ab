// name: links_all
// question: Which parties may be one, where one of them is named on the roster?
// params: known_run: int
// returns: key, listed, other, tier
// key: key
// mode: read
MATCH (s:Subject)-[i:MAY_BE]->(o:Subject)
WHERE i.from_run <= $known_run AND (i.to_run IS NULL OR i.to_run > $known_run) AND s <> o
  AND NOT EXISTS {
    MATCH (s)-[v:DIFFERS_FROM]-(o)
    WHERE v.one_key = i.one_key AND v.other_key = i.other_key
      AND v.from_run <= $known_run AND (v.to_run IS NULL OR v.to_run > $known_run) }
  AND EXISTS {
    MATCH (m:Mention) WHERE m.key IN [i.one_key, i.other_key] AND m.on_roster = 1
      AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) }
WITH DISTINCT i, EXISTS {
    MATCH (m:Mention {key: i.one_key}) WHERE m.on_roster = 1
      AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) } AS one_listed, startNode(i) AS one, endNode(i) AS other
RETURN i.key AS key, CASE WHEN one_listed THEN one.key ELSE other.key END AS listed,
       CASE WHEN one_listed THEN other.key ELSE one.key END AS other, i.tier AS tier
