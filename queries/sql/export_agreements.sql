-- name: export_agreements
-- question: Which parties of agreements came or went after a run?
-- params: since: int
-- returns: start, stop, key, id, episode_of, party, unit, kind, parties, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run
-- key: key, from_run, party
-- mode: read
SELECT start, stop, key, id, episode_of, party, unit, kind, parties, since_lo, since_hi, until_lo, until_hi, concluded, origin, line, source, from_run, to_run FROM (
    SELECT a.subject AS start, f.key AS stop, f.key, f.id, f.episode_of, p.id AS party, u.id AS unit, k.text AS kind,
           (SELECT json_group_array(id) FROM (
               SELECT q.id, CASE WHEN w.text IN ('表决权委托', '代持', '受益所有人备案') THEN e.key ELSE 0 END AS place
               FROM json_each(r.parties) AS e JOIN mention AS q ON q.key = e.value JOIN word AS w ON w.key = r.kind
               ORDER BY place, q.id)) AS parties,
           r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.concluded, r.origin, r.line, o.source,
           max(r.from_run, a.from_run) AS from_run, nullif(min(coalesce(r.to_run, 9223372036854775807), coalesce(a.to_run, 9223372036854775807)), 9223372036854775807) AS to_run
    FROM agreement_row AS r
    JOIN agreement AS f ON f.key = r.key
    JOIN json_each(r.parties) AS j
    JOIN mention AS p ON p.key = j.value
    JOIN member AS a ON a.mention = p.key
    JOIN word AS k ON k.key = r.kind
    LEFT JOIN mention AS u ON u.key = r.unit
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run, party
