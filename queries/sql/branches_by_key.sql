-- name: branches_by_key
-- question: What do these branch relations say?
-- params: known_run: int, keys: json
-- returns: key, id, branch, parent, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
-- key: key
-- mode: read
SELECT f.key, f.id, b.id AS branch, p.id AS parent, r.since_lo, r.since_hi, r.until_lo, r.until_hi, o.source, o.file, r.line, o.sheet, o.document
FROM json_each(:keys) AS k
CROSS JOIN branch AS f ON f.key = k.value
CROSS JOIN branch_row AS r ON r.branch = f.branch AND r.key = f.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN mention AS b ON b.key = r.branch
CROSS JOIN mention AS p ON p.key = r.parent
LEFT JOIN origin AS o ON o.key = r.origin
