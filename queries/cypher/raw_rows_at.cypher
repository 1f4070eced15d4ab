// name: raw_rows_at
// question: In which sealed bundles can this row of a file stand?
// params: run: int, file: text, line: int, sheet: text
// returns: sealed
// key: 
// mode: read
MATCH (b:RawRows {run: $run, file: $file})
WHERE b.first <= $line AND b.last >= $line AND (b.sheet = $sheet OR (b.sheet IS NULL AND $sheet IS NULL))
RETURN b.sealed AS sealed
