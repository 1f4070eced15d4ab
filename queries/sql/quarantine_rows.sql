-- name: quarantine_rows
-- question: Which rows could not be used, in one run or (no run given) in all?
-- params: run: int
-- returns: run, file, line, sheet, field, reason, remedy, sealed
-- key: 
-- mode: read
SELECT q.run, q.file, q.line, q.sheet, q.field, q.reason, q.remedy, q.sealed
FROM quarantine AS q CROSS JOIN run AS n ON n.number = q.run AND n.status = 'committed'
WHERE :run IS NULL OR q.run = :run
ORDER BY q.key
