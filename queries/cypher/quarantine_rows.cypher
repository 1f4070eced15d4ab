// name: quarantine_rows
// question: Which rows could not be used, in one run or (no run given) in all?
// params: run: int
// returns: run, file, line, sheet, field, reason, remedy, sealed
// key: 
// mode: read
MATCH (q:Quarantined)<-[:REFUSED]-(n:Run {status: 'committed'})
WHERE $run IS NULL OR n.number = $run
RETURN n.number AS run, q.file AS file, q.line AS line, q.sheet AS sheet, q.field AS field, q.reason AS reason,
       q.remedy AS remedy, q.sealed AS sealed
ORDER BY q.key
