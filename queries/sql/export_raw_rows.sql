-- name: export_raw_rows
-- question: Which sealed bundles of rows belong to the runs after one?
-- params: since: int
-- returns: run, file, sheet, first, last, sealed
-- key: 
-- mode: read
SELECT run, file, sheet, first, last, sealed FROM raw_rows WHERE run > :since ORDER BY run, file, sheet, first
