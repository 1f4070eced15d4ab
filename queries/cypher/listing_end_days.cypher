// name: listing_end_days
// question: When do withdrawals end these roster entries?
// params: known_run: int, listings: list
// returns: listing, until_lo, until_hi
// key: 
// mode: read
UNWIND $listings AS k
MATCH (l:Listing {key: k})<-[e:ENDS]-(w:Withdrawal)
WHERE e.from_run <= $known_run AND (e.to_run IS NULL OR e.to_run > $known_run)
RETURN l.key AS listing, e.until_lo AS until_lo, e.until_hi AS until_hi
