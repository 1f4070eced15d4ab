// name: journal_entries
// question: What did people record, of some kinds (with commas between) or of all (an empty text), up to a moment?
// params: kind: text, until: moment
// returns: number, id, kind, by, at, body
// key: number
// mode: read
MATCH (j:Journal)
WHERE ($kind = '' OR j.kind IN split($kind, ',')) AND j.at <= $until
RETURN j.number AS number, j.id AS id, j.kind AS kind, j.by AS by, j.at AS at, j.body AS body
ORDER BY number
