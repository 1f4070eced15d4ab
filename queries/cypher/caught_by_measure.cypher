// name: caught_by_measure
// question: Who is caught by this measure, and by which finding?
// params: measure: text
// returns: kind, subject, name, finding, clause, since, until, certainty
// key: finding, kind
// mode: read
MATCH (m:Measure {id: $measure})<-[r:CAUGHT_BY|FLAGGED_BY]-(s:Subject)
RETURN type(r) AS kind, s.id AS subject, s.name AS name, r.finding AS finding, r.clause AS clause,
       r.since AS since, r.until AS until, r.certainty AS certainty
ORDER BY kind, subject, finding
