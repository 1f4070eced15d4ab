-- name: listing_end_days
-- question: When do withdrawals end these roster entries?
-- params: known_run: int, listings: json
-- returns: listing, until_lo, until_hi
-- key: 
-- mode: read
SELECT r.listing, r.until_lo, r.until_hi
FROM json_each(:listings) AS k
CROSS JOIN listing_end_row AS r ON r.listing = k.value
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
