// name: listings_by_case
// question: Which roster entries carry this case number and party name?
// params: known_run: int, case_number: text, name_key: text
// returns: key
// key: key
// mode: read
MATCH (l:Listing {case_number: $case_number})-[r:LISTS]->()
WHERE r.case_number = $case_number
  AND r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  AND EXISTS {
    MATCH (m:Mention {id: r.mention}) WHERE m.name_key = $name_key
      AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) }
RETURN DISTINCT l.key AS key
ORDER BY key
