-- name: run_files_all
-- question: Which files did the runs read?
-- params: 
-- returns: run, name, sha256, rows
-- key: 
-- mode: read
SELECT run, name, sha256, rows FROM run_file ORDER BY run, position
