-- name: holdings_held_by_subjects
-- question: What do these subjects hold of which units?
-- params: known_run: int, subjects: json
-- returns: key, holder, unit, holder_kind, origin, capital_lo_num, capital_lo_den, capital_hi_num, capital_hi_den, votes_lo_num, votes_lo_den, votes_hi_num, votes_hi_den, since_lo, since_hi, until_lo, until_hi
-- key: key
-- mode: read
SELECT r.key, h.subject AS holder, u.subject AS unit, p.kind AS holder_kind,
       coalesce(r.origin, 0) AS origin,
       coalesce(r.capital_lo_num, 0) AS capital_lo_num, coalesce(r.capital_lo_den, 0) AS capital_lo_den,
       coalesce(r.capital_hi_num, 0) AS capital_hi_num, coalesce(r.capital_hi_den, 0) AS capital_hi_den,
       coalesce(r.votes_lo_num, 0) AS votes_lo_num, coalesce(r.votes_lo_den, 0) AS votes_lo_den,
       coalesce(r.votes_hi_num, 0) AS votes_hi_num, coalesce(r.votes_hi_den, 0) AS votes_hi_den,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi
FROM json_each(:subjects) AS s
CROSS JOIN member AS h INDEXED BY member_by_subject ON h.subject = s.value
    AND h.from_run <= :known_run AND (h.to_run IS NULL OR h.to_run > :known_run)
CROSS JOIN holding_row AS r ON r.holder = h.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN member AS u ON u.mention = r.unit
    AND u.from_run <= :known_run AND (u.to_run IS NULL OR u.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = r.holder
