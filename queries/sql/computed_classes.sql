-- name: computed_classes
-- question: Which kinds of units were worked out at loading?
-- params: known_run: int
-- returns: key
-- key: key
-- mode: read
SELECT r.key
FROM word AS w
CROSS JOIN unit_class_row AS r ON r.printed = w.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
WHERE w.text LIKE '%（推定）'
ORDER BY r.key
