// name: listing_ends_of_listings
// question: Which withdrawals belong to these roster entries?
// params: known_run: int, listings: list
// returns: key, id, listing, reason, until_lo, until_hi, source, file, line, sheet, document
// key: key
// mode: read
UNWIND $listings AS i
MATCH (l:Listing {id: i})<-[r:ENDS]-(w:Withdrawal)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.key AS key, r.id AS id, l.id AS listing, r.reason AS reason, r.until_lo AS until_lo, r.until_hi AS until_hi,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
ORDER BY listing, id
