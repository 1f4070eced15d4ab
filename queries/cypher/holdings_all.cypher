// name: holdings_all
// question: Who holds what of which unit?
// params: known_run: int
// returns: key, holder, unit, holder_kind, origin, capital_lo_num, capital_lo_den, capital_hi_num, capital_hi_den, votes_lo_num, votes_lo_den, votes_hi_num, votes_hi_den, since_lo, since_hi, until_lo, until_hi
// key: key
// mode: read
MATCH (h:Subject)-[r:HOLDS_SHARES_IN]->(u:Subject)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN r.key AS key, h.key AS holder, u.key AS unit, h.kind AS holder_kind, coalesce(r.origin, 0) AS origin,
       coalesce(r.capital_lo_num, 0) AS capital_lo_num, coalesce(r.capital_lo_den, 0) AS capital_lo_den,
       coalesce(r.capital_hi_num, 0) AS capital_hi_num, coalesce(r.capital_hi_den, 0) AS capital_hi_den,
       coalesce(r.votes_lo_num, 0) AS votes_lo_num, coalesce(r.votes_lo_den, 0) AS votes_lo_den,
       coalesce(r.votes_hi_num, 0) AS votes_hi_num, coalesce(r.votes_hi_den, 0) AS votes_hi_den,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
