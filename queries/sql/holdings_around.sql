-- name: holdings_around
-- question: Which holdings touch this subject, at most so many?
-- params: known_run: int, subject: int, cap: int
-- returns: key
-- key: key
-- mode: read
WITH mine AS (
       SELECT m.mention FROM member AS m INDEXED BY member_by_subject
       WHERE m.subject = :subject
           AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run))
SELECT r.key FROM mine CROSS JOIN holding_row AS r ON r.holder = mine.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
UNION
SELECT r.key FROM mine CROSS JOIN holding_row AS r INDEXED BY holding_by_unit ON r.unit = mine.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
ORDER BY 1
LIMIT :cap
