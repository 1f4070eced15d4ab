-- name: unit_classes_by_key
-- question: What do these statements about kinds of units say?
-- params: known_run: int, keys: json
-- returns: key, id, unit, kind, printed, owner, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
-- key: key
-- mode: read
SELECT f.key, f.id, u.id AS unit, c.text AS kind, p.text AS printed, w.text AS owner,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi, o.source, o.file, r.line, o.sheet, o.document
FROM json_each(:keys) AS k
CROSS JOIN unit_class AS f ON f.key = k.value
CROSS JOIN unit_class_row AS r ON r.unit = f.unit AND r.key = f.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN mention AS u ON u.key = r.unit
CROSS JOIN word AS c ON c.key = r.kind
CROSS JOIN word AS p ON p.key = r.printed
LEFT JOIN word AS w ON w.key = r.owner
LEFT JOIN origin AS o ON o.key = r.origin
