// name: listings_by_key
// question: What do these roster entries say?
// params: known_run: int, keys: list
// returns: key, id, mention, case_number, court, published, filed, grounds, head_name, public, details, since_lo, since_hi, until_lo, until_hi, concluded, source, file, line, sheet, document
// key: key
// mode: read
UNWIND $keys AS k
MATCH (l:Listing {key: k})-[r:LISTS]->()
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN l.key AS key, l.id AS id, r.mention AS mention, r.case_number AS case_number, r.court AS court,
       r.published AS published, r.filed AS filed, r.grounds AS grounds, r.head_name AS head_name,
       r.public AS public, r.details AS details,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
       toInteger(coalesce(r.concluded, 0)) AS concluded,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
ORDER BY key
