-- name: export_origins
-- question: Which places in files are known beyond this key?
-- params: after: int
-- returns: key, source, file, sheet, document
-- key: key
-- mode: read
SELECT key, source, file, sheet, document FROM origin WHERE key > :after ORDER BY key
