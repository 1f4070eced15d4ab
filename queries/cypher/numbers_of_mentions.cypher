// name: numbers_of_mentions
// question: Which identifiers, in shown form, do these mentions carry?
// params: known_run: int, ids: list
// returns: id, kind, shown, check_ok
// key: id, kind, shown
// mode: read
UNWIND $ids AS i
MATCH (m:Mention {id: i})-[r:CARRIES]->(n:Identifier)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN DISTINCT m.id AS id, n.kind AS kind, n.shown AS shown, n.check_ok AS check_ok
ORDER BY id, kind, shown
