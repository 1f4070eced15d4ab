-- name: export_quarantine
-- question: Which rows could not be used in the runs after one?
-- params: since: int
-- returns: key, run, file, line, sheet, field, reason, remedy, sealed
-- key: key
-- mode: read
SELECT key, run, file, line, sheet, field, reason, remedy, sealed FROM quarantine WHERE run > :since ORDER BY key
