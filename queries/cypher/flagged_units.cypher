// name: flagged_units
// question: Which units are to be flagged, because of whom, and by which measures?
// params: 
// returns: unit, name, findings, measures
// key: unit
// mode: read
MATCH (u:Unit)-[r:FLAGGED_BY]->(m:Measure)
WITH u, r, m ORDER BY m.id
RETURN u.id AS unit, u.name AS name, count(DISTINCT r.finding) AS findings, collect(DISTINCT m.id) AS measures
ORDER BY findings DESC, unit
