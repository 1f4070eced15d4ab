// name: listings_of_subjects
// question: Which roster entries name these subjects?
// params: known_run: int, subjects: list
// returns: key, subject, kind, court, since_lo, since_hi, until_lo, until_hi, concluded
// key: key
// mode: read
UNWIND $subjects AS k
MATCH (s:Subject {key: k})<-[r:LISTS]-(l:Listing)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN l.key AS key, s.key AS subject, s.kind AS kind, r.court AS court, r.since_lo AS since_lo, r.since_hi AS since_hi,
       r.until_lo AS until_lo, r.until_hi AS until_hi, toInteger(coalesce(r.concluded, 0)) AS concluded
