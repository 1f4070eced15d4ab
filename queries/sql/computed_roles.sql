-- name: computed_roles
-- question: Which control edges were worked out at loading?
-- params: known_run: int
-- returns: key
-- key: key
-- mode: read
SELECT r.key
FROM word AS w
CROSS JOIN role_row AS r ON r.basis = w.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
WHERE w.text = 'computed'
ORDER BY r.key
