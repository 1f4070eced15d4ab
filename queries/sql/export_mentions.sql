-- name: export_mentions
-- question: Which statements about mentions came or went after a run?
-- params: since: int
-- returns: key, id, kind, stream, stream_source, stream_kind, name, name_length, name_key, sex, birth_lo, birth_hi, division, on_roster, origin, line, source, from_run, to_run
-- key: key, stream, from_run
-- mode: read
SELECT key, id, kind, stream, stream_source, stream_kind, name, name_length, name_key, sex, birth_lo, birth_hi, division, on_roster, origin, line, source, from_run, to_run FROM (
    SELECT r.mention AS key, m.id, k.text AS kind, r.stream, s.source AS stream_source, s.kind AS stream_kind, r.name,
           length(r.name) AS name_length, r.name_key, r.sex,
           r.birth_lo, r.birth_hi, r.division, r.on_roster, r.origin, r.line, o.source, r.from_run AS from_run, r.to_run AS to_run
    FROM mention_row AS r
    JOIN mention AS m ON m.key = r.mention
    JOIN word AS k ON k.key = m.kind
    JOIN stream AS s ON s.key = r.stream
    LEFT JOIN origin AS o ON o.key = r.origin
)
WHERE (from_run > :since OR to_run > :since) AND (to_run IS NULL OR from_run < to_run)
ORDER BY key, from_run, stream
