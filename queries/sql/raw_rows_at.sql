-- name: raw_rows_at
-- question: In which sealed bundles can this row of a file stand?
-- params: run: int, file: text, line: int, sheet: text
-- returns: sealed
-- key: 
-- mode: read
SELECT sealed FROM raw_rows
WHERE run = :run AND file = :file AND first <= :line AND last >= :line AND sheet IS :sheet
