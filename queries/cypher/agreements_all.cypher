// name: agreements_all
// question: Who is party to which agreement on shares, about which unit?
// params: known_run: int
// returns: key, party, unit, first, kind, since_lo, since_hi, until_lo, until_hi
// key: key, party
// mode: read
MATCH (m:Subject)-[r:PARTY_TO]->(a:Agreement)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (:Mention {id: r.unit})-[n:NAMES]->(u:Subject)
WHERE n.from_run <= $known_run AND (n.to_run IS NULL OR n.to_run > $known_run)
RETURN r.key AS key, m.key AS party, coalesce(u.key, 0) AS unit,
       CASE WHEN r.parties STARTS WITH '["' + r.party + '"' THEN 1 ELSE 0 END AS first, r.kind AS kind,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
ORDER BY key, party
