-- name: branches_around
-- question: Which branch relations touch this subject, at most so many?
-- params: known_run: int, subject: int, cap: int
-- returns: key
-- key: key
-- mode: read
WITH mine AS (
       SELECT m.mention FROM member AS m INDEXED BY member_by_subject
       WHERE m.subject = :subject
           AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run))
SELECT r.key FROM mine CROSS JOIN branch_row AS r ON r.branch = mine.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
UNION
SELECT r.key FROM mine CROSS JOIN branch_row AS r INDEXED BY branch_by_parent ON r.parent = mine.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
ORDER BY 1
LIMIT :cap
