// name: holdings_by_key
// question: What do these holdings say?
// params: known_run: int, keys: list
// returns: key, id, holder, unit, capital_lo_num, capital_lo_den, capital_hi_num, capital_hi_den, votes_lo_num, votes_lo_den, votes_hi_num, votes_hi_den, subscribed, paid_in, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
// key: key
// mode: read
UNWIND $keys AS k
MATCH ()-[r:HOLDS_SHARES_IN {key: k}]->()
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.key AS key, r.id AS id, r.holder AS holder, r.unit AS unit,
       r.capital_lo_num AS capital_lo_num, r.capital_lo_den AS capital_lo_den, r.capital_hi_num AS capital_hi_num,
       r.capital_hi_den AS capital_hi_den, r.votes_lo_num AS votes_lo_num, r.votes_lo_den AS votes_lo_den,
       r.votes_hi_num AS votes_hi_num, r.votes_hi_den AS votes_hi_den,
       r.subscribed AS subscribed, r.paid_in AS paid_in,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
