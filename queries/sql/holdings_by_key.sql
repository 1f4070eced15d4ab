-- name: holdings_by_key
-- question: What do these holdings say?
-- params: known_run: int, keys: json
-- returns: key, id, holder, unit, capital_lo_num, capital_lo_den, capital_hi_num, capital_hi_den, votes_lo_num, votes_lo_den, votes_hi_num, votes_hi_den, subscribed, paid_in, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
-- key: key
-- mode: read
SELECT f.key, f.id, h.id AS holder, u.id AS unit,
       r.capital_lo_num, r.capital_lo_den, r.capital_hi_num, r.capital_hi_den,
       r.votes_lo_num, r.votes_lo_den, r.votes_hi_num, r.votes_hi_den, r.subscribed, r.paid_in,
       r.since_lo, r.since_hi, r.until_lo, r.until_hi, o.source, o.file, r.line, o.sheet, o.document
FROM json_each(:keys) AS k
CROSS JOIN holding AS f ON f.key = k.value
CROSS JOIN holding_row AS r ON r.holder = f.holder AND r.key = f.key
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
CROSS JOIN mention AS h ON h.key = r.holder
CROSS JOIN mention AS u ON u.key = r.unit
LEFT JOIN origin AS o ON o.key = r.origin
