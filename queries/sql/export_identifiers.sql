-- name: export_identifiers
-- question: Which identifiers are known beyond this key, sealed as they are?
-- params: after: int
-- returns: key, leader, family, kind, shown, token, sealed, check_ok
-- key: key
-- mode: read
SELECT key, leader, family, kind, shown, lower(hex(token)) AS token, sealed, check_ok FROM number WHERE key > :after ORDER BY key
