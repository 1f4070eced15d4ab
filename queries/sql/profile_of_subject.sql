-- name: profile_of_subject
-- question: What does the newest register profile of this unit say?
-- params: known_run: int, subject: int
-- returns: id, unit, form, printed_type, status, division, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
-- key: id
-- mode: read
SELECT f.id, u.id AS unit, fo.text AS form, pt.text AS printed_type, st.text AS status, r.division,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi, o.source, o.file, r.line, o.sheet, o.document
FROM member AS m INDEXED BY member_by_subject
CROSS JOIN profile_row AS r ON r.unit = m.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN profile AS f ON f.key = r.key
CROSS JOIN mention AS u ON u.key = r.unit
CROSS JOIN word AS fo ON fo.key = r.form
LEFT JOIN word AS pt ON pt.key = r.printed_type
LEFT JOIN word AS st ON st.key = r.status
LEFT JOIN origin AS o ON o.key = r.origin
WHERE m.subject = :subject AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)
ORDER BY r.until_hi DESC, r.until_lo DESC, r.since_hi DESC, f.id
LIMIT 1
