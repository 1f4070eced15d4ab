-- name: common_officers
-- question: Who surely holds a post at both units on a day?
-- params: known_run: int, day: int, one: int, other: int
-- returns: holder, role_at_one, role_at_other
-- key: holder, role_at_one, role_at_other
-- mode: read
WITH held AS (
       SELECT h.subject AS holder, u.subject AS unit, w.text AS role
       FROM member AS u INDEXED BY member_by_subject
       CROSS JOIN role_row AS r INDEXED BY role_by_unit ON r.unit = u.mention
           AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run) AND r.since_hi <= :day AND r.until_lo > :day
       CROSS JOIN member AS h ON h.mention = r.holder
           AND h.from_run <= :known_run AND (h.to_run IS NULL OR h.to_run > :known_run)
       CROSS JOIN word AS w ON w.key = r.role
       WHERE u.subject IN (:one, :other) AND u.from_run <= :known_run AND (u.to_run IS NULL OR u.to_run > :known_run))
SELECT DISTINCT s.id AS holder, a.role AS role_at_one, b.role AS role_at_other
FROM held AS a JOIN held AS b ON b.holder = a.holder AND b.unit = :other
JOIN mention AS s ON s.key = a.holder
WHERE a.unit = :one
ORDER BY s.id, a.role, b.role
