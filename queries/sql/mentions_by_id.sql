-- name: mentions_by_id
-- question: What do the sources say about these mentions?
-- params: known_run: int, ids: json
-- returns: id, kind, name, name_key, sex, birth_lo, birth_hi, division, on_roster, source, file, line, sheet, document
-- key: 
-- mode: read
SELECT m.id, k.text AS kind, r.name, r.name_key, r.sex, r.birth_lo, r.birth_hi, r.division, r.on_roster,
       o.source, o.file, r.line, o.sheet, o.document
FROM json_each(:ids) AS j
CROSS JOIN mention AS m ON m.id = j.value
CROSS JOIN word AS k ON k.key = m.kind
CROSS JOIN mention_row AS r ON r.mention = m.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN stream AS s ON s.key = r.stream
LEFT JOIN origin AS o ON o.key = r.origin
ORDER BY m.id, s.source, s.kind
