-- name: journal_entries
-- question: What did people record, of some kinds (with commas between) or of all (an empty text), up to a moment?
-- params: kind: text, until: moment
-- returns: number, id, kind, by, at, body
-- key: number
-- mode: read
SELECT number, id, kind, by, at, body FROM journal
WHERE (:kind = '' OR instr(',' || :kind || ',', ',' || kind || ',') > 0) AND at <= :until
ORDER BY number
