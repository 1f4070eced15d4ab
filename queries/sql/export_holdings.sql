-- name: export_holdings
-- question: Which holdings between subjects came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, holder, unit, capital_lo_num, capital_lo_den, capital_hi_num, capital_hi_den, votes_lo_num, votes_lo_den, votes_hi_num, votes_hi_den, subscribed, paid_in, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run
-- mode: read
SELECT start, stop, key, id, episode_of, holder, unit, capital_lo_num, capital_lo_den, capital_hi_num, capital_hi_den, votes_lo_num, votes_lo_den, votes_hi_num, votes_hi_den, subscribed, paid_in, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT a.subject AS start, b.subject AS stop, f.key, f.id, f.episode_of, h.id AS holder, u.id AS unit,
           r.capital_lo_num, r.capital_lo_den, r.capital_hi_num, r.capital_hi_den,
           r.votes_lo_num, r.votes_lo_den, r.votes_hi_num, r.votes_hi_den,
           r.subscribed, r.paid_in, r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source,
           max(r.from_run, a.from_run, b.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(a.to_run, 9223372036854775807), coalesce(b.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM holding_row AS r
    JOIN holding AS f ON f.key = r.key
    JOIN member AS a ON a.mention = r.holder
    JOIN member AS b ON b.mention = r.unit
    JOIN mention AS h ON h.key = r.holder
    JOIN mention AS u ON u.key = r.unit
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run
